"""Forgetting a person: the warehouse's rows go, and a line without the person stays."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from orchestrator.engines.boundary import Engine
from orchestrator.names import name_of_version
from orchestrator.people.erasing import Erased, count_person, erase_person
from orchestrator.people.ledger import (
    TEXT,
    Ledger,
    folded_text,
    foreign_key_column,
    open_ledger,
)
from orchestrator.people.person_rows import Person
from orchestrator.warehouse import Warehouse, utc_naive


class Forgotten(Struct, frozen=True):
    """What became of a person's rows, and the lists that somebody else holds them on.

    `key_hashes` are what the log knows the person by, `erased_at` is when it first did, before.
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
        f"where entity in ({warehouse.listed(person.keys)}) and state <> 'candidate' order by list"
    )
    known = warehouse.rows(
        f"select min(erased_at), min(person) from {log} where key_hash in ({shown})"
    )
    erased_at, group = known[0] if known else (None, None)
    if not dry_run:
        # First, so that no list and no run can have the person again, whatever happens now.
        group = group or hashes[0]
        _note(warehouse, ledger, _known_by(person), at, group)
    carry_out = count_person if dry_run else erase_person
    erased = carry_out(warehouse, engine, person)
    if not dry_run:
        _note(warehouse, ledger, _found_by(person, erased), at, group)
        deleted = sum(rows.found - rows.left for rows in erased.seg_tables)
        warehouse.session.execute(
            f"update {log} set rows_deleted = coalesce(rows_deleted, 0) + {deleted} "
            f"where key_hash in ({shown})"
        )
    return Forgotten(hashes, erased, lists, erased_at)


def readmit(engine: Engine, warehouse: Warehouse, column: str, key: str) -> bool:
    """Let runs and lists have a person again who was erased; whether the log knew them."""
    ledger = open_ledger(engine, warehouse.dialect)
    log = warehouse.name(ledger.erasures)
    key_hash = warehouse.literal(ledger.hash_of(key, column))
    known = warehouse.rows(f"select person from {log} where key_hash = {key_hash}")
    if known:
        warehouse.session.execute(
            f"delete from {log} where person = {warehouse.literal(known[0][0])}"
        )
    return bool(known)


def _note(
    warehouse: Warehouse,
    ledger: Ledger,
    values: Iterable[tuple[str, str]],
    at: datetime,
    group: str,
) -> None:
    """Add the values, each with its column, that the log does not have yet, in one statement."""
    log = warehouse.name(ledger.erasures)
    rows = ", ".join(
        f"({warehouse.listed([ledger.hash_of(value, column), column.casefold()])})"
        for value, column in dict.fromkeys(values)
    )
    if not rows:
        return
    warehouse.session.execute(
        f"insert into {log} (key_hash, column_name, person, erased_at, rows_deleted)\n"
        f"select key_hash, column_name, {warehouse.literal(group)}, "
        f"{warehouse.literal(utc_naive(at))}, null\n"
        f"from (values {rows}) as known (key_hash, column_name)\n"
        f"where key_hash not in (select key_hash from {log})"
    )


def _known_by(person: Person) -> Iterator[tuple[str, str]]:
    """What later runs shall know the person by: values, each with its column."""
    for key in person.keys:
        yield key, person.column
    for text in (*person.texts, *person.addresses):
        yield folded_text(text), TEXT
    for relation, columns in person.belongings.items():
        for column, values in columns:
            for value in values:
                yield folded_text(value), foreign_key_column(str(relation), column)


def _found_by(person: Person, erased: Erased) -> Iterator[tuple[str, str]]:
    """The addresses once more, for each column that nobody had marked and that had one."""
    for rows in erased.seg_tables:
        for column in rows.columns:
            for address in person.addresses:
                yield (
                    folded_text(address),
                    foreign_key_column(name_of_version(rows.relation), column),
                )
