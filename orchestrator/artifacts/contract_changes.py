"""Whether a model's contract is unchanged, and what its readers would miss."""

from collections.abc import Iterator
from typing import Any

from orchestrator.artifacts.entry_parts import Entry

_WITH_ROWS = ("table", "incremental")


def is_same_contract(now: Entry, before: Entry) -> bool:
    """Return whether both have no contract, or the same one."""
    if not has_contract(now) and not has_contract(before):
        return True
    return has_contract(now) == has_contract(before) and _promised(now) == _promised(before)


def broken_promises(now: Entry, before: Entry) -> Iterator[str]:
    """Yield what an earlier contract promised and this one does not."""
    if not has_contract(before):
        return
    if not has_contract(now):
        yield "its contract is not enforced any more"
    columns = now.get("columns") or {}
    for name, column in sorted((before.get("columns") or {}).items()):
        if name in columns:
            yield from _of_column(name, columns[name], column, has_rows=_has_rows(before))
        else:
            yield f"the column '{name}' is gone"
    if _has_rows(before):
        for kind in _gone(now, before):
            yield f"its constraint {kind} is gone"


def _of_column(name: str, now: Entry, before: Entry, *, has_rows: bool) -> Iterator[str]:
    types = before.get("data_type"), now.get("data_type")
    if _plain_type(types[0]) != _plain_type(types[1]):
        yield f"the column '{name}' is {types[1]}, it was {types[0]}"
    if has_rows:
        for kind in _gone(now, before):
            yield f"the constraint {kind} of the column '{name}' is gone"


def _gone(now: Entry, before: Entry) -> Iterator[str]:
    kept = _constraints(now.get("constraints"))
    return (
        str(each.get("type"))
        for each in _constraints(before.get("constraints"))
        if each not in kept
    )


def has_contract(entry: Entry) -> bool:
    """Return whether a model has an enforced contract."""
    return bool((entry.get("contract") or {}).get("enforced"))


def _has_rows(entry: Entry) -> bool:
    return (entry.get("config") or {}).get("materialized") in _WITH_ROWS


def _promised(entry: Entry) -> Any:
    columns = [
        (name, column.get("data_type"), _constraints(column.get("constraints")))
        for name, column in sorted((entry.get("columns") or {}).items())
    ]
    if not _has_rows(entry):
        return columns
    return columns, entry["config"].get("materialized"), _constraints(entry.get("constraints"))


def _constraints(found: Any) -> list[Entry]:
    """Return constraints without their unset fields."""
    return [
        {
            key: value
            for key, value in each.items()
            if value not in (None, [], "") and key[:5] != "warn_"
        }
        for each in found or ()
    ]


def _plain_type(written: Any) -> Any:
    return written.partition("(")[0].strip().lower() if isinstance(written, str) else written
