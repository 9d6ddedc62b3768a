"""Rows of unit tests as values: from YAML, CSV text or fixture files."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from orchestrator.config.values import Map, Seq, plain, shown
from orchestrator.errors import Place, ProjectError
from orchestrator.names import counted, did_you_mean
from orchestrator.nodes import Fixture
from orchestrator.project.files import SourceFile
from orchestrator.project.read.reading import Reading
from orchestrator.properties.declared import FixtureDeclaration

_AS_TEXT = {"csv": "id,name\n1,Ada", "sql": "select 1 as id"}


def fixture_of(declared: FixtureDeclaration, reading: Reading, *, may_be_whole: bool) -> Fixture:
    """Return the rows; raises ProjectError. If `may_be_whole`, no rows means all rows."""
    if declared.file is not None:
        return _in_file(declared, declared.file, reading)
    if declared.rows is None and may_be_whole and declared.format == "dict":
        return Fixture(place=declared.place, has_all_rows=True)
    if declared.format == "dict":
        return _mapping_rows(declared)
    text, place = declared.rows, declared.place
    if not isinstance(text, str):
        # Without a 'format', a list may have been intended.
        what = f"'rows': expected text in the format {declared.format}, found {shown(text)}"
        fix = f"write 'rows: |' and on the next lines '{_AS_TEXT[declared.format].splitlines()[0]}'"
        raise ProjectError.of(what, place, fix)
    if declared.format == "sql":
        return Fixture(place=place, sql=text, format="sql")
    # The lines of a block scalar start below its indicator; quoted text counts as one line.
    is_block = text.endswith("\n")
    return _csv_rows(text, place, (place.line or 0) + 1 if is_block else None)


def _in_file(declared: FixtureDeclaration, name: str, reading: Reading) -> Fixture:
    fixtures = reading.package.fixtures
    found = fixtures.get(name.removesuffix(".csv").removesuffix(".sql"))
    ending = f".{declared.format}"
    if found is None or not found.path.lower().endswith(ending):
        folders = ", ".join(f"{path}/fixtures" for path in reading.package.file.test_paths)
        fix = did_you_mean(name, _named(fixtures.values(), ending))
        fix = fix or f"add {folders}/{name.removesuffix(ending)}{ending}"
        raise ProjectError.of(f"no fixture '{name}' in the format {declared.format}",
                              declared.place, fix)  # fmt: skip
    text, place = found.read(reading.problems), Place(found.path)
    if declared.format == "sql":
        return Fixture(place=place, sql=text, format="sql", file=name)
    return _csv_rows(text, place, 1, name)


def _named(files: Iterable[SourceFile], ending: str) -> list[str]:
    return [file.stem for file in files if file.path.lower().endswith(ending)]


def _mapping_rows(declared: FixtureDeclaration) -> Fixture:
    rows = declared.rows
    if not isinstance(rows, Seq):
        what = f"'rows': expected a list of rows, found {shown(rows)}"
        fix = "write 'rows: []' for no rows, or '- {id: 1}' for each"
        if isinstance(rows, str):
            fix = "write 'format: csv' or 'format: sql' next to it, or '- {id: 1}' for each row"
        raise ProjectError.of(what, declared.place, fix)
    found: list[Mapping[str, Any]] = []
    lines = []
    for index, row in enumerate(rows):
        if not isinstance(row, Map):
            what = f"'rows': expected a mapping of columns, found {shown(row)}"
            raise ProjectError.of(what, rows.value_place(index), "write '- {id: 1, name: Ada}'")
        found.append({str(name): plain(value) for name, value in row.items()})
        lines.append(row.place.line)
    columns = _columns(found)
    return Fixture(place=declared.place, columns=columns, rows=tuple(found), lines=tuple(lines))


def _columns(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the columns of all rows in order of first appearance, ignoring case."""
    found: dict[str, str] = {}
    for row in rows:
        for name in row:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _csv_rows(text: str, place: Place, first_line: int | None, file: str | None = None) -> Fixture:
    """Return the rows of CSV text; an empty value is null.

    `first_line` is the line of the file that the text starts on, if its lines are lines of the
    file.
    """
    reader = csv.reader(StringIO(text), strict=True)
    columns: list[str] | None = None
    rows: list[Mapping[str, Any]] = []
    lines = []
    try:
        for fields in reader:
            if not fields:
                continue
            line = place.line if first_line is None else first_line + reader.line_num - 1
            if columns is None:
                columns = [name.strip() for name in fields]
                _check_header(columns, Place(place.path, line))
                continue
            if len(fields) != len(columns):
                has, named = counted(len(fields), "value"), counted(len(columns), "column")
                what = f"the row has {has}, but the header has {named}"
                fix = "write a value for each column, and quote values that contain a comma"
                raise ProjectError.of(what, Place(place.path, line), fix)
            values = (value if value != "" else None for value in fields)
            rows.append(dict(zip(columns, values, strict=True)))
            lines.append(line)
    except csv.Error as error:
        first = first_line or place.line or 1
        at = Place(place.path, first + (max(0, reader.line_num - 1) if first_line else 0))
        fix = "quote a value that contains quotes, and double each quote in it"
        raise ProjectError.of(f"the rows are not valid CSV: {error}", at, fix) from None
    if columns is None:
        what = "the rows are not valid CSV: there is no header"
        raise ProjectError.of(what, place, "write the column names on the first line: id,name")
    return Fixture(
        place=place,
        columns=tuple(columns),
        rows=tuple(rows),
        lines=tuple(lines),
        format="csv",
        file=file,
    )


def _check_header(columns: list[str], place: Place) -> None:
    seen = set()
    for name in columns:
        if not name or name.casefold() in seen:
            what = f"the column '{name}' occurs twice" if name else "a column has no name"
            raise ProjectError.of(what, place, "give each column a name of its own")
        seen.add(name.casefold())
