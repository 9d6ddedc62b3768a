"""How a database spells names and statements: pure text, no connection."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from orchestrator.names import RelationName


class Dialect(Protocol):
    """The pure twin of an engine. All identifiers are quoted, always."""

    @property
    def name(self) -> str:
        """What profiles call it."""

    @property
    def language(self) -> str:
        """The engine whose SQL models are written in: another one where SQL is transpiled."""

    @property
    def changes_rows(self) -> bool:
        """Whether rows of a table can be changed: where they cannot, a new one is written."""

    @property
    def select_offset(self) -> int:
        """How many lines `create_table` and `create_view` put before a SELECT."""

    def quote(self, identifier: str) -> str:
        """The identifier as SQL, with quotes inside it doubled."""

    def relation(self, relation: RelationName) -> str:
        """The relation's name as SQL."""

    def folded(self, relation: RelationName) -> RelationName:
        """The relation's name as the database compares it with others."""

    def column(self, name: str) -> str:
        """A column's name as SQL: as it is written where that is safe, else quoted."""

    def file(self, location: str) -> str:
        """A file, a pattern of files or a table function, to read from."""

    @property
    def file_name(self) -> str:
        """The name of the column that says of a row which file it was read from."""

    def count_files(self, pattern: str, listed: str) -> str:
        """A query of one row: how many files of a pattern are among those `listed`, as SQL; and
        whether that is which is read first.
        """

    def newest_moment(self, expression: str, column_type: str, time_zone: str) -> tuple[str, str]:
        """Two aggregates, in seconds since 1970 UTC: when the newest value begins, and ends.

        A date lasts a day, a time stamp no time. Without a zone of its own a value is in
        `time_zone`; a text is what it says.
        """

    def moment(self, expression: str, clock: str) -> str:
        """SQL for a moment in UTC, of a date or time stamp of any kind; a date is when it begins.

        `clock` is SQL for the name of the time zone of days. A time stamp without a zone is in UTC.
        """

    def start_of_day(self, day: str, clock: str) -> str:
        """SQL for the moment in UTC at which a day begins on a clock."""

    def day_of_moment(self, moment: str, clock: str) -> str:
        """SQL for the day of a moment in UTC on a clock."""

    def on_clock(self, moment: str, clock: str) -> str:
        """SQL for a moment in UTC as a clock shows it."""

    def latest(self, moment: str, filtered: str, count: int) -> str:
        """SQL for a list of the latest values in a group, which a FILTER clause picks."""

    def literal(self, value: object) -> str:
        """A value of YAML (None, bool, int, float, str, date, datetime, list, dict) as SQL."""

    def as_text(self, expression: str) -> str:
        """SQL for a value of any type as text."""

    def sha256(self, expression: str) -> str:
        """SQL for the SHA-256 digest of a text, in lower-case hexadecimal digits."""

    def row_digest(self, expressions: Sequence[str]) -> str:
        """SQL for a whole number below 2^64 that stands for values; NULL counts as one."""

    def internal_table(self, name: str) -> RelationName:
        """A table that seg keeps for itself, as a Warehouse makes it."""

    def version_name(self, relation: RelationName, number: int, part: str = "") -> RelationName:
        """Where version `number` of a relation (or a `part` of it: delta, undo) is kept."""

    def temporary_name(self, version: RelationName) -> RelationName:
        """A name for the rows of a version where they are not written: a session's own."""

    def create_table(self, relation: RelationName, select: str) -> str:
        """A statement that fills a new table from a SELECT."""

    def find_rows(self, table: RelationName, alias: str, condition: str) -> str:
        """A SELECT of the rows of a table that meet a condition, which names the table by `alias`.

        Few rows of many: what the condition does not read is read of these alone. Other conditions
        can follow.
        """

    def create_view(self, relation: RelationName, select: str) -> str:
        """A statement that creates a view; fails if the name is taken."""

    def on_catalogue(self, sql: str, versions: Mapping[RelationName, RelationName]) -> str:
        """A query in which the information schema shows `versions` by their relations' names."""

    def with_ctes(self, ctes: Sequence[tuple[str, str]], select: str) -> str:
        """The SELECT with named CTEs put before those that it has."""
