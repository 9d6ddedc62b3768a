"""Counts of few people."""

import pytest

from orchestrator.site.small_cells import Total, is_shown, shown_count, shown_rows


@pytest.mark.parametrize(
    ("count", "least", "shown"),
    [(0, 11, 0), (1, 11, None), (10, 11, None), (11, 11, 11), (3, 0, 3), (None, 11, None)],
)
def test_a_count_of_few_is_not_told(count: int | None, least: int, shown: int | None) -> None:
    assert shown_count(count, least) == shown


@pytest.mark.parametrize(
    ("count", "least", "shown"),
    [(0, 11, False), (10, 11, False), (11, 11, True), (1, 0, True), (None, 0, False)],
)
def test_nothing_is_told_of_nobody_or_of_few(count: int | None, least: int, shown: bool) -> None:
    assert is_shown(count, least) is shown


def test_what_would_tell_a_hidden_count_goes_with_it() -> None:
    rows = [("a", 20, 15, 0.75), ("b", 20, 2, 0.1), ("c", 3, 3, 1.0), ("d", 20, 0, 0.0)]
    shown = shown_rows(
        ("name", "members", "shared", "share"),
        rows,
        11,
        needs=("members",),
        hides=("shared",),
        hides_with=("share",),
    )
    assert shown == [["a", 20, 15, 0.75], ["b", 20, None, None], ["d", 20, 0, 0.0]]


MATRIX = ("went", "came", "people")
BY_ROW = Total(("went",), ("people",))
BY_COLUMN = Total(("came",), ("people",))


def hidden_in(rows: list[tuple[str, str, int]], *totals: Total) -> set[str]:
    """The cells of a matrix that are not told, as `ab` for from a to b."""
    shown = shown_rows(MATRIX, rows, 11, hides=("people",), totals=totals)
    return {went + came for went, came, people in shown if people is None}


def test_a_count_that_is_missing_alone_would_follow_from_the_others() -> None:
    counts = {"a": (40, 5, 20), "b": (50, 60, 70), "c": (30, 31, 32)}
    rows = [(went, came, n) for went in counts for came, n in zip("xyz", counts[went], strict=True)]
    assert hidden_in(rows) == {"ay"}
    assert hidden_in(rows, BY_ROW) == {"ay", "az"}
    # Each of the two would follow from its column.
    assert hidden_in(rows, BY_ROW, BY_COLUMN) == {"ay", "az", "cy", "cz"}


def test_two_that_are_missing_protect_each_other_and_nobody_is_no_secret() -> None:
    assert hidden_in([("a", "x", 40), ("a", "y", 5), ("a", "z", 3)], BY_ROW) == {"ay", "az"}
    assert hidden_in([("a", "x", 40), ("a", "y", 0)], BY_ROW) == set()
    assert hidden_in([("a", "x", 5), ("a", "y", 0)], BY_ROW) == {"ax"}


def test_nothing_follows_where_no_limit_is_set() -> None:
    assert shown_rows(MATRIX, [("a", "x", 1)], 0, hides=("people",), totals=(BY_ROW,)) == [
        ["a", "x", 1]
    ]


def test_a_sum_is_known_only_of_a_family_that_divides_people() -> None:
    columns = ("other_family", "other_segment", "shared")
    rows = [(name, segment, n) for name in ("tier", "hobby") for segment, n in (("p", 5), ("q", 9))]
    rows += [("tier", "r", 50), ("tier", "s", 70), ("hobby", "r", 50)]
    rows = [row for row in rows if row[1] != "q"]
    of_others = Total(("other_family",), ("shared",), "other_family")
    shown = shown_rows(
        columns,
        rows,
        11,
        hides=("shared",),
        totals=(of_others,),
        is_exclusive={"tier"}.__contains__,
    )
    assert [row[:2] for row in shown if row[2] is None] == [
        ["tier", "p"],
        ["hobby", "p"],
        ["tier", "r"],
    ]


def test_rows_that_go_are_protected_as_well() -> None:
    rows = [("a", "x", 40), ("a", "y", 5), ("a", "z", 20)]
    assert shown_rows(MATRIX, rows, 11, needs=("people",), totals=(BY_ROW,)) == [["a", "x", 40]]
