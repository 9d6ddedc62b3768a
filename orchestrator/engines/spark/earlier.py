"""Shows an earlier generation on Spark, in views that are dropped when the engine closes.

Versions on Spark never change in place: the tables of a generation are still the same. Its views
are created again, on the relations of the same generation.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from orchestrator.engines.boundary import Earlier
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import folded
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.errors import StatementError
from orchestrator.generations.values import PublishedRelation
from orchestrator.names import RelationName


def show_on_spark(earlier: Earlier, mirror: Mirror, records: DuckDBSession) -> Earlier:
    """Create the views of a generation that the records show in a database of their own.

    Returns the generation without what cannot be read.
    """
    shown = {
        folded(RelationName(row.relation.schema, row.relation.identifier)): row.relation
        for row in earlier.published.values()
    }
    for database in {row.relation.database for row in earlier.published.values()}:
        assert database is not None, "a generation is shown in a database of its own"
        mirror.names.show_generation(database)
    readable = dict(earlier.published)
    pending = sorted(earlier.published.items(), key=lambda each: each[1].kind)
    while pending:
        waiting = [each for each in pending if not _is_created(each[1], shown, mirror, records)]
        if len(waiting) == len(pending):
            break
        pending = waiting
    for unique_id, _ in pending:
        del readable[unique_id]
    return replace(earlier, published=readable)


def _is_created(
    row: PublishedRelation,
    shown: Mapping[RelationName, RelationName],
    mirror: Mirror,
    records: DuckDBSession,
) -> bool:
    try:
        select = mirror.transpiled(row.definition, records, shown=shown).sql
        name = mirror.names.spelled(row.relation)
        mirror.spark.client.run(f"create or replace view {name} as {select}")
    except StatementError as error:
        if error.cancelled:
            raise
        return False
    mirror.created_aside(row.relation, "view")
    return True
