"""Selected nodes for which a build has nothing to do: exposures and saved queries get a result."""

from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import closing

from msgspec.structs import replace

from orchestrator.nodes import DataTest, Exposure, Node, SavedQuery, UnitTest
from orchestrator.results import Event, NodeFinished, NodeResult, RunFinished, RunStarted
from orchestrator.workspace.value import Workspace


def no_ops(workspace: Workspace, selected: Collection[str]) -> list[str]:
    """Return the selected nodes that only wait for what they read."""
    nodes = workspace.project.nodes
    return [name for name in selected if isinstance(nodes[name], Exposure | SavedQuery)]


def with_no_ops(
    events: Generator[Event, None, None], workspace: Workspace, idle: Collection[str]
) -> Generator[Event, None, None]:
    """Pass on the events of a run, followed by results for nodes with nothing to do."""
    nodes, graph = workspace.project.nodes, workspace.project.graph
    bad: list[frozenset[str]] = []
    total = 0
    with closing(events):
        for event in events:
            match event:
                case RunStarted():
                    total = event.total + len(idle)
                    yield replace(event, total=total)
                case NodeFinished():
                    bad += _spoiled(event.result, nodes, is_strict=workspace.file.is_strict)
                    yield event
                case RunFinished() if idle and event.signal is None:
                    ended = [
                        NodeResult(name, "skipped")
                        if any(each <= read for each in bad)
                        else NodeResult(name, "no-op", "NO-OP", failures=0)
                        for name, read in ((name, graph.ancestors((name,))) for name in idle)
                    ]
                    for index, result in enumerate(ended, total - len(idle) + 1):
                        yield NodeFinished(result, index)
                    yield replace(event, results=(*event.results, *ended))
                case _:
                    yield event


def _spoiled(
    result: NodeResult, nodes: Mapping[str, Node], *, is_strict: bool
) -> Iterator[frozenset[str]]:
    """Yield sets of nodes such that whatever reads all of one should be skipped.

    These are each failed node and, in a strict project, what a failed test reads.
    """
    if result.is_failed or result.status in ("skipped", "not started"):
        node = nodes.get(result.unique_id)
        if not isinstance(node, DataTest | UnitTest):
            yield frozenset((result.unique_id,))
        elif is_strict and node.depends_on:
            yield frozenset(node.depends_on)
