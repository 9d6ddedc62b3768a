"""Which nodes a command applies to. Importing this costs next to nothing."""

from typing import Literal

from msgspec import Struct

IndirectSelection = Literal["eager", "cautious", "buildable", "empty"]


class Selection(Struct, frozen=True):
    """Criteria as in `--select`; without any, all nodes.

    `selector` names one of the project's selectors.yml, which replaces the criteria; without
    criteria, the default one there applies. `indirect_selection` says which tests are selected with
    their nodes. Unless `allow_empty`, a criterion that matches nothing is an error: a typo must not
    look like success.
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
        """Return whether it selects nodes, and does not only exclude some."""
        return bool(self.select or self.selector)
