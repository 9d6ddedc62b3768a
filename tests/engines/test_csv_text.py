"""Reading CSV text in chunks, compared with reading it field by field and with Python's reader."""

import csv
import io
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from orchestrator.engines.boundary import LoadResult, SeedFile
from orchestrator.engines.duckdb.seeds.csv_text import MalformedCsv, QuoteCounter, records
from orchestrator.names import RelationName
from tests.engines.warehouse import Warehouse

DELIMITERS = st.sampled_from([",", ";", "\t", " ", "|", "é", "€"])


def look_at(text: str, delimiter: str, cuts: list[int]) -> QuoteCounter:
    data = text.encode()
    look = QuoteCounter(delimiter)
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    for start, end in pairwise(places):
        look.add(data[start:end])
    return look


CUTS = st.lists(st.integers(0, 1000), max_size=6)


@given(
    text=st.text(st.sampled_from('""""",;\t |é€\n\rx'), max_size=20),
    delimiter=DELIMITERS,
    cuts=CUTS,
)
@example(text='"a""b","c"\n', delimiter=",", cuts=[*range(12)])
@example(text='x,"a" ,b', delimiter=",", cuts=[])
@example(text='x, "a",b', delimiter=",", cuts=[])
@example(text='5"x6",b', delimiter=",", cuts=[])
@example(text='"', delimiter=",", cuts=[])
def test_what_is_regular_is_read_the_same_field_by_field(
    text: str, delimiter: str, cuts: list[int]
):
    look = look_at(text, delimiter, cuts)
    assert look.quotes == text.count('"')
    if not look.is_regular:
        assert '"' in text
        return
    read = [*records(text, delimiter)]
    assert look.delimiters == sum(len(fields) - 1 for fields in read)
    assert not any(field.is_trimmed for fields in read for field in fields)


@given(
    rows=st.lists(st.lists(st.text('",;\t |é€\n\rx', max_size=5), min_size=2, max_size=2)),
    delimiter=st.sampled_from([",", "\t", "é"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    cuts=CUTS,
)
def test_what_python_writes_is_regular(
    rows: list[list[str]], delimiter: str, newline: str, cuts: list[int]
):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL).writerows(
        rows
    )
    look = look_at(text.getvalue(), delimiter, cuts)
    assert (look.is_regular, look.delimiters) == (True, len(rows))


@given(text=st.text(st.sampled_from('"" ,x\n'), max_size=12))
@example(text='x,"a"b"c"')
def test_what_is_wrong_or_trimmed_is_not_regular(text: str):
    try:
        read = [*records(text, ",")]
    except MalformedCsv:
        assert not look_at(text, ",", []).is_regular
        return
    assume(any(field.is_trimmed for fields in read for field in fields))
    assert not look_at(text, ",", []).is_regular


@pytest.mark.parametrize("delimiter", ["\t", " "])
@pytest.mark.parametrize("cell", ["{}y{}", '"y"', '"y{}z"', '""', '"a ""b"""'])
def test_white_space_between_columns_is_not_around_quotes(
    warehouse: Warehouse, tmp_path: Path, delimiter: str, cell: str
):
    """A delimiter is not part of a value, even next to a quote."""
    cell = cell.replace("{}", "" if cell == "{}y{}" else delimiter)
    text = "\n".join(delimiter.join(row) for row in (('"k"', '"v"', '"w"'), ('"x"', cell, '"z"')))
    (tmp_path / "s.tsv").write_text(text)
    version = RelationName("seg_versions", "main.s@1")
    seed = SeedFile(tmp_path / "s.tsv", "s.tsv", delimiter)
    assert warehouse.session.load(seed, version) == LoadResult(1)
    (row,) = [*csv.reader(text.splitlines(), delimiter=delimiter)][1:]
    assert warehouse.rows('from seg_versions."main.s@1"') == [tuple(value or None for value in row)]
