"""The credentials that a profile gives DuckDB (`secrets:`) to read over the network.

An entry is what CREATE SECRET takes: a `type`, and the options of that type (`key_id`, `region`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from orchestrator.engines.duckdb.spelling import quote, text
from orchestrator.errors import Problems

_NAMELESS = "seg_secret_"
_SHORTEST_NUMBER = 6  # digits; shorter numbers, such as ports or retries, are not masked


class Credentials(Struct, frozen=True):
    """One secret of DuckDB; `values` are its options as written.

    DuckDB stores a persistent secret, unencrypted, in a file in the user's home.
    """

    name: str
    values: Mapping[str, Any]
    is_persistent: bool = False

    @property
    def statement(self) -> str:
        """Return the statement that creates it, or replaces one of the same name."""
        kind = "persistent " if self.is_persistent else ""
        options = ", ".join(f"{name} {_spelled(value)}" for name, value in self.values.items())
        return f"create or replace {kind}secret {quote(self.name)} ({options})"

    def masked(self, message: str) -> str:
        """Return the message with the values masked."""
        for value in sorted(set(_texts(list(self.values.values()))), key=len, reverse=True):
            if value and value != self.values["type"]:
                message = message.replace(value, "*****")
        return message


def read_credentials(found: Any, problems: Problems) -> Iterator[Credentials]:
    """Yield the entries of `secrets:`, in order."""
    if found is not None and not isinstance(found, list | tuple):
        problems.add("profile: 'secrets' must be a list of mappings, each with a type")
        return
    for number, entry in enumerate(found or (), 1):
        if not isinstance(entry, Mapping) or not isinstance(entry.get("type"), str):
            problems.add(f"profile: entry {number} of 'secrets' has no type")
            continue
        values = {str(name): value for name, value in entry.items() if value is not None}
        name, is_persistent = values.pop("name", None), values.pop("persistent", False)
        wrong = [each for each in values if not each.replace("_", "").isalnum()]
        for each in wrong:
            problems.add(f"profile: entry {number} of 'secrets': {each!r} is not a valid option")
        if not isinstance(is_persistent, bool):
            problems.add(
                f"profile: entry {number} of 'secrets': 'persistent' must be true or false"
            )
        elif not wrong:
            yield Credentials(str(name or f"{_NAMELESS}{number}"), values, is_persistent)


def _spelled(value: Any) -> str:
    """Return a value, a list (as of `scope`) or a mapping (as of `extra_http_headers`)."""
    match value:
        case Mapping():
            items = ", ".join(f"{_spelled(key)}: {_spelled(each)}" for key, each in value.items())
            return f"map {{{items}}}"
        case list() | tuple():
            return f"[{', '.join(map(_spelled, value))}]"
        case bool():
            return str(value).lower()
    return text(str(value))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case Mapping():
            yield from _texts(list(value.values()))
        case list() | tuple():
            for each in value:
                yield from _texts(each)
        case str():
            yield value
        case int() | float() if len(str(value)) >= _SHORTEST_NUMBER:
            yield str(value)
