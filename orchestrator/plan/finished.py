"""Completes every build step, whatever its kind: stamps, hooks, comments."""

from msgspec.structs import replace

from orchestrator.compiler.stamps import StampedColumns, without_stamps
from orchestrator.nodes import BuiltNode, Node, comments_of
from orchestrator.plan.steps import Build, Step


def finished(step: Step | None, node: Node, stamps: StampedColumns | None) -> Step | None:
    """Return a node's step with everything that its settings request besides rows."""
    if not isinstance(step, Build) or not isinstance(node, BuiltNode):
        return step
    if stamps is not None:
        step = replace(step, stamps=stamps, contract=without_stamps(step.contract, stamps))
    comments = comments_of(node.settings, node.description, node.columns)
    if not (node.config.hooks or comments):
        return step
    return replace(step, hooks=node.config.hooks, comments=comments)
