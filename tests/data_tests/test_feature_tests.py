"""Tests for features, on hand-made tables: when they fail, and what they show."""

from datetime import date, datetime
from functools import cache
from typing import Any

import duckdb
import pytest

from tests.macros import MacroRefused, renderer

RENDER = renderer()
SETUP = """
    create table features (customer_id integer, last_on date, seen_at timestamp, as_of_date date);
    insert into features values
        (1, '2025-06-30', '2025-06-30 23:59:59', '2025-06-30'),
        (2, '2025-07-01', null, '2025-06-30'),
        (3, null, '2025-07-01 00:00:00', '2025-06-30'),
        (4, null, null, '2025-06-30');
    create table undated as select 5 as customer_id, date '2025-01-01' as last_on,
        cast(null as date) as as_of_date;
    create table nobody as select * from features where false;
"""
SECOND = (2, date(2025, 7, 1), None, date(2025, 6, 30))
THIRD = (3, None, datetime(2025, 7, 1), date(2025, 6, 30))


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
        ("null_rate('features', 'last_on', max_value=0.5)", []),
        ("null_rate('features', 'last_on', max_value=0.49)", [(4, 2, 0.5, None, 0.49)]),
        ("null_rate('features', 'last_on', min_value=0.5)", []),
        ("null_rate('features', 'last_on', min_value=0.51)", [(4, 2, 0.5, 0.51, None)]),
        ("null_rate('features', 'customer_id', max_value=0)", []),
        ("null_rate('features', 'customer_id', 1, 0.1)", [(4, 0, 0.0, 0.1, 1.0)]),
        ("null_rate('nobody', 'last_on', max_value=0)", []),
        ("minimum_n('features', 4)", []),
        ("minimum_n('features', 5)", [(4, 5)]),
        ("minimum_n('features', 3, condition='customer_id < 3 or customer_id = 4')", []),
        ("minimum_n('features', 4, condition='customer_id < 3 or customer_id = 4')", [(3, 4)]),
        ("minimum_n('features', 2, column_name='last_on')", []),
        ("minimum_n('features', 3, column_name='last_on')", [(2, 3)]),
        (
            "minimum_n('features', 2, 'customer_id = 1 or customer_id = 3', 'last_on')",
            [(1, 2)],
        ),
        ("minimum_n('nobody', 1)", [(0, 1)]),
        ("minimum_n('nobody', 0)", []),
        ("no_leakage('features', column_name='last_on')", [SECOND]),
        ("no_leakage('features', ['last_on', 'seen_at'])", [SECOND, THIRD]),
        ("no_leakage('features', ['last_on'], as_of=\"date '2025-07-01'\")", []),
        (
            "no_leakage('features', ['seen_at'], as_of=\"'2025-06-30' || ''\")",
            [THIRD],
        ),
        ("no_leakage('undated', ['last_on'])", [(5, date(2025, 1, 1), None)]),
        ("no_leakage('nobody', ['last_on'])", []),
    ],
)
def test_failing_rows(call: str, rows: list[tuple[Any, ...]]) -> None:
    assert sorted(failing_rows(call), key=repr) == rows


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("null_rate('features', 'last_on')", "null_rate needs min_value, max_value or both"),
        ("no_leakage('features')", "no_leakage needs columns, a list of dates"),
    ],
)
def test_a_test_that_could_not_fail_is_refused(call: str, message: str) -> None:
    with pytest.raises(MacroRefused) as error:
        failing_rows(call)
    assert str(error.value) == message
