"""Files of macros."""

from msgspec import Struct


class MacroFile(Struct, frozen=True):
    """One file of macros; the template engine finds the macros in it."""

    package: str
    path: str
    source_code: str
