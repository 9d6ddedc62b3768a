"""A list that was written while another process had the warehouse: remembered when it is free.

Until then it is a file of its own, so that no list is forgotten: an erasure looks through all.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from orchestrator.people.ledger import Ledger
from orchestrator.warehouse import Warehouse, utc_naive


class PendingList(Struct, frozen=True):
    """What the ledger is to hold of a file: a line of its `writings`, and its `members`.

    `added` and `removed` are told by numbers alone. Keys in the file are not hashed.
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
    members: tuple[str, ...]


def remember_pending(warehouse: Warehouse, ledger: Ledger, pending: Sequence[PendingList]) -> None:
    """Write into the ledger what it does not hold yet; all of them, or none."""
    with warehouse.session.transaction():
        for each in sorted(pending, key=lambda found: found.written_at):
            _remember(warehouse, ledger, each)


def _remember(warehouse: Warehouse, ledger: Ledger, pending: PendingList) -> None:
    members, writings = warehouse.name(ledger.members), warehouse.name(ledger.writings)
    name, at = warehouse.literal(pending.list_), utc_naive(pending.written_at)
    of_list = f"list = {name} and written_at"
    if warehouse.count(writings, f"{of_list} = {warehouse.literal(at)}"):
        return
    # The members are those of the file that was written last.
    if not warehouse.count(writings, f"{of_list} > {warehouse.literal(at)}"):
        is_written = f"list = {name} and state = 'written'"
        warehouse.session.execute(f"delete from {members} where {is_written}")
        rows = [(pending.list_, "written", member) for member in pending.members]
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
