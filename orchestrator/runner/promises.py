"""Reports if a table that is built in parts differs from the result of a full build."""

from collections.abc import Iterator

from orchestrator.engines.boundary import Change, PublishedRelation
from orchestrator.names import counted, version_number
from orchestrator.plan.steps import Build
from orchestrator.runner.closing import Closing
from orchestrator.warehouse import Warehouse

MOST_SHOWN = 3


def broken_promise(
    step: Build,
    change: Change,
    published: PublishedRelation,
    columns: tuple[str, ...],
    closing: Closing,
    warehouse: Warehouse,
) -> Iterator[str]:
    """Yield a warning with the keys that differ in a full build from the same data.

    Personal keys are only counted.
    """
    if change.delta is not None or published.version is None:
        return
    session, dialect = warehouse.session, closing.dialect
    keys = dialect.version_name(step.relation, version_number(step.version), "promise")
    if not session.changed_keys(change.version, published.version, columns, keys):
        return
    count = warehouse.count(keys)
    named = ", ".join(map(dialect.quote, columns))
    query = f"select {named} from {dialect.relation(keys)} order by {named}"
    shown = [
        ", ".join(f"{name} {value}" for name, value in zip(columns, row, strict=True))
        for row in session.query(query, limit=MOST_SHOWN).values
    ]
    session.execute(f"drop table {dialect.relation(keys)}")
    personal = {
        column.name.casefold()
        for column in closing.relations.project.nodes[step.unique_id].columns
        if column.is_personal
    }
    is_shown = not any(name.casefold() in personal for name in columns)
    example = f" ({'; '.join(shown)}{', ...' if count > len(shown) else ''})" if is_shown else ""
    yield (
        f"{step.origin.path}: rebuilt in full, {counted(count, 'key')}{example} differ from what "
        "is published for the same data: refresh_by is wrong, or the rows depend on more than the "
        "inputs"
    )
