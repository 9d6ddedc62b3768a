"""What the warehouse remembers of lists that were handed out and of people who were forgotten."""

from dataclasses import dataclass
from datetime import UTC, datetime

from orchestrator.engines.boundary import Engine
from orchestrator.names import RelationName

_MEMBERS = (("list", "varchar"), ("state", "varchar"), ("entity", "varchar"))
_WRITINGS = (
    ("list", "varchar"),
    ("file", "varchar"),
    ("kind", "varchar"),
    ("people", "bigint"),
    ("added", "bigint"),
    ("removed", "bigint"),
    ("written_at", "timestamp"),
    ("acknowledged_at", "timestamp"),
)
_ERASURES = (("key_hash", "varchar"), ("erased_at", "timestamp"), ("rows_deleted", "bigint"))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where it is kept.

    `members` holds the people of each list by state: candidate, written, acknowledged. `writings`
    is a line for each file, `erasures` one for each person, by a hash of the key.
    """

    members: RelationName
    writings: RelationName
    erasures: RelationName


def open_ledger(engine: Engine) -> Ledger:
    """The tables of the ledger, made where they are missing."""
    return Ledger(
        engine.own_table("export_members", _MEMBERS),
        engine.own_table("exports", _WRITINGS),
        engine.own_table("erasures", _ERASURES),
    )


def utc_naive(at: datetime) -> datetime:
    """The moment as the ledger keeps it: UTC, without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None)
