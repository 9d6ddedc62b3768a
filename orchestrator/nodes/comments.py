"""Comments: descriptions that are stored in the database if `persist_docs` asks for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from orchestrator.nodes.column import Column


class Comments(Struct, frozen=True):
    """The comments on a relation, and on columns by name."""

    relation: str = ""
    columns: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.relation or self.columns)


NO_COMMENTS = Comments()


def comments_of(
    settings: Mapping[str, Any], description: str, columns: Sequence[Column]
) -> Comments:
    """Return the comments of a node with these settings and descriptions."""
    asked = settings.get("persist_docs")
    if not isinstance(asked, Mapping):
        return NO_COMMENTS
    described = ((column.name, column.description) for column in columns if column.description)
    return Comments(
        description if asked.get("relation") is True else "",
        tuple(described) if asked.get("columns") is True else (),
    )
