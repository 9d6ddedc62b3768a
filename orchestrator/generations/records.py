"""How a generation is stored: rows of the manifest's tables, and a checksum of them."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from orchestrator.generations.values import (
    AppliedDelta,
    FamilyVersion,
    Generation,
    Published,
    PublishedRelation,
)
from orchestrator.names import RelationName

RELATION_COLUMNS = (
    "unique_id", "database", "schema", "identifier", "kind", "version_schema", "version",
    "definition", "fingerprint", "columns", "row_count", "family",
)  # fmt: skip
DELTA_COLUMNS = (
    "generation", "version_schema", "version", "rows_schema", "rows", "undo_schema", "undo",
)  # fmt: skip
GENERATION_COLUMNS = ("number", "run_id", "published_at", "relations", "checksum", "restores")

Record = tuple[Any, ...]


def relation_record(row: PublishedRelation) -> Record:
    """Return a published relation as a row, in the order of RELATION_COLUMNS."""
    return (
        row.unique_id,
        row.relation.database,
        row.relation.schema,
        row.relation.identifier,
        row.kind,
        row.version.schema if row.version else None,
        row.version.identifier if row.version else None,
        row.definition,
        row.fingerprint,
        json.dumps(row.columns),
        row.row_count,
        f"{row.family.name}@{row.family.version}" if row.family else None,
    )


def relations_of(records: Sequence[Record]) -> dict[str, PublishedRelation]:
    """Return the relations in the rows, by unique id."""
    # One JSON text for all rows parses four times faster than one for each.
    columns = json.loads(f"[{','.join(record[9] for record in records)}]")
    return {
        record[0]: PublishedRelation(
            unique_id=record[0],
            relation=RelationName(record[2], record[3], record[1]),
            kind=record[4],
            version=_name(record[5], record[6]),
            definition=record[7],
            fingerprint=record[8],
            columns=tuple((name, type_) for name, type_ in of_row),
            row_count=record[10],
            family=_family(record[11]),
        )
        for record, of_row in zip(records, columns, strict=True)
    }


def delta_record(delta: AppliedDelta) -> Record:
    """Return an applied delta as a row, in the order of DELTA_COLUMNS."""
    return (
        delta.generation,
        delta.version.schema,
        delta.version.identifier,
        delta.rows.schema,
        delta.rows.identifier,
        delta.undo.schema if delta.undo else None,
        delta.undo.identifier if delta.undo else None,
    )


def delta_of(record: Record) -> AppliedDelta:
    """Return the delta in a row."""
    return AppliedDelta(
        record[0],
        RelationName(record[1], record[2]),
        RelationName(record[3], record[4]),
        _name(record[5], record[6]),
    )


def generation_record(generation: Generation, sealed: str) -> Record:
    """Return a generation and its checksum as a row, in the order of GENERATION_COLUMNS; UTC."""
    at = generation.published_at.astimezone(UTC).replace(tzinfo=None)
    return (
        generation.number,
        generation.run_id,
        at,
        generation.relations,
        sealed,
        generation.restores,
    )


def generation_of(
    number: int, run_id: str, published_at: datetime, relations: int, restores: int | None
) -> Generation:
    """Return the generation in a row."""
    at = published_at.replace(tzinfo=UTC)
    return Generation(number, run_id, at, relations, restores=restores)


def checksum(published: Published) -> str:
    """Return a hash of what a generation publishes, regardless of order, notes and counts."""
    digest = hashlib.sha256()
    for unique_id in sorted(published):
        row = published[unique_id]
        parts = (unique_id, str(row.relation), row.kind, str(row.version), row.fingerprint)
        digest.update("\0".join((*parts, row.definition, "\n")).encode())
    return digest.hexdigest()


def _family(text: str | None) -> FamilyVersion | None:
    if text is None:
        return None
    name, _, version = text.rpartition("@")
    return FamilyVersion(name, version)


def _name(schema: str | None, identifier: str | None) -> RelationName | None:
    return RelationName(schema, identifier) if schema and identifier else None
