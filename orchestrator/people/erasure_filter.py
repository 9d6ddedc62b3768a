"""Keeps erased people out of what later runs build, even if a source still has them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, Node
from orchestrator.people.ledger import (
    TEXT,
    foreign_key_column,
    is_erased,
    is_text_erased,
    open_ledger,
)
from orchestrator.warehouse import Warehouse


class ErasureFilter(Struct, frozen=True):
    """Whose rows a run must not build because they were erased.

    `columns` are those by which the ledger knows erased people, in lower case; `personal` are the
    personal columns of each node, in which their other ids and addresses are searched; `relations`
    are the names of nodes. `keys` is how many keys were erased.
    """

    dialect: Dialect
    columns: frozenset[str]
    personal: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, RelationName]
    keys: int

    @property
    def message(self) -> str:
        """Return a message for the person who runs seg."""
        erased = "1 erased person" if self.keys == 1 else f"{self.keys} ids of erased people"
        return f"Rows of {erased} are left out of what is built"

    def condition(self, unique_id: str, names: Sequence[str]) -> str | None:
        """Return the SQL condition for rows that may be kept; None if all may.

        A row with a key belongs to that person. One without belongs to whoever else it identifies,
        in a personal column, or in one by which erased people were found.
        """
        entities = [name for name in names if name.casefold() in self.columns]
        told = [
            found
            for name in names
            if name not in entities
            for found in self._told_by(unique_id, name, points=not entities)
        ]
        gone = [is_erased(self.dialect, self.dialect.quote(name), name) for name in entities]
        if told:
            nobody = "".join(f"{self.dialect.quote(name)} is null and " for name in entities)
            gone.append(f"({nobody}({' or '.join(told)}))")
        return f"not ({' or '.join(gone)})" if gone else None

    def _told_by(self, unique_id: str, name: str, *, points: bool) -> Iterator[str]:
        """Yield the conditions by which a column that is not a key identifies an erased person."""
        if name.casefold() in {known.casefold() for known in self.personal.get(unique_id, ())}:
            yield is_text_erased(self.dialect, self.dialect.quote(name), TEXT)
        if points and unique_id in self.relations:
            column = foreign_key_column(str(self.relations[unique_id]), name)
            if column.casefold() in self.columns:
                yield is_text_erased(self.dialect, self.dialect.quote(name), column)


def read_erasure_filter(
    engine: Engine, warehouse: Warehouse, nodes: Iterable[Node]
) -> ErasureFilter | None:
    """Return the filter for the people in the ledger; None if nobody was ever erased."""
    erasures = warehouse.name(open_ledger(engine, warehouse.dialect).erasures)
    rows = warehouse.rows(
        f"select column_name, count(*) from {erasures} "
        f"where column_name <> {warehouse.literal(TEXT)} group by column_name"
    )
    if not rows:
        return None
    filled = [node for node in nodes if isinstance(node, BuiltNode)]
    return ErasureFilter(
        warehouse.dialect,
        frozenset(str(row[0]) for row in rows),
        personal_columns(filled),
        {node.unique_id: node.relation for node in filled},
        sum(int(row[1]) for row in rows if "." not in str(row[0])),
    )


def personal_columns(nodes: Iterable[Node]) -> dict[str, tuple[str, ...]]:
    """Return the columns marked as personal, of each node that a run fills, by unique id."""
    found = {}
    for node in nodes:
        if isinstance(node, BuiltNode):
            names = tuple(column.name for column in node.columns if column.is_personal)
            if names:
                found[node.unique_id] = names
    return found
