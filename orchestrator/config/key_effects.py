"""The effect of a known key, or why it has none and what to do.

A decoder knows exactly the keys of its table. An unused key is an error in a strict project. In a
dbt project it is a warning if it would only have tuned something, and an error if it would have
changed what is published.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from orchestrator.config.values import Map
from orchestrator.errors import Place, Problem, Problems
from orchestrator.names import counted

Answer = Callable[[Any], bool]
"""A predicate on a key's value."""


class Works(Struct, frozen=True):
    """The key has an effect: `on` is what it changes."""

    on: str


def is_empty(value: Any) -> bool:
    """Return whether a value is empty and so sets nothing."""
    return value is None or value in ("", [], {}, ())


def never(_value: Any) -> bool:
    """Return False, whatever the value is."""
    return False


def always(_value: Any) -> bool:
    """Return True, whatever the value is."""
    return True


class Unused(Struct, frozen=True):
    """The key has no effect: `because` says why, `fix` what to do.

    `is_met` recognizes values that ask for what happens anyway; they are not reported.
    `changes_data` recognizes values that would make dbt publish different rows.
    """

    because: str
    fix: str = "remove it"
    is_met: Answer = never
    changes_data: Answer = never


class Remark(Struct, frozen=True):
    """The key needs no effect: `of` is what it tells a reader of the file."""

    of: str


Effect = Works | Unused | Remark
KeyTable = Mapping[str, Effect]


class UnusedKey(Struct, frozen=True):
    """A key without effect in a file."""

    problem: Problem
    changes_data: bool = False


def unused_key(
    name: str, value: Any, place: Place | None, effect: Effect | None
) -> UnusedKey | None:
    """Return the report on a key; None if it has an effect, or asks for nothing."""
    if not isinstance(effect, Unused) or is_empty(value) or effect.is_met(value):
        return None
    what = f"'{name}' has no effect: {effect.because}"
    return UnusedKey(Problem(what, place, effect.fix), effect.changes_data(value))


def unused_keys(entry: Map, table: KeyTable, of: str = "") -> Iterator[UnusedKey]:
    """Yield the keys of a mapping that have no effect; messages show them after `of`."""
    for key, value in entry.items():
        found = unused_key(f"{of}{key}", value, entry.key_place(key), table.get(key))
        if found is not None:
            yield found


def refuse_or_warn(found: Iterable[UnusedKey], *, is_strict: bool, problems: Problems) -> list[str]:
    """Report the keys that are errors; return warnings about the others, one per key.

    Only this function decides that a warning of a dbt project is an error in a strict one.
    """
    warned: dict[tuple[str, str | None], list[Place | None]] = {}
    for key in dict.fromkeys(found):
        if is_strict or key.changes_data:
            problems.found.append(key.problem)
        else:
            warned.setdefault((key.problem.what, key.problem.fix), []).append(key.problem.place)
    return [_warning(what, fix, places) for (what, fix), places in warned.items()]


def _warning(what: str, fix: str | None, places: list[Place | None]) -> str:
    more = len(places) - 1
    if more:
        what += f" (and in {counted(more, 'more place')})"
    return str(Problem(what, places[0], fix))
