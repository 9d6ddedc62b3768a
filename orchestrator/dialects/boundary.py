"""How a database writes names and statements: pure text, no connection."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from orchestrator.names import RelationName


class Dialect(Protocol):
    """The pure counterpart of an engine. Identifiers are always quoted."""

    @property
    def name(self) -> str:
        """The dialect's name in profiles."""

    @property
    def language(self) -> str:
        """The engine whose SQL models are written in; a different one if SQL is transpiled."""

    @property
    def changes_rows(self) -> bool:
        """Whether rows of a table can be changed; if not, a new table is written."""

    @property
    def select_offset(self) -> int:
        """The number of lines that `create_table` and `create_view` put before a SELECT."""

    def quote(self, identifier: str) -> str:
        """Return the identifier as SQL, with quotes inside it doubled."""

    def relation(self, relation: RelationName) -> str:
        """Return the relation's name as SQL."""

    def folded(self, relation: RelationName) -> RelationName:
        """Return the relation's name in the form that the database compares."""

    def column(self, name: str) -> str:
        """Return a column's name as SQL: unquoted if that is safe, otherwise quoted."""

    def file(self, location: str) -> str:
        """Return SQL to read from a file, a pattern of files or a table function."""

    @property
    def file_name(self) -> str:
        """The name of the column that contains the file that a row was read from."""

    def count_files(self, pattern: str, listed: str) -> str:
        """Return a query of one row: how many files of a pattern are `listed`, and if the first is.

        `listed` is a list in SQL. The first file is the one that is read first.
        """

    def newest_moment(self, expression: str, column_type: str, time_zone: str) -> tuple[str, str]:
        """Return two aggregates, in seconds since 1970 UTC: start and end of the newest value.

        A date lasts a day, a timestamp has no duration. A value without a time zone is in
        `time_zone`; a text is what it represents.
        """

    def moment(self, expression: str, clock: str) -> str:
        """Return SQL for a date or any timestamp as a timestamp in UTC; a date is its start.

        `clock` is SQL for the name of the time zone of days. A timestamp without time zone is in
        UTC.
        """

    def start_of_day(self, day: str, clock: str) -> str:
        """Return SQL for the timestamp in UTC at which a day starts in a time zone."""

    def day_of_moment(self, moment: str, clock: str) -> str:
        """Return SQL for the day, in a time zone, of a timestamp in UTC."""

    def on_clock(self, moment: str, clock: str) -> str:
        """Return SQL for a timestamp in UTC as local time in a time zone."""

    def latest(self, moment: str, filtered: str, count: int) -> str:
        """Return SQL for a list of the latest values in a group, limited by a FILTER clause."""

    def literal(self, value: object) -> str:
        """Return a YAML value (None, bool, int, float, str, date, datetime, list, dict) as SQL."""

    def as_text(self, expression: str) -> str:
        """Return SQL for a value of any type as text."""

    def sha256(self, expression: str) -> str:
        """Return SQL for the SHA-256 digest of a text, in lower-case hexadecimal digits."""

    def row_digest(self, expressions: Sequence[str]) -> str:
        """Return SQL for an integer below 2^64 that identifies the values; NULL is a value, too."""

    def internal_table(self, name: str) -> RelationName:
        """Return the name of an internal table, as a Warehouse creates it."""

    def version_name(self, relation: RelationName, number: int, part: str = "") -> RelationName:
        """Return where version `number` of a relation (or its `part`: delta, undo) is stored."""

    def temporary_name(self, version: RelationName) -> RelationName:
        """Return a session-local name for the rows of a version before they are written."""

    def create_table(self, relation: RelationName, select: str) -> str:
        """Return a statement that fills a new table from a SELECT."""

    def find_rows(self, table: RelationName, alias: str, condition: str) -> str:
        """Return a SELECT of a table's rows that meet a condition, which refers to it by `alias`.

        It is fast for few rows of many: columns that the condition does not use are read for these
        rows only. Further conditions can follow.
        """

    def create_view(self, relation: RelationName, select: str) -> str:
        """Return a statement that creates a view; it fails if the name is taken."""

    def on_catalogue(self, sql: str, versions: Mapping[RelationName, RelationName]) -> str:
        """Return a query in which the information schema shows `versions` under published names."""

    def with_ctes(self, ctes: Sequence[tuple[str, str]], select: str) -> str:
        """Return the SELECT with more CTEs, before those that it has."""
