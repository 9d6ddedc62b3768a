"""Checks how old the data of each source is."""

from collections.abc import Generator
from functools import partial
from pathlib import Path

from orchestrator.artifacts.files import write_atomically
from orchestrator.commands.run.arguments import RunArguments, run_arguments
from orchestrator.commands.run.execute import carried_out
from orchestrator.commands.run.manifest import write_manifest_of
from orchestrator.commands.run.run import Run
from orchestrator.errors import UsageError
from orchestrator.ids import word_in
from orchestrator.nodes import Operation
from orchestrator.plan.freshness import make_freshness_plan
from orchestrator.plan.steps import Plan
from orchestrator.results import Event
from orchestrator.runner.control import Control
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.late_compiling import late_compiler
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened


def freshness(workspace: Workspace, selection: Selection, *, output: Path | None = None) -> Run:
    """Query the newest row of each source, and judge its age; copies sources.json to `output`.

    Raises UsageError if no selected source declares freshness.
    """
    selected = choose(workspace, selection, ("source",))
    plan = make_freshness_plan(
        workspace.project, selected, workspace.dialect, workspace.file.timezone
    )
    if not plan.steps:
        raise UsageError(
            "no selected source declares freshness",
            fix="set loaded_at_field: and freshness: in its .yml",
        )
    if output is not None and not workspace.flags.write_json:
        raise UsageError("--no-write-json writes no sources.json", fix="remove --output")
    invocation = workspace.invocation
    absolute = output.absolute() if output is not None else None
    arguments = run_arguments(workspace, selection, output=str(absolute) if absolute else None)
    return Run(
        invocation.run_id,
        invocation.command,
        partial(_events, workspace, plan, arguments, absolute),
    )


def _events(
    workspace: Workspace, plan: Plan, arguments: RunArguments, output: Path | None, control: Control
) -> Generator[Event, None, None]:
    with opened(workspace) as engine:
        catalogue = engine.catalogue()
        # The hooks before and after.
        late = None
        if any(word_in(name) == Operation.resource.word for name in workspace.project.nodes):
            compiled = compile_selected(workspace, (), catalogue)
            late = late_compiler(workspace, catalogue, compiled)
        yield from carried_out(workspace, plan, engine, catalogue, control, arguments, late=late)
    if workspace.flags.write_json:
        write_manifest_of(workspace)
    if output is not None:
        write_atomically(output, (workspace.target_path / "sources.json").read_bytes())
