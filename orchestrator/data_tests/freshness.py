"""The age of data, and whether it is too old: computed from a timestamp and `now`."""

from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from orchestrator.names import counted
from orchestrator.nodes import FreshnessPolicy

FreshnessStatus = Literal["pass", "warn", "error"]

FUTURE_TOLERANCE = timedelta(minutes=5)


class Verdict(Struct, frozen=True):
    """How fresh data is; `age_seconds` is negative for a timestamp in the future.

    `newest` is the newest value, `counts_from` the time from which its age is measured.
    """

    status: FreshnessStatus
    reason: str
    newest: datetime | None = None
    counts_from: datetime | None = None
    age_seconds: float | None = None


class Newest(Struct, frozen=True):
    """When the newest value begins and ends, in seconds since 1970 UTC: a date lasts a day."""

    begins: float
    ends: float


def judge_age(
    newest: Newest | None, row_count: int, policy: FreshnessPolicy, now: datetime
) -> Verdict:
    """Return the verdict on a source by its newest row; today's date counts as age 0.

    No rows, only NULLs, and a timestamp more than five minutes in the future are errors, because
    each would otherwise look like an age.
    """
    if row_count == 0:
        return Verdict("error", "no rows")
    if newest is None:
        return Verdict("error", "the loaded-at column contains only NULLs")
    begin, end = (datetime.fromtimestamp(at, UTC) for at in (newest.begins, newest.ends))
    if begin - now > FUTURE_TOLERANCE:
        reason = f"the newest row is {describe_age(begin - now)} in the future"
        return Verdict("error", reason, begin, begin, (now - begin).total_seconds())
    latest = end if begin == end else min(end, now)
    age = now - latest
    status, reason = _against(policy, age)
    return Verdict(status, reason, begin, latest, age.total_seconds())


def judge_inputs(
    newest: dict[str, datetime | None], policy: FreshnessPolicy, now: datetime
) -> Verdict:
    """Return the verdict on a model: the age of the oldest of its inputs, by name."""
    unknown = [name for name, stamp in newest.items() if stamp is None]
    if unknown:
        return Verdict("error", f"the age of {unknown[0]} is unknown")
    name, stamp = min(
        ((name, stamp) for name, stamp in newest.items() if stamp), key=lambda pair: pair[1]
    )
    status, reason = _against(policy, now - stamp)
    return Verdict(status, f"{name}: {reason}", stamp, stamp, (now - stamp).total_seconds())


def describe_age(age: timedelta) -> str:
    """Return an age in its two largest units: `3 days 4 hours`."""
    minutes = int(age.total_seconds() // 60)
    units = [(minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute")]
    spelled = [counted(n, unit) for n, unit in units if n]
    return " ".join(spelled[:2]) or "less than a minute"


def _against(policy: FreshnessPolicy, age: timedelta) -> tuple[FreshnessStatus, str]:
    # Timestamps of a clock slightly ahead, or of rows added since the run began, count as age 0.
    age = max(age, timedelta())
    limits: list[tuple[FreshnessStatus, int | None]] = [
        ("error", policy.error_after.seconds if policy.error_after else None),
        ("warn", policy.warn_after.seconds if policy.warn_after else None),
    ]
    for status, seconds in limits:
        if seconds is not None and age > timedelta(seconds=seconds):
            limit = describe_age(timedelta(seconds=seconds))
            return status, f"{describe_age(age)} old, {status} after {limit}"
    return "pass", f"{describe_age(age)} old"
