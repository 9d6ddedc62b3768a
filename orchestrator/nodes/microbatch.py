"""Incremental models that are made in batches of time."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

BatchSize = Literal["hour", "day", "month", "year"]


class Microbatch(Struct, frozen=True):
    """Of which column a model's batches go, how long one is, and when the first begins.

    `begin` is ISO 8601. A run that goes on makes `lookback` batches before the newest again.
    """

    event_time: str
    size: BatchSize
    begin: str
    lookback: int = 1


class Batch(Struct, frozen=True):
    """A batch of time, from its start to before its end, in UTC."""

    name: str
    start: datetime
    end: datetime

    @property
    def id(self) -> str:
        """Its name without hyphens."""
        return self.name.replace("-", "")


class EventTimes(Struct, frozen=True):
    """When a run takes place, and the time that it was asked to make again, in UTC."""

    now: datetime
    start: datetime | None = None
    end: datetime | None = None
