"""Foreign keys: rows without a person's key that refer to rows with it, such as order lines."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from orchestrator.nodes import BuiltNode, DataTest, Node
from orchestrator.people.ledger import Ledger, foreign_key_column, salted
from orchestrator.warehouse import Warehouse, utc_naive


class ForeignKey(Struct, frozen=True):
    """The `column` of `child` has values of the column `field` of another node, `parent`."""

    child: BuiltNode
    column: str
    parent: str
    field: str


def foreign_keys(nodes: Mapping[str, Node]) -> Iterator[ForeignKey]:
    """Yield the foreign keys that `relationships` tests declare."""
    for test in nodes.values():
        if not isinstance(test, DataTest) or test.test_name != "relationships" or not test.column:
            continue
        child = nodes.get(test.attached_to or "")
        parents = [name for name in test.depends_on if name != test.attached_to]
        if isinstance(child, BuiltNode) and len(parents) == 1:
            yield ForeignKey(child, test.column, parents[0], str(test.arguments.get("field")))


def note_new_rows(
    warehouse: Warehouse,
    ledger: Ledger,
    foreign_key: ForeignKey,
    select: str,
    entity: str,
    at: datetime,
) -> None:
    """Record the new values that reference erased people's rows of the parent.

    `select` returns the parent's rows, in which `entity` identifies the person.
    """
    dialect, log = warehouse.dialect, warehouse.name(ledger.erasures)
    column = foreign_key_column(str(foreign_key.child.relation), foreign_key.column)
    field = f"lower(trim({warehouse.text(foreign_key.field)}))"
    warehouse.session.execute(
        f"insert into {log} (key_hash, column_name, person, erased_at, rows_deleted)\n"
        f"select distinct {salted(dialect, field, column)}, "
        f"{warehouse.literal(column.casefold())}, known.person, "
        f"{warehouse.literal(utc_naive(at))}, cast(null as bigint)\n"
        f"from (\n{select}\n) as parent_rows\n"
        f"inner join {log} as known\n"
        f"on known.key_hash = {salted(dialect, dialect.quote(entity), entity)}\n"
        f"where {salted(dialect, field, column)} not in (select key_hash from {log})"
    )
