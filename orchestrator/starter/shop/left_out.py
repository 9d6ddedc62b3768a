"""The tables that a shop did not provide, and what its segmentation lacks without them."""

from collections.abc import Collection, Iterator

from msgspec import Struct

from orchestrator.starter.shop.contract import CUSTOMERS, ORDERS, inputs


class LeftOutInput(Struct, frozen=True):
    """A table that is not used, and its cost: it, or those in `missing`, were not provided."""

    name: str
    option: str
    costs: str
    missing: tuple[str, ...] = ()


def left_out(there: Collection[str]) -> Iterator[LeftOutInput]:
    """Yield the possible inputs that are not used, given the tables in `there`."""
    for name, input_ in inputs().items():
        if name in (CUSTOMERS, ORDERS):
            continue
        missing = tuple(other for other in input_.with_ if other not in there)
        if name not in there:
            yield LeftOutInput(name, input_.option, input_.costs)
        elif missing:
            yield LeftOutInput(name, input_.option, input_.costs, missing)
