"""Tests of families, on hand-made tables: when they fail, and what they show."""

from functools import cache
from typing import Any

import duckdb
import pytest

from tests.macros import MacroRefused, renderer

RENDER = renderer()
SETUP = """
    create table members (customer_id integer, segment text);
    insert into members values (1, 'vip'), (1, 'new'), (2, 'new'), (3, 'new'), (null, 'new');
    create table no_members as select * from members where false;
    create table doubled as select 1 as customer_id, 'a' as segment from range(2);
    create table customers as select unnest([1, 2, 3, 4, null]) as customer_id;
    create table nobody as select * from customers where false;
    create table reached as
    select 'f' as family, 'vip' as segment, 'email' as channel, 0 as reachable;
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
        ("exclusive('members', 'customer_id')", [(1, 2)]),
        ("exclusive('no_members', 'customer_id')", []),
        ("members_once('members', 'customer_id')", []),
        ("members_once('doubled', 'customer_id')", [(1, "a", 2)]),
        ("coverage('members', 'customer_id', 'customers', 0.6)", []),
        ("coverage('members', 'customer_id', 'customers')", [(5, 3, 0.6, 1.0)]),
        ("coverage('no_members', 'customer_id', 'customers', 0.1)", [(5, 0, 0.0, 0.1)]),
        ("coverage('no_members', 'customer_id', 'nobody')", []),
        ("overlap('members', 'customer_id', 0.25)", [("new", "vip", 1, 1 / 3, 0.25)]),
        ("overlap('members', 'customer_id', 0.34)", []),
        ("overlap('no_members', 'customer_id', 0)", []),
        ("segment_count('members', 2, 2)", []),
        ("segment_count('members', min_value=3)", [(2, 3, None)]),
        ("segment_count('members', max_value=1)", [(2, None, 1)]),
        ("segment_count('no_members', 1)", [(0, 1, None)]),
        ("minimum_cell('members', 2)", [("vip", 1, 2)]),
        ("minimum_cell('members', 2, 'new')", []),
        ("minimum_cell('members', 2, 'vip')", [("vip", 1, 2)]),
        ("minimum_cell('members', 2, 'gone')", []),
        ("minimum_cell('members')", [("new", 4, 11), ("vip", 1, 11)]),
        (
            "reachable_share('members', 'vip', 'f', 'reached', 'email', 0.1, 1)",
            [("vip", "email", 1, 0, 0.0, 0.1)],
        ),
        ("reachable_share('members', 'gone', 'f', 'reached', 'email', 0.1, 0)", []),
        ("segment_share('members', 'vip', 0.2, of='customers', entity='customer_id')", []),
        (
            "segment_share('members', 'vip', 0.3, of='customers', entity='customer_id')",
            [("vip", 1, 4, 0.25, 0.3, None)],
        ),
    ],
)
def test_failing_rows(call: str, rows: list[tuple[Any, ...]]) -> None:
    assert sorted(failing_rows(call), key=repr) == rows


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("segment_count('members')", "segment_count needs min_value, max_value or both"),
        (
            "segment_change('members', 'a', 'f', 'sizes', 25, 'sideways')",
            "direction is up, down or both, not 'sideways'",
        ),
    ],
)
def test_a_test_that_could_not_fail_is_refused(call: str, message: str) -> None:
    with pytest.raises(MacroRefused) as error:
        failing_rows(call)
    assert str(error.value) == message
