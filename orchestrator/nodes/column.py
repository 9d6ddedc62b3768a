"""The documentation of a column of a relation."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


class Column(Struct, frozen=True):
    """A documented column; `is_personal` marks values that must not be shown in clear text."""

    name: str
    description: str = ""
    data_type: str | None = None
    tags: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    quote: bool | None = None
    doc_blocks: tuple[str, ...] = ()
    granularity: str | None = None

    @property
    def is_personal(self) -> bool:
        """Whether the column is tagged `personal` or has `meta: {personal: true}`."""
        return "personal" in self.tags or bool(self.meta.get("personal"))
