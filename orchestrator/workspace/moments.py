"""Timestamps in command arguments."""

from datetime import UTC, datetime

from orchestrator.errors import UsageError


def moment(given: str | datetime | None, name: str = "now") -> datetime | None:
    """Parse the value of --now or a similar option; raises UsageError.

    It is ISO 8601, UTC unless it has a zone.
    """
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        fix = "write it as 2025-06-30T08:00:00+00:00"
        raise UsageError(f"{name}: '{given}' is not an ISO 8601 timestamp", fix=fix) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
