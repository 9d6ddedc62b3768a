"""The files that lists were written to, as the warehouse remembers them."""

import json

from msgspec import Struct

from orchestrator.people.ledger import Ledger
from orchestrator.warehouse import Warehouse


class WrittenFile(Struct, frozen=True):
    """What was last written to `file`.

    `columns` are those of its header; None: an earlier seg wrote it, which recorded neither them
    nor the salt. `salt_fingerprint` is None if keys were not hashed. `upload` is the name of a
    platform's format, whose columns do not contain the key.
    """

    list_: str
    file: str
    columns: tuple[str, ...] | None
    salt_fingerprint: str | None
    upload: str | None = None

    def is_salted_with(self, salt: str, ledger: Ledger) -> bool:
        """Return whether its keys were hashed with this salt."""
        return self.salt_fingerprint == ledger.fingerprint(salt)


def written_files(warehouse: Warehouse, ledger: Ledger) -> tuple[WrittenFile, ...]:
    """Return all of them; a file written several times is included each time, in order."""
    rows = warehouse.rows(
        "select list, file, columns, salt_fingerprint, upload "
        f"from {warehouse.name(ledger.writings)} "
        "where file is not null order by written_at nulls first"
    )
    return tuple(
        WrittenFile(
            str(list_),
            str(file),
            None if columns is None else tuple(map(str, json.loads(columns))),
            None if fingerprint is None else str(fingerprint),
            None if upload is None else str(upload),
        )
        for list_, file, columns, fingerprint, upload in rows
    )
