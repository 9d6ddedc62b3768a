"""Variables of a project that are numbers and that commands obey."""

from orchestrator.errors import UsageError
from orchestrator.workspace.value import Workspace

MINIMUM_CELL = "minimum_cell"
DEFAULT_MINIMUM_CELL = 11


def number_variable(workspace: Workspace, package: str, name: str, default: int) -> int | None:
    """A variable that is a number, or null, as a package sees it; raises UsageError."""
    found = workspace.loaded.by_package[package]["var"](name, default)
    if found is not None and (not isinstance(found, int) or isinstance(found, bool)):
        raise UsageError(f"the variable {name} is {found!r}", fix="make it a whole number")
    return found
