"""Groups: owners of nodes."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


class Group(Struct, frozen=True):
    """Nodes that belong together, and their owner."""

    unique_id: str
    name: str
    package: str
    path: str
    owner: Mapping[str, Any]
    description: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
