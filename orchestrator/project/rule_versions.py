"""The version of each rule: a digest of all in the families' files that decides who is in."""

from collections.abc import Mapping

from orchestrator.project.family_declarations import DeclaredFamily
from orchestrator.project.family_references import FamilyReferences
from orchestrator.segments.events import event_calls
from orchestrator.segments.rules import in_segments, rule_digest

Versions = Mapping[str, Mapping[str, str]]
"""Of each family, by package and name: the version of each segment."""


def rule_versions(asked: FamilyReferences, events: str = "") -> Versions:
    """The versions of all rules, but those of families in a loop and of what waits for them.

    A version covers the rule with its variables filled in, what `on:` names, the versions of the
    segments that the rule asks for, and the rules that have to fail for it: in an exclusive family
    those before it, for `otherwise` all others. The order of these does not matter. A rule about
    events covers which relation holds them, `events`; each covers what the family is `decided_by`.
    """
    found: dict[str, Mapping[str, str]] = {}
    for key in asked.graph.sorted():
        found[key] = _versions(asked.families[key], asked, found, events)
    return found


def _versions(
    family: DeclaredFamily, asked: FamilyReferences, known: Versions, events: str
) -> dict[str, str]:
    on = str(family.on)
    if family.keys.decided_by:
        on = rule_digest(on, *map(repr, family.keys.decided_by))
    found: dict[str, str] = {}
    failing: list[str] = []
    for segment in family.segments:
        where = segment.keys.where
        if where is None:
            found[segment.keys.name] = rule_digest("otherwise", on, *sorted(failing))
            continue
        held = [events] if event_calls(where)[0] else []
        own = rule_digest(where, *_asked_versions(where, family, asked, known), *held)
        before = sorted(failing) if family.keys.mode == "exclusive" else ()
        found[segment.keys.name] = rule_digest(own, on, *before)
        failing.append(own)
    return found


def _asked_versions(
    where: str, family: DeclaredFamily, asked: FamilyReferences, known: Versions
) -> list[str]:
    """The versions of the segments that a rule asks for; of one that is not there, its name."""
    versions = []
    for call in in_segments(where)[0]:
        other = asked.family(call.membership.family, family.reading)
        of_family = known[other.key] if other else {}
        versions.append(of_family.get(call.membership.segment, str(call.membership)))
    return versions
