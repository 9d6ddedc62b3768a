"""Which steps may run now: a pure countdown over a graph, with skipping of what cannot run."""

from collections.abc import Iterable

from orchestrator.graph import Graph


class Schedule:
    """Hands out names whose parents are done, in the graph's order.

    `finish` and `fail` tell it how a name ended; a failed name takes its descendants away.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._missing = {name: len(set(parents)) for name, parents in graph.parents.items()}
        self._open = dict.fromkeys(graph.parents)

    def start(self) -> list[str]:
        """The names that wait for nothing."""
        return [name for name, missing in self._missing.items() if not missing]

    def finish(self, name: str) -> list[str]:
        """Note that `name` ended well; the names that may run since."""
        del self._open[name]
        ready = []
        for child in dict.fromkeys(self._graph.children[name]):
            self._missing[child] -= 1
            if not self._missing[child] and child in self._open:
                ready.append(child)
        return ready

    def fail(self, name: str) -> list[str]:
        """Note that `name` failed; the names that will therefore never run, in graph order."""
        del self._open[name]
        lost = self._graph.descendants([name])
        skipped = [child for child in self._open if child in lost]
        self._forget(skipped)
        return skipped

    def remaining(self) -> tuple[str, ...]:
        """The names that have not ended yet, in graph order."""
        return tuple(self._open)

    def _forget(self, names: Iterable[str]) -> None:
        for name in names:
            del self._open[name]
