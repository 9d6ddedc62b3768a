"""The version of each rule: a digest of everything in files that decides membership."""

from collections.abc import Mapping

from orchestrator.project.read.family_declarations import DeclaredFamily
from orchestrator.project.read.family_references import FamilyReferences
from orchestrator.segments.events import event_calls
from orchestrator.segments.rules import in_segments, rule_digest

Versions = Mapping[str, Mapping[str, str]]
"""The version of each segment, by package and name of the family."""


def rule_versions(references: FamilyReferences, events: str = "") -> Versions:
    """Return the versions of all rules, except in families that are part of, or depend on, a cycle.

    A version covers the rule with its variables filled in, the relation in `on:`, the versions of
    the segments that the rule uses, and the rules that must not match: in an exclusive family those
    before it, for `otherwise` all others. Their order does not matter. A rule with event conditions
    also covers the relation of `events`; every rule covers the family's `decided_by`.
    """
    found: dict[str, Mapping[str, str]] = {}
    for key in references.graph.sorted():
        found[key] = _versions(references.families[key], references, found, events)
    return found


def _versions(
    family: DeclaredFamily, references: FamilyReferences, known: Versions, events: str
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
        events_used = [events] if event_calls(where)[0] else []
        own = rule_digest(where, *_used_versions(where, family, references, known), *events_used)
        before = sorted(failing) if family.keys.mode == "exclusive" else ()
        found[segment.keys.name] = rule_digest(own, on, *before)
        failing.append(own)
    return found


def _used_versions(
    where: str, family: DeclaredFamily, references: FamilyReferences, known: Versions
) -> list[str]:
    """Return the versions of the segments that a rule uses; for a missing segment, its name."""
    versions = []
    for call in in_segments(where)[0]:
        other = references.family(call.membership.family, family.reading)
        of_family = known[other.key] if other else {}
        versions.append(of_family.get(call.membership.segment, str(call.membership)))
    return versions
