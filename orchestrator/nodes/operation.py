"""Operations: statements in a project file that run before or after a run, or on their own."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import field

from orchestrator.names import RelationName
from orchestrator.nodes.node import NodeBase, Resource

When = Literal["on-run-start", "on-run-end", "run-operation"]


class Operation(NodeBase, frozen=True, kw_only=True):
    """One of a package's statements under `when`, the one at `index`."""

    resource: ClassVar[Resource] = Resource("operation", "project hook", done="", is_listed=False)

    relation: RelationName
    when: When
    index: int
    source_code: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def first_line(self) -> int:
        """The line of its file on which it begins."""
        return self.place.line or 1

    @property
    def label(self) -> str:
        """Its name in reports: `hook: shop.on-run-start.0`."""
        return f"hook: {self.package}.{self.when}.{self.index}"
