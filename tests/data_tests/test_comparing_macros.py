"""Tests that compare: groups of people, two relations, today and before."""

from functools import cache
from math import exp, sqrt
from typing import Any

import duckdb
import pytest

from tests.macros import MacroRefused, renderer

SETUP = """
    create table customers as
    select number as customer_id,
        case
            when number <= 100 then 'f' when number <= 200 then 'm'
            when number <= 210 then 'd' when number <= 300 then 'x'
        end as gender
    from range(1, 401) as numbers (number);
    -- vip: 50 of 100 f, 20 of 100 m, 9 of 10 d, 40 of 90 x, 1 of 100 who said nothing.
    create table members as
    select customer_id, 'vip' as segment from customers
    where customer_id <= 50 or customer_id between 101 and 120 or customer_id between 201 and 209
        or customer_id between 211 and 250 or customer_id = 301
    union all
    select customer_id, 'all' as segment from customers;
    create table nobody as select * from members where false;

    create table orders (order_id integer, customer_id integer, net decimal(9, 2));
    insert into orders values (1, 1, 10), (2, 1, 5.5), (3, 2, 0), (4, null, 7);
    create table totals (customer integer, paid decimal(9, 2));
    insert into totals values (1, 15.49), (3, 1), (null, 7);

    create table features as
    select number, date '2025-06-30' as as_of_date from range(80) as numbers (number);
    create table no_features as select * from features where false;
    create table published as select * from range(100) as numbers (number);
    create table published_nothing as select * from published where false;
    create table history (as_of_date date, row_count integer, members integer);
    insert into history values
        ('2025-06-01', 60, 100), ('2025-06-01', 40, 0), ('2025-06-10', 104, 50),
        ('2025-06-20', 40, 60), ('2025-06-30', 1, 1);
"""


@cache
def tables() -> duckdb.DuckDBPyConnection:
    """They are only read."""
    connection = duckdb.connect()
    connection.execute(SETUP)
    return connection


def failing_rows(call: str, published: str | None = None) -> list[tuple[Any, ...]]:
    """The rows that a test's SELECT returns."""
    return tables().execute(renderer(published=published)(f"{{{{ test_{call} }}}}")).fetchall()


def ratio_high(one: tuple[int, int], best: tuple[int, int], z: float) -> float:
    """The upper end of Katz's interval of the ratio of two rates, with half a person more."""
    (x1, n1), (x0, n0) = ((x + 0.5, n + 0.5) for x, n in (one, best))
    return x1 / n1 * n0 / x0 * exp(z * sqrt(1 / x1 - 1 / n1 + 1 / x0 - 1 / n0))


# All pairs of three groups, and of four: 3 and 6 comparisons.
Z_OF_THREE, Z_OF_FOUR = 2.393980, 2.638257
M = ("vip", "m", 100, 20, 0.2, 0.5, 0.4, ratio_high((20, 100), (50, 100), Z_OF_THREE))
X = ("vip", "x", 90, 40, 4 / 9)


@pytest.mark.parametrize(
    ("call", "rows"),
    [
        # d has 10 people, and 1 of unknown is a small cell: neither is judged.
        ("fairness('members', 'customer_id', 'customers', 'gender')", [(*M, 0.8)]),
        ("fairness('members', 'customer_id', 'customers', 'gender', 0.4)", []),
        (
            "fairness('members', 'customer_id', 'customers', 'gender', 0.9, segment='vip')",
            # x, with 4/9 of 1/2, may differ by chance.
            [(*M, 0.9)],
        ),
        ("fairness('members', 'customer_id', 'customers', 'gender', segment='all')", []),
        ("fairness('members', 'customer_id', 'customers', 'gender', segment='gone')", []),
        # One small cell (d): m, the smallest of the others, is hidden with it.
        (
            "fairness('members', 'customer_id',"
            " '(select * from customers where gender is not null) as known', 'gender')",
            [],
        ),
        # Where cells of 5 may be seen, d sets the standard: 9 of 10.
        (
            "fairness('members', 'customer_id',"
            " '(select * from customers where gender is not null) as known', 'gender',"
            " 0.5, 5, 'vip')",
            [
                (*M[:5], 0.9, 0.2 / 0.9, ratio_high((20, 100), (9, 10), Z_OF_FOUR), 0.5),
                (*X, 0.9, (4 / 9) / 0.9, ratio_high((40, 90), (9, 10), Z_OF_FOUR), 0.5),
            ],
        ),
        ("fairness('nobody', 'customer_id', 'customers', 'gender')", []),
        ("reconciles('orders', 'orders')", []),
        ("reconciles('orders', 'totals')", [(4, 3, 1)]),
        ("reconciles('orders', 'totals', tolerance=1)", []),
        ("reconciles('orders', 'totals', tolerance_pct=33)", [(4, 3, 1)]),
        ("reconciles('orders', 'totals', tolerance_pct=34)", []),
        ("reconciles('nobody', 'totals')", [(0, 3, -3)]),
        (
            "reconciles('orders', 'totals', 'sum(net)', ['customer_id'],"
            " 'sum(paid)', ['customer'])",
            [(1, 15.5, 15.49, 0.01), (3, 0, 1, -1)],
        ),
        (
            "reconciles('orders', 'totals', 'sum(net)', 'customer_id', 'sum(paid)', 'customer',"
            " to_condition='customer is distinct from 3', tolerance=0.01)",
            [],
        ),
        (
            "reconciles('orders', 'orders', 'count(net)', 'customer_id', 'count(order_id)',"
            " to_condition='order_id <> 2')",
            [(1, 2, 1, 1)],
        ),
        ("reconciles('nobody', 'nobody', 'sum(customer_id)')", []),
    ],
)
def test_failing_rows(call: str, rows: list[tuple[Any, ...]]) -> None:
    found = [
        tuple(float(value) if hasattr(value, "as_tuple") else value for value in row)
        for row in failing_rows(call)
    ]
    assert sorted(found, key=repr) == [pytest.approx(row) for row in rows]


def change(row_count: int, usual: float, runs: int, pct: float, reason: str) -> tuple[Any, ...]:
    return (row_count, usual, runs, pct, reason, not reason.startswith("not judged"))


NOT_PUBLISHED = (80, None, 0, None, "not judged: fewer than 1 past runs", False)


@pytest.mark.parametrize(
    ("call", "published", "rows"),
    [
        ("('features', 20)", "published", []),
        ("('features', 19)", "published", [change(80, 100, 1, -20, "shrank by more than 19 %")]),
        ("('features', 19, 'up')", "published", []),
        ("('published', 19, 'up')", "features", [change(100, 80, 1, 25, "grew by more than 19 %")]),
        ("('published', 19, 'down')", "features", []),
        ("('no_features', 99)", "features", [change(0, 80, 1, -100, "shrank by more than 99 %")]),
        (
            "('features', 19, min_rows=101)",
            "published",
            [change(80, 100, 1, -20, "not judged: usually fewer than 101 rows")],
        ),
        (
            "('features', 1)",
            "published_nothing",
            [(80, 0, 1, None, "not judged: usually fewer than 30 rows", False)],
        ),
        ("('features', 1)", None, [NOT_PUBLISHED]),
        # Days before the model's own, rows of a day added up: 100, 104, 40.
        ("('features', 20, history='history')", None, []),
        (
            "('features', 19, history='history')",
            "features",
            [change(80, 100, 3, -20, "shrank by more than 19 %")],
        ),
        (
            "('features', 30, history='history', number='members')",
            None,
            [change(80, 60, 3, 100 / 3, "grew by more than 30 %")],
        ),
        (
            "('features', 50, history='history', runs=1, warm_up=1)",
            None,
            [change(80, 40, 1, 100, "grew by more than 50 %")],
        ),
        (
            "('features', 19, history='history', warm_up=4)",
            None,
            [change(80, 100, 3, -20, "not judged: fewer than 4 past runs")],
        ),
        (
            "('features', 1, history='history', as_of=\"date '2025-06-20'\", warm_up=2)",
            None,
            [change(80, 102, 2, -2200 / 102, "shrank by more than 1 %")],
        ),
        (
            "('no_features', 1, history='history')",
            None,
            [change(0, 100, 3, -100, "shrank by more than 1 %")],
        ),
    ],
)
def test_changes_in_the_number_of_rows(
    call: str, published: str | None, rows: list[tuple[Any, ...]]
) -> None:
    found = failing_rows(f"row_count_change{call}", published)
    assert found == [pytest.approx(row) if None not in row else row for row in rows]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            "row_count_change('features', 20, 'sideways')",
            "direction is up, down or both, not 'sideways'",
        ),
        (
            "reconciles('orders', 'totals', by=['a', 'b'], to_by=['a'])",
            "reconciles: by and to_by have the same number of columns",
        ),
    ],
)
def test_a_test_that_could_not_fail_is_refused(call: str, message: str) -> None:
    with pytest.raises(MacroRefused) as error:
        failing_rows(call)
    assert str(error.value) == message
