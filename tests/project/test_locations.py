"""The files of a location, and what a call declares about them."""

import pytest

from orchestrator.csv_headers import DeclaredCsv
from orchestrator.project.locations import content_of, declared_csv

CALL = (
    "read_csv('d/*.csv', header = true, auto_detect = false, delim = ';', quote = '\"', "
    "columns = {'a''b, }': 'VARCHAR', n: 'DECIMAL(9,2)'})"
)


@pytest.mark.parametrize(
    ("location", "file"),
    [
        ("data/x.parquet", "data/x.parquet"),
        ("data/*.csv", "data/*.csv"),
        ("https://example.com/x.csv", None),
        ("read_csv('x.csv')", "x.csv"),
        ("read_csv('it''s (1).csv', header = true)", "it's (1).csv"),
        (CALL, "d/*.csv"),
        ("read_json('x.json', columns = {a: 'STRUCT(b INT)'}) ", "x.json"),
        ("read_csv(['a.csv', 'b.csv'])", None),
        ("read_csv('x.csv', nullstr = getvariable('n'))", None),
        ("read_csv('x.csv') union all from (select 1)", None),
        ("read_csv('x' || 'y')", None),
        ("read_duckdb('shop.duckdb', table_name = 'orders')", None),
        ("read_csv('https://example.com/x.csv')", None),
        ("range(5)", None),
    ],
)
def test_the_files_that_are_all_the_content(location: str, file: str | None) -> None:
    assert content_of(location) == file


@pytest.mark.parametrize(
    ("location", "declared"),
    [
        (CALL, DeclaredCsv("d/*.csv", ("a'b, }", "n"), ";", "utf-8")),
        (
            "read_csv('x.csv', columns={'a': 'INT'}, auto_detect=FALSE, header=True, "
            "encoding='latin-1')",
            DeclaredCsv("x.csv", ("a",), ",", "latin-1"),
        ),
        (CALL.replace("header = true", "header = false"), None),
        (CALL.replace("auto_detect = false, ", ""), None),
        ("read_csv('x.csv', header = true, auto_detect = false)", None),
    ],
)
def test_what_a_call_declares_of_its_files(location: str, declared: DeclaredCsv | None) -> None:
    assert declared_csv(location) == declared
