"""The macros that come with seg, as files of a package."""

from importlib.resources import files

from orchestrator.nodes import MacroFile
from orchestrator.templates.library import BUILT_IN_PACKAGE


def built_in_macros() -> list[MacroFile]:
    """The macros of the data tests, then those that templates and the compiler call."""
    found = []
    for folder in ("data_tests", "compiler"):
        for file in sorted(files("orchestrator").joinpath(folder, "macros").iterdir(), key=str):
            if file.name.endswith(".sql"):
                path = f"seg/{folder}/{file.name}"
                found.append(MacroFile(BUILT_IN_PACKAGE, path, file.read_text("utf-8")))
    return found
