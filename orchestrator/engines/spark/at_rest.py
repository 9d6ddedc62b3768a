"""Whether Spark was written to since it was last checked: this cannot be determined."""

from orchestrator.engines.door import Connection


def state_at_rest(connection: Connection) -> str | None:
    """Return None: anybody can write there at any time."""
    return None
