"""How unit tests show the difference between actual and expected rows."""

from decimal import Decimal
from typing import Any

import pytest

from orchestrator.data_tests.row_diff import diff_of, diff_text, headline

COLUMNS = ("id", "name")


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ([], []),
        ([(1, "a"), (2, "b")], [(2, "b"), (1, "a")]),
        ([(1, None), (1, None)], [(1, None), (1, None)]),
        ([(0.0, "a")], [(-0.0, "a")]),
        ([(float("nan"), "a")], [(float("nan"), "a")]),
        ([(1, [1, {"a": 2}])], [(1, [1, {"a": 2}])]),
    ],
)
def test_the_order_of_equal_rows_is_no_matter(expected: Any, actual: Any) -> None:
    assert not diff_of(COLUMNS, expected, actual)


@pytest.mark.parametrize(
    ("expected", "actual", "line"),
    [
        ([(1, "a")], [(1, "b")], "1 of 1 expected row differs (in name)"),
        ([(1, "a"), (1, "a")], [(1, "a")], "1 of 2 expected rows is missing"),
        ([(1, "a")], [(1, "a"), (1, "a")], "1 row is unexpected"),
        ([], [(1, "a"), (2, "b")], "2 rows are unexpected"),
        (
            [(1, "a"), (2, "b"), (3, "c")],
            [(1, "x"), (2, "y"), (9, "z")],
            "2 of 3 expected rows differ (in name), 1 is missing, 1 row is unexpected",
        ),
        ([(1, None)], [(1, "NULL")], "1 of 1 expected row differs (in name)"),
        ([(1, "1")], [(1, 1)], "1 of 1 expected row differs (in name)"),
    ],
)
def test_what_differs_is_counted(expected: Any, actual: Any, line: str) -> None:
    assert headline(diff_of(COLUMNS, expected, actual), len(expected)) == line


def test_rows_that_differ_stand_below_each_other() -> None:
    expected = [(1, Decimal("10.00")), (2, None), (3, Decimal("5.00"))]
    actual = [(1, Decimal("10.50")), (4, None), (7, Decimal("8.00"))]

    assert diff_text(diff_of(("id", "total"), expected, actual), 3).splitlines() == [
        "2 of 3 expected rows differ (in id, total), 1 is missing, 1 row is unexpected",
        "",
        "|            | id  | total |",
        "| ---------- | --- | ----- |",
        "| expected   | 1   | 10.00 |",
        "| actual     | 1   | 10.50 |",
        "| expected   | 2   | NULL  |",
        "| actual     | 4   | NULL  |",
        "| missing    | 3   | 5.00  |",
        "| unexpected | 7   | 8.00  |",
    ]


def test_where_there_is_no_room_columns_that_differ_are_shown() -> None:
    columns = tuple(f"column_{n}" for n in range(30))
    expected = [tuple(range(30))]
    actual = [(*range(29), 99)]

    first, _, *table = diff_text(diff_of(columns, expected, actual), 1).splitlines()
    assert first == "1 of 1 expected row differs (in column_29)"
    assert max(map(len, table[:4])) <= 120
    assert table[0].endswith("| column_29 |")
    assert table[4].startswith("21 more columns: column_8, column_9, ")


def test_of_many_rows_the_first_are_shown() -> None:
    lines = diff_text(diff_of(("id",), [(n,) for n in range(30)], []), 30).splitlines()

    assert lines[0] == "30 of 30 expected rows are missing"
    assert (len(lines), lines[-1]) == (2 + 2 + 20 + 1, "and 10 more lines")
