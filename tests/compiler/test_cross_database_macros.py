"""`dbt.*` macros return known values in DuckDB."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb
import pytest

from tests.macros import renderer

RENDER = renderer()


@cache
def database() -> duckdb.DuckDBPyConnection:
    """There is nothing in it."""
    return duckdb.connect()


def value_of(expression: str, rows: str = "(select 1)") -> Any:
    """What DuckDB gives for a template of an expression over `rows`."""
    row = database().execute(f"select {RENDER(expression)} from {rows}").fetchone()
    assert row is not None
    return row[0]


def column_of(select: str) -> list[Any]:
    """The only column of a template of a SELECT."""
    return [value for (value,) in database().execute(RENDER(select)).fetchall()]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("dbt.dateadd('day', 1, \"'2018-01-01'\")", datetime(2018, 1, 2)),
        ("dbt.dateadd('day', -1, \"date '2018-01-01'\")", datetime(2017, 12, 31)),
        ("dbt.dateadd('month', 1, \"'2018-01-31'\")", datetime(2018, 2, 28)),
        ("dbt.dateadd('QUARTER', 1, \"'2018-01-31'\")", datetime(2018, 4, 30)),
        ("dbt.dateadd('week', 2, \"'2018-01-01'\")", datetime(2018, 1, 15)),
        ("dbt.dateadd('year', 1, \"'2020-02-29'\")", datetime(2021, 2, 28)),
        ("dbt.dateadd('hour', '1 + 1', \"'2018-01-01 23:00'\")", datetime(2018, 1, 2, 1)),
        ("dbt.dateadd('day', 1, 'cast(null as date)')", None),
        ("dbt.datediff(\"'2018-01-01 23:59'\", \"'2018-01-02 00:01'\", 'day')", 1),
        ("dbt.datediff(\"'2018-01-02'\", \"'2018-01-01'\", 'day')", -1),
        ("dbt.datediff(\"'2018-01-31'\", \"'2018-02-01'\", 'month')", 1),
        ("dbt.datediff(\"'2018-12-31'\", \"'2019-01-01'\", 'YEAR')", 1),
        ("dbt.datediff(\"'2018-03-31'\", \"'2018-04-01'\", 'quarter')", 1),
        ("dbt.datediff(\"'2018-01-01 00:59:59'\", \"'2018-01-01 01:00:00'\", 'hour')", 1),
        ("dbt.datediff(\"'2018-01-06'\", \"'2018-01-07'\", 'week')", 1),
        ("dbt.datediff(\"'2018-01-07'\", \"'2018-01-08'\", 'week')", 0),
        ("dbt.datediff(\"'2018-01-07'\", \"'2018-01-06'\", 'week')", -1),
        ("dbt.datediff('null', \"'2018-01-06'\", 'day')", None),
        ("dbt.date_trunc('month', \"'2018-01-05 12:30'\")", datetime(2018, 1, 1)),
        ("dbt.date_trunc('week', \"'2018-01-07'\")", datetime(2018, 1, 1)),
        ("dbt.last_day(\"'2020-02-05'\", 'month')", date(2020, 2, 29)),
        ("dbt.last_day(\"date '2020-02-05'\", 'quarter')", date(2020, 3, 31)),
        ("dbt.last_day(\"'2020-02-05'\", 'year')", date(2020, 12, 31)),
        ("dbt.date(2018, 1, 31)", date(2018, 1, 31)),
        ("dbt.cast(\"'1.5'\", dbt.type_numeric())", Decimal("1.500000")),
        ("dbt.cast(\"'7'\", dbt.type_int())", 7),
        ("dbt.cast(\"'7000000000'\", dbt.type_bigint())", 7_000_000_000),
        ("dbt.cast(\"'0.5'\", dbt.type_float())", 0.5),
        ("dbt.cast('1', dbt.type_boolean())", True),
        ("dbt.cast('1', dbt.type_string())", "1"),
        ("dbt.cast(\"'2018-01-01'\", dbt.type_timestamp())", datetime(2018, 1, 1)),
        ("dbt.safe_cast(\"'x'\", dbt.type_int())", None),
        ("dbt.safe_cast(\"'7'\", dbt.type_int())", 7),
        ("dbt.cast_bool_to_text('1 = 1')", "true"),
        ("dbt.concat([\"'a'\", \"'b'\", \"'c'\"])", "abc"),
        ("dbt.concat([\"'a'\", 'null'])", None),
        ("dbt.hash(\"'ab'\")", "187ef4436122d1cc2f40dc2b92f0eba0"),
        ("dbt.hash('null')", None),
        ("dbt.length(\"'Zürich'\")", 6),
        ("dbt.position(\"'@'\", \"'a@b'\")", 2),
        ("dbt.position(\"'@'\", \"'ab'\")", 0),
        ("dbt.replace(\"'a-b-c'\", \"'-'\", \"''\")", "abc"),
        ("dbt.right(\"'abcdef'\", 2)", "ef"),
        ("dbt.split_part(\"'a|b|c'\", \"'|'\", 2)", "b"),
        ("dbt.split_part(\"'a|b|c'\", \"'|'\", -1)", "c"),
        ("dbt.split_part(\"'a|b|c'\", \"'|'\", 4)", None),
        ('dbt.string_literal("O\'Brien")', "O'Brien"),
        ('dbt.string_literal(dbt.escape_single_quotes("O\'Brien"))', "O'Brien"),
        ('dbt.string_literal("\'; drop table x; --")', "'; drop table x; --"),
        ("dbt.string_literal(\"'''\")", "''"),
        ("dbt.string_literal('')", ""),
        ("dbt.equals(1, 1)", True),
        ("dbt.equals('null', 1)", None),
        ("dbt.array_construct([1, 2])", [1, 2]),
        ("dbt.array_construct([])", []),
        ("dbt.array_append(dbt.array_construct([1]), 2)", [1, 2]),
        ("dbt.array_concat(dbt.array_construct([1]), dbt.array_construct([2]))", [1, 2]),
        ("dbt.array_append(dbt.array_construct([], dbt.type_string()), \"'a'\")", ["a"]),
    ],
)
def test_known_values(expression: str, expected: Any) -> None:
    assert value_of(f"{{{{ {expression} }}}}") == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("dbt.any_value('1')", 1),
        ("dbt.bool_or('x > 2')", True),
        ("dbt.bool_or('x > 3')", False),
        ("dbt.listagg('x', \"', '\", 'order by x desc')", "3, 2, 1"),
        ("dbt.listagg('x', \"'-'\", 'order by x', 2)", "1-2"),
        ("dbt.listagg('distinct x % 1', \"'-'\")", "0"),
        ("dbt.listagg('x', order_by_clause='order by x')", "1,2,3"),
    ],
)
def test_known_values_of_a_group(expression: str, expected: Any) -> None:
    assert value_of(f"{{{{ {expression} }}}}", "(values (1), (3), (2)) as t (x)") == expected


def test_equal_intervals_of_different_units_stay_apart_in_one_select() -> None:
    query = RENDER(
        "select {{ dbt.dateadd('day', 30, 'ordered_at') }} as days,"
        " {{ dbt.dateadd('month', 1, 'ordered_at') }} as months,"
        " {{ dbt.dateadd('hour', 720, 'ordered_at') }} as hours "
        "from (values (timestamptz '2018-03-10 12:00+00')) as t (ordered_at)"
    )
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'America/New_York'")  # 2018-03-11 has 23 hours there
        rows = connection.execute(
            f"select days::text, months::text, hours::text from ({query})"
        ).fetchall()
    assert rows == [("2018-04-09 07:00:00-04", "2018-04-10 07:00:00-04", "2018-04-09 08:00:00-04")]


def test_a_week_of_datediff_begins_on_sunday_as_in_dbt() -> None:
    """dbt's own formula; exactly n weeks back, where it counts one week too many, is left out."""
    days = "range(date '2020-02-20', date '2020-03-20', interval 1 day)"
    ours = RENDER("{{ dbt.datediff('a', 'b', 'week') }}")
    in_dbt = """
        date_diff('day', a, b) // 7 + case
            when dayofweek(a) <= dayofweek(b) then case when a <= b then 0 else -1 end
            else case when a <= b then 1 else 0 end
        end
    """
    query = (
        f"select count(*), count(*) filter (({ours}) <> ({in_dbt})) "
        f"from (select unnest({days}) as a) cross join (select unnest({days}) as b) "
        "where a <= b or dayofweek(a) <> dayofweek(b)"
    )
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == [(795, 0)]


def test_now_is_a_time_with_a_zone() -> None:
    assert value_of("typeof({{ dbt.current_timestamp() }})") == "TIMESTAMP WITH TIME ZONE"


def test_series_of_numbers() -> None:
    assert column_of("{{ dbt.generate_series(3) }}") == [1, 2, 3]
    assert column_of("{{ dbt.generate_series(0) }}") == []


@pytest.mark.parametrize(
    ("datepart", "start", "end", "expected"),
    [
        ("day", "2020-02-28", "2020-03-01", [datetime(2020, 2, 28), datetime(2020, 2, 29)]),
        ("month", "2020-01-31", "2020-03-31", [datetime(2020, 1, 31), datetime(2020, 2, 29)]),
        ("week", "2020-01-01", "2020-01-15", [datetime(2020, 1, 1), datetime(2020, 1, 8)]),
        ("day", "2020-01-01", "2020-01-01", []),
    ],
)
def test_date_spine(datepart: str, start: str, end: str, expected: list[datetime]) -> None:
    spine = "select * from ({{ dbt.date_spine('%s', \"date '%s'\", \"date '%s'\") }}) order by 1"
    assert column_of(spine % (datepart, start, end)) == expected


def test_set_operations() -> None:
    assert column_of("select 1 {{ dbt.except() }} select 1") == []
    assert column_of("select 1 {{ dbt.intersect() }} select 1") == [1]
