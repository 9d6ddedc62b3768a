"""Families whose review date has passed: a hint at first, an error after the grace period."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from orchestrator.errors import Problem
from orchestrator.project.invocation import Invocation
from orchestrator.project.read.family_declarations import AS_OF_MACRO, DeclaredFamily
from orchestrator.project.template_names.uses import RUN_DAY, Use
from orchestrator.templates.door import TemplateRenderer

GRACE_DAYS = "segment_review_grace_days"
_DEFAULT_GRACE_DAYS = 90
_BUILDING = ("build", "run", "parse")


def note_reviews(
    families: Sequence[DeclaredFamily], invocation: Invocation, hints: list[str]
) -> None:
    """Add hints for reviews that are due, and report overdue ones as problems.

    Review dates are compared with `review_day`. A review is overdue when segment_review_grace_days
    (default 90, null: never) have passed since its date. Then new segments cannot be built; nothing
    else is affected. Families of packages are reviewed by their authors, in their own project: they
    get no hints.
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
            # Only now does the result depend on the command: otherwise the cached reading serves
            # all commands.
            reading.uses.add(Use("flag", "WHICH"))
        if is_overdue and invocation.command in _BUILDING:
            reading.problems.add(what, place, f"{fix} (or the variable {GRACE_DAYS} to null)")
        else:
            hints.append(str(Problem(what, place, fix)))


def review_day(
    renderer: TemplateRenderer, names: Mapping[str, Any], package: str, started_at: datetime
) -> date:
    """Return the day with which review dates of a package's families are compared.

    It is the result of the package's macro as_of_day(); without that macro, the variable
    as_of_date; if neither gives a day, the day of the run.
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
    """Add hints for exclusive families in which a member without a segment is possible."""
    for family in families:
        keys = family.keys
        if keys.mode != "exclusive" or not keys.enabled or keys.expect.coverage is not None:
            continue
        if all(segment.keys.where is not None for segment in family.segments):
            what = f"nothing ensures that everyone has a segment of '{keys.name}'"
            fix = "add a last segment with otherwise: true, or expect: {coverage: 1.0}"
            hints.append(str(Problem(what, family.place, fix)))
