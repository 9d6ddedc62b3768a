"""Forgetting a person: the warehouse's rows go, and a line without the person stays."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine, Erased, Person, Session
from orchestrator.people.ledger import open_ledger, utc_naive


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a person's rows, and the lists that somebody else holds them on.

    `key_hashes` are what the log knows the person by, `erased_at` is when it first did, before.
    """

    key_hashes: tuple[str, ...]
    erased: Erased
    lists: tuple[str, ...]
    erased_at: datetime | None


def forget(
    engine: Engine,
    session: Session,
    dialect: Dialect,
    person: Person,
    at: datetime,
    *,
    is_trial: bool,
) -> Forgotten:
    """Erase a person and log it; a trial only counts and looks."""
    ledger = open_ledger(engine)
    log = dialect.relation(ledger.erasures)
    hashes = {hashlib.sha256(key.encode()).hexdigest(): key for key in person.keys}
    keys = ", ".join(dialect.literal(key) for key in person.keys)
    held = session.query(
        f"select distinct list from {dialect.relation(ledger.members)} "
        f"where entity in ({keys}) and state <> 'candidate' order by list"
    )
    shown = ", ".join(dialect.literal(key_hash) for key_hash in hashes)
    known = session.query(
        f"select key_hash, erased_at from {log} where key_hash in ({shown}) order by erased_at"
    ).values
    if not is_trial:
        # First, so that no list can have the person again, whatever happens now.
        moment = dialect.literal(utc_naive(at))
        for key_hash in hashes.keys() - {row[0] for row in known}:
            literal = dialect.literal(key_hash)
            session.execute(f"insert into {log} values ({literal}, {moment}, null)")
    erased = engine.erase(person, is_trial=is_trial)
    if not is_trial:
        deleted = sum(rows.found - rows.left for rows in erased.seg_tables)
        session.execute(
            f"update {log} set rows_deleted = coalesce(rows_deleted, 0) + {deleted} "
            f"where key_hash in ({shown})"
        )
    lists = tuple(str(row[0]) for row in held.values)
    return Forgotten(tuple(hashes), erased, lists, known[0][1] if known else None)
