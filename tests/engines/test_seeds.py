"""Loading CSV files: text is kept as it is, types are inferred, errors have a place."""

import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from orchestrator.engines.boundary import LoadResult, SeedFile
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName
from tests.engines.warehouse import Warehouse

VERSION = RelationName("seg_versions", "main.s@1")
SPELLED = 'seg_versions."main.s@1"'


def load(
    warehouse: Warehouse,
    tmp_path: Path,
    content: str | bytes,
    delimiter: str = ",",
    **column_types: str,
) -> LoadResult:
    file = tmp_path / "s.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    warehouse.session.execute(f"drop table if exists {SPELLED}")
    seed = SeedFile(file, "seeds/s.csv", delimiter, column_types)
    return warehouse.session.load(seed, VERSION)


def refusal(warehouse: Warehouse, tmp_path: Path, content: str | bytes, **column_types: str) -> str:
    with pytest.raises(ProjectError) as refused:
        load(warehouse, tmp_path, content, **column_types)
    assert warehouse.versions() == []
    return str(refused.value)


@pytest.mark.parametrize(
    ("values", "type_", "first"),
    [
        (["1", "-20", "9223372036854775807"], "BIGINT", 1),
        (["0", "10"], "BIGINT", 0),
        (["9223372036854775808", "1"], "HUGEINT", 9223372036854775808),
        (["1" * 39, "2" * 39], "VARCHAR", "1" * 39),
        (["9007199254740993", "0.5"], "DECIMAL(38,1)", Decimal("9007199254740993.0")),
        ([".5", "-.25"], "DOUBLE", 0.5),
        (["0.30000000000000004", "1"], "DOUBLE", 0.30000000000000004),
        (["12345678901234.567", "1"], "DECIMAL(38,3)", Decimal("12345678901234.567")),
        (["02134", "10001"], "VARCHAR", "02134"),
        (["0044", "1.5"], "VARCHAR", "0044"),
        (["+4420", "1"], "VARCHAR", "+4420"),
        (["-0", "1"], "VARCHAR", "-0"),
        (["12E3", "1"], "VARCHAR", "12E3"),
        (["1.5", "-2"], "DOUBLE", 1.5),
        (["1.5e3", "1e-5"], "DOUBLE", 1500.0),
        (["1234567890123456789.12", "1"], "DECIMAL(38,2)", Decimal("1234567890123456789.12")),
        ([" 1", "2"], "VARCHAR", " 1"),
        (["true", "False"], "BOOLEAN", True),
        (["true", "1"], "VARCHAR", "true"),
        (["2024-02-29", "2023-01-01"], "DATE", date(2024, 2, 29)),
        (["2024-02-30", "2023-01-01"], "VARCHAR", "2024-02-30"),
        (["2024-01-02 03:04:05", "2024-01-02"], "TIMESTAMP", datetime(2024, 1, 2, 3, 4, 5)),
        (["2024-01-02T03:04"], "TIMESTAMP", datetime(2024, 1, 2, 3, 4)),
        (
            ["2024-01-02T03:04:05.5+02:00", "2024-01-02 03:04:05Z"],
            "TIMESTAMP WITH TIME ZONE",
            datetime(2024, 1, 2, 1, 4, 5, 500000, tzinfo=UTC),
        ),
        (["2024-01-02 03:04:05Z", "2024-01-02 03:04:05"], "VARCHAR", "2024-01-02 03:04:05Z"),
        (["null", "NA"], "VARCHAR", "null"),
        (["", ""], "VARCHAR", None),
        (["", "7"], "BIGINT", None),
    ],
    ids=lambda value: "_".join(value) if isinstance(value, list) else None,
)
def test_the_narrowest_type_that_changes_nothing(
    warehouse: Warehouse, tmp_path: Path, values: list[str], type_: str, first: object
):
    loaded = load(warehouse, tmp_path, "\n".join(["k,v", *(f"x,{value}" for value in values)]))
    assert loaded.row_count == len(values)
    rows = warehouse.session.query(f"select v from {SPELLED} limit 1")
    assert (rows.types, rows.values) == ((type_,), ((first,),))


@pytest.mark.parametrize(
    ("content", "doubts"),
    [
        pytest.param(
            "v\n" + "1\n" * 9 + "n/a\n",
            [
                "column 'v' stays text: 9 of 10 values are numbers, but 'n/a' is not; "
                "correct it, or declare column_types"
            ],
            id="a word among numbers",
        ),
        pytest.param("v\n1\nx\n", [], id="names and numbers"),
        pytest.param("zip\n" + "10001\n" * 99 + "02134\n", [], id="codes"),
        pytest.param(
            "v\n" + "1\n" * 19 + f"{'2' * 50}\n",
            [
                f"column 'v' stays text: 19 of 20 values are numbers, but '{'2' * 40}...' is not; "
                "correct it, or declare column_types"
            ],
            id="too long for any type",
        ),
        pytest.param(
            f"v\n{'1' * 30}.5\n0.{'1' * 30}\n",
            [
                "column 'v' stays text: no numeric type keeps all digits of its "
                "numbers; declare column_types"
            ],
            id="too many digits for one type",
        ),
        pytest.param(
            "a;b\n1;2\n",
            ["one column, 'a;b': if ';' separates columns, set delimiter"],
            id="another delimiter",
        ),
        pytest.param(
            "a\tb\n1\t2\n",
            ["one column, 'a\tb': if a tab separates columns, set delimiter"],
            id="tabs",
        ),
        pytest.param(
            "1,10\n2,20\n",
            ["the first line has the value '1': is the header missing?"],
            id="no header",
        ),
        pytest.param(
            "name,2024-01-05\nx,2024-01-06\n",
            ["the first line has the value '2024-01-05': is the header missing?"],
            id="a date for a name",
        ),
    ],
)
def test_what_is_perhaps_not_meant_is_said(
    warehouse: Warehouse, tmp_path: Path, content: str, doubts: list[str]
):
    found = load(warehouse, tmp_path, content).warnings
    assert found == tuple(f"seeds/s.csv: {doubt}" for doubt in doubts)


NUMBERS = st.one_of(
    st.integers(-(10**40), 10**40).map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=5).map("{:f}".format),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.from_regex(r"-?[.][0-9]{1,20}", fullmatch=True),
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.lists(NUMBERS, min_size=1, max_size=4))
def test_a_number_is_what_is_written(warehouse: Warehouse, tmp_path: Path, values: list[str]):
    """Whatever type is detected, no digit is lost: no double replaces a number that it changes."""
    load(warehouse, tmp_path, "\n".join(["v", *values]))
    for written, (read,) in zip(values, warehouse.rows(f"select v from {SPELLED}"), strict=True):
        exact = Decimal(str(read)) if not isinstance(read, str) else Decimal(read)
        assert exact == Decimal(written), (written, read)


def test_slashed_dates_stay_text_with_a_warning(warehouse: Warehouse, tmp_path: Path):
    loaded = load(warehouse, tmp_path, "id,joined\n1,01/02/2024\n2,13/02/2024\n")
    assert loaded == LoadResult(
        2,
        (
            "seeds/s.csv: column 'joined' stays text: dates with slashes, such as "
            "01/02/2024, are ambiguous; declare column_types and a format",
        ),
    )
    assert warehouse.rows(f"select joined from {SPELLED}") == [("01/02/2024",), ("13/02/2024",)]


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,x\n",
        b"a,b\r\n1,x\r\n",
        b"a,b\r1,x\r",
        b"\xef\xbb\xbfa,b\n1,x",
        b"a,b\n\n1,x\n\n",
        b"a,b\r\n1,x\n\r\n",
        b'"a","b"\n"1","x"\n',
    ],
)
def test_ends_of_lines_and_marks_do_not_matter(
    warehouse: Warehouse, tmp_path: Path, content: bytes
):
    assert load(warehouse, tmp_path, content) == LoadResult(1)
    rows = warehouse.session.query(f"from {SPELLED}")
    assert (rows.columns, rows.values) == (("a", "b"), ((1, "x"),))


def test_declared_types_and_delimiter(warehouse: Warehouse, tmp_path: Path):
    content = "ID;code;amount\n1;02;1.0\n2;;\n"
    types = {"id": "varchar", "code": "integer", "amount": "decimal(10,2)"}
    assert load(warehouse, tmp_path, content, ";", **types) == LoadResult(2)
    assert warehouse.session.describe(f"from {SPELLED}") == (
        ("ID", "VARCHAR"),
        ("code", "INTEGER"),
        ("amount", "DECIMAL(10,2)"),
    )


def test_only_a_header_gives_an_empty_table(warehouse: Warehouse, tmp_path: Path):
    doubt = "seeds/s.csv: no rows below the header: the table is empty"
    assert load(warehouse, tmp_path, "a,b\n") == LoadResult(0, (doubt,))
    assert warehouse.session.describe(f"from {SPELLED}") == (("a", "VARCHAR"), ("b", "VARCHAR"))


def test_a_value_that_does_not_fit_is_shown_with_its_place(warehouse: Warehouse, tmp_path: Path):
    content = 'id,note,age,on\n1,"two\nlines ""quoted""",7,2024-01-01\n2,x,1.5,soon\n3,"y",old,\n'
    assert refusal(warehouse, tmp_path, content, age="integer", on="date", note="varchar") == (
        "seeds/s.csv:4:5: column 'age': '1.5' is not a valid integer (and 1 more)\n"
        "seeds/s.csv:4:9: column 'on': 'soon' is not a valid date"
    )


def test_a_value_after_a_quoted_newline_has_its_own_line(warehouse: Warehouse, tmp_path: Path):
    content = 'note,age\r\n"a\r\nb\r\nc",old\r\n'
    assert refusal(warehouse, tmp_path, content, age="bigint") == (
        "seeds/s.csv:4:4: column 'age': 'old' is not a valid bigint"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n3\n4,5,6\n", "seeds/s.csv:3: 1 values, the header has 2 columns\n"
         "seeds/s.csv:4: 3 values, the header has 2 columns"),
        ('a,b\n"x\ny",2\n3\n', "seeds/s.csv:4: 1 values, the header has 2 columns"),
        ("a,b,A\n", "seeds/s.csv:1:5: the column 'A' occurs twice (as 'a')"),
        ("a,,b, \n", "seeds/s.csv:1:3: a column without a name\n"
         "seeds/s.csv:1:6: a column without a name"),
        ("", "seeds/s.csv:1: no header: the first line must name the columns"),
        ("\n1,2\n", "seeds/s.csv:1: no header: the first line must name the columns"),
        (b"a,b\n1,2\n3,\xff\n", "seeds/s.csv:3: not UTF-8: the byte 0xff\n"
         "  fix: save the file as UTF-8"),
        ('a,b\n1,"2\n3,4\n', "seeds/s.csv:2:3: a quote that is never closed"),
        ('a,b\n1,"2"x\n', "seeds/s.csv:2:3: text after the closing quote"),
    ],
)  # fmt: skip
def test_what_is_no_csv_is_named_with_its_place(
    warehouse: Warehouse, tmp_path: Path, content: str | bytes, message: str
):
    assert refusal(warehouse, tmp_path, content) == message


@pytest.mark.parametrize(
    ("types", "message"),
    [
        ({"aeg": "integer"}, "seeds/s.csv:1: column_types names 'aeg', which the file does not "
         "have\n  fix: did you mean 'age'?"),
        ({"age": "nope"}, "seeds/s.csv:1: column_types: 'age': unknown type 'nope'"),
        ({"age": "int); drop table x; --"}, "seeds/s.csv:1: column_types: 'age': unknown type "
         "'int); drop table x; --'"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_column_types(
    warehouse: Warehouse, tmp_path: Path, types: dict[str, str], message: str
):
    assert refusal(warehouse, tmp_path, "age\n1\n", **types) == message


def test_a_file_that_is_gone(warehouse: Warehouse, tmp_path: Path):
    with pytest.raises(ProjectError) as refused:
        warehouse.session.load(SeedFile(tmp_path / "no.csv", "seeds/no.csv"), VERSION)
    assert str(refused.value) == "seeds/no.csv: cannot read the file: No such file or directory"


def test_a_path_is_no_pattern(warehouse: Warehouse, tmp_path: Path):
    for name in ("a[1].csv", "a1.csv", "a*.csv"):
        (tmp_path / name).write_text(f"name\n{name}\n")
    for number, name in enumerate(("a[1].csv", "a*.csv")):
        version = RelationName("seg_versions", f"main.s@{number}")
        warehouse.session.load(SeedFile(tmp_path / name, name), version)
        assert warehouse.rows(f'from seg_versions."main.s@{number}"') == [(name,)]


ODD = st.text(st.sampled_from("\"',  \ta\\"), max_size=7)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cells=st.lists(ODD, min_size=2, max_size=2))
@example(cells=["it''s", "\"it''s\""])
@example(cells=["\"''\"", "'a'"])
@example(cells=["''", "''''"])
@example(cells=['"it""s"', '5"x6"'])
@example(cells=['a""b', '"\\"'])
@example(cells=["x", "'a,b'"])
@example(cells=["Smith", "John,"])
@example(cells=["x", '"a" "b"'])
@example(cells=["x", '"a"b"c"'])
@example(cells=["x", '"a\\"b"'])
@example(cells=["x", ' "a" '])
@example(cells=["x", '\t""\t"\'"'])
def test_odd_quotes_are_read_as_by_python_or_refused(
    warehouse: Warehouse, tmp_path: Path, cells: list[str]
):
    """The other values have whitespace around quotes: they are read with a warning."""
    content = f"k,v\n{','.join(cells)}\ny,z\n"
    expected = [*csv.reader(io.StringIO(content, newline=""))][1:]
    try:
        loaded = load(warehouse, tmp_path, content, k="varchar", v="varchar")
    except ProjectError:
        assert '"' in content or any(len(row) != 2 for row in expected)
        return
    found = [[value or "" for value in row] for row in warehouse.rows(f"from {SPELLED}")]
    if loaded.warnings:
        assert re.search(r'[ \t]"|"[ \t]', content)
    else:
        assert found == expected


@pytest.mark.parametrize("cell", ["it''s", "\"it''s\"", "\"''\"", "'a'", "''", "5'6\"", 'a""b'])
def test_single_quotes_and_quotes_inside_are_text(warehouse: Warehouse, tmp_path: Path, cell: str):
    content = f"k,v\nx,{cell}\n"
    assert load(warehouse, tmp_path, content) == LoadResult(1)
    assert warehouse.rows(f"from {SPELLED}") == [tuple([*csv.reader(content.splitlines())][1])]


@pytest.mark.parametrize("cell", ['"a" "b"', '"a"b"c"', '"a\\"b"', '\t""\t"\'"', '"" ""'])
def test_quotes_that_end_before_their_value_does_are_refused(
    warehouse: Warehouse, tmp_path: Path, cell: str
):
    assert refusal(warehouse, tmp_path, f"k,v\nx,{cell}\n") == (
        "seeds/s.csv:2:3: text after the closing quote"
    )


def test_white_space_around_quotes_is_told_of_with_its_place(warehouse: Warehouse, tmp_path: Path):
    loaded = load(warehouse, tmp_path, 'k,v\nx,"y z"\n"a ""b"" c", "d"\n "e",f\n')
    assert loaded == LoadResult(
        3,
        (
            "seeds/s.csv:3:13: the whitespace around the quotes of 'd' is ignored; remove it, or "
            "move it inside the quotes",
        ),
    )
    assert warehouse.rows(f"from {SPELLED}") == [("x", "y z"), ('a "b" c', "d"), ("e", "f")]


@pytest.mark.parametrize("before", ["a,b", '"a,b","c"'])
@pytest.mark.parametrize("line", ["Smith, John,", "Smith, John,,"])
def test_an_empty_value_too_much_is_no_end_of_a_line(
    warehouse: Warehouse, tmp_path: Path, before: str, line: str
):
    """The values after `Smith` belong to other columns; no later value would reveal the shift."""
    assert refusal(warehouse, tmp_path, f"k,v\n{before}\n{line}\n") == (
        f"seeds/s.csv:3: {line.count(',') + 1} values, the header has 2 columns"
    )


CELLS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('",\n\r \t;|\ufeff0'), max_size=6
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=5)
    ),
    newline=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
@example(rows=[["a\rb"], ["c"]], newline="\n", quoting=csv.QUOTE_ALL)
@example(rows=[["", " "], ['"', ""]], newline="\r\n", quoting=csv.QUOTE_MINIMAL)
def test_what_is_written_comes_back(
    warehouse: Warehouse, tmp_path: Path, rows: list[list[str]], newline: str, quoting: int
):
    # The writer does not quote a lone CR where lines end in LF: readers take it for a line end.
    assume(quoting == csv.QUOTE_ALL or not any("\r" in cell for row in rows for cell in row))
    width = len(rows[0]) if rows else 1
    header = [f"c{number}" for number in range(width)]
    text = io.StringIO()
    csv.writer(text, lineterminator=newline, quoting=quoting).writerows([header, *rows])
    types = dict.fromkeys(header, "varchar")
    assert load(warehouse, tmp_path, text.getvalue(), **types).row_count == len(rows)
    assert warehouse.rows(f"from {SPELLED}") == [
        tuple(value or None for value in row) for row in rows
    ]
