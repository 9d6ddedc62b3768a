"""Loads a CSV file in one pass, testing each value for the type that the first rows have.

If the first rows do not determine the types, or later rows contradict them, all values are loaded
as text, examined, and cast into the new table. Both ways give the same table.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

from msgspec import Struct

from orchestrator.engines.boundary import Keep, LoadResult, SeedFile
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.seeds.column_types import (
    FoundType,
    confirmed_types,
    first_where,
    found_types,
    guessed_shapes,
    guessed_type,
    misfit,
    misses,
)
from orchestrator.engines.duckdb.seeds.csv_text import Field, MalformedCsv, doubts_of_header
from orchestrator.engines.duckdb.seeds.dbt_column_types import dbt_types
from orchestrator.engines.duckdb.seeds.text import SeedText
from orchestrator.engines.duckdb.spelling import fold, new_table, quote, spelled, text
from orchestrator.engines.duckdb.sql.statements import statement_problem
from orchestrator.errors import Place, Problem, Problems, ProjectError
from orchestrator.names import RelationName, did_you_mean

_RAW = "seg_seed_text"
_BUFFER_BYTES = 1 << 22  # an eighth of the engine's default; a line has to fit
_MOST_PROBLEMS = 20
_SHOWN_CHARACTERS = 60

Loaded = tuple[int, Mapping[str, FoundType]]


class _File(Struct, frozen=True):
    """A file whose header has been read.

    `declared` are types by column. `rows` is SQL to select its rows from, all values as text; None
    if the engine would read them differently.
    """

    seed: SeedFile
    content: SeedText
    header: Sequence[str]
    declared: Mapping[str, str]
    rows: str | None

    @property
    def undeclared(self) -> list[str]:
        """The columns whose types have to be determined."""
        return [name for name in self.header if name not in self.declared]

    def has_rows(self, count: int) -> bool:
        """Return whether the number of delimiters is right for `count` rows."""
        return self.content.delimiters == (1 + count) * (len(self.header) - 1)

    def place_of(self, column: int, value: str) -> Place:
        """Return where a column first has a value, below the header."""
        with suppress(MalformedCsv):
            for fields in islice(self.content.records(), 1, None):
                if len(fields) > column and fields[column].value == value:
                    return Place(self.seed.shown_path, fields[column].line, fields[column].column)
        return Place(self.seed.shown_path)


def load_seed(
    cursor: duckdb.DuckDBPyConnection,
    seed: SeedFile,
    version: RelationName,
    keep: Keep | None = None,
) -> LoadResult:
    """Load the file into the new table `version`; raises ProjectError with file:line:column.

    An empty value is NULL. Columns in places are characters of the line, from 1.
    """
    content = SeedText(seed)
    header = _header(seed, content)
    declared = _declared_types(cursor, seed, header)
    condition = keep(header) if keep is not None else None
    is_doubtful = content.may_be_trimmed
    # DuckDB drops a record with an unclosed quote.
    is_for_engine = not is_doubtful and content.quotes % 2 == 0
    rows = _rows(seed, header, content) if is_for_engine else None
    file = _File(seed, content, header, declared, rows)
    loaded = None
    if condition is None and "rowid" not in map(fold, header) and not seed.types_as_dbt:
        loaded = _load_in_one_pass(cursor, file, version)
    if loaded is None:
        loaded = _load_as_text(cursor, file, version, condition)
    count, found = loaded
    doubts = [_doubt(name, its, seed) for name, its in found.items() if its.doubt]
    warnings = [
        *(found.what for found in _undeclarable(seed, header)),
        *doubts_of_header(header, seed.delimiter, is_empty=not count and condition is None),
        *doubts,
    ]
    located = [f"{seed.shown_path}: {warning}" for warning in warnings]
    blanks = _whitespace_warnings(seed, content) if is_doubtful else ()
    return LoadResult(count, (*blanks, *located))


def _doubt(name: str, found: FoundType, seed: SeedFile) -> str:
    if not seed.types_as_dbt:
        return f"column '{name}' stays text: {found.doubt}"
    return (
        f"column '{name}' is {found.type}, as in dbt: {found.doubt}; "
        "declare its type in column_types"
    )


def _load_in_one_pass(
    cursor: duckdb.DuckDBPyConnection, file: _File, version: RelationName
) -> Loaded | None:
    """Load the rows with declared and guessed types; None if a guess is wrong."""
    if file.rows is None:
        return None
    try:
        guesses = guessed_shapes(cursor, file.rows, file.undeclared)
        if guesses is None:
            return None
        guessed = {name: guessed_type(mask) for name, mask in guesses.items()}
        wrong = {
            **{name: misses(quote(name), type_) for name, type_ in guessed.items()},
            **{name: misfit(quote(name), type_) for name, type_ in file.declared.items()},
        }
        types = {**guessed, **file.declared}
        casts = ", ".join(
            f"({_tested(name, wrong[name])})::{types[name]} as {quote(name)}"
            for name in file.header
        )
        create = f"{new_table(version)} as select {casts} from {file.rows}"
        count = _count(cursor, create)
    except (duckdb.DataError, duckdb.InvalidInputException):
        return None
    if file.has_rows(count):
        found = confirmed_types(cursor, spelled(version), count, guesses)
        if found is not None:
            return count, found
    cursor.execute(f"drop table {spelled(version)}")
    return None


def _tested(name: str, wrong: str | None) -> str:
    """Return a column's value as SQL that raises an error if it is wrong."""
    return f"case when {wrong} then error('') else {quote(name)} end" if wrong else quote(name)


def _load_as_text(
    cursor: duckdb.DuckDBPyConnection, file: _File, version: RelationName, condition: str | None
) -> Loaded:
    """Load all values as text, and cast the rows to keep; raises ProjectError."""
    raw = quote(_RAW)
    try:
        if not _read_raw(cursor, file):
            _insert_records(cursor, file)
        _require_fit(cursor, file)
        find = dbt_types if file.seed.types_as_dbt else found_types
        found = find(cursor, raw, file.undeclared)
        types = {**{name: its.type for name, its in found.items()}, **file.declared}
        casts = ", ".join(f"{quote(name)}::{types[name]} as {quote(name)}" for name in file.header)
        where = f" where {condition}" if condition else ""
        create = f"{new_table(version)} as select {casts} from {raw}{where}"
        return _count(cursor, create), found
    finally:
        cursor.execute(f"drop table if exists temp.{raw}")


def _count(cursor: duckdb.DuckDBPyConnection, create: str) -> int:
    row = cursor.execute(create).fetchone()
    return row[0] if row else 0


def _whitespace_warnings(seed: SeedFile, content: SeedText) -> Iterator[str]:
    fields = chain.from_iterable(content.records())
    field = next((field for field in fields if field.is_trimmed), None)
    if field is not None:
        place = Place(seed.shown_path, field.line, field.column)
        what = f"the whitespace around the quotes of '{_shortened(field.value)}' is ignored"
        yield f"{place}: {what}; remove it, or move it inside the quotes"


def _header(seed: SeedFile, content: SeedText) -> tuple[str, ...]:
    """Return the column names; raises ProjectError for empty and duplicate ones."""
    try:
        fields = content.first_record()
    except MalformedCsv as error:
        raise ProjectError.of(
            error.what, Place(seed.shown_path, error.line, error.column)
        ) from error
    if not "".join(field.value for field in fields).strip():
        raise ProjectError.of(
            "no header: the first line must name the columns", Place(seed.shown_path, 1)
        )
    if seed.trims_names:
        fields = tuple(field._replace(value=field.value.strip()) for field in fields)
    problems = Problems()
    first: dict[str, Field] = {}
    for field in fields:
        place = Place(seed.shown_path, field.line, field.column)
        if not field.value.strip():
            problems.add("a column without a name", place)
        elif before := first.get(fold(field.value)):
            problems.add(f"the column '{field.value}' occurs twice (as '{before.value}')", place)
        else:
            first[fold(field.value)] = field
    problems.raise_any()
    return tuple(field.value for field in fields)


def _declared_types(
    cursor: duckdb.DuckDBPyConnection, seed: SeedFile, header: Sequence[str]
) -> dict[str, str]:
    """Return the engine's spelling of each declared type, by the file's spelling of its column."""
    problems = Problems()
    place = Place(seed.shown_path, 1)
    by_folded = {fold(name): name for name in header}
    declared = {}
    if not seed.types_as_dbt:
        problems.found += _undeclarable(seed, header)
    for name, type_ in seed.column_types.items():
        if fold(name) not in by_folded:
            continue
        spelled_type = _engine_type(cursor, type_)
        if spelled_type is None:
            problems.add(f"column_types: '{name}': unknown type {type_!r}", place)
        else:
            declared[by_folded[fold(name)]] = spelled_type
    problems.raise_any()
    return declared


def _undeclarable(seed: SeedFile, header: Sequence[str]) -> list[Problem]:
    """Return problems for declared types of columns that the file does not have."""
    present, place = {fold(name) for name in header}, Place(seed.shown_path, 1)
    return [
        Problem(
            f"column_types names '{name}', which the file does not have",
            place,
            did_you_mean(name, header),
        )
        for name in seed.column_types
        if fold(name) not in present
    ]


def _engine_type(cursor: duckdb.DuckDBPyConnection, type_: str) -> str | None:
    select = f"select cast(null as {type_})"
    if statement_problem(select) is not None:
        return None
    try:
        row = cursor.execute(f"describe {select}").fetchone()
    except (duckdb.CatalogException, duckdb.BinderException):
        return None
    return row[1] if row else None


def _rows(seed: SeedFile, header: Sequence[str], content: SeedText) -> str:
    """Return SQL to select the file's rows from, all values as text."""
    columns = ", ".join(f"{text(name)}: 'VARCHAR'" for name in header)
    # If a value can contain a line break, the start of a record is unknown in the middle of a file.
    in_pieces = "false" if content.quotes else "true"
    return (
        f"read_csv({text(_literal_path(seed.path))}, auto_detect = false, header = true, "
        f"delim = {text(seed.delimiter)}, quote = '\"', escape = '\"', nullstr = '', "
        f"columns = {{{columns}}}, parallel = {in_pieces}, buffer_size = {_BUFFER_BYTES})"
    )


def _read_raw(cursor: duckdb.DuckDBPyConnection, file: _File) -> bool:
    """Load all values as text into a temporary table; False, without a table, if DuckDB cannot.

    DuckDB drops empty values beyond the last column, and rejects mixed line endings. Then seg
    parses the text itself, which also finds the place of an error. Files with white space around
    quotes are not loaded this way.
    """
    if file.rows is None:
        return False
    try:
        count = _count(cursor, f"create temp table {quote(_RAW)} as from {file.rows}")
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False
    if file.has_rows(count):
        return True
    cursor.execute(f"drop table temp.{quote(_RAW)}")
    return False


def _literal_path(path: Path) -> str:
    """Return the path with file pattern characters escaped."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in str(path))


def _insert_records(cursor: duckdb.DuckDBPyConnection, file: _File) -> None:
    header, shown_path = file.header, file.seed.shown_path
    rows, problems = [], Problems()
    try:
        for fields in islice(file.content.records(), 1, None):
            is_blank = len(fields) == 1 and not fields[0].value
            if is_blank and len(header) > 1:
                continue
            if len(fields) != len(header):
                what = f"{len(fields)} values, the header has {len(header)} columns"
                problems.add(what, Place(shown_path, fields[0].line))
                if len(problems.found) == _MOST_PROBLEMS:
                    break
            rows.append([field.value or None for field in fields])
    except MalformedCsv as error:
        problems.add(error.what, Place(shown_path, error.line, error.column))
    problems.raise_any()
    lists = ", ".join(
        f"unnest(${number}::varchar[]) as {quote(name)}"
        for number, name in enumerate(header, start=1)
    )
    values = [[row[at] for row in rows] for at in range(len(header))]
    cursor.execute(f"create temp table {quote(_RAW)} as select {lists}", values)


def _require_fit(cursor: duckdb.DuckDBPyConnection, file: _File) -> None:
    """Raise ProjectError with the first value of each column that its declared type cannot hold."""
    declared = file.declared
    if not declared:
        return
    checks = ", ".join(
        f"count(*) filter ({condition}), {first_where(quote(name), condition)}"
        for name, type_ in declared.items()
        for condition in [misfit(quote(name), type_)]
    )
    row = cursor.execute(f"select {checks} from {quote(_RAW)}").fetchone()
    assert row is not None
    problems = Problems()
    for at, (name, type_) in enumerate(declared.items()):
        count, value = row[2 * at], row[2 * at + 1]
        if count:
            shown = _shortened(value)
            more = f" (and {count - 1} more)" if count > 1 else ""
            problems.add(
                f"column '{name}': {shown!r} is not a valid {type_.lower()}{more}",
                file.place_of(file.header.index(name), value),
            )
    problems.raise_any()


def _shortened(value: str) -> str:
    return value if len(value) <= _SHOWN_CHARACTERS else f"{value[:_SHOWN_CHARACTERS]}..."
