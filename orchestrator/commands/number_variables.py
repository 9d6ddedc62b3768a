"""Variables of a project that are limits for commands: whole numbers."""

from orchestrator.errors import UsageError
from orchestrator.workspace.value import Workspace

_DEFAULT_MINIMUM_CELL = 11


def number_variable(workspace: Workspace, package: str, name: str, default: int) -> int | None:
    """Return a variable that is a number, or null; raises UsageError for other values."""
    found = workspace.loaded.by_package[package]["var"](name, default)
    if found is not None and (not isinstance(found, int) or isinstance(found, bool)):
        raise UsageError(f"the variable {name} is {found!r}", fix="make it a whole number")
    return found


def minimum_cell(workspace: Workspace, package: str) -> int:
    """Return the fewest people who may be reported together; 0 if there is no limit."""
    return number_variable(workspace, package, "minimum_cell", _DEFAULT_MINIMUM_CELL) or 0
