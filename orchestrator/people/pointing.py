"""Rows without a person's key that point at rows with it, as the lines of an order do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.nodes import DataTest, Model, Node, Seed
from orchestrator.people.ledger import Ledger, pointing_column, salted, utc_naive


@dataclass(frozen=True, slots=True)
class Pointing:
    """The `column` of `child` has values of the column `field` of another node, `parent`."""

    child: Model | Seed
    column: str
    parent: str
    field: str


def pointings(nodes: Mapping[str, Node]) -> Iterator[Pointing]:
    """What declared `relationships` tests say."""
    for test in nodes.values():
        if not isinstance(test, DataTest) or test.test_name != "relationships" or not test.column:
            continue
        child = nodes.get(test.attached_to or "")
        parents = [name for name in test.depends_on if name != test.attached_to]
        if isinstance(child, Model | Seed) and len(parents) == 1:
            yield Pointing(child, test.column, parents[0], str(test.arguments.get("field")))


def note_new_rows(
    session: Session,
    dialect: Dialect,
    ledger: Ledger,
    pointing: Pointing,
    select: str,
    entity: str,
    at: datetime,
) -> None:
    """Log what erased people's rows of the parent can be pointed at by, those that are new.

    `select` gives the parent's rows, of which `entity` names the person.
    """
    log = dialect.relation(ledger.erasures)
    column = pointing_column(str(pointing.child.relation), pointing.column)
    field = f"lower(trim({dialect.as_text(dialect.quote(pointing.field))}))"
    session.execute(
        f"insert into {log} (key_hash, column_name, person, erased_at, rows_deleted)\n"
        f"select distinct {salted(dialect, field, column)}, {dialect.literal(column.casefold())}, "
        f"known.person, {dialect.literal(utc_naive(at))}, cast(null as bigint)\n"
        f"from (\n{select}\n) as parent_rows\n"
        f"inner join {log} as known\n"
        f"on known.key_hash = {salted(dialect, dialect.quote(entity), entity)}\n"
        f"where {salted(dialect, field, column)} not in (select key_hash from {log})"
    )
