"""Short names for DuckDB's dialect, for the engine's own statements."""

from orchestrator.dialects.duckdb import DIALECT, INTERNAL_SCHEMA, VERSIONS_SCHEMA, fold
from orchestrator.names import RelationName

__all__ = [
    "INTERNAL_SCHEMA",
    "VERSIONS_SCHEMA",
    "fold",
    "folded",
    "new_table",
    "quote",
    "spelled",
    "spelled_schema",
    "text",
]

quote = DIALECT.quote
spelled = DIALECT.relation
folded = DIALECT.folded
text = DIALECT.literal
new_table = DIALECT.new_table


def spelled_schema(relation: RelationName) -> str:
    """Return the relation's schema as SQL."""
    parts = (relation.database, relation.schema)
    return ".".join(quote(part) for part in parts if part is not None)
