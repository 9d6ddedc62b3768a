"""People who were erased stay out of what later runs build, though a source still has them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine
from orchestrator.nodes import Model, Node, Seed
from orchestrator.people.ledger import TEXT, is_erased, open_ledger


@dataclass(frozen=True, slots=True)
class KeepOut:
    """Whose rows a run must not build.

    `columns` are those that erased people were named by, in lower case; `personal` are the
    personal columns of each node, in which their other ids and addresses are looked for. `keys`
    is how many customer numbers were erased.
    """

    dialect: Dialect
    columns: frozenset[str]
    personal: Mapping[str, tuple[str, ...]]
    keys: int

    @property
    def told(self) -> str:
        """A sentence for the person who runs seg."""
        columns = ", ".join(sorted(self.columns))
        return f"Rows of erased people are left out ({self.keys} values of {columns})"

    def condition(self, unique_id: str, names: Sequence[str]) -> str | None:
        """The rows of a relation that may be kept, as SQL; None when all may.

        A row with a key is of the person whom that names. One without is of whoever else it tells
        of, in a personal column.
        """
        entities = [name for name in names if name.casefold() in self.columns]
        wanted = {name.casefold() for name in self.personal.get(unique_id, ())}
        texts = [name for name in names if name.casefold() in wanted and name not in entities]
        gone = [self._is_erased(name, name) for name in entities]
        if texts:
            nobody = "".join(f"{self.dialect.quote(name)} is null and " for name in entities)
            found = " or ".join(self._is_text_erased(name) for name in texts)
            gone.append(f"({nobody}({found}))")
        return f"not ({' or '.join(gone)})" if gone else None

    def _is_erased(self, name: str, column: str) -> str:
        return is_erased(self.dialect, self.dialect.quote(name), column)

    def _is_text_erased(self, name: str) -> str:
        value = f"cast({self.dialect.quote(name)} as varchar)"
        exact, folded = value, f"lower(trim({value}))"
        return " or ".join(is_erased(self.dialect, text, TEXT) for text in (exact, folded))


def read_keep_out(engine: Engine, dialect: Dialect, nodes: Iterable[Node]) -> KeepOut | None:
    """Whom to keep out, by the ledger; None when nobody was ever erased."""
    erasures = dialect.relation(open_ledger(engine, dialect).erasures)
    session = engine.session()
    try:
        rows = session.query(
            f"select column_name, count(*) from {erasures} "
            f"where column_name <> {dialect.literal(TEXT)} group by column_name"
        ).values
    finally:
        session.close()
    if not rows:
        return None
    return KeepOut(
        dialect,
        frozenset(str(row[0]) for row in rows),
        personal_columns(nodes),
        sum(int(row[1]) for row in rows),
    )


def personal_columns(nodes: Iterable[Node]) -> dict[str, tuple[str, ...]]:
    """The columns that are marked as personal, of each node that a run fills, by unique id."""
    found = {}
    for node in nodes:
        if isinstance(node, Model | Seed):
            names = tuple(column.name for column in node.columns if column.is_personal)
            if names:
                found[node.unique_id] = names
    return found
