"""The maximum age of data."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Period = Literal["minute", "hour", "day"]

SECONDS_PER: Mapping[Period, int] = {"minute": 60, "hour": 3600, "day": 86400}


class Threshold(Struct, frozen=True):
    """An age: `count` times `period`."""

    count: int
    period: Period

    @property
    def seconds(self) -> int:
        """The age in seconds."""
        return self.count * SECONDS_PER[self.period]


class FreshnessPolicy(Struct, frozen=True):
    """How old data can be; `filter` is a SQL condition on the rows that count."""

    warn_after: Threshold | None = None
    error_after: Threshold | None = None
    filter: str | None = None
