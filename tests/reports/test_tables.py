from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from orchestrator.reports.narrow_tables import narrow_table
from orchestrator.reports.tables import column_first, rows_table
from orchestrator.reports.terminal import cell_width, listed, shortened, spark_line
from orchestrator.results import Rows
from orchestrator.secrets import Mask


def test_numbers_stand_to_the_right_and_null_shows() -> None:
    rows = Rows(
        ("id", "net_amount", "name", "is_new"),
        (
            (1, Decimal("10.50"), "Zoë", True),
            (200, None, None, False),
            (None, Decimal("-0.000001"), "NULL", None),
        ),
    )
    assert rows_table(rows).split("\n") == [
        "|   id | net_amount | name   | is_new |",
        "| ---- | ---------- | ------ | ------ |",
        "|    1 |      10.50 | Zoë    | true   |",
        "|  200 |       NULL | NULL   | false  |",
        "| NULL |  -0.000001 | 'NULL' | NULL   |",
    ]


def test_what_a_test_is_of_comes_first_and_is_never_left_out() -> None:
    rows = Rows(("name", "note", "review_by"), (("core", "x" * 40, None),), ("T", "T", "DATE"))
    moved = column_first(rows, "review_by")
    assert moved == Rows(
        ("review_by", "name", "note"), ((None, "core", "x" * 40),), ("DATE", "T", "T")
    )
    assert rows_table(moved, 24).startswith("| review_by |")
    assert column_first(rows, "n") == column_first(rows, None) == rows


def test_values_of_other_types() -> None:
    rows = Rows(
        ("d", "t", "b", "l"),
        ((date(2024, 5, 1), datetime(2024, 5, 1, 10, 0), b"\x00\xff", [1, "a"]),),
    )
    assert rows_table(rows).split("\n")[2] == (
        '| 2024-05-01 | 2024-05-01 10:00:00 | 0x00ff | [1, "a"] |'
    )


def test_wide_characters_keep_the_columns_straight() -> None:
    rows = Rows(("名", "n"), (("客户", 1), ("e\u0301", 22)))
    assert rows_table(rows).split("\n") == [
        "| 名   |   n |",
        "| ---- | --- |",
        "| 客户 |   1 |",
        "| e\u0301    |  22 |",
    ]


def test_more_rows_are_not_looked_at_more_often_each() -> None:
    class Counted(tuple[tuple[int, ...], ...]):
        read = 0

        def __iter__(self) -> Iterator[tuple[int, ...]]:
            self.read += 1
            return super().__iter__()

    looks = []
    for count in (2, 200):
        rows = Counted((number,) for number in range(count))
        assert len(rows_table(Rows(("i",), rows), 80).split("\n")) == count + 2
        looks.append(rows.read)
    assert looks[0] == looks[1]


def test_a_cell_stays_on_its_line_and_cannot_move_the_cursor() -> None:
    assert rows_table(Rows(("a",), (("x\ny\t\x1b[2J",),))).split("\n")[2] == "| x\\ny\\t\\x1b[2J |"


def test_the_widest_columns_are_cut_first() -> None:
    rows = Rows(("id", "text"), ((12345678, "a" * 50),))
    assert rows_table(rows, 30).split("\n") == [
        "|       id | text            |",
        "| -------- | --------------- |",
        "| 12345678 | aaaaaaaaaaaaaa… |",
    ]


def test_columns_without_room_are_named_below() -> None:
    rows = Rows(tuple(f"column_{n}" for n in range(8)), (tuple(range(100_000, 100_008)),))
    assert rows_table(rows, 40).split("\n") == [
        "| column_0 | column_1 | column_2 |",
        "| -------- | -------- | -------- |",
        "|   100000 |   100001 |   100002 |",
        "… 5 more: column_3, column_4, column_5,…",
    ]


def test_no_rows_and_no_columns() -> None:
    assert rows_table(Rows(("a",), ())) == "| a   |\n| --- |"
    assert rows_table(Rows((), ())) == "no columns"


def test_secrets_are_hidden_before_cells_are_cut() -> None:
    rows = Rows(("key",), (("hunter2" * 20,),))
    assert "hunter" not in rows_table(rows, 20, Mask.of(["hunter2" * 20]))


cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.decimals(), st.binary()
)


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(
            st.lists(st.text(min_size=1, max_size=30), min_size=n, max_size=n, unique=True),
            st.lists(st.lists(cells, min_size=n, max_size=n), max_size=5),
        )
    ),
    st.integers(20, 100),
)
def test_a_table_is_never_wider_than_asked_and_has_a_line_a_row(
    table: tuple[list[str], list[list[Any]]], width: int
) -> None:
    names, values = table
    text = rows_table(Rows(tuple(names), tuple(tuple(row) for row in values)), width)
    lines = text.split("\n")
    assert max(cell_width(line) for line in lines) <= width
    assert len([line for line in lines if line.startswith("|")]) == 2 + len(values)


@given(st.text(), st.integers(0, 30))
def test_shortened_keeps_to_the_width(text: str, width: int) -> None:
    assert cell_width(shortened(text, width)) <= max(width, 0)


def test_numbers_are_rounded_for_reading_with_their_points_in_line() -> None:
    def shown(*values: Any, is_exact: bool = False) -> list[str]:
        rows = Rows(("share",), tuple((value,) for value in values))
        return [line.strip("| ") for line in rows_table(rows, is_exact=is_exact).split("\n")[2:]]

    assert shown(0.1 + 0.2, 2.0, 0.25, -0.5) == ["0.30", "2.00", "0.25", "-0.50"]
    assert shown(21.849, 0.0141, 1234567.126) == ["21.849", "0.014", "1234567.126"]
    assert shown(0.80568, 0.0377, 0.000754) == ["0.80568", "0.03770", "0.00075"]
    assert shown(21.849, 1234567.126) == ["21.85", "1234567.13"]
    assert shown(1 / 3, None, 2 / 3) == ["0.3333", "NULL", "0.6667"]
    assert shown(1.0, 2.0, 0.0) == ["1.0", "2.0", "0.0"]
    assert shown(1e300, 1e-9 / 3, float("nan")) == ["1e+300", "3.333e-10", "nan"]
    assert shown(Decimal("1.10"), Decimal("20.00")) == ["1.10", "20.00"]
    assert shown(Decimal("0.123456789"), Decimal("2")) == ["0.1235", "2"]
    exact = [0.1 + 0.2, 1 / 3, 1e300, Decimal("0.123456789")]
    assert shown(*exact, is_exact=True) == list(map(str, exact))


def test_numbers_and_days_are_whole_or_not_there() -> None:
    rows = Rows(
        ("note", "day", "amount"), (("a" * 60, date(2025, 6, 30), 123456789.5), ("b", None, 1.25))
    )
    assert rows_table(rows, 50).split("\n") == [
        "| note               | day        |       amount |",
        "| ------------------ | ---------- | ------------ |",
        "| aaaaaaaaaaaaaaaaa… | 2025-06-30 | 123456789.50 |",
        "| b                  | NULL       |         1.25 |",
    ]
    assert rows_table(rows, 40).split("\n") == [
        "| note                    | day        |",
        "| ----------------------- | ---------- |",
        "| aaaaaaaaaaaaaaaaaaaaaa… | 2025-06-30 |",
        "| b                       | NULL       |",
        "… 1 more: amount",
    ]


def test_names_are_listed_as_far_as_they_fit() -> None:
    names = ["first", "second", "third", "fourth"]
    assert listed(names, 29) == "first, second, third, fourth"
    assert listed(names, 27) == "first, second and 2 more"
    assert listed(names, 3) == "first and 3 more"
    assert listed(["alone"], 3) == "alone"
    assert listed([], 3) == ""


def test_a_spark_line_shows_what_changed_and_no_more_than_that() -> None:
    assert spark_line([1, 2, 3, 8]) == "▁▂▃█"
    assert spark_line([0, 100, 50]) == "▁█▅"
    assert spark_line([1000, 1001, 1000]) == "▄▅▄"
    assert spark_line([5, 5, 5]) == "▅▅▅"
    assert spark_line([0, 0]) == "▁▁"
    assert spark_line([]) == ""


def test_columns_that_mislead_alone_go_together() -> None:
    rows = Rows(("name", "before", "by data", "by rule"), (("high", 12, "+3", "-4"),))
    least = ("before", ("by rule", "by data"))
    assert narrow_table(rows, least, 40).split("\n")[0] == "| name | before | by data | by rule |"
    assert narrow_table(rows, least, 36).split("\n") == [
        "| name | by data | by rule |",
        "| ---- | ------- | ------- |",
        "| high | +3      | -4      |",
        "no room for: before (a wider termin…",
    ]
    # What is needed less may stay where there is room for it then.
    assert narrow_table(rows, least, 25).split("\n") == [
        "| name | before |",
        "| ---- | ------ |",
        "| high |     12 |",
        "no room for: by data, by…",
    ]
    assert narrow_table(rows, least, 16).split("\n")[:3] == [
        "| name |",
        "| ---- |",
        "| high |",
    ]
