"""Python API: a project opened on a target, for schedulers, notebooks and tests.

    import orchestrator as seg

    project = seg.open_project("shop", target="prod")
    for event in (run := project.build("tag:daily")):
        print(event)
    run.result().raise_for_status()
    frame = project.relation("orders").df()

Every call opens the project again, as a command does. Nothing is printed and no signal handler is
installed. What fails raises a `SegError`; failing nodes and tests are results, no exceptions.
"""

from orchestrator.api.project import Project, open_project
from orchestrator.commands.run.run import Run, RunResult
from orchestrator.commands.table import Table
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.selection import Selection

__all__ = ["Flags", "Project", "Run", "RunResult", "Selection", "Table", "open_project"]
