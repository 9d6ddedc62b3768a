"""Long CSV files: types are inferred from the first rows, with the same table as from all rows."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orchestrator.engines.boundary import Keep, LoadResult, SeedFile
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.seeds.load import load_seed
from orchestrator.engines.duckdb.spelling import spelled
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName
from tests.engines.warehouse import Warehouse

VERSION = RelationName("seg_versions", "main.s@1")
SPELLED = 'seg_versions."main.s@1"'
MANY = 1200  # more rows than decide what to try


def load(
    warehouse: Warehouse,
    tmp_path: Path,
    content: str | bytes,
    keep: Keep | None = None,
    **column_types: str,
) -> LoadResult:
    file = tmp_path / "s.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    warehouse.session.execute(f"drop table if exists {SPELLED}")
    return warehouse.session.load(SeedFile(file, "s.csv", ",", column_types), VERSION, keep)


def refusal(warehouse: Warehouse, tmp_path: Path, content: str | bytes, **types: str) -> str:
    with pytest.raises(ProjectError) as refused:
        load(warehouse, tmp_path, content, **types)
    assert warehouse.versions() == []
    return str(refused.value)


def numbers_but(value: str, numbers: int, count: int) -> str:
    return (
        f"s.csv: column 'v' stays text: {numbers} of {count} values are numbers, but '{value}' "
        "is not; correct it, or declare column_types"
    )


SLASHES = (
    "s.csv: column 'v' stays text: dates with slashes, such as 01/02/2024, are ambiguous; "
    "declare column_types and a format"
)


@pytest.mark.parametrize(
    ("first", "then", "type_", "warnings"),
    [
        ("1", ["-20"], "BIGINT", []),
        ("1", ["9223372036854775807"], "BIGINT", []),
        ("1", ["9223372036854775808"], "HUGEINT", []),
        ("9223372036854775808", ["1"], "HUGEINT", []),
        ("1", ["1" * 39], "VARCHAR", [numbers_but("1" * 39, MANY, MANY + 1)]),
        ("1", ["1.5"], "DOUBLE", []),
        ("1", ["02134"], "VARCHAR", []),
        ("1", ["-0"], "VARCHAR", []),
        ("1", [" 1"], "VARCHAR", [numbers_but(" 1", MANY, MANY + 1)]),
        ("1", ["x"], "VARCHAR", [numbers_but("x", MANY, MANY + 1)]),
        ("1", ["true"], "VARCHAR", [numbers_but("true", MANY, MANY + 1)]),
        ("1.5", ["12345678901234.567"], "DECIMAL(38,3)", []),
        ("1.5", ["1234567890123456"], "DECIMAL(38,1)", []),
        ("1.5", ["1.0e-5", "0.30000000000000004"], "DOUBLE", []),
        ("1.5", ["+1.5"], "VARCHAR", []),
        ("true", ["False"], "BOOLEAN", []),
        ("true", ["t"], "VARCHAR", []),
        ("2024-02-29", ["2023-01-01"], "DATE", []),
        ("2024-02-29", ["2024-02-30"], "VARCHAR", []),
        ("2024-02-29", ["2024-1-1"], "VARCHAR", []),
        ("2024-02-29", ["infinity"], "VARCHAR", []),
        ("2024-02-29", ["2024-02-29 03:04:05"], "TIMESTAMP", []),
        ("2024-02-29 03:04", ["2024-02-29"], "TIMESTAMP", []),
        ("2024-02-29 03:04", ["2024-02-29 25:04"], "VARCHAR", []),
        ("2024-02-29 03:04Z", ["2024-02-29 03:04:05+01"], "TIMESTAMP WITH TIME ZONE", []),
        ("2024-02-29 03:04Z", ["2024-02-29 03:04:05"], "VARCHAR", []),
        ("02134", ["1"] * 9 * MANY, "VARCHAR", []),
        ("x", ["1"], "VARCHAR", []),
        ("x", ["1"] * (9 * MANY - 1), "VARCHAR", []),
        ("x", ["1"] * 9 * MANY, "VARCHAR", [numbers_but("x", 9 * MANY, 10 * MANY)]),
        ("x", [*["1"] * 9 * MANY, "02134"], "VARCHAR", []),
        ("01/02/2024", ["13/02/2024"], "VARCHAR", [SLASHES]),
        ("01/02/2024", ["x"], "VARCHAR", []),
        ("", ["7"], "BIGINT", []),
        ("", ["x"], "VARCHAR", []),
        ("", [""], "VARCHAR", []),
    ],
)  # fmt: skip
def test_a_later_value_counts_as_much_as_the_first(
    warehouse: Warehouse,
    tmp_path: Path,
    first: str,
    then: list[str],
    type_: str,
    warnings: list[str],
):
    values = [*[first] * MANY, *then]
    loaded = load(warehouse, tmp_path, "\n".join(["k,v", *(f"k,{value}" for value in values)]))
    assert loaded == LoadResult(len(values), tuple(warnings))
    assert warehouse.session.describe(f"select v from {SPELLED}") == (("v", type_),)
    if type_ == "VARCHAR":
        rows = warehouse.rows(f"select v from {SPELLED}")
        assert rows == [(value or None,) for value in values]
    assert warehouse.versions() == ["main.s@1"]


SHAPES = {
    "whole": ["1", "-20", "0", "123456789012345"],
    "long": ["9223372036854775807", "-1234567890123456"],
    "huge": ["9223372036854775808", "9" * 38],
    "fraction": ["1.5", ".5", "-0.25", "0.30000000000000004", "1234567890123.25"],
    "scientific": ["1.5e3", "1e-5", "1.0e999"],
    "exact": ["12345678901234.567", "1.00000000000000000001"],
    "code": ["02134", "+4420", "-0", "12E3"],
    "truth": ["true", "False"],
    "day": ["2024-02-29", "0001-01-01", "9999-12-31"],
    "no day": ["2024-02-30", "2024-1-1"],
    "moment": ["2024-01-02 03:04:05", "2024-01-02T03:04", "2024-01-02 24:00:00"],
    "with zone": ["2024-01-02 03:04:05Z", "2024-01-02T03:04:05.5+02:00"],
    "slashed": ["01/02/2024"],
    "text": ["x", " 1", "1 ", "it's", "é", "infinity", "NaN", "-", ".", "t", '"a,b"', '"""q"""'],
    "missing": [""],
}
VALUES = [value for values in SHAPES.values() for value in values]
COLUMNS = st.tuples(
    st.lists(st.sampled_from([*SHAPES]), min_size=1, max_size=2).flatmap(
        lambda names: st.lists(
            st.sampled_from([value for name in names for value in SHAPES[name]]),
            min_size=1,
            max_size=4,
        )
    ),
    st.lists(st.sampled_from(VALUES), min_size=2, max_size=2),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    columns=st.lists(COLUMNS, min_size=1, max_size=3),
    tail=st.integers(0, 2),
    declared=st.sampled_from([None, "integer", "date", "double", "decimal(10, 2)", "varchar"]),
    broken=st.sampled_from(["", "", "", "", ",", '"', " "]),
)
@example(columns=[(["1"], ["1.5", "2"])], tail=2, declared="integer", broken="")
@example(columns=[(["1"], ["2", "3"])], tail=2, declared="integer", broken=",")
def test_the_table_is_that_of_all_values_as_text(
    warehouse: Warehouse,
    tmp_path: Path,
    columns: list[tuple[list[str], list[str]]],
    tail: int,
    declared: str | None,
    broken: str,
):
    """A condition on the rows to keep forces loading all values as text first."""
    values = [
        [*(first[at % len(first)] for at in range(MANY)), *last[:tail]] for first, last in columns
    ]
    names = [f"c{number}" for number in range(len(columns))]
    content = "\n".join([",".join(names), *map(",".join, zip(*values, strict=True))]) + broken
    types = {"c0": declared} if declared else {}
    found: list[Any] = []
    for keep in (None, lambda _: "true"):
        try:
            loaded = load(warehouse, tmp_path, content, keep, **types)
            shape = warehouse.session.describe(f"from {SPELLED}")
            rows = warehouse.rows(f"select columns(*)::varchar from {SPELLED}")
            found.append((loaded, shape, rows))
        except ProjectError as error:
            found.append(str(error))
    assert found[0] == found[1]


class Watched:
    """A cursor that notes what it executes."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.executed: list[str] = []

    def execute(self, sql: str, *values: object) -> Any:
        self.executed.append(sql)
        return self.cursor.execute(sql, *values)


@pytest.mark.parametrize("name", ["name {}", '"name {}"', '"she said, ""{}"" , \n""no"""'])
def test_a_file_is_read_whole_once(tmp_path: Path, name: str):
    """This includes values with what looks like whitespace around quotes."""
    file = tmp_path / "s.csv"
    lines = "".join(f"{n},2024-01-02,{n}.5,{name.format(n)},01/02/2024,\n" for n in range(MANY))
    file.write_text(f"id,on,amount,name,other,none\n{lines}")
    cursor = duckdb.connect()
    cursor.execute("create schema seg_versions")
    watched: Any = Watched(cursor)
    load_seed(watched, SeedFile(file, "s.csv", ",", {"id": "integer"}), VERSION)
    whole = [sql for sql in watched.executed if "read_csv" in sql and " limit " not in sql]
    assert [sql.partition(" as ")[0] for sql in whole] == [f"create table {spelled(VERSION)}"]


def test_a_value_far_below_does_not_fit_the_declared_type(warehouse: Warehouse, tmp_path: Path):
    content = "k,v\n" + "x,1\n" * MANY + "y,1.5\nz,\nz,old\n"
    assert refusal(warehouse, tmp_path, content, v="integer") == (
        f"s.csv:{MANY + 2}:3: column 'v': '1.5' is not a valid integer (and 1 more)"
    )


@pytest.mark.parametrize(("line", "count"), [("y,2,", 3), ("y", 1), ("y,2,3", 3)])
def test_a_line_far_below_has_another_number_of_values(
    warehouse: Warehouse, tmp_path: Path, line: str, count: int
):
    content = "k,v\n" + "x,1\n" * MANY + f"{line}\n"
    assert refusal(warehouse, tmp_path, content) == (
        f"s.csv:{MANY + 2}: {count} values, the header has 2 columns"
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_a_character_that_is_cut_off_far_below(
    warehouse: Warehouse, tmp_path: Path, mark: bytes, before: int
):
    """It is found wherever the boundary between two chunks is."""
    lines = b"v\n" + b"x\n" * ((1 << 19) - 2)
    good = mark + lines + b"x" * before + "\N{EURO SIGN}\n".encode()
    assert load(warehouse, tmp_path, good).row_count == (1 << 19) - 1
    bad = mark + lines + b"x" * before + b"\xe2\x82\n"
    assert refusal(warehouse, tmp_path, bad) == (
        f"s.csv:{1 << 19}: not UTF-8: the byte 0xe2\n  fix: save the file as UTF-8"
    )


def test_a_name_that_goes_on_below_its_line(warehouse: Warehouse, tmp_path: Path):
    load(warehouse, tmp_path, 'k,"v\nw"\nx,1\n')
    assert warehouse.session.describe(f"from {SPELLED}") == (("k", "VARCHAR"), ("v\nw", "BIGINT"))


@pytest.mark.parametrize("length", [3_000_000, 5_000_000])
def test_a_value_of_many_letters(warehouse: Warehouse, tmp_path: Path, length: int):
    """It works whether or not the line fits into the engine's buffer."""
    content = "k,v\n" + "x,1\n" * MANY + f"{'y' * length},2\n"
    assert load(warehouse, tmp_path, content) == LoadResult(MANY + 1)
    found = warehouse.rows(f"select length(max(k)), sum(v) from {SPELLED}")
    assert found == [(length, MANY + 2)]


def test_a_column_may_be_called_as_the_number_of_a_row(warehouse: Warehouse, tmp_path: Path):
    content = "k,RowID\n" + "x,y\n" * MANY + "x,1\n"
    assert load(warehouse, tmp_path, content) == LoadResult(MANY + 1)
    found = warehouse.rows(f'select k, "RowID", count(*) from {SPELLED} group by all order by all')
    assert found == [("x", "1", 1), ("x", "y", MANY)]


def test_a_column_called_as_the_number_of_a_row_may_have_no_value(
    warehouse: Warehouse, tmp_path: Path
):
    assert refusal(warehouse, tmp_path, "RowId,v\n,x\n", v="integer") == (
        "s.csv:2:2: column 'v': 'x' is not a valid integer"
    )
    content = "RowId,v\n" + ",1\n" * MANY + ",x\n"
    assert load(warehouse, tmp_path, content).warnings == (numbers_but("x", MANY, MANY + 1),)
