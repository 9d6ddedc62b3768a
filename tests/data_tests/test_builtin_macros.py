"""The built-in generic tests on hand-made tables: when they fail, and what they show."""

from datetime import datetime
from functools import cache
from typing import Any

import duckdb
import pytest

from tests.macros import MacroRefused, macro_files, renderer

RENDER = renderer()
SETUP = """
    create table people (id integer, country text, age integer, parent_id integer);
    insert into people values
        (1, 'NL', 30, null), (2, 'NL', 41, 1), (2, 'DE', null, 9), (null, null, -1, 9);
    create table nobody as select * from people where false;
    create table members (customer_id integer, segment text);
    insert into members values (1, 'vip'), (1, 'new'), (2, 'new'), (3, 'new'), (4, null);
    create table no_members as select * from members where false;
    create table orders (ordered_at timestamp);
    insert into orders values ('2024-02-28 12:00:00'), ('2024-02-29 12:00:00'), (null);
    create table no_orders as select * from orders where false;
    create table undated_orders as select * from orders where ordered_at is null;
    create table future_orders as select timestamp '2024-03-01 12:05:01' as ordered_at;
    create table nearly_future_orders as select timestamp '2024-03-01 12:05:00' as ordered_at;
"""


@cache
def tables() -> duckdb.DuckDBPyConnection:
    """They are only read."""
    connection = duckdb.connect()
    connection.execute(SETUP)
    return connection


def failing_rows(call: str) -> list[tuple[Any, ...]]:
    """The rows that a test's SELECT returns."""
    return tables().execute(RENDER(f"{{{{ test_{call} }}}}")).fetchall()


@pytest.mark.parametrize(
    ("call", "rows"),
    [
        ("not_null('people', 'country')", [(None, None, -1, 9)]),
        ("not_null('people', 'parent_id')", [(1, "NL", 30, None)]),
        ("not_null('members', 'customer_id')", []),
        ("not_null('nobody', 'id')", []),
        ("not_null('(select * from people where id = 1) as tested_rows', 'id')", []),
        ("unique('people', 'id')", [(2, 2)]),
        ("unique('people', 'age')", []),
        ("unique('people', \"id || '-' || country\")", []),
        ("unique('nobody', 'id')", []),
        ("unique('(select * from people where country = \\'NL\\') as tested_rows', 'id')", []),
        ("accepted_values('people', 'country', ['NL'])", [("DE", 1)]),
        ("accepted_values('people', 'country', ['NL', none])", [("DE", 1)]),
        ("accepted_values('people', 'country', ['NL', 'DE', \"O'Brien\"])", []),
        ("accepted_values('people', 'country', ['DE'])", [("NL", 2)]),
        ("accepted_values('people', 'age', [30, -1], quote=false)", [(41, 1)]),
        ("accepted_values('people', 'age', [30, 41, '0 - 1'], quote=false)", []),
        ("accepted_values('people', 'id', [1])", [(2, 2)]),
        ("accepted_values('people', '(id = 1)', [true])", [(False, 2)]),
        ("accepted_values('members', 'segment', [])", [("new", 3), ("vip", 1)]),
        ("accepted_values('nobody', 'country', ['NL'])", []),
        ("relationships('people', 'parent_id', to='people', field='id')", [(9,), (9,)]),
        ("relationships('people', 'id', to='members', field='customer_id')", []),
        ("relationships('people', 'id', to='nobody', field='id')", [(1,), (2,), (2,)]),
        ("relationships('nobody', 'id', to='people', field='id')", []),
        ("expression_is_true('people', 'age > 0')", [(None, None, -1, 9)]),
        ("expression_is_true('people', '> 0', column_name='age')", [(None, None, -1, 9)]),
        ("expression_is_true('people', 'age < 50 or id = 2')", []),
        (
            "expression_is_true('people', 'age > 0 and age < 40')",
            [(2, "NL", 41, 1), (None, None, -1, 9)],
        ),
        ("expression_is_true('nobody', 'age > 0')", []),
        ("accepted_range('people', 'age', min_value=0)", [(None, None, -1, 9)]),
        ("accepted_range('people', 'age', -1, 40)", [(2, "NL", 41, 1)]),
        ("accepted_range('people', 'age', -1, 41)", []),
        ("accepted_range('people', 'age', max_value=41, inclusive=false)", [(2, "NL", 41, 1)]),
        ("accepted_range('people', 'age', min_value='id + 39')", [(1, "NL", 30, None)]),
        ("accepted_range('nobody', 'age', 0, 1)", []),
        ("row_count_between('people', 4, 4)", []),
        ("row_count_between('people', min_value=5)", [(4, 5, None)]),
        ("row_count_between('people', max_value=3)", [(4, None, 3)]),
        ("row_count_between('nobody', 1, 9)", [(0, 1, 9)]),
        ("row_count_between('nobody', max_value=9)", []),
        ("segment_size('members', min_value=2)", [("vip", 1, 2, None)]),
        ("segment_size('members', max_value=2)", [("new", 3, None, 2)]),
        ("segment_size('members', min_value=1, max_value=3)", []),
        ("segment_size('members', 'vip', 1, 1)", []),
        ("segment_size('members', 'vip', 2)", [("vip", 1, 2, None)]),
        ("segment_size('members', 'gone', 1)", [("gone", 0, 1, None)]),
        ("segment_size('members', 'gone', 0)", []),
        ("segment_size('members', 'gone', max_value=5)", []),
        ("segment_size('no_members', 'vip', 1)", [("vip", 0, 1, None)]),
        ("segment_size('no_members', min_value=1)", []),
        ("segment_size('members', \"it's\", 1)", [("it's", 0, 1, None)]),
        ("segment_size('people', 'DE', 2, segment_column='country')", [("DE", 1, 2, None)]),
        ("segment_size('people', 'DE', 2, column_name='country')", [("DE", 1, 2, None)]),
        ("segment_share('members', 'vip', 0.2, 0.2)", []),
        ("segment_share('members', 'vip', 0.25)", [("vip", 1, 5, 0.2, 0.25, None)]),
        ("segment_share('members', 'new', max_value=0.5)", [("new", 3, 5, 0.6, None, 0.5)]),
        (
            "segment_share('members', 'new', max_value=0.7, entity='customer_id')",
            [("new", 3, 4, 0.75, None, 0.7)],
        ),
        ("segment_share('members', min_value=0.5)", [("vip", 1, 5, 0.2, 0.5, None)]),
        ("segment_share('members', 'gone', 0.01)", [("gone", 0, 5, 0.0, 0.01, None)]),
        ("segment_share('no_members', 'vip', 0.1)", [("vip", 0, 0, 0.0, 0.1, None)]),
        ("segment_share('no_members', 'vip', max_value=0.1)", []),
        ("freshness('orders', 'ordered_at', {'count': 1, 'period': 'day'})", []),
        ("freshness('orders', 'ordered_at', {'count': 24, 'period': 'hour'})", []),
        (
            "freshness('orders', 'ordered_at', {'count': 23, 'period': 'hour'})",
            [(datetime(2024, 2, 29, 12), 86400, "older than error_after (23 hour)", 2)],
        ),
        (
            "freshness('orders', column_name='ordered_at',"
            " warn_after={'count': 5, 'period': 'minute'})",
            [(datetime(2024, 2, 29, 12), 86400, "older than warn_after (5 minute)", 1)],
        ),
        (
            "freshness('orders', 'ordered_at', {'count': 2, 'period': 'day'},"
            " {'count': 1, 'period': 'hour'})",
            [(datetime(2024, 2, 29, 12), 86400, "older than warn_after (1 hour)", 1)],
        ),
        (
            "freshness('orders', 'ordered_at', {'count': 2, 'period': 'hour'},"
            " {'count': 1, 'period': 'hour'})",
            [(datetime(2024, 2, 29, 12), 86400, "older than error_after (2 hour)", 2)],
        ),
        (
            "freshness('orders', 'ordered_at', {'count': 1, 'period': 'hour'},"
            " as_of='2024-02-29 13:00:00')",
            [],
        ),
        (
            "freshness('orders', 'ordered_at', {'count': 1, 'period': 'day'}, as_of='2024-02-29')",
            [(datetime(2024, 2, 29, 12), -43200, "in the future", 2)],
        ),
        (
            "freshness('no_orders', 'ordered_at', {'count': 1, 'period': 'day'})",
            [(None, None, "no rows", 2)],
        ),
        (
            "freshness('undated_orders', 'ordered_at', {'count': 1, 'period': 'day'})",
            [(None, None, "only NULLs", 2)],
        ),
        (
            "freshness('future_orders', 'ordered_at', {'count': 1, 'period': 'day'})",
            [(datetime(2024, 3, 1, 12, 5, 1), -301, "in the future", 2)],
        ),
        ("freshness('nearly_future_orders', 'ordered_at', {'count': 1, 'period': 'day'})", []),
    ],
)
def test_failing_rows(call: str, rows: list[tuple[Any, ...]]) -> None:
    assert sorted(failing_rows(call), key=repr) == rows


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            "accepted_range('people', 'age')",
            "accepted_range needs min_value, max_value or both",
        ),
        ("row_count_between('people')", "row_count_between needs min_value, max_value or both"),
        ("segment_size('people', 'a')", "segment_size needs min_value, max_value or both"),
        ("segment_share('people', 'a')", "segment_share needs min_value, max_value or both"),
        ("freshness('orders', 'ordered_at')", "freshness needs error_after, warn_after or both"),
        (
            "freshness('orders', error_after={'count': 1, 'period': 'day'})",
            "freshness needs a field, the column with the time",
        ),
        (
            "freshness('orders', 'ordered_at', {'count': 1, 'period': 'week'})",
            "error_after is written {count: 1, period: day}, with minute, hour or day",
        ),
        (
            "freshness('orders', 'ordered_at', warn_after='1 day')",
            "warn_after is written {count: 1, period: day}, with minute, hour or day",
        ),
    ],
)
def test_a_test_that_could_not_fail_is_refused(call: str, message: str) -> None:
    with pytest.raises(MacroRefused) as error:
        failing_rows(call)
    assert str(error.value) == message


@pytest.mark.parametrize("file", macro_files(), ids=lambda file: file.stem)
def test_every_macro_says_what_it_is_for(file: Any) -> None:
    """A public macro follows a comment with its purpose, result and an example."""
    before = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith(("{% macro ", "{% test ")) and "__" not in line:
            assert [label for label in ("Purpose", "Result", "Example") if label in before] == [
                "Purpose",
                "Result",
                "Example",
            ], line
        before = "" if line.startswith(("{%- endmacro", "{%- endtest")) else before + line
