"""Forgets a person: deletes the rows from the warehouse, and keeps an anonymous log line."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from orchestrator.engines.boundary import Engine, Notes
from orchestrator.names import name_of_version
from orchestrator.people.erasing import Erased, count_person, erase_person
from orchestrator.people.ledger import (
    OF_PEOPLE,
    TEXT,
    Ledger,
    folded_text,
    foreign_key_column,
    open_ledger,
)
from orchestrator.people.person_rows import Person, RowsOf
from orchestrator.people.unfinished import note_unfinished, open_unfinished
from orchestrator.warehouse import Warehouse, utc_naive

_COLUMNS = ("key_hash", "column_name", "person", "erased_at", "rows_deleted")


class Forgotten(Struct, frozen=True):
    """The result for a person's rows, and the lists with them that someone else has.

    `key_hashes` identify the person in the log, `erased_at` is when they were first erased, if
    before.
    """

    key_hashes: tuple[str, ...]
    erased: Erased
    lists: tuple[str, ...]
    erased_at: datetime | None


def forget(
    engine: Engine,
    warehouse: Warehouse,
    person: Person,
    at: datetime,
    *,
    dry_run: bool,
) -> Forgotten:
    """Erase a person and log it; a dry run only counts and looks."""
    ledger = open_ledger(engine, warehouse.dialect)
    log = warehouse.name(ledger.erasures)
    hashes = tuple(ledger.hash_of(key, person.column) for key in person.keys)
    shown = warehouse.listed(hashes)
    lists = warehouse.texts(
        f"select distinct list from {warehouse.name(ledger.members)} "
        f"where {OF_PEOPLE} and entity in ({warehouse.listed(person.keys)}) "
        "and state <> 'candidate' order by list"
    )
    known = warehouse.rows(
        f"select min(erased_at), min(person) from {log} where key_hash in ({shown})"
    )
    erased_at, group = known[0] if known else (None, None)
    if dry_run:
        erased = count_person(warehouse, engine, person)
    else:
        # In one transaction: a person is either in the log and in no table, or as before.
        unfinished = open_unfinished(warehouse)

        def logged(found: Sequence[RowsOf]) -> tuple[Notes, ...]:
            entries = _entries(warehouse, ledger, person, found, at, group or hashes[0])
            return entries, note_unfinished(unfinished, person, at)

        erased = erase_person(warehouse, engine, person, logged)
    return Forgotten(hashes, erased, lists, erased_at)


def readmit(engine: Engine, warehouse: Warehouse, column: str, key: str) -> bool:
    """Allow an erased person in runs and lists again; return whether the log had them."""
    ledger = open_ledger(engine, warehouse.dialect)
    log = warehouse.name(ledger.erasures)
    key_hash = warehouse.literal(ledger.hash_of(key, column))
    known = warehouse.rows(f"select person from {log} where key_hash = {key_hash}")
    if known:
        warehouse.session.execute(
            f"delete from {log} where person = {warehouse.literal(known[0][0])}"
        )
    return bool(known)


def _entries(
    warehouse: Warehouse,
    ledger: Ledger,
    person: Person,
    found: Sequence[RowsOf],
    at: datetime,
    group: str,
) -> Notes:
    """Return the log's rows for a person: new ones, and how many rows were deleted per key."""
    log, deleted = warehouse.name(ledger.erasures), sum(rows.found for rows in found)
    hashes = {
        ledger.hash_of(value, column): column.casefold()
        for value, column in (*_known_by(person), *_found_by(person, found))
    }
    keys = {ledger.hash_of(key, person.column) for key in person.keys}
    known = f"key_hash in ({warehouse.listed(hashes)})"
    logged = warehouse.rows(f"select {', '.join(_COLUMNS)} from {log} where {known}")
    before = {row[0]: row for row in logged}
    rows = [
        (key_hash, column, group, utc_naive(at), deleted if key_hash in keys else None)
        for key_hash, column in hashes.items()
        if key_hash not in before
    ]
    again = [before[key_hash] for key_hash in sorted(keys & before.keys())]
    rows += [(*row[:-1], (row[-1] or 0) + deleted) for row in again]
    return Notes(ledger.erasures, _COLUMNS, rows, ("key_hash",), [(row[0],) for row in again])


def _known_by(person: Person) -> Iterator[tuple[str, str]]:
    """Yield the values by which later runs must recognize the person, with their columns."""
    for key in person.keys:
        yield key, person.column
    for text in (*person.texts, *person.addresses):
        yield folded_text(text), TEXT
    for relation, columns in person.belongings.items():
        for column, values in columns:
            for value in values:
                yield folded_text(value), foreign_key_column(str(relation), column)


def _found_by(person: Person, found: Sequence[RowsOf]) -> Iterator[tuple[str, str]]:
    """Yield the addresses again, for each unmarked column that contained one."""
    for rows in found:
        for column in rows.columns:
            for address in person.addresses:
                yield (
                    folded_text(address),
                    foreign_key_column(name_of_version(rows.relation), column),
                )
