"""The last stay in a segment, from the intervals that the history records."""

from datetime import date, datetime

from orchestrator.segments.stays import Interval, Stay, last_stay


def june(day: int) -> date:
    return date(2025, 6, day)


def at(day: int, hour: int) -> datetime:
    return datetime(2025, 6, day, hour)


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


def test_a_stay_of_an_hour_is_a_stay() -> None:
    hour = Interval(june(5), june(5), "data", "definition", at(5, 10), at(5, 11))
    assert last_stay([hour]) == Stay(june(5), "data", june(5), june(5), "definition")
    before = Interval(june(1), june(5), "start", "data", at(1, 9), at(5, 9))
    assert last_stay([hour, before]) == last_stay([hour])


def test_a_gap_of_an_hour_is_a_gap() -> None:
    before = Interval(june(1), june(5), "start", "data", at(1, 9), at(5, 9))
    after = Interval(june(5), None, "model", None, at(5, 10))
    assert last_stay([before, after]) == Stay(june(5), "model", june(5))
    new_rule = Interval(june(5), None, "definition", None, at(5, 9))
    assert last_stay([before, new_rule]) == Stay(june(1), "start", june(5))


def test_what_is_known_by_days_alone_goes_on_in_what_has_moments() -> None:
    of_days = [
        Interval(june(1), june(4), "start", "definition"),
        Interval(june(4), june(5), "definition", "definition", None, at(5, 9)),
        Interval(june(5), None, "definition", None, at(5, 9)),
    ]
    assert last_stay(of_days) == Stay(june(1), "start", june(5))
