"""Which nodes a command is for. Importing this costs next to nothing."""

from typing import Literal

from msgspec import Struct

IndirectSelection = Literal["eager", "cautious", "buildable", "empty"]


class Selection(Struct, frozen=True):
    """Criteria as `--select` takes them; without any, all nodes.

    `indirect_selection` says which tests go with the selected nodes. Unless `allow_empty`, a
    criterion that matches nothing is an error: a typo must not pass for success.
    """

    select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    indirect_selection: IndirectSelection = "eager"
    resource_types: tuple[str, ...] = ()
    exclude_resource_types: tuple[str, ...] = ()
    allow_empty: bool = False
