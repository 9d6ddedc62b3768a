"""The tables that a shop did not bring, and what a segmentation lacks without them."""

from collections.abc import Collection, Iterator

from msgspec import Struct

from orchestrator.starter.shop.contract import CUSTOMERS, ORDERS, inputs


class LeftOutInput(Struct, frozen=True):
    """A table that the shop did not bring, or that lacks `missing` others, and what that costs."""

    name: str
    option: str
    costs: str
    missing: tuple[str, ...] = ()


def left_out(there: Collection[str]) -> Iterator[LeftOutInput]:
    """What is not used, of all that a shop can bring, where the tables `there` are."""
    for name, input_ in inputs().items():
        if name in (CUSTOMERS, ORDERS):
            continue
        missing = tuple(other for other in input_.with_ if other not in there)
        if name not in there:
            yield LeftOutInput(name, input_.option, input_.costs)
        elif missing:
            yield LeftOutInput(name, input_.option, input_.costs, missing)
