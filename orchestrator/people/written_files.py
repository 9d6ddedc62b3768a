"""The files that lists were written to, as the warehouse remembers them."""

import json

from msgspec import Struct

from orchestrator.people.ledger import Ledger
from orchestrator.warehouse import Warehouse


class WrittenFile(Struct, frozen=True):
    """What was written last to `file`.

    `columns` are those of its header; None: an earlier seg wrote it, which remembered neither them
    nor the salt. `salt_fingerprint` is None where keys were left as they are.
    """

    file: str
    columns: tuple[str, ...] | None
    salt_fingerprint: str | None

    def is_salted_with(self, salt: str, ledger: Ledger) -> bool:
        """Whether its keys were hashed after this salt."""
        return self.salt_fingerprint == ledger.fingerprint(salt)


def written_files(warehouse: Warehouse, ledger: Ledger) -> tuple[WrittenFile, ...]:
    """All of them; a file that was written again and again comes once for each time, in order."""
    rows = warehouse.rows(
        f"select file, columns, salt_fingerprint from {warehouse.name(ledger.writings)} "
        "where file is not null order by written_at nulls first"
    )
    return tuple(
        WrittenFile(
            str(file),
            None if columns is None else tuple(map(str, json.loads(columns))),
            None if fingerprint is None else str(fingerprint),
        )
        for file, columns, fingerprint in rows
    )
