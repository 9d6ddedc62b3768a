"""The parts of a selection: criteria, and unions, intersections and differences of them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

Indirect = Literal["eager", "cautious", "buildable", "empty"]
Way = Literal["union", "intersection", "difference"]

OF_EARLIER = frozenset({"state", "result", "source_status"})
"""Methods that depend on an earlier run: for them, matching nothing is a valid result."""


class Hops(Struct, frozen=True):
    """How far along the edges a criterion extends; `depth` None means to the end."""

    depth: int | None = None


class Criterion(Struct, frozen=True):
    """One `[@][n+][method[.key]:]value[+n]`; `text` is how it was written.

    `indirect` overrides which tests the command adds. If it is `expected` to match, it is reported
    if it does not.
    """

    text: str
    method: str
    value: str
    keys: tuple[str, ...] = ()
    parents: Hops | None = None
    children: Hops | None = None
    childrens_parents: bool = False
    indirect: Indirect | None = None
    is_expected: bool = True


class Combined(Struct, frozen=True):
    """Selections, any, all or only the first of which must contain a node.

    `text` is how an intersection was written; `indirect` is as in criteria.
    """

    way: Way
    parts: tuple["Spec", ...]
    text: str = ""
    indirect: Indirect | None = None


class Everything(Struct, frozen=True):
    """All nodes."""


Spec = Criterion | Combined | Everything
ALL = Everything()
NO_SELECTORS: Mapping[str, Spec] = MappingProxyType({})


def criteria_of(spec: Spec, selectors: Mapping[str, Spec] = NO_SELECTORS) -> Iterator[Criterion]:
    """Yield all criteria in a selection, once each, including those of named `selectors`."""
    waiting, seen = [spec], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        match each:
            case Criterion():
                yield each
                if each.method == "selector" and each.value in selectors:
                    waiting.append(selectors[each.value])
            case Combined():
                waiting += reversed(each.parts)
