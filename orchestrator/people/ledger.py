"""What the warehouse remembers of lists that were handed out and of people who were forgotten."""

import hashlib
import os

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.names import RelationName
from orchestrator.warehouse import connected

LIST_COLUMN = "list"
"""What the tables of lists call a list: its family, its segment and, of people, its channel."""

OF_PEOPLE = f"{LIST_COLUMN} like '%/%'"
"""SQL for whether a list is one of people: its name ends with the channel that it is for."""

TEXT = ""
"""What stands for the column's name where a text is looked for in columns of any name."""

_MEMBERS = (("list", "varchar"), ("state", "varchar"), ("entity", "varchar"))
_WRITINGS = (
    ("list", "varchar"),
    ("file", "varchar"),
    ("kind", "varchar"),
    ("people", "bigint"),
    ("added", "bigint"),
    ("removed", "bigint"),
    ("written_at", "timestamp"),
    ("acknowledged_at", "timestamp"),
    ("columns", "varchar"),
    ("salt_fingerprint", "varchar"),
    ("upload", "varchar"),
)
_ERASURES = (
    ("key_hash", "varchar"),
    ("column_name", "varchar"),
    ("person", "varchar"),
    ("erased_at", "timestamp"),
    ("rows_deleted", "bigint"),
)
_SALT = (("salt", "varchar"),)


class Ledger(Struct, frozen=True):
    """Where it is kept.

    `members` holds the people of each list by state: candidate, written, acknowledged. `writings`
    is a line for each file: its columns as JSON, for hashed keys the fingerprint of their salt, and
    the name of a platform's format.
    `erasures` has one for each value that an erased person was known by: its
    salted hash, and the column that it named them in (TEXT: any; see `foreign_key_column`). Those
    of one person have the same `person`, the hash of a key. The salt is the warehouse's own.
    """

    members: RelationName
    writings: RelationName
    erasures: RelationName
    salt: str

    def hash_of(self, value: str, column: str) -> str:
        """What `erasures` holds of a value; `salted` is SQL for the same."""
        return hashlib.sha256((self.salt + _prefix(column) + value).encode()).hexdigest()

    def fingerprint(self, salt: str) -> str:
        """What `writings` holds of the salt that a file's keys were hashed with."""
        return self.hash_of(salt, "export salt")


def open_ledger(engine: Engine, dialect: Dialect) -> Ledger:
    """The tables of the ledger, made where they are missing."""
    with connected(engine, dialect) as warehouse, warehouse.session.transaction():
        salted_by = warehouse.internal_table("erasure_salt", _SALT)
        salt = f"select salt from {warehouse.name(salted_by)}"
        if warehouse.value(salt) is None:
            warehouse.add(salted_by, {"salt": os.urandom(32).hex()})
        return Ledger(
            warehouse.internal_table("export_members", _MEMBERS),
            warehouse.internal_table("exports", _WRITINGS),
            warehouse.internal_table("erasures", _ERASURES),
            str(warehouse.value(salt) or ""),
        )


def has_ledger(catalogue: Catalogue, dialect: Dialect) -> bool:
    """Whether the ledger was opened once."""
    return {ledger_table(dialect), dialect.internal_table("erasure_salt")} <= {
        *catalogue.hidden_tables
    }


def ledger_table(dialect: Dialect) -> RelationName:
    """Where erased people are noted; `has_ledger` tells whether it is there."""
    return dialect.internal_table("erasures")


def is_erased(dialect: Dialect, expression: str, column: str) -> str:
    """SQL for whether a value (NULL: no) is one that a person was erased by; never NULL.

    It works where the ledger was opened once.
    """
    erasures = dialect.relation(ledger_table(dialect))
    hashed = salted(dialect, expression, column)
    return f"coalesce({hashed} in (select key_hash from {erasures}), false)"


def salted(dialect: Dialect, expression: str, column: str) -> str:
    """SQL for what the ledger holds of a value of a column."""
    salt = f"(select salt from {dialect.relation(dialect.internal_table('erasure_salt'))})"
    value = dialect.as_text(expression)
    return dialect.sha256(f"{salt} || {dialect.literal(_prefix(column))} || {value}")


def is_text_erased(dialect: Dialect, expression: str, column: str) -> str:
    """The same for a value that is no key: in the ledger it is trimmed, and in lower case."""
    return is_erased(dialect, f"lower(trim({dialect.as_text(expression)}))", column)


def folded_text(text: str) -> str:
    """A value that is no key, as the ledger hashes it."""
    return text.strip().lower()


def foreign_key_column(relation: str, column: str) -> str:
    """What the ledger calls a column in which people were found, though it is no key of theirs."""
    return f"{relation}.{column}"


def _prefix(column: str) -> str:
    return f"{column.casefold()}:"
