"""Forgetting a person: the warehouse's rows go, and a line without the person stays."""

from dataclasses import dataclass
from datetime import datetime

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine, Erased, Person, Session
from orchestrator.people.ledger import TEXT, Ledger, open_ledger, pointing_column, utc_naive


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
    ledger = open_ledger(engine, dialect)
    log = dialect.relation(ledger.erasures)
    hashes = tuple(ledger.hash_of(key, person.column) for key in person.keys)
    shown = ", ".join(dialect.literal(key_hash) for key_hash in hashes)
    keys = ", ".join(dialect.literal(key) for key in person.keys)
    held = session.query(
        f"select distinct list from {dialect.relation(ledger.members)} "
        f"where entity in ({keys}) and state <> 'candidate' order by list"
    )
    known = session.query(
        f"select min(erased_at), min(person) from {log} where key_hash in ({shown})"
    ).values
    erased_at, group = known[0] if known else (None, None)
    if not is_trial:
        # First, so that no list and no run can have the person again, whatever happens now.
        _note(session, dialect, ledger, person, at, group or hashes[0])
    erased = engine.erase(person, is_trial=is_trial)
    if not is_trial:
        deleted = sum(rows.found - rows.left for rows in erased.seg_tables)
        session.execute(
            f"update {log} set rows_deleted = coalesce(rows_deleted, 0) + {deleted} "
            f"where key_hash in ({shown})"
        )
    lists = tuple(str(row[0]) for row in held.values)
    return Forgotten(hashes, erased, lists, erased_at)


def readmit(engine: Engine, session: Session, dialect: Dialect, column: str, key: str) -> bool:
    """Let runs and lists have a person again who was erased; whether the log knew them."""
    ledger = open_ledger(engine, dialect)
    log = dialect.relation(ledger.erasures)
    key_hash = dialect.literal(ledger.hash_of(key, column))
    known = session.query(f"select person from {log} where key_hash = {key_hash}").values
    if known:
        session.execute(f"delete from {log} where person = {dialect.literal(known[0][0])}")
    return bool(known)


def _note(
    session: Session, dialect: Dialect, ledger: Ledger, person: Person, at: datetime, group: str
) -> None:
    """Add what the person is known by and the log does not have yet, in one statement."""
    log = dialect.relation(ledger.erasures)
    values = [(key, person.column) for key in person.keys]
    values += [
        (value, pointing_column(relation, column))
        for relation, columns in person.belongings.items()
        for column, of_column in columns
        for value in of_column
    ]
    values += [(text, TEXT) for text in (*person.texts, *person.addresses)]
    moment = dialect.literal(utc_naive(at))
    rows = ", ".join(
        f"({dialect.literal(ledger.hash_of(value, column))}, "
        f"{dialect.literal(column.casefold())}, {moment})"
        for value, column in dict.fromkeys(values)
    )
    session.execute(
        f"insert into {log}\n"
        f"select key_hash, column_name, {dialect.literal(group)}, erased_at, null\n"
        f"from (values {rows}) as known (key_hash, column_name, erased_at)\n"
        f"where key_hash not in (select key_hash from {log})"
    )
