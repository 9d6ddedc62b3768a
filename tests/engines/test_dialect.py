"""How DuckDB spells names and statements, checked against DuckDB if possible."""

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.dialects.duckdb import DIALECT, SELECT_LINE_OFFSET, VERSIONS_SCHEMA
from orchestrator.dialects.sql_text import clean_select, tokens, without_comments
from orchestrator.names import RelationName, version_number

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@pytest.fixture(scope="module")
def database():
    with duckdb.connect(":memory:") as connection:
        yield connection


@given(name=NAMES, schema=NAMES)
def test_any_name_is_found_again(database: duckdb.DuckDBPyConnection, name: str, schema: str):
    relation = RelationName(schema, name)
    parts = [DIALECT.quote(schema), DIALECT.quote(name)]
    assert DIALECT.relation(relation) == ".".join(parts)
    rows = database.execute(
        f"select {DIALECT.quote(name)} from (select 1 as {DIALECT.quote(name)})"
    ).description
    assert rows[0][0] == name


@given(
    value=st.none()
    | st.booleans()
    | st.integers(-(2**127), 2**127 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.dates()
    | st.datetimes()
)
def test_a_literal_is_its_value(database: duckdb.DuckDBPyConnection, value: object):
    row = database.execute(f"select {DIALECT.literal(value)}").fetchone()
    if isinstance(value, float):
        assert math.isclose(float(row[0]), value)
    else:
        assert row == (value,)


@pytest.mark.parametrize(
    ("value", "sql"),
    [
        (None, "null"),
        (True, "true"),
        (-3, "-3"),
        (1.5, "1.5"),
        (float("nan"), "'nan'::double"),
        (Decimal("1.10"), "1.10"),
        ("O'Brien", "'O''Brien'"),
        (date(2024, 1, 2), "date '2024-01-02'"),
        (datetime(2024, 1, 2, 3), "timestamp '2024-01-02 03:00:00'"),
        (datetime(2024, 1, 2, tzinfo=UTC), "timestamptz '2024-01-02 00:00:00+00:00'"),
        (
            datetime(2024, 1, 2, tzinfo=timezone(timedelta(hours=-3))),
            "timestamptz '2024-01-02 00:00:00-03:00'",
        ),
    ],
)
def test_literals(value: object, sql: str):
    assert DIALECT.literal(value) == sql


def test_there_is_no_literal_for_an_object():
    with pytest.raises(TypeError, match="no SQL literal for a object"):
        DIALECT.literal(object())


@pytest.mark.parametrize(
    ("relation", "part", "identifier"),
    [
        (RelationName("marts", "orders"), "", "marts.orders@12"),
        (RelationName("marts", "orders"), "delta", "marts.orders@12.delta"),
        (RelationName("marts", "orders", "crm"), "", "crm.marts.orders@12"),
    ],
)
def test_versions_live_in_the_hidden_schema(relation: RelationName, part: str, identifier: str):
    version = DIALECT.version_name(relation, 12, part)
    assert version == RelationName(VERSIONS_SCHEMA, identifier)
    assert version_number(version) == 12


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("select 1", "select 1"),
        ("\ufeff\n\nselect 1 \n", "\n\nselect 1"),
        ("select 1;", "select 1"),
        ("select 1 -- why", "select 1"),
        ("select 1; -- why;\n;; /* so; /* nested; */ */ ", "select 1"),
        ("select ';--' as \"a;/*\";", "select ';--' as \"a;/*\""),
        ("select e'\\';' , $$;--$$, $t$;$$;$t$;", "select e'\\';' , $$;--$$, $t$;$$;$t$"),
        ("select 1 /* never closed", "select 1"),
        ("-- only", ""),
    ],
)
def test_a_select_is_cleaned_at_its_end_only(text: str, clean: str):
    assert clean_select(text) == clean


@given(st.text("abse'\"-/*$;\\ \n\ufeff"))
def test_cleaning_ends_and_is_stable(text: str):
    clean = clean_select(text)
    assert clean_select("x" + clean) == "x" + clean


@pytest.mark.parametrize("end", ["", ";", " -- why", ";\r\n-- why"])
def test_lines_are_offset_by_one(database: duckdb.DuckDBPyConnection, end: str):
    for create, kind in ((DIALECT.create_table, "table"), (DIALECT.create_view, "view")):
        statement = create(RelationName("main", "line's \"t"), f"\nselect\n  1 as i{end}")
        assert statement.splitlines()[2 + SELECT_LINE_OFFSET] == "  1 as i"
        database.execute(statement)
        assert database.execute('from "line\'s ""t"').fetchall() == [(1,)]
        database.execute(f'drop {kind} "line\'s ""t"')


CTES = [("a", "select 1 as i;"), ('b"', "select i + 1 as i from a -- why")]
ADDED = 'a" as (\nselect 1 as i\n),\n"b""" as (\nselect i + 1 as i from a\n)'


@pytest.mark.parametrize(
    ("select", "whole", "rows"),
    [
        ('from "b"""', f'with "{ADDED}\nfrom "b"""', [(2,)]),
        (
            '-- c\nWITH\n  c as (from "b""") select i from c;',
            f'with "{ADDED},\n-- c\n\n  c as (from "b""") select i from c',
            [(2,)],
        ),
        (
            "with /* x */ recursive\nr as (select 1 as i union all select i + 1 from r where i < 3)"
            " select max(r.i) from r, a",
            f'with recursive "{ADDED},\n /* x */ \n'
            "r as (select 1 as i union all select i + 1 from r where i < 3)"
            " select max(r.i) from r, a",
            [(3,)],
        ),
        (
            "(with c as (from a) select i from c)",
            f'with "{ADDED}\nfrom (\n(with c as (from a) select i from c))',
            [(1,)],
        ),
        ("(select i from a)", f'with "{ADDED}\n(select i from a)', [(1,)]),
        ('select 1 as "with"', f'with "{ADDED}\nselect 1 as "with"', [(1,)]),
    ],
)
def test_ctes_go_first(
    database: duckdb.DuckDBPyConnection, select: str, whole: str, rows: list[tuple[int, ...]]
):
    assert DIALECT.with_ctes(CTES, select) == whole
    assert database.execute(whole).fetchall() == rows


def test_without_ctes_the_select_is_only_cleaned():
    assert DIALECT.with_ctes([], "select 1;") == "select 1"


SQL_PIECES = ["--", "'", '"', "\n", "\r", "e'", "E'", "\\", "$$", "$a$", "a", "e", " ", "/*", "*/"]


@given(st.lists(st.sampled_from(SQL_PIECES), max_size=14).map("".join))
def test_only_comments_are_taken_out_of_sql(sql: str):
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    assert words(without_comments(sql)) == words(" ".join(token.text for token in tokens(sql)))
