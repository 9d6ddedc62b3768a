"""A list that was exported while another process used the warehouse: recorded when it is free.

Until then it has its own file, so that no list is forgotten: an erasure checks all of them.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from orchestrator.people.ledger import Ledger
from orchestrator.people.person_rows import Person
from orchestrator.people.unfinished import note_unfinished, open_unfinished
from orchestrator.warehouse import Warehouse, utc_naive


class PendingList(Struct, frozen=True):
    """What the ledger must record of a file: a row of its `writings`, and its `members`.

    `entity` is the column whose values the members are. `added` and `removed` are only numbers.
    Keys in the file are not hashed.
    """

    list_: str
    file: str | None
    kind: str
    people: int
    added: int
    removed: int
    written_at: datetime
    columns: tuple[str, ...]
    upload: str | None
    entity: str
    members: tuple[str, ...]


def remember_pending(warehouse: Warehouse, ledger: Ledger, pending: Sequence[PendingList]) -> None:
    """Write into the ledger what it does not contain yet; all of them, or none.

    People erased while a list was written are still on it: their erasure is unfinished.
    """
    with warehouse.session.transaction():
        for each in sorted(pending, key=lambda found: found.written_at):
            _remember(warehouse, ledger, each)


def _remember(warehouse: Warehouse, ledger: Ledger, pending: PendingList) -> None:
    members, writings = warehouse.name(ledger.members), warehouse.name(ledger.writings)
    name, at = warehouse.literal(pending.list_), utc_naive(pending.written_at)
    of_list = f"list = {name} and written_at"
    is_same = f"file is not distinct from {warehouse.literal(pending.file)}"
    if warehouse.count(writings, f"{of_list} = {warehouse.literal(at)} and {is_same}"):
        return
    erased = _erased(warehouse, ledger, pending)
    if erased and pending.file is not None:
        notes = note_unfinished(
            open_unfinished(warehouse), Person(pending.entity, erased), pending.written_at
        )
        warehouse.insert(notes.table, notes.columns, notes.rows)
    # The members are those of the last file.
    if not warehouse.count(writings, f"{of_list} > {warehouse.literal(at)}"):
        is_written = f"list = {name} and state = 'written'"
        warehouse.session.execute(f"delete from {members} where {is_written}")
        gone = {*erased}
        kept = (member for member in pending.members if member not in gone)
        rows = [(pending.list_, "written", member) for member in kept]
        warehouse.insert(ledger.members, ("list", "state", "entity"), rows)
    warehouse.add(
        ledger.writings,
        {
            "list": pending.list_,
            "file": pending.file,
            "kind": pending.kind,
            "people": pending.people,
            "added": pending.added,
            "removed": pending.removed,
            "written_at": at,
            "columns": json.dumps(pending.columns),
            "upload": pending.upload,
        },
    )


def _erased(warehouse: Warehouse, ledger: Ledger, pending: PendingList) -> tuple[str, ...]:
    """Return the members who have been erased since."""
    hashes = {*warehouse.texts(f"select key_hash from {warehouse.name(ledger.erasures)}")}
    return tuple(
        member for member in pending.members if ledger.hash_of(member, pending.entity) in hashes
    )
