"""Families whose day of review has passed: said while it is young, refused when it is old."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from orchestrator.errors import Problem
from orchestrator.project.family_declarations import DeclaredFamily
from orchestrator.project.invocation import Invocation
from orchestrator.project.uses import RUN_DAY, Use
from orchestrator.templates.door import TemplateRenderer

AS_OF_MACRO = "as_of_day"
GRACE_DAYS = "segment_review_grace_days"
_DEFAULT_GRACE_DAYS = 90
_BUILDING = ("build", "run", "parse")


def note_reviews(
    families: Sequence[DeclaredFamily], invocation: Invocation, hints: list[str]
) -> None:
    """Hint at reviews that are due, and note those that are overdue as problems.

    A review is due on the day that the project looks at: what its macro as_of_day() gives, without
    one the variable as_of_date, and without a day that of the run. It is overdue when
    segment_review_grace_days (default 90, null: never) have passed since, and then keeps new
    segments from being built and nothing else. Families of packages are reviewed by those who
    write them, in their own project: nothing is said of them.
    """
    today: date | None = None
    for family in families:
        keys, reading = family.keys, family.reading
        if keys.review_by is None or not keys.enabled or reading.package != reading.root:
            continue
        reading.uses.add(Use("clock", RUN_DAY))
        if today is None:
            names, at = dict(reading.names), invocation.started_at
            today = review_day(reading.renderer, names, reading.package.name, at)
        days = (today - keys.review_by).days
        if days <= 0:
            continue
        what = f"'{keys.name}' was due for review on {keys.review_by}, {days} days ago"
        fix = "review its rules, and set review_by to a later day"
        place = family.declaration.keys.key_place("review_by")
        grace = reading.names["var"](GRACE_DAYS, _DEFAULT_GRACE_DAYS)
        is_overdue = grace is not None and days > int(grace)
        if is_overdue:
            # Only now does it matter which command asks: all others share what was read.
            reading.uses.add(Use("flag", "WHICH"))
        if is_overdue and invocation.command in _BUILDING:
            reading.problems.add(what, place, f"{fix} (or the variable {GRACE_DAYS} to null)")
        else:
            hints.append(str(Problem(what, place, fix)))


def review_day(
    renderer: TemplateRenderer, names: Mapping[str, Any], package: str, started_at: datetime
) -> date:
    """The day that reviews of a package's families are held against.

    What its macro as_of_day() gives, without one the variable as_of_date; without a day, the run's.
    """
    if renderer.macros.find((AS_OF_MACRO,), package) is not None:
        as_of = renderer.call((AS_OF_MACRO,), (), {}, names, package)
    else:
        as_of = names["var"]("as_of_date", None)
    if isinstance(as_of, date):
        return as_of
    try:
        return date.fromisoformat(str(as_of))
    except ValueError:
        return started_at.date()


def note_uncovered(families: Sequence[DeclaredFamily], hints: list[str]) -> None:
    """Hint at exclusive families of which nothing proves that everyone is in a segment."""
    for family in families:
        keys = family.keys
        if keys.mode != "exclusive" or not keys.enabled or keys.expect.coverage is not None:
            continue
        if all(segment.keys.where is not None for segment in family.segments):
            what = f"nothing ensures that everyone has a segment of '{keys.name}'"
            fix = "add a last segment with otherwise: true, or expect: {coverage: 1.0}"
            hints.append(str(Problem(what, family.place, fix)))
