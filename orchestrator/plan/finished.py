"""What every step of a build gets, whatever makes it: its stamps, and its hooks."""

from msgspec.structs import replace

from orchestrator.compiler.stamps import StampedColumns, without_stamps
from orchestrator.nodes import NO_HOOKS, BuiltNode, Node
from orchestrator.plan.steps import Build, Step


def finished(step: Step | None, node: Node, stamps: StampedColumns | None) -> Step | None:
    """The step of a node with what its settings ask for beside its rows."""
    if not isinstance(step, Build):
        return step
    if stamps is not None:
        step = replace(step, stamps=stamps, contract=without_stamps(step.contract, stamps))
    hooks = node.config.hooks if isinstance(node, BuiltNode) else NO_HOOKS
    return replace(step, hooks=hooks) if hooks else step
