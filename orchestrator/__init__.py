"""seg: customer segmentation as code.

The Python API is imported on first use, so that `import orchestrator` is instant.
"""

from importlib import import_module

TYPE_CHECKING = False  # like typing's, whose import takes longer than this whole module
if TYPE_CHECKING:
    from orchestrator.api import Flags as Flags
    from orchestrator.api import Project as Project
    from orchestrator.api import Run as Run
    from orchestrator.api import RunResult as RunResult
    from orchestrator.api import Selection as Selection
    from orchestrator.api import Table as Table
    from orchestrator.api import open_project as open_project

__version__ = "0.1.0"

_API = ("Flags", "Project", "Run", "RunResult", "Selection", "Table", "open_project")
_MODULES = ("api", "errors", "results")


def __getattr__(name: str) -> object:
    """Return a name of the API, or one of its modules: `orchestrator.errors.ProjectError`."""
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    if name in _API:
        return getattr(import_module(f"{__name__}.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
