"""What every step of a build gets, whatever makes it: its stamps, its hooks, its comments."""

from msgspec.structs import replace

from orchestrator.compiler.stamps import StampedColumns, without_stamps
from orchestrator.nodes import BuiltNode, Node, comments_of
from orchestrator.plan.steps import Build, Step


def finished(step: Step | None, node: Node, stamps: StampedColumns | None) -> Step | None:
    """The step of a node with what its settings ask for beside its rows."""
    if not isinstance(step, Build) or not isinstance(node, BuiltNode):
        return step
    if stamps is not None:
        step = replace(step, stamps=stamps, contract=without_stamps(step.contract, stamps))
    comments = comments_of(node.settings, node.description, node.columns)
    if not (node.config.hooks or comments):
        return step
    return replace(step, hooks=node.config.hooks, comments=comments)
