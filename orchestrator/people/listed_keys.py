"""What names a person in a file that seg wrote: their keys, or what these were hashed to."""

import hashlib
from collections.abc import Mapping, Sequence

from msgspec import Struct

from orchestrator.people.ledger import Ledger
from orchestrator.people.person_rows import Person
from orchestrator.people.written_files import WrittenFile

SALT = "SEG_SECRET_EXPORT_SALT"


class NotAsWritten(Exception):
    """Raised when it cannot be told who is in a file, with the reason; its owner has to look."""


class ListedKeys(Struct, frozen=True):
    """The person's values by the name of a column, in lower case, for a file as it was written."""

    values: Mapping[str, frozenset[str]]
    hashed_column: str
    written: WrittenFile

    @classmethod
    def of(cls, person: Person, written: WrittenFile, ledger: Ledger, salt: str) -> "ListedKeys":
        """Raises NotAsWritten when the file was hashed with a salt that is not `salt`."""
        salts = ["", salt]
        if written.columns is not None:
            salts = [known for known in salts if written.is_salted_with(known, ledger)]
            if written.salt_fingerprint is not None and not salts:
                raise NotAsWritten(f"its keys were hashed with another {SALT}")
        hashed = (
            hashlib.sha256((known + key).encode()).hexdigest()
            for known in salts
            for key in person.keys
        )
        column = _hashed_name(person)
        values = {person.column.casefold(): frozenset(person.keys), column: frozenset(hashed)}
        return cls(values, column, written)

    def by_position(self, header: Sequence[str]) -> dict[int, frozenset[str]]:
        """The values by the position of the column that they stand in; raises NotAsWritten."""
        remembered = self.written.columns
        found = {
            at: self.values[name.casefold()]
            for at, name in enumerate(header)
            if name.casefold() in self.values
        }
        if not found or (remembered is not None and tuple(header) != remembered):
            raise NotAsWritten("its columns are not those that seg wrote")
        return found

    def require_sense(self, header: Sequence[str], found: int) -> None:
        """Raise NotAsWritten when no row was found and the salt may be why: it is not known."""
        is_hashed = self.hashed_column in map(str.casefold, header)
        if is_hashed and not found and self.written.columns is None:
            raise NotAsWritten("the salt of its keys is not remembered")


def may_hold(written: WrittenFile, person: Person) -> bool:
    """Whether the file was written with a column that names such people."""
    names = {person.column.casefold(), _hashed_name(person)}
    return written.columns is None or not names.isdisjoint(map(str.casefold, written.columns))


def _hashed_name(person: Person) -> str:
    return f"{person.column}_sha256".casefold()
