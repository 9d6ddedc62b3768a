"""The last stay in a segment, from the intervals that the history records."""

from datetime import date

from orchestrator.segments.stays import Interval, Stay, last_stay


def june(day: int) -> date:
    return date(2025, 6, day)


def test_of_nobody_there_is_no_stay() -> None:
    assert last_stay([]) is None
    assert last_stay([Interval(june(1), june(1), "data", "data")]) is None


def test_versions_of_the_rule_that_follow_each_other_are_one_stay() -> None:
    intervals = [
        Interval(june(9), None, "definition", None),
        Interval(june(1), june(5), "start", "definition"),
        Interval(june(5), june(9), "definition", "definition"),
    ]
    assert last_stay(intervals) == Stay(june(1), "start", june(9))


def test_after_a_gap_there_is_another_stay() -> None:
    intervals = [
        Interval(june(1), june(5), "start", "data"),
        Interval(june(6), june(9), "data", "erasure"),
    ]
    assert last_stay(intervals) == Stay(june(6), "data", june(6), june(9), "erasure")


def test_an_interval_that_held_on_no_day_does_not_count() -> None:
    intervals = [
        Interval(june(1), june(5), "start", "data"),
        Interval(june(5), june(5), "data", "data"),
    ]
    assert last_stay(intervals) == Stay(june(1), "start", june(1), june(5), "data")
