"""Why a node is in the plan, in words."""

from collections.abc import Mapping

from orchestrator.engines.boundary import PublishedRelation
from orchestrator.nodes import Model, Node
from orchestrator.plan.reuse import Decided, Reuse, Reused, Runs, Waits
from orchestrator.state.fingerprints import is_same_definition


def reason_for(
    node: Node,
    fingerprint: str,
    published: Mapping[str, PublishedRelation],
    is_full_refresh: bool,
) -> str:
    """The reason for building a node, from what is published of it and of its parents."""
    before = published.get(node.unique_id)
    if before is None:
        return "not published yet"
    if is_full_refresh and isinstance(node, Model) and node.config.materialized == "incremental":
        return "full refresh"
    if not is_same_definition(before.fingerprint, fingerprint):
        return "its definition changed"
    if before.fingerprint != fingerprint:
        return "what it is built from changed"
    return "selected; its definition is as published"


def reasons_of(reuse: Reuse, decided: Decided, nodes: Mapping[str, Node]) -> dict[str, str]:
    """The reason of each node that is a step, as far as facts tell it."""
    found = {}
    for name, decision in decided.decisions.items():
        match decision:
            case Runs(why=why) if why:
                found[name] = why
            case Waits(inputs=inputs):
                names = ", ".join(nodes[read].name for read in inputs[:3])
                more = f" and {len(inputs) - 3} more" if len(inputs) > 3 else ""
                found[name] = f"if {names}{more} comes out different"
            case Reused(state=state) if not state.is_published:
                found[name] = "an unfinished run has built it already"
            case _:
                pass
    return found
