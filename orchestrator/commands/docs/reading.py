"""Reads figures for the site from relations that play a role, never from personal columns."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.errors import SegError, StatementError, UsageError
from orchestrator.roles import RoleRelation
from orchestrator.site.values import Figures
from orchestrator.warehouse import Warehouse


class FigureReader(Struct, frozen=True):
    """Reads roles in an open warehouse; `left_out` collects why charts are missing."""

    roles: RoleRelations
    warehouse: Warehouse
    least: int
    left_out: list[str] = field(default_factory=list)

    def relation(
        self,
        role: str,
        names: Sequence[str],
        family: str | None = None,
        *,
        counted: Sequence[str] = (),
        further: Sequence[str] = (),
    ) -> tuple[RoleRelation, str] | None:
        """Return the relation with a role, and SQL with its columns `names`; None if left out.

        `counted` columns are never shown, so they may be personal; others must not be. `further`
        columns are not part of the role.
        """
        found = self.roles.get(role, family)
        if found is None:
            return None
        personal = self._personal(found, (*names, *further))
        if personal:
            self.left_out.append(f"{role}: {', '.join(personal)} is tagged personal")
            return None
        try:
            return found, self.roles.sql(found, (*counted, *names), further)
        except UsageError as error:
            self.left_out.append(first_line(error))
            return None

    def _personal(self, found: RoleRelation, names: Iterable[str]) -> list[str]:
        own = {found.column(name).casefold() for name in names}
        columns = self.roles.node(found).columns
        return [each.name for each in columns if each.is_personal and each.name.casefold() in own]

    def rows(self, query: str) -> list[list[Any]] | None:
        """Return the rows of a query, with decimals as floats; None if the engine refuses it."""
        try:
            return [[_plain(value) for value in row] for row in self.warehouse.rows(query)]
        except StatementError as error:
            if error.cancelled:
                raise
            self.left_out.append(first_line(error))
            return None

    def figures(
        self, found: RoleRelation, columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> Figures:
        """Return rows with what the project says of their columns."""
        node = self.roles.node(found)
        described = {each.name.casefold(): each.description for each in node.columns}
        meanings = {
            name: text
            for name in columns
            if (text := described.get(found.column(name).casefold(), "").strip())
        }
        return Figures(tuple(columns), rows, node.name, meanings)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def first_line(error: SegError) -> str:
    """Return an error's message without its location and fix."""
    return str(error).splitlines()[0]
