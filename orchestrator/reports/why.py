"""Why someone is in a segment or not, for a person and for a machine."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from orchestrator.nodes import Segment
from orchestrator.reports.explanations import explanation_json, explanation_lines
from orchestrator.segments.explanation import Explanation
from orchestrator.segments.stays import Stay

_FIRST_DAY = "the first recorded day"
_ENTERED = {"start": _FIRST_DAY, "data": "the data changed", "definition": "the rule changed"}
_LEFT = {
    "data": "the data changed",
    "definition": "the rule changed",
    "identity": "merged into another customer",
    "erasure": "asked to be erased",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the history of memberships knows: its first day, and the last stay in the segment."""

    first_day: date
    stay: Stay | None


@dataclass(frozen=True, slots=True)
class Why:
    """Why someone is in a segment or not.

    `published` are the rules by which the customer is in segments of the family in what people
    read, None when the family was not built; `recorded` is None without a history.
    """

    customer: str
    family: str
    segment: Segment
    explanation: Explanation
    published: tuple[str, ...] | None = None
    recorded: Recorded | None = None

    def with_records(self, published: tuple[str, ...] | None, recorded: Recorded | None) -> "Why":
        """The same with what is published and recorded."""
        return replace(self, published=published, recorded=recorded)

    @property
    def since(self) -> date | None:
        """From when the customer has been a member, as far as that is recorded."""
        stay = self.recorded.stay if self.recorded else None
        if stay is None or stay.left_on is not None or not self.explanation.is_member:
            return None
        return stay.entered_on

    @property
    def is_published_otherwise(self) -> bool:
        """Whether what people read was built from another rule, or other data, than this."""
        if self.published is None:
            return False
        names = {rule.rpartition("@")[0] for rule in self.published}
        is_published = f"{self.family}.{self.segment.name}" in names
        return is_published != self.explanation.is_member

    def as_json(self) -> dict[str, Any]:
        """The explanation as an object."""
        return {
            "customer": self.customer,
            **explanation_json(self.explanation),
            "rule": self.segment.rule,
            "definition": self.segment.definition,
            "since": self.since,
            "recorded": asdict(self.recorded) if self.recorded else None,
            "published": None if self.published is None else list(self.published),
        }


def why_text(why: Why) -> str:
    """The explanation as lines."""
    explanation, name = why.explanation, f"{why.family}.{why.segment.name}"
    is_in = "is in" if explanation.is_member else "is not in"
    since = f" since {why.since}" if why.since else ""
    lines = [f"{why.customer} {is_in} {name}{since}", f"rule: {why.segment.rule}"]
    lines += [f"history: {_history(why.recorded)}"] if why.recorded else []
    lines.append("")
    lines += explanation_lines(explanation)
    if why.is_published_otherwise:
        lines += ["", "What is published says otherwise: the rule or the data changed since."]
        lines.append("  fix: run 'seg build'")
    return "\n".join(lines)


def _history(recorded: Recorded) -> str:
    stay = recorded.stay
    if stay is None:
        return f"never in it since {recorded.first_day} ({_FIRST_DAY})"
    told = f"entered on {stay.entered_on}{_reason(_ENTERED, stay.entry_reason)}"
    if stay.rule_since != stay.entered_on:
        told += f", under its last rule from {stay.rule_since}"
    if stay.left_on is not None:
        told += f", left on {stay.left_on}{_reason(_LEFT, stay.exit_reason)}"
    return told


def _reason(words: dict[str, str], reason: str | None) -> str:
    return f" ({words.get(reason, reason)})" if reason else ""
