"""What identifies a person in a file that seg wrote: their keys, or the hashes of these."""

import hashlib
from collections.abc import Mapping, Sequence

from msgspec import Struct

from orchestrator.people.ledger import Ledger
from orchestrator.people.person_rows import Person
from orchestrator.people.written_files import WrittenFile

SALT = "SEG_SECRET_EXPORT_SALT"


class NotAsWritten(Exception):
    """Raised with the reason if it is unknown who is in a file; its owner has to look."""


class ListedKeys(Struct, frozen=True):
    """The person's values by column name, in lower case, for a file as it was written."""

    values: Mapping[str, frozenset[str]]
    hashed_column: str
    written: WrittenFile

    @classmethod
    def of(cls, person: Person, written: WrittenFile, ledger: Ledger, salt: str) -> "ListedKeys":
        """Return the keys; raises NotAsWritten if the file was hashed with a different salt."""
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
        """Return the values by the position of their column; raises NotAsWritten."""
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
        """Raise NotAsWritten if no row was found and an unknown salt may be the reason."""
        is_hashed = self.hashed_column in map(str.casefold, header)
        if is_hashed and not found and self.written.columns is None:
            raise NotAsWritten("the salt of its keys was not recorded")


def may_hold(written: WrittenFile, person: Person) -> bool:
    """Return whether the file has a column that identifies such people."""
    names = {person.column.casefold(), _hashed_name(person)}
    return written.columns is None or not names.isdisjoint(map(str.casefold, written.columns))


def _hashed_name(person: Person) -> str:
    return f"{person.column}_sha256".casefold()
