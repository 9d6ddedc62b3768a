"""Which steps can run now: a pure countdown over a graph that skips what cannot run."""

from collections.abc import Iterable

from orchestrator.graph import Graph


class Schedule:
    """Hands out names whose parents are done, in the graph's order.

    `finish` and `fail` report the result of a name; a failed name removes its descendants.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._missing = {name: len(set(parents)) for name, parents in graph.parents.items()}
        self._open = dict.fromkeys(graph.parents)

    def start(self) -> list[str]:
        """Return the names without parents."""
        return [name for name, missing in self._missing.items() if not missing]

    def finish(self, name: str) -> list[str]:
        """Record the success of `name`; return the names that can run now."""
        del self._open[name]
        ready = []
        for child in dict.fromkeys(self._graph.children[name]):
            self._missing[child] -= 1
            if not self._missing[child] and child in self._open:
                ready.append(child)
        return ready

    def fail(self, name: str) -> list[str]:
        """Record the failure of `name`; return the names that can never run now, in graph order."""
        del self._open[name]
        lost = self._graph.descendants([name])
        skipped = [child for child in self._open if child in lost]
        self._forget(skipped)
        return skipped

    def remaining(self) -> tuple[str, ...]:
        """Return the names that have not ended yet, in graph order."""
        return tuple(self._open)

    def _forget(self, names: Iterable[str]) -> None:
        for name in names:
            del self._open[name]
