"""What building one node gave."""

from dataclasses import dataclass

from orchestrator.engines.boundary import Change


@dataclass(frozen=True, slots=True)
class Built:
    """The change to publish, a word for the status line, and warnings for the person to read.

    `said` is what a Python model printed.
    """

    change: Change
    message: str = "OK"
    rows_affected: int | None = None
    warnings: tuple[str, ...] = ()
    said: str = ""
