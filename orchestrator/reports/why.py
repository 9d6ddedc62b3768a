"""Why a customer is in a segment or not, as text and as JSON."""

from typing import Any

from msgspec.structs import asdict

from orchestrator.commands.why import Recorded, Why
from orchestrator.reports.explanations import explanation_json, explanation_lines

_FIRST_DAY = "the first recorded day"
ENTERED = {
    "start": _FIRST_DAY,
    "data": "the data changed",
    "definition": "the rule changed",
    "model": "another fit or method predicts",
}
LEFT = {
    "data": "the data changed",
    "definition": "the rule changed",
    "model": "another fit or method predicts",
    "identity": "merged into another customer",
    "erasure": "asked to be erased",
}


def why_json(why: Why) -> dict[str, Any]:
    """Return the explanation as a JSON object."""
    return {
        "customer": why.customer,
        **explanation_json(why.explanation),
        "rule": why.segment.rule,
        "definition": why.segment.definition,
        "since": why.since,
        "recorded": asdict(why.recorded) if why.recorded else None,
        "published": None if why.published is None else list(why.published),
    }


def why_text(why: Why) -> str:
    """Return the explanation as lines."""
    explanation, name = why.explanation, f"{why.family}.{why.segment.name}"
    is_in = "is in" if explanation.is_member else "is not in"
    since = f" since {why.since}" if why.since else ""
    lines = [f"{why.customer} {is_in} {name}{since}", f"rule: {why.segment.rule}"]
    lines += [f"history: {_history(why.recorded)}"] if why.recorded else []
    lines.append("")
    lines += explanation_lines(explanation)
    if why.is_published_otherwise:
        lines += ["", "The published segment differs: the rule or the data changed since."]
        lines.append("  fix: run 'seg build'")
    return "\n".join(lines)


def _history(recorded: Recorded) -> str:
    stay = recorded.stay
    if stay is None:
        return f"never in it since {recorded.first_day} ({_FIRST_DAY})"
    told = f"entered on {stay.entered_on}{reason(ENTERED, stay.entry_reason)}"
    if stay.rule_since != stay.entered_on:
        told += f", under its last rule from {stay.rule_since}"
    if stay.left_on is not None:
        told += f", left on {stay.left_on}{reason(LEFT, stay.exit_reason)}"
    return told


def reason(words: dict[str, str], cause: str | None) -> str:
    """Return why somebody entered or left a segment, in brackets; empty if unknown."""
    return f" ({words.get(cause, cause)})" if cause else ""
