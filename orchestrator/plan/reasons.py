"""Why a node is in the plan, in words."""

from collections.abc import Mapping

from orchestrator.engines.boundary import PublishedRelation
from orchestrator.nodes import Model, Node
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
