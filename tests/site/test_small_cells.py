"""Counts of few people."""

import pytest

from orchestrator.site.small_cells import is_shown, shown_count, shown_rows


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
