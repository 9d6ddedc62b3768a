"""Which time batches a run builds."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from orchestrator.nodes import BatchSize, EventTimes, Microbatch
from orchestrator.plan.batches import batches_of

NOW = datetime(2025, 3, 3, 10, 30, tzinfo=UTC)


def shown(
    size: BatchSize,
    *,
    begin: str = "2025-03-01",
    lookback: int = 1,
    is_continued: bool = True,
    now: datetime = NOW,
    start: datetime | None = None,
    end: datetime | None = None,
) -> list[str]:
    """Where each batch begins, and where the last one ends."""
    model = Microbatch("day", size, begin, lookback)
    found = list(batches_of(model, EventTimes(now, start, end), is_continued=is_continued))
    assert all(one.end == other.start for one, other in pairwise(found))
    return [f"{at:%Y-%m-%d %H}" for at in (*(each.start for each in found), found[-1].end)]


def test_a_first_run_makes_all_since_the_beginning() -> None:
    assert shown("day", is_continued=False, begin="2025-03-01T05:00:00") == [
        "2025-03-01 00", "2025-03-02 00", "2025-03-03 00", "2025-03-04 00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "batches"),
    [
        ("hour", ["2025-03-03 09", "2025-03-03 10", "2025-03-03 11"]),
        ("day", ["2025-03-02 00", "2025-03-03 00", "2025-03-04 00"]),
        ("month", ["2025-02-01 00", "2025-03-01 00", "2025-04-01 00"]),
        ("year", ["2024-01-01 00", "2025-01-01 00", "2026-01-01 00"]),
    ],
)
def test_a_run_that_goes_on_makes_the_newest_and_those_before(
    size: BatchSize, batches: list[str]
) -> None:
    assert shown(size) == batches
    assert shown(size, lookback=0) == batches[1:]


def test_a_run_at_the_end_of_a_batch_does_not_begin_the_next() -> None:
    midnight = datetime(2025, 3, 3, tzinfo=UTC)

    assert shown("day", now=midnight) == ["2025-03-01 00", "2025-03-02 00", "2025-03-03 00"]


def test_a_span_that_is_asked_for_is_whole_batches() -> None:
    start, end = datetime(2025, 1, 1, 5, tzinfo=UTC), datetime(2025, 1, 2, 5, tzinfo=UTC)

    assert shown("day", start=start, end=end) == ["2025-01-01 00", "2025-01-02 00", "2025-01-03 00"]
    assert shown("month", start=start, end=end, is_continued=False) == [
        "2025-01-01 00", "2025-02-01 00",
    ]  # fmt: skip


def test_a_beginning_that_is_to_come_is_a_batch_that_nothing_is_in() -> None:
    assert shown("day", is_continued=False, begin="2026-01-01") == [
        "2026-01-01 00", "2025-03-04 00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "name", "number"),
    [
        ("hour", "2025-03-03T10", "20250303T10"),
        ("day", "2025-03-03", "20250303"),
        ("month", "2025-03", "202503"),
        ("year", "2025", "2025"),
    ],
)
def test_batches_are_called_by_when_they_begin(size: BatchSize, name: str, number: str) -> None:
    *_, newest = batches_of(
        Microbatch("day", size, "2025-01-01"), EventTimes(NOW), is_continued=True
    )

    assert (newest.name, newest.id) == (name, number)
