"""Refuses options that would have no effect next to others."""

from collections.abc import Mapping

from orchestrator.errors import UsageError


def refuse_options(given: Mapping[str, object], why: str, fix: str) -> None:
    """Raise UsageError for the first of these options that was given."""
    for option in (option for option, value in given.items() if value):
        raise UsageError(f"{why}: {option} has no meaning", fix=fix)
