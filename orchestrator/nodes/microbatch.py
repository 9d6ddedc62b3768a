"""Incremental models that are made in batches of time."""

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
