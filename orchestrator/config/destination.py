"""Receivers of lists, as declared in the project file under `destinations:`."""

from collections.abc import Mapping

from msgspec import Struct, field

from orchestrator.config.values import Map
from orchestrator.errors import Problems

_LOCAL = ("http://localhost", "http://127.0.0.1", "http://[::1]")


class Destination(Struct, frozen=True):
    """Where batches of a list are sent, by HTTP POST as JSON.

    `columns` are sent for each person in addition to the key. A request contains at most `batch`
    people, waits `timeout_seconds` for a response, and is retried up to `retries` times.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    batch: int = 500
    retries: int = 5
    timeout_seconds: float = 30.0


def check_destinations(
    destinations: Mapping[str, Destination], written: Map, problems: Problems
) -> None:
    """Report values with which no list can be sent."""
    for name, found in destinations.items():
        place = written[name].value_place
        if not found.url.startswith(("https://", *_LOCAL)):
            what = f"'url': expected https://..., found '{found.url}'"
            problems.add(
                what, place("url"), "use HTTPS: lists of people are never sent unencrypted"
            )
        for key, least in (("batch", 1), ("retries", 0)):
            value = getattr(found, key)
            if value < least:
                what = f"'{key}': expected {least} or more, found {value}"
                problems.add(what, place(key))
        if found.timeout_seconds <= 0:
            what = f"'timeout_seconds': expected more than 0, found {found.timeout_seconds:g}"
            problems.add(what, place("timeout_seconds"))
