"""Moments as the exports write them: UTC, to the second."""

from datetime import datetime, timedelta
from random import Random

from sample_shop.settings import EXPORTED_AT


def written(moment: datetime) -> str:
    """The moment as text."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def read(text: str) -> datetime:
    """The moment that a text says."""
    return datetime.fromisoformat(text)


def later(random: Random, moment: datetime, mean_hours: float) -> datetime:
    """A moment after another one, by a waiting time that is exponential."""
    return moment + timedelta(seconds=int(1 + random.expovariate(1 / (mean_hours * 3600))))


def between(random: Random, start: datetime, end: datetime = EXPORTED_AT) -> datetime:
    """Any moment from start until before end."""
    return start + timedelta(seconds=int(random.random() * (end - start).total_seconds()))


def is_exported(moment: datetime) -> bool:
    """Whether it was before the export."""
    return moment < EXPORTED_AT
