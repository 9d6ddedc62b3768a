"""A rule as a readable tree: its conditions, and the words that join them."""

from typing import Any

from orchestrator.segments.conditions import Condition, Part, comparisons, taken_apart
from orchestrator.segments.rules import in_segments


def rule_tree(rule: str) -> dict[str, Any]:
    """Return the rule's parts: `word` and `parts`, or the `text` of a condition.

    A condition that uses a segment of another family has it as `asks`; one that compares a column
    with numbers has `compares`.
    """
    return _tree(taken_apart(rule))


def _tree(part: Part) -> dict[str, Any]:
    if not isinstance(part, Condition):
        return {"word": part.word, "parts": [_tree(inner) for inner in part.parts]}
    found: dict[str, Any] = {"text": " ".join(part.text.split())}
    asked = [str(call.membership) for call in in_segments(part.text)[0]]
    if asked:
        found["asks"] = asked
    compared = [[each.column, each.operator, each.text] for each in comparisons(part)]
    if compared:
        found["compares"] = compared
    return found
