"""Creates a project that builds in a new folder: a small sample, or one for a shop's own files."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.engines.door import Connection, adapter
from orchestrator.errors import SegError, StatementError, UsageError
from orchestrator.names import did_you_mean
from orchestrator.starter.shop.contract import ORDERS, inputs
from orchestrator.starter.shop.facts import ShopTable
from orchestrator.starter.shop.looking import look_at, sample_of
from orchestrator.starter.shop.places import (
    CsvFormat,
    FilePlace,
    are_alike,
    first_file,
    other_encoding,
    place_of,
    repeated_column,
)
from orchestrator.starter.shop.project import shop_files
from orchestrator.starter.shop.understanding import Shop, understand
from orchestrator.starter.write import require_free, write_files, write_starter
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.value import DIALECTS

_ENGINE = "duckdb"
_SAMPLE = "seg_sample"


class Started(Struct, frozen=True):
    """The files written into `folder`, relative to it, and what is known of the shop."""

    folder: Path
    files: tuple[Path, ...]
    shop: Shop | None = None


def init(folder: Path) -> Started:
    """Write the starter project, named like the folder."""
    return Started(folder, write_starter(folder, folder.name))


def init_shop(
    folder: Path, given: Mapping[str, str], columns: Sequence[str], base: Path, today: date
) -> Started:
    """Write a project for the tables that options name; paths are relative to `base`.

    `columns` assign columns, such as `orders.customer_id=KdNr`. Raises UsageError if something
    required cannot be found; then nothing is written.
    """
    require_free(folder, folder.name)
    by_option = {input_.option: name for name, input_ in inputs().items()}
    if by_option_of(ORDERS) not in given:
        raise UsageError(
            "a segmentation project needs orders", fix="name the file: --orders orders.csv"
        )
    places = {
        by_option[option]: place_of(option, text, base.absolute()) for option, text in given.items()
    }
    named = _named(columns, places)
    dialect = DIALECTS[_ENGINE]
    folders = tuple(dict.fromkeys(place.folder for place in places.values()))
    connection = Connection(base, {"path": ":memory:"}, folders)
    engine = adapter(_ENGINE).open_engine(connection)
    try:
        with connected(engine, dialect) as warehouse:
            tables = {}
            for name, place in places.items():
                places[name], tables[name] = _looked(name, place, warehouse)
            shop = understand(tables, named, today, warehouse.rows, dialect)
    finally:
        engine.close()
    # In the order of the output, not of the options.
    places = {name: places[name] for name in inputs() if name in places}
    files = write_files(folder, shop_files(shop, places, folder, folder.name, dialect))
    return Started(folder, files, shop)


def by_option_of(name: str) -> str:
    """Return the option that names a table."""
    return inputs()[name].option


def _named(columns: Sequence[str], places: Mapping[str, FilePlace]) -> dict[tuple[str, str], str]:
    found = {}
    for text in columns:
        target, equals, given = text.partition("=")
        table, dot, column = target.partition(".")
        if not (equals and dot and given):
            raise UsageError(
                f"--column: cannot parse '{text}'", fix="write orders.customer_id=NAME"
            )
        if table not in places:
            known = ", ".join(places)
            raise UsageError(f"--column: no file for '{table}' is given", fix=f"tables: {known}")
        known_columns = inputs()[table].columns
        if column not in known_columns:
            nearest = did_you_mean(column, known_columns)
            raise UsageError(
                f"--column: {table} has no column '{column}'",
                fix=nearest or f"columns: {', '.join(known_columns)}",
            )
        found[table, column] = given
    return found


def _looked(name: str, place: FilePlace, warehouse: Warehouse) -> tuple[FilePlace, ShopTable]:
    """Inspect a table; a CSV file that is not UTF-8 is read as UTF-16 or Latin-1."""
    try:
        return _look(place, warehouse)
    except StatementError as error:
        if not (place.is_text and "utf-8" in error.message.lower()):
            raise _unreadable(name, place, error) from error
    try:
        return _look(replace(place, encoding=other_encoding(place)), warehouse)
    except SegError as error:
        if "not latin-1 encoded" in str(error):
            raise _of_another_encoding(name, place) from error
        raise _unreadable(name, place, error) from error


def _look(place: FilePlace, warehouse: Warehouse) -> tuple[FilePlace, ShopTable]:
    """Inspect a table; return its place with what is known of the files."""
    format_ = _format(place, warehouse)
    described = warehouse.session.describe(f"select * from {place.rows(warehouse.dialect)}")
    twice = repeated_column(place, format_.delimiter) if format_ else None
    template = next((name for name, _ in described if "{" in name), None)
    if template is not None:
        raise UsageError(
            f"the column '{template}' of {place.given} would be read as a Jinja template",
            fix="rename it in the file",
        )
    if twice is not None:
        raise UsageError(
            f"{place.given} has the column '{twice}' twice", fix="rename one of them in the file"
        )
    if format_ is not None and are_alike(place, format_):
        try:
            alike = replace(place, format=format_)
            return alike, _looked_at(alike, described, warehouse)
        except StatementError as error:
            if error.cancelled:
                raise
    return place, _looked_at(place, described, warehouse)


def _looked_at(
    place: FilePlace, described: Sequence[tuple[str, str]], warehouse: Warehouse
) -> ShopTable:
    rows = place.rows(warehouse.dialect)
    warehouse.session.execute(f"create or replace temp table {_SAMPLE} as {sample_of(rows)}")
    table = look_at(place.given, rows, _SAMPLE, described, warehouse.rows, warehouse.dialect)
    return replace(table, is_of_files=place.is_pattern)


def _format(place: FilePlace, warehouse: Warehouse) -> CsvFormat | None:
    """Return the format of a CSV file, or of the first of many; None if it is not CSV."""
    if not place.is_text:
        return None
    literal = warehouse.dialect.literal
    encoding = f", encoding = {literal(place.encoding)}" if place.encoding else ""
    sniffed = (
        f"sniff_csv({literal(first_file(place))}, header = true, all_varchar = true{encoding})"
    )
    found = warehouse.session.query(
        "select delimiter, quote, escape, [c.name for c in columns], skiprows > 0 or "
        f"comment <> '(empty)' from {sniffed}"
    ).values
    if not found:
        return None
    delimiter, quote, escape, columns, has_more = found[0]
    quote = quote if len(quote) == 1 else '"'
    return CsvFormat(
        tuple(columns), delimiter, quote, escape if len(escape) == 1 else quote, has_more
    )


def _of_another_encoding(name: str, place: FilePlace) -> UsageError:
    return UsageError(
        f"--{by_option_of(name)}: {place.given} is not UTF-8, UTF-16 or Latin-1; Windows files "
        "that contain € are usually Windows-1252",
        fix="save it as CSV in UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8",
    )


def _unreadable(name: str, place: FilePlace, error: SegError) -> UsageError:
    first = str(error).strip().splitlines()[0]
    return UsageError(
        f"--{by_option_of(name)}: {place.given} cannot be read: {first}",
        fix="check the file, or save it as CSV in UTF-8 or as Parquet",
    )
