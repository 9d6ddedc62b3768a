"""Forgetting a person: the warehouse's rows go, and a line without the person stays."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine, Erased, Session
from orchestrator.people.ledger import open_ledger, utc_naive


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a person's rows, and the lists that somebody else holds them on.

    `erased_at` is when an earlier erasure of the same person was logged.
    """

    key_hash: str
    erased: Erased
    lists: tuple[str, ...]
    erased_at: datetime | None


def forget(
    engine: Engine,
    session: Session,
    dialect: Dialect,
    entity: str,
    key: str,
    failures_schemas: Collection[str],
    at: datetime,
    *,
    is_trial: bool,
) -> Forgotten:
    """Erase a person and log it; a trial only counts and looks."""
    ledger = open_ledger(engine)
    key_hash = hashlib.sha256(key.encode()).hexdigest()
    log = dialect.relation(ledger.erasures)
    this_person = f"key_hash = {dialect.literal(key_hash)}"
    earlier = session.query(f"select max(erased_at) from {log} where {this_person}").values[0][0]
    held = session.query(
        f"select distinct list from {dialect.relation(ledger.members)} "
        f"where entity = {dialect.literal(key)} and state <> 'candidate' order by list"
    )
    if not is_trial and earlier is None:
        # First, so that a list cannot have the person again, whatever happens now.
        moment = dialect.literal(utc_naive(at))
        session.execute(f"insert into {log} values ({dialect.literal(key_hash)}, {moment}, 0)")
    erased = engine.erase(entity, key, failures_schemas, is_trial=is_trial)
    if not is_trial:
        deleted = sum(rows.found - rows.left for rows in erased.seg_tables)
        session.execute(
            f"update {log} set rows_deleted = rows_deleted + {deleted} where {this_person}"
        )
    return Forgotten(key_hash, erased, tuple(str(row[0]) for row in held.values), earlier)
