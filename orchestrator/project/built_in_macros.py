"""The macros that ship with seg, as files of a package."""

from pathlib import Path

from orchestrator.nodes import MacroFile
from orchestrator.templates.library import BUILT_IN_PACKAGE

_ROOT = Path(__file__).parents[1]


def built_in_macros() -> list[MacroFile]:
    """Return the macros of the data tests, then those that templates and the compiler call."""
    return [
        MacroFile(BUILT_IN_PACKAGE, f"seg/{folder}/{file.name}", file.read_text("utf-8"))
        for folder in ("data_tests", "compiler")
        for file in sorted((_ROOT / folder / "macros").glob("*.sql"))
    ]
