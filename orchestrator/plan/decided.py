"""What is known about nodes before a run, and which versions of unfinished runs it keeps."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.names import RelationName, name_of_version
from orchestrator.plan.decisions import Decision, NodeState, Waits
from orchestrator.plan.reuse import Reuse
from orchestrator.state.facts import VersionFact


class Decided(Struct, frozen=True):
    """What is known about nodes before a run: a decision for each, and the resulting states."""

    decisions: Mapping[str, Decision]
    states: Mapping[str, NodeState]


def decide_all(reuse: Reuse, parents_first: Iterable[str]) -> Decided:
    """Decide for all nodes with a definition, as far as it is possible before the run."""
    states, decisions = dict(reuse.states), dict[str, Decision]()
    for name in parents_first:
        if name not in reuse.definitions:
            continue
        decision = decisions[name] = reuse.decide(name, states)
        state = None if isinstance(decision, Waits) else decision.state
        if state is not None and reuse.definitions[name].kind != "test":
            states[name] = state
    return Decided(decisions, states)


def only_noted(reuse: Reuse) -> Reuse:
    """Return the same for a run that rebuilds everything selected and only records facts."""
    return replace(reuse, forced=dict.fromkeys(reuse.definitions, ""), only_notes=True)


NOTHING_DECIDED = Decided({}, {})


def kept_versions(reuse: Reuse, planned: Collection[str]) -> frozenset[RelationName]:
    """Return the versions of unfinished runs that this or a later run can use.

    For planned nodes those of the same definition, for others the newest.
    """
    published = {found.version for found in reuse.published.values()}
    newest: dict[str, VersionFact] = {}
    kept = set[RelationName]()
    for fact in reuse.facts.by_version.values():
        if fact.version in published or not fact.key:
            continue
        if fact.unique_id in planned:
            if not reuse.only_notes and reuse.definitions[fact.unique_id].digest == fact.definition:
                kept.add(fact.version)
            continue
        # A node can have versions for each target that shares the database.
        name = name_of_version(fact.version)
        if (known := newest.get(name)) is None or known.built_at < fact.built_at:
            newest[name] = fact
    return frozenset(kept | {fact.version for fact in newest.values()})
