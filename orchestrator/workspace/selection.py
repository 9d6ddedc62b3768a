"""Which nodes a command is for. Importing this costs next to nothing."""

from typing import Literal

from msgspec import Struct

IndirectSelection = Literal["eager", "cautious", "buildable", "empty"]


class Selection(Struct, frozen=True):
    """Criteria as `--select` takes them; without any, all nodes.

    `selector` is one of the project's selectors.yml, which stands in their place; where that has a
    default, it is what no criteria mean.
    `indirect_selection` says which tests go with the selected nodes. Unless `allow_empty`, a
    criterion that matches nothing is an error: a typo must not pass for success.
    """

    select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    indirect_selection: IndirectSelection = "eager"
    resource_types: tuple[str, ...] = ()
    exclude_resource_types: tuple[str, ...] = ()
    allow_empty: bool = False
    selector: str | None = None

    @property
    def names_nodes(self) -> bool:
        """Whether it says which nodes it means, and not only which of all it does not."""
        return bool(self.select or self.selector)
