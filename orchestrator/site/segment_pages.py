"""Families and segments for the site, and what requires a decision."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from orchestrator.artifacts.last_run import LastRun
from orchestrator.json_text import json_instant
from orchestrator.nodes import DataTest, Family, Model, UnitTest
from orchestrator.site.project_pages import AnyTest, NodePages, last_that_ran, source_lines
from orchestrator.site.rule_trees import rule_tree
from orchestrator.site.values import Changes, FamilyFacts, Figures, SegmentFacts, SiteInput

ENDED_WELL = frozenset({"pass", "never ran"})


def family_line(given: SiteInput, pages: NodePages, facts: FamilyFacts) -> dict[str, Any]:
    """Return a family for the list of families, with the sizes of its segments."""
    model, family = _declared(given, facts)
    return {
        "name": facts.name,
        "node": _position(pages, facts.unique_id),
        "mode": family.mode,
        "entity": family.entity,
        "owner": family.owner,
        "purpose": family.purpose,
        "description": _without_purpose(model.description, family.purpose),
        "review_by": family.review_by,
        "is_overdue": facts.is_overdue,
        "is_built": facts.is_built,
        "as_of": facts.as_of,
        "day_before": facts.day_before,
        "everyone": facts.everyone,
        "segments": [_segment_line(each) for each in facts.segments],
    }


def family_page(given: SiteInput, pages: NodePages, facts: FamilyFacts) -> dict[str, Any]:
    """Return all charts of a family, its rules as trees and its tests."""
    _, family = _declared(given, facts)
    return {
        "name": facts.name,
        "segments": [_rule(given, family, each) for each in facts.segments],
        "figures": {name: figures_json(found) for name, found in facts.figures.items()},
        "tests": [
            [test.name, _segment_of(test), pages.verdict_of(test)]
            for test in pages.tests.get(facts.unique_id, ())
        ],
    }


def _segment_of(test: AnyTest) -> Any:
    """Return the segment that a test is about, if any."""
    return test.arguments.get("segment") if isinstance(test, DataTest) else None


def figures_json(figures: Figures) -> dict[str, Any]:
    """Return the table of a chart."""
    return {
        "columns": figures.columns,
        "rows": figures.rows,
        "origin": figures.origin,
        "meanings": figures.meanings,
    }


def changes_page(changes: Changes) -> dict[str, Any]:
    """Return which segment memberships the newest generation changed."""
    return {
        "before": changes.before,
        "after": changes.after,
        "families": [
            {
                "name": each.name,
                "is_redefined": each.is_redefined,
                "redefined_above": each.redefined_above,
                "models_untold": each.models_untold,
                "untold": each.untold,
                "figures": figures_json(each.figures),
            }
            for each in changes.families
        ],
        "same": changes.same,
        "not_compared": changes.not_compared,
    }


def decisions(given: SiteInput, pages: NodePages) -> list[dict[str, Any]]:
    """Return what requires a decision: failed runs and tests, old sources, due reviews, alarms."""
    return [
        *_last_run(given),
        *_tests(pages),
        *_old_sources(given, pages),
        *_reviews(given),
        *_alarms(given),
        *_not_built(given),
    ]


def last_work(given: SiteInput) -> LastRun | None:
    """Return the last run that did more than check the age of sources."""
    return next((run for run in given.runs if run.command != "freshness"), None)


def _last_run(given: SiteInput) -> list[dict[str, Any]]:
    """Return the last run, if nodes failed, it was stopped, or it therefore published nothing."""
    run = last_work(given)
    if run is None or run.ended_well:
        return []
    nodes = given.project.nodes
    failed = [
        name
        for name, result in run.results.items()
        if result.is_failed and not isinstance(nodes.get(name), DataTest | UnitTest)
    ]
    names = [nodes[name].name if name in nodes else name for name in failed]
    return [{"kind": "run", "command": run.command, "failed": names}]


def _old_sources(given: SiteInput, pages: NodePages) -> list[dict[str, Any]]:
    return [
        {
            "kind": "source",
            "node": line["node"],
            "status": line["status"],
            "age": line["age_seconds"],
        }
        for line in source_lines(given, pages)
        if line.get("status") not in (None, "pass", "success")
    ]


def _tests(pages: NodePages) -> list[dict[str, Any]]:
    """Return each test that failed or warned, on the page of the first node that it is about."""
    found: dict[str, dict[str, Any]] = {}
    for position, node in enumerate(pages.shown):
        for test in pages.tests.get(node.unique_id, ()):
            verdict = pages.verdict_of(test)
            if verdict in ENDED_WELL or test.unique_id in found:
                continue
            last = last_that_ran(pages.results.get(test.unique_id, ()))
            found[test.unique_id] = {
                "kind": "test",
                "name": test.name,
                "verdict": verdict,
                "node": position,
                "failures": last.failures if last else None,
                "description": test.description,
            }
    return sorted(found.values(), key=lambda each: (each["verdict"] == "warn", each["name"]))


def verdicts(pages: NodePages) -> dict[str, int]:
    """Return the number of tests per status; a test of several nodes counts once."""
    tests = {test.unique_id: test for found in pages.tests.values() for test in found}
    return dict(Counter(pages.verdict_of(test) for test in tests.values()))


def _reviews(given: SiteInput) -> list[dict[str, Any]]:
    found = []
    for facts in given.families:
        _, family = _declared(given, facts)
        if family.review_by is None or not facts.is_own:
            continue
        day = facts.as_of or given.made_at.date()
        days = (family.review_by - day).days
        if facts.is_overdue or days <= _REVIEW_SOON_DAYS:
            about = {"kind": "review", "family": facts.name, "review_by": family.review_by}
            found.append({**about, "days": days, "owner": family.owner})
    return sorted(found, key=lambda each: each["days"])


_REVIEW_SOON_DAYS = 30


def _alarms(given: SiteInput) -> list[dict[str, Any]]:
    found = []
    for kind in ("unstable_families", "drifted_features", "fairness_alarms"):
        figures = given.figures.get(kind)
        for row in figures.rows if figures else ():
            assert figures is not None
            found.append({"kind": kind, **dict(zip(figures.columns, row, strict=True))})
    return found


def _not_built(given: SiteInput) -> list[dict[str, Any]]:
    names = [facts.name for facts in given.families if not facts.is_built]
    return [{"kind": "not_built", "families": names}] if names else []


def _declared(given: SiteInput, facts: FamilyFacts) -> tuple[Model, Family]:
    node = given.project.nodes[facts.unique_id]
    assert isinstance(node, Model)
    assert node.family is not None
    return node, node.family


def _position(pages: NodePages, unique_id: str) -> int:
    return next(at for at, node in enumerate(pages.shown) if node.unique_id == unique_id)


def _without_purpose(description: str, purpose: str | None) -> str:
    """Return the description without the purpose, which is appended for readers without YAML."""
    return description.removesuffix(f"Purpose: {purpose}.").strip() if purpose else description


def _segment_line(facts: SegmentFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "members": facts.members,
        "share": facts.share,
        "change": facts.change,
        "description": facts.description,
    }


def _rule(given: SiteInput, family: Family, facts: SegmentFacts) -> dict[str, Any]:
    segment = family.segment(facts.name)
    assert segment is not None
    found: dict[str, Any] = {"name": facts.name, "version": facts.version, "rule": facts.rule}
    if segment.where is not None:
        found["tree"] = rule_tree(segment.where)
    if segment.channels:
        found["channels"] = segment.channels
        found["priority"] = segment.priority
    return found


def front_page(given: SiteInput, pages: NodePages) -> dict[str, Any]:
    """Return what the first page shows in addition to the families."""
    days = [facts.as_of for facts in given.families if facts.as_of is not None]
    newest = given.generations[0] if given.generations else None
    return {
        "as_of": max(days, default=None),
        "generation": None
        if newest is None
        else {
            "number": newest.number,
            "published_at": json_instant(newest.published_at),
            "relations": newest.relations,
            "restores": newest.restores,
        },
        "main_family": given.main_family,
        "lifecycle": given.lifecycle,
        "decisions": decisions(given, pages),
        "verdicts": verdicts(pages),
        "moved": _moved(given.families),
        "redefined": [
            each.name
            for each in (given.changes.families if given.changes else ())
            if each.is_redefined
        ],
        "left_out": given.left_out,
        "figures": {
            name: figures_json(given.figures[name])
            for name in ("main_sizes", "turnover", "reach")
            if name in given.figures
        },
    }


def _moved(families: Sequence[FamilyFacts]) -> list[list[Any]]:
    """Return the segments that changed most in a day: [family, segment, members, change]."""
    found: list[tuple[float, list[Any]]] = []
    for facts in families:
        for each in facts.segments:
            if each.change and each.members is not None:
                before = max(each.members - each.change, 1)
                line = [facts.name, each.name, each.members, each.change]
                found.append((abs(each.change) / before, line))
    found.sort(key=lambda each: -each[0])
    return [line for _, line in found]
