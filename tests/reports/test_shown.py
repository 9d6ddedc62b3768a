import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

from orchestrator.reports.shown import (
    rows_csv,
    rows_json,
    rows_markdown,
    rows_vertical,
    shown_text,
)
from orchestrator.results import Rows
from orchestrator.secrets import Mask

WIDE = Rows(tuple(f"column_{n}" for n in range(30)), (tuple(range(100_000, 100_030)),))
ROWS = Rows(
    ("id", "name|s", "share"),
    ((1, 'a|"b",\nc', 0.1 + 0.2), (20, None, 1 / 3), (3, "", None), (4, "NULL", 1e-9)),
)


def test_columns_without_room_are_named_as_far_as_the_screen_goes() -> None:
    more = [
        "no room for 27 more columns (--columns",
        "NAME,NAME chooses, --output vertical",
        "shows all):",
    ]
    text = shown_text(WIDE, (38, 100)).split("\n")
    assert text[3:6] == more
    assert " ".join(line.strip() for line in text[6:]) == ", ".join(WIDE.columns[3:])
    short = shown_text(WIDE, (38, 12)).split("\n")
    assert short[6:] == [
        "  column_3, column_4, column_5,",
        "  column_6, column_7, column_8,",
        "  column_9, column_10, column_11,",
        "  column_12, column_13, … 16 more",
    ]


def test_a_pipe_has_all_columns() -> None:
    assert shown_text(WIDE).count("column_") == 30
    assert "column_29" in shown_text(WIDE).split("\n")[0]


def test_markdown_has_all_digits_and_cells_stay_in_their_columns() -> None:
    assert rows_markdown(ROWS).split("\n") == [
        "|  id | name\\|s    |               share |",
        "| --- | ---------- | ------------------- |",
        '|   1 | a\\|"b",\\nc | 0.30000000000000004 |',
        "|  20 | NULL       |  0.3333333333333333 |",
        "|   3 |            |                NULL |",
        "|   4 | 'NULL'     |               1e-09 |",
    ]


def test_a_bar_inside_of_a_struct_ends_no_cell() -> None:
    rows = Rows(("s", "l"), (({"a": "x|y"}, ["p|q"]),))
    assert rows_markdown(rows).split("\n")[2] == '| {"a": "x\\|y"} | ["p\\|q"] |'


def test_columns_of_one_name_are_told_apart_in_json() -> None:
    rows = Rows(("a", "a", "a_2", "a"), ((1, 2, 3, 4),))
    assert json.loads(rows_json(rows)) == {"show": [{"a": 1, "a_3": 2, "a_2": 3, "a_4": 4}]}


def test_vertical_has_a_line_for_each_field() -> None:
    assert rows_vertical(ROWS).split("\n")[:8] == [
        "-- row 1 --",
        "id      1",
        'name|s  a|"b",\\nc',
        "share   0.30000000000000004",
        "-- row 2 --",
        "id      20",
        "name|s  NULL",
        "share   0.3333333333333333",
    ]
    assert rows_vertical(Rows(("id",), ())) == "no rows"


def test_csv_is_read_back_as_it_was() -> None:
    assert list(csv.reader(io.StringIO(rows_csv(ROWS)))) == [
        ["id", "name|s", "share"],
        ["1", 'a|"b",\nc', "0.30000000000000004"],
        ["20", "", "0.3333333333333333"],
        ["3", "", ""],
        ["4", "NULL", "1e-09"],
    ]
    days = Rows(("on", "is"), ((date(2025, 6, 30), True),))
    assert rows_csv(days) == "on,is\n2025-06-30,true"


def test_no_form_tells_a_secret() -> None:
    rows, mask = Rows(("key",), (("hunter2hunter2",),)), Mask.of(["hunter2hunter2"])
    for text in (
        shown_text(rows, (80, 24), mask),
        rows_markdown(rows, mask),
        rows_vertical(rows, mask),
        rows_csv(rows, mask),
        rows_json(rows, None, mask),
    ):
        assert "hunter" not in text


def test_rows_as_json_are_shaped_as_dbt_has_them() -> None:
    rows = Rows(
        ("id", "amount", "on", "nothing", "share"),
        ((1, Decimal("1.10"), date(2024, 5, 1), None, float("nan")),),
    )
    assert json.loads(rows_json(rows, "orders")) == {
        "node": "orders",
        "show": [{"id": 1, "amount": 1.1, "on": "2024-05-01", "nothing": None, "share": "nan"}],
    }
    assert json.loads(rows_json(Rows(("a",), ((datetime(2024, 5, 1, tzinfo=UTC),),)))) == {
        "show": [{"a": "2024-05-01T00:00:00+00:00"}]
    }
    assert json.loads(rows_json(Rows(("a",), ((0.1 + 0.2,),)))) == {"show": [{"a": 0.1 + 0.2}]}
