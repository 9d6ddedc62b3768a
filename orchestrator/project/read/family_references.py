"""Which families rules use: `in_segment()` finds a family as `ref()` finds a model."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from orchestrator.errors import Place, Problem
from orchestrator.graph import Graph
from orchestrator.names import did_you_mean
from orchestrator.project.read.family_declarations import DeclaredFamily, DeclaredSegment
from orchestrator.project.read.reading import Reading
from orchestrator.segments.rules import Fault, InSegment, Membership, in_segments

Call = tuple[DeclaredSegment, InSegment]


class FamilyReferences:
    """The families of all packages, and which families their rules use."""

    def __init__(self, families: Sequence[DeclaredFamily], broken: Collection[str]) -> None:
        self._broken = broken
        self._by_name: dict[str, dict[str, DeclaredFamily]] = {}
        for family in families:
            package = family.reading.package.name
            self._by_name.setdefault(family.name, {})[package] = family
        self.families = {family.key: family for family in families}
        self._calls = {key: tuple(_calls(family)) for key, family in self.families.items()}

    def with_family(self, family: DeclaredFamily) -> "FamilyReferences":
        """Return the same with one family redefined."""
        return FamilyReferences(tuple({**self.families, family.key: family}.values()), self._broken)

    def calls(self, family: DeclaredFamily) -> tuple[Call, ...]:
        """Return the in_segment() calls in the rules of an enabled family."""
        return self._calls[family.key]

    def family(self, name: str, asking: Reading) -> DeclaredFamily | None:
        """Return the family that a rule of `asking` refers to by name."""
        found = self._by_name.get(name, {})
        for package in (asking.package.name, asking.root.name, *found):
            if package in found:
                return found[package]
        return None

    @cached_property
    def graph(self) -> Graph:
        """Return the dependency graph of the families, by package and name."""
        return Graph({key: tuple(asked) for key, asked in self._edges.items()})

    def problems(self, family: DeclaredFamily) -> Iterator[Problem]:
        """Yield the problems with the segments that a family's rules use."""
        for segment, call in self.calls(family):
            problem = self._problem(family, call.membership)
            if problem is not None:
                what = f"{family.name}.{segment.keys.name}: {problem.what}"
                yield Problem(what, _place_of(family, segment, call), problem.fix)

    def loop(self) -> Problem | None:
        """Return one dependency cycle of families, if any, with the place of each call."""
        loop = self.graph.cycle()
        if loop is None:
            return None
        after = (*loop[1:], loop[0])
        steps = [
            f"{self.families[one].name} asks {self.families[other].name} "
            f"({self._edges[one][other]})"
            for one, other in zip(loop, after, strict=True)
        ]
        what = f"dependency cycle of segment families: {', '.join(steps)}"
        return Problem(what, self._edges[loop[0]][after[0]], "remove one of the in_segment() calls")

    @cached_property
    def _edges(self) -> Mapping[str, Mapping[str, Place]]:
        edges: dict[str, dict[str, Place]] = {key: {} for key in self.families}
        for key, family in self.families.items():
            for segment, call in self.calls(family):
                other = self.family(call.membership.family, family.reading)
                if other is not None:
                    edges[key].setdefault(other.key, _place_of(family, segment, call))
        return edges

    def _problem(self, family: DeclaredFamily, membership: Membership) -> Problem | None:
        call = f"in_segment('{membership}')"
        other = self.family(membership.family, family.reading)
        if other is None:
            if membership.family in self._broken:
                return None
            fix = did_you_mean(membership.family, self._by_name)
            return Problem(f"{call} names no segment family", None, fix or self._all())
        if not other.keys.enabled:
            fix = f"it is disabled in {other.place}: enable it, or disable this segment"
            return Problem(f"{call} names a disabled family", None, fix)
        names = [segment.keys.name for segment in other.segments]
        if membership.segment in other.left_out:
            fix = f"it is disabled in {other.place}: enable it, or disable this segment"
            return Problem(f"{call} names a disabled segment", None, fix)
        if membership.segment not in names:
            fix = did_you_mean(membership.segment, names)
            listed = f"segments of '{membership.family}': {', '.join(names)}"
            return Problem(f"{call} names no segment", None, fix or listed)
        if other.keys.entity != family.keys.entity:
            what = (
                f"{call} is about {other.keys.entity}, but this family is about "
                f"{family.keys.entity}"
            )
            return Problem(what, None, "use families of the same entity")
        return None

    def _all(self) -> str:
        return f"segment families: {', '.join(sorted(self._by_name))}"


def _calls(family: DeclaredFamily) -> Iterator[Call]:
    for segment in family.segments if family.keys.enabled else ():
        for call in in_segments(segment.keys.where or "")[0]:
            yield segment, call


def _place_of(family: DeclaredFamily, segment: DeclaredSegment, call: InSegment) -> Place:
    return family.place_of(segment, Fault("", call.name_at, str(call.membership)))
