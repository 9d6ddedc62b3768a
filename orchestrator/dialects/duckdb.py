"""How DuckDB writes names and statements."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from msgspec import Struct

from orchestrator.dialects.catalogue import on_catalogue
from orchestrator.dialects.sql_text import clean_select, tokens
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName

VERSIONS_SCHEMA = "seg_versions"
"""The hidden schema of all versions."""

INTERNAL_SCHEMA = "_seg"
"""The hidden schema of the manifest and seg's other internal tables."""

TEMPORARY = "temp"
"""The in-memory database that each connection has."""

SELECT_LINE_OFFSET = 1
"""Line N of a SELECT is line N + 1 of the statement that create_table and create_view return."""

_RESERVED = """
all analyse analyze and any array as asc asymmetric both case cast check collate column
constraint create default deferrable desc describe distinct do else end except false fetch
for foreign from group having in initially intersect into lambda lateral leading limit not
null offset on only or order pivot pivot_longer pivot_wider placing primary qualify
references returning select show some summarize symmetric table then to trailing true union
unique unpivot using variadic when where window with

anti asof at authorization binary by collation concurrently cross freeze full glob ilike inner is
isnull join left like natural notnull outer overlaps positional right semi similar tablesample
unpack verbose
"""

RESERVED_WORDS = frozenset(_RESERVED.split())
"""Words that must be quoted as columns (duckdb_keywords(): reserved, and type_function)."""

# What follows the minutes or seconds of a timestamp with time zone: Z, +05:30, Europe/Berlin.
_OWN_ZONE = ":[0-9]{2}([.][0-9]+)? *[A-Za-z+-]"
_PLAIN_WORD = lazy_regex(r"[A-Za-z_][A-Za-z0-9_]*")


class DuckDBDialect(Struct, frozen=True):
    """DuckDB's SQL."""

    name: str = "duckdb"
    language: str = "duckdb"
    changes_rows: bool = True
    select_offset: int = SELECT_LINE_OFFSET

    def quote(self, identifier: str) -> str:
        """Return the identifier in double quotes."""
        return '"' + identifier.replace('"', '""') + '"'

    def relation(self, relation: RelationName) -> str:
        """Return `"database"."schema"."identifier"`, with the database only if it is given."""
        parts = (relation.database, relation.schema, relation.identifier)
        return ".".join(self.quote(part) for part in parts if part is not None)

    def folded(self, relation: RelationName) -> RelationName:
        """Lower-case A to Z; other letters are unchanged."""
        database = None if relation.database is None else fold(relation.database)
        return RelationName(fold(relation.schema), fold(relation.identifier), database)

    def column(self, name: str) -> str:
        """Return the name, in double quotes if it is a keyword or no plain word."""
        is_plain = _PLAIN_WORD.fullmatch(name) and name.casefold() not in RESERVED_WORDS
        return name if is_plain else self.quote(name)

    def file(self, location: str) -> str:
        """Return the path as a literal, which DuckDB reads by extension; calls are unchanged."""
        return location if location.rstrip().endswith(")") else _string(location)

    @property
    def file_name(self) -> str:
        """A column that every file-reading function has, and that `*` does not select."""
        return "filename"

    def count_files(self, pattern: str, listed: str) -> str:
        """Use `glob`, which returns paths like `filename`, in the order in which they are read."""
        found = f"from glob({_string(pattern)})"
        first = f"(select file {found} limit 1) in ({listed})"
        return f"select count(*), {first} {found} where file in ({listed})"

    def newest_moment(self, expression: str, column_type: str, time_zone: str) -> tuple[str, str]:
        """Use `epoch()` of the greatest value; for texts, the greatest `epoch()`."""

        def epoch(value: str, days: int = 0) -> str:
            later = f"cast({value} as timestamp)" + f" + interval {days} day" * (days > 0)
            return f"epoch(timezone({_string(time_zone)}, {later}))"

        kind = column_type.upper()
        if "WITH TIME ZONE" in kind:
            newest = f"epoch(max({expression}))"
            return newest, newest
        if kind == "DATE":
            newest = f"max({expression})"
            return epoch(newest), epoch(newest, days=1)
        if kind != "VARCHAR":
            newest = epoch(f"max({expression})")
            return newest, newest
        begins = (
            f"case when regexp_matches({expression}, '{_OWN_ZONE}') "
            f"then epoch(cast({expression} as timestamptz)) else {epoch(expression)} end"
        )
        ends = (
            f"case when contains({expression}, ':') then {begins} "
            f"else {epoch(expression, days=1)} end"
        )
        return f"max({begins})", f"max({ends})"

    def moment(self, expression: str, clock: str) -> str:
        """Use microseconds since 1970, which are UTC with and without time zone."""
        begins = self.start_of_day(expression, clock)
        return (
            f"case when typeof({expression}) = 'DATE' then {begins} "
            f"else make_timestamp(epoch_us({expression})) end"
        )

    def start_of_day(self, day: str, clock: str) -> str:
        """Use `timezone('UTC', ...)` of midnight."""
        return f"timezone('UTC', timezone({clock}, cast({day} as timestamp)))"

    def day_of_moment(self, moment: str, clock: str) -> str:
        """Use `cast(... as date)`."""
        return f"cast({self.on_clock(moment, clock)} as date)"

    def on_clock(self, moment: str, clock: str) -> str:
        """Use `timezone(..., timezone('UTC', ...))`."""
        return f"timezone({clock}, timezone('UTC', {moment}))"

    def latest(self, moment: str, filtered: str, count: int) -> str:
        """Use the first elements of `list(... order by ... desc)`."""
        return f"(list({moment} order by {moment} desc){filtered})[1:{count}]"

    def literal(self, value: object) -> str:
        """Return the value as a literal; raises TypeError for other types."""
        match value:
            case None:
                return "null"
            case bool():
                return "true" if value else "false"
            case float() if not math.isfinite(value):
                return f"'{value}'::double"
            case int() | float() | Decimal():
                return str(value)
            case str():
                return _string(value)
            case datetime() if value.tzinfo is not None:
                return f"timestamptz '{value.isoformat(sep=' ')}'"
            case datetime():
                return f"timestamp '{value.isoformat(sep=' ')}'"
            case date():
                return f"date '{value.isoformat()}'"
            case list() | dict():
                return self._nested(value)
        raise TypeError(f"no SQL literal for a {type(value).__name__}")

    def _nested(self, value: list[object] | dict[object, object]) -> str:
        if isinstance(value, list):
            return f"[{', '.join(map(self.literal, value))}]"
        items = (f"{_string(str(key))}: {self.literal(item)}" for key, item in value.items())
        return f"{{{', '.join(items)}}}" if value else "map {}"

    def as_text(self, expression: str) -> str:
        """Use `cast(... as varchar)`."""
        return f"cast({expression} as varchar)"

    def sha256(self, expression: str) -> str:
        """Use `sha256(...)`."""
        return f"sha256({expression})"

    def row_digest(self, expressions: Sequence[str]) -> str:
        """Use `hash(...)`."""
        return f"hash({', '.join(expressions)})"

    def internal_table(self, name: str) -> RelationName:
        """Return `_seg.name`."""
        return RelationName(INTERNAL_SCHEMA, name)

    def version_name(self, relation: RelationName, number: int, part: str = "") -> RelationName:
        """Return `seg_versions."schema.identifier@number.part"`, in the relation's database."""
        suffix = f"@{number}.{part}" if part else f"@{number}"
        return RelationName(VERSIONS_SCHEMA, f"{relation}{suffix}")

    def temporary_name(self, version: RelationName) -> RelationName:
        """Return the version's name in the database `temp`, which each connection has."""
        return RelationName("main", version.identifier, TEMPORARY)

    def create_table(self, relation: RelationName, select: str) -> str:
        """Return `create table ... as`, with the SELECT on lines of its own."""
        return f"{self.new_table(relation)} as\n{clean_select(select)}\n"

    def new_table(self, relation: RelationName) -> str:
        """Return the beginning of a statement that creates a table."""
        kind = "temp table" if relation.database == TEMPORARY else "table"
        return f"create {kind} {self.relation(relation)}"

    def find_rows(self, table: RelationName, alias: str, condition: str) -> str:
        """Find row ids by the condition, then read only those rows."""
        named = f"{self.relation(table)} as {alias}"
        found = f"select {alias}.rowid from {named} where {condition}"
        return f"select {alias}.* from {named} where {alias}.rowid in ({found})"

    def create_view(self, relation: RelationName, select: str) -> str:
        """Return `create view ... as`, with the SELECT on lines of its own."""
        kind = "temp view" if relation.database == TEMPORARY else "view"
        return f"create {kind} {self.relation(relation)} as\n{clean_select(select)}\n"

    def on_catalogue(self, sql: str, versions: Mapping[RelationName, RelationName]) -> str:
        """Remove the database's name before the information schema, then show versions."""
        return on_catalogue(sql, versions, (VERSIONS_SCHEMA, INTERNAL_SCHEMA), self.literal)

    def with_ctes(self, ctes: Sequence[tuple[str, str]], select: str) -> str:
        """Return the SELECT with `ctes` first in its WITH clause.

        All added lines come before the first line of the SELECT.
        """
        body = clean_select(select)
        if not ctes:
            return body
        added = ",\n".join(
            f"{self.quote(name)} as (\n{clean_select(text)}\n)" for name, text in ctes
        )
        first = list(islice(tokens(body), 2))
        if not first or not first[0].is_word("with"):
            # Before a WITH in parentheses, DuckDB 2.0 forgets the CTEs inside.
            inner = next((token for token in tokens(body) if token.text != "("), None)
            is_hidden = inner is not None and inner.is_word("with")
            return f"with {added}\nfrom (\n{body})" if is_hidden else f"with {added}\n{body}"
        is_recursive = len(first) > 1 and first[1].is_word("recursive")
        after = first[1 if is_recursive else 0].end
        before = body[: first[0].start]
        between = body[first[0].end : first[1].start] if is_recursive else ""
        keyword = "with recursive" if is_recursive else "with"
        return f"{keyword} {added},\n{before}{between}{body[after:]}"


def fold(name: str) -> str:
    """Return an identifier as DuckDB compares it: A to Z lower case, other letters unchanged."""
    return name.lower() if name.isascii() else name.encode().lower().decode()


def _string(value: str) -> str:
    """Return a string literal; the parser stops at NUL, so that is written as chr(0)."""
    quoted = "'" + value.replace("'", "''") + "'"
    if "\0" not in value:
        return quoted
    return "(" + quoted.replace("\0", "' || chr(0) || '") + ")"


DIALECT = DuckDBDialect()
