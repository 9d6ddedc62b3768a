"""Completes every build step, whatever its kind: stamps, key columns, hooks, comments."""

from msgspec.structs import replace

from orchestrator.compiler.stamps import StampedColumns, without_stamps
from orchestrator.config.settings import place_in
from orchestrator.nodes import BuiltNode, Model, Node, comments_of
from orchestrator.plan.steps import Build, RefreshedBy, Step


def finished(step: Step | None, node: Node, stamps: StampedColumns | None) -> Step | None:
    """Return a node's step with everything that its settings request besides rows."""
    if not isinstance(step, Build) or not isinstance(node, BuiltNode):
        return step
    if stamps is not None:
        step = replace(step, stamps=stamps, contract=without_stamps(step.contract, stamps))
    if isinstance(node, Model) and node.config.refresh_by:
        place = place_in(node.settings, "refresh_by") or node.place
        step = replace(step, refreshed_by=RefreshedBy(node.config.refresh_by, place))
    comments = comments_of(node.settings, node.description, node.columns)
    if not (node.config.hooks or comments):
        return step
    return replace(step, hooks=node.config.hooks, comments=comments)
