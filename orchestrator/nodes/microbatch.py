"""Incremental models that are built in batches of time."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

BatchSize = Literal["hour", "day", "month", "year"]


class Microbatch(Struct, frozen=True):
    """The column that assigns rows to batches, the length of a batch, and the start of the first.

    `begin` is in ISO 8601. An incremental run rebuilds `lookback` batches before the newest.
    """

    event_time: str
    size: BatchSize
    begin: str
    lookback: int = 1


class Batch(Struct, frozen=True):
    """A batch of time, from its start (inclusive) to its end (exclusive), in UTC."""

    name: str
    start: datetime
    end: datetime

    @property
    def id(self) -> str:
        """Its name without hyphens."""
        return self.name.replace("-", "")


class EventTimes(Struct, frozen=True):
    """When a run takes place, and the period that it was asked to rebuild, in UTC."""

    now: datetime
    start: datetime | None = None
    end: datetime | None = None
