"""A directed graph of names, traversed without recursion."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct


class Graph(Struct, frozen=True, dict=True):
    """An immutable directed graph; `parents[name]` are the names that `name` depends on."""

    parents: Mapping[str, tuple[str, ...]]

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The inverse of `parents`, in the order in which the children are named."""
        found: dict[str, list[str]] = {name: [] for name in self.parents}
        for name, parents in self.parents.items():
            for parent in parents:
                found[parent].append(name)
        return {name: tuple(children) for name, children in found.items()}

    def ancestors(self, names: Iterable[str], depth: int | None = None) -> set[str]:
        """Return everything that `names` depend on, `depth` edges up (None: all)."""
        return _reached(self.parents, names, depth)

    def descendants(self, names: Iterable[str], depth: int | None = None) -> set[str]:
        """Return everything that depends on `names`, `depth` edges down (None: all)."""
        return _reached(self.children, names, depth)

    def sorted(self) -> tuple[str, ...]:
        """Return all names, parents first, ties in the order of `parents`. Call `cycle` first."""
        return self._sorted

    @cached_property
    def _sorted(self) -> tuple[str, ...]:
        missing = {name: len(set(parents)) for name, parents in self.parents.items()}
        ready = [name for name in self.parents if not missing[name]]
        for name in ready:
            for child in dict.fromkeys(self.children[name]):
                missing[child] -= 1
                if not missing[child]:
                    ready.append(child)
        return tuple(ready)

    def cycle(self) -> tuple[str, ...] | None:
        """Return the names of one cycle, each depending on the next, or None."""
        left = set(self.parents) - set(self.sorted())
        if not left:
            return None
        path: dict[str, None] = {}
        name = min(left)
        while name not in path:
            path[name] = None
            name = next(parent for parent in self.parents[name] if parent in left)
        names = list(path)
        return tuple(names[names.index(name) :])

    def restrict(self, keep: set[str]) -> "Graph":
        """Return the graph restricted to `keep`: a path through removed names becomes one edge."""
        nearest: dict[str, tuple[str, ...]] = {}
        for name in self.sorted():
            above: dict[str, None] = {}
            for parent in self.parents[name]:
                above.update({parent: None} if parent in keep else dict.fromkeys(nearest[parent]))
            nearest[name] = tuple(above)
        return Graph({name: nearest[name] for name in self.parents if name in keep})

    def __iter__(self) -> Iterator[str]:
        return iter(self.parents)


def _reached(
    edges: Mapping[str, tuple[str, ...]], names: Iterable[str], depth: int | None
) -> set[str]:
    found: set[str] = set()
    frontier = set(names)
    while frontier and (depth is None or depth > 0):
        frontier = {after for name in frontier for after in edges[name]} - found
        found |= frontier
        depth = None if depth is None else depth - 1
    return found
