"""What the warehouse remembers of exported lists and of erased people."""

import hashlib
import os

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.names import RelationName
from orchestrator.warehouse import connected

LIST_COLUMN = "list"
"""The column with a list's name: its family, segment and, for people, channel."""

OF_PEOPLE = f"{LIST_COLUMN} like '%/%'"
"""SQL for whether a list is of people: its name ends with the channel."""

TEXT = ""
"""Replaces the column's name if a text is searched in columns of any name."""

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
    """The tables of the ledger.

    `members` has the people of each list by state: candidate, written, acknowledged. `writings` has
    a row per file: its columns as JSON, for hashed keys the fingerprint of their salt, and the name
    of a platform's format. `erasures` has a row per value that identified an erased person: its
    salted hash, and its column (TEXT: any; see `foreign_key_column`). Those of one person have the
    same `person`, the hash of a key. The salt is the warehouse's own.
    """

    members: RelationName
    writings: RelationName
    erasures: RelationName
    salt: str

    def hash_of(self, value: str, column: str) -> str:
        """Return the hash of a value in `erasures`; `salted` is SQL for the same."""
        return hashlib.sha256((self.salt + _prefix(column) + value).encode()).hexdigest()

    def fingerprint(self, salt: str) -> str:
        """Return the fingerprint in `writings` of the salt of a file's keys."""
        return self.hash_of(salt, "export salt")


def open_ledger(engine: Engine, dialect: Dialect) -> Ledger:
    """Return the tables of the ledger, created if they are missing."""
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
    """Return whether the ledger was ever opened."""
    return {ledger_table(dialect), dialect.internal_table("erasure_salt")} <= {
        *catalogue.hidden_tables
    }


def ledger_table(dialect: Dialect) -> RelationName:
    """Return the table of erased people; `has_ledger` tells whether it exists."""
    return dialect.internal_table("erasures")


def is_erased(dialect: Dialect, expression: str, column: str) -> str:
    """Return SQL for whether a value (NULL: no) identified an erased person; never NULL.

    It requires that the ledger was opened once.
    """
    erasures = dialect.relation(ledger_table(dialect))
    hashed = salted(dialect, expression, column)
    return f"coalesce({hashed} in (select key_hash from {erasures}), false)"


def salted(dialect: Dialect, expression: str, column: str) -> str:
    """Return SQL for the ledger's hash of a column's value."""
    salt = f"(select salt from {dialect.relation(dialect.internal_table('erasure_salt'))})"
    value = dialect.as_text(expression)
    return dialect.sha256(f"{salt} || {dialect.literal(_prefix(column))} || {value}")


def is_text_erased(dialect: Dialect, expression: str, column: str) -> str:
    """Return the same for a value that is not a key: the ledger has it trimmed, in lower case."""
    return is_erased(dialect, f"lower(trim({dialect.as_text(expression)}))", column)


def folded_text(text: str) -> str:
    """Return a value that is not a key, as the ledger hashes it."""
    return text.strip().lower()


def foreign_key_column(relation: str, column: str) -> str:
    """Return the ledger's name for a column that references people's rows, but is not their key."""
    return f"{relation}.{column}"


def _prefix(column: str) -> str:
    return f"{column.casefold()}:"
