"""Whether anybody wrote to Spark since it was last looked at: that cannot be told."""

from orchestrator.engines.door import Connection


def state_at_rest(connection: Connection) -> str | None:
    """None: anybody can write there at any time."""
    return None
