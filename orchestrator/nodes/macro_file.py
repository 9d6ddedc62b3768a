"""Files of macros."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MacroFile:
    """One file of macros; the templates find the macros in it."""

    package: str
    path: str
    source_code: str
