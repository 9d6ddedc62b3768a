"""What a build would do, and why, without doing it."""

from collections.abc import Mapping, Set
from typing import Any

from msgspec import Struct

from orchestrator.artifacts.journal import NAME as JOURNAL
from orchestrator.artifacts.last_times import last_times
from orchestrator.commands.build import BUILT
from orchestrator.commands.run.arguments import run_arguments
from orchestrator.commands.run.door import planned
from orchestrator.plan.described import described
from orchestrator.plan.relations import Relations
from orchestrator.plan.steps import Plan
from orchestrator.workspace.earlier.deferring import deferring
from orchestrator.workspace.idle_run import known_idle_run
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import read_catalogue


def plan(workspace: Workspace, selection: Selection) -> Plan:
    """Return the plan of a build; exactly the command's if the workspace was opened for `build`."""
    selected = choose(workspace, selection, BUILT)
    still = known_idle_run(workspace, selected, run_arguments(workspace, selection).as_json())
    if still is not None:
        return Plan({}, "all", reused=still.reused, orphans=still.orphans)
    return planned(workspace, selected)


class LastTime(Struct, frozen=True):
    """What a node had when it was last built; None: unknown."""

    rows: int | None = None
    seconds: float | None = None


def last_time(workspace: Workspace, made: Plan) -> Mapping[str, LastTime]:
    """Return the published rows of planned and reused nodes, and how long building them took."""
    names = _planned_and_reused(made)
    seconds = last_times(workspace.target_path / JOURNAL, workspace.target.name, names)
    published = {} if made.reusing is None else made.reusing.reuse.published
    return {
        name: LastTime(published[name].row_count if name in published else None, seconds.get(name))
        for name in names
    }


def _planned_and_reused(made: Plan) -> Set[str]:
    return {step.unique_id for step in made.steps.values()} | made.reused.keys()


def for_machines(workspace: Workspace, made: Plan) -> Mapping[str, Any]:
    """Return the steps of a plan, their SQL on published names, and what is reused."""
    if workspace.flags.defer:
        names = _planned_and_reused(made)
        workspace = deferring(workspace, names, read_catalogue(workspace), built=names)
    relations = Relations(workspace.project, workspace.dialect, {}, deferred=workspace.deferred)
    return described(made, relations.published, workspace.dialect)
