"""Executes a plan on a workspace's open warehouse, as a stream of events and as files."""

from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import closing
from functools import cache, partial
from typing import Any

from msgspec.structs import replace

from orchestrator.commands.external_files.write import with_files
from orchestrator.commands.run.arguments import RunArguments
from orchestrator.commands.run.compiled_files import write_compiled
from orchestrator.commands.run.hooks import around_run
from orchestrator.commands.run.messages import telling
from orchestrator.commands.run.no_ops import no_ops, with_no_ops
from orchestrator.commands.run.options import run_options
from orchestrator.commands.run.record import recorded
from orchestrator.commands.run.recovery import recovery_notices
from orchestrator.compiler.late import LateCompiler
from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.errors import Problem, ProjectError
from orchestrator.nodes import DataTest
from orchestrator.people.erasure_filter import ErasureFilter
from orchestrator.plan.orphans import orphan_notices
from orchestrator.plan.steps import Build, Plan
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    NodesReused,
    Notice,
    RunFinished,
    RunStarted,
)
from orchestrator.runner.control import Control
from orchestrator.runner.rehearsing import rehearsed
from orchestrator.runner.run import publish_more, run
from orchestrator.runner.stored_failures import has_notes
from orchestrator.workspace.following import following_of
from orchestrator.workspace.shown_sql import shown_sql
from orchestrator.workspace.source_files import places_of_missing
from orchestrator.workspace.value import Workspace


def carried_out(
    workspace: Workspace,
    plan: Plan,
    engine: Engine,
    catalogue: Catalogue,
    control: Control,
    arguments: RunArguments,
    *,
    selected: Collection[str] = (),
    late: LateCompiler | None = None,
    erasure_filter: ErasureFilter | None = None,
    before: tuple[Notice, ...] = (),
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[Event, None, None]:
    """Run a plan; notices in `before`, and those on the last run, follow the first event.

    `late` compiles SQL during the run, if nodes need that. Not everything `selected` is a step.
    `meanwhile` is called while the engine writes what is already published.
    """
    if unable := rehearsed(plan, engine, workspace.dialect, workspace.now):
        raise ProjectError([Problem(what) for what in unable.values()])
    options = replace(
        run_options(workspace, erasure_filter),
        compile_late=late.compile if late is not None else None,
        render_hook=late.hook if late is not None else None,
        keep_generations=workspace.file.publish.keep_generations,
        store_failures_days=workspace.file.store_failures_days,
        has_failures=has_notes(catalogue, workspace.dialect),
        readers=workspace.readers,
        following=following_of(workspace),
        meanwhile=meanwhile,
    )
    before += (*recovery_notices(workspace, catalogue), *orphan_notices(plan.orphans))
    events = run(plan, engine, workspace.dialect, options, control)
    events = with_files(events, workspace, engine, control, selected)
    idle = no_ops(workspace, selected)
    events = with_no_ops(events, workspace, idle)
    # Publishes what hooks write into published tables.
    publish = partial(publish_more, engine=engine, options=options, control=control)
    events = around_run(events, workspace, engine, late, plan, publish, idle)
    events = telling(events, workspace)
    # If everything is reused, tests read what is published.
    is_candidate = any(isinstance(step, Build) for step in plan.steps.values())
    annotated = _annotated(events, before, workspace, late, is_candidate=is_candidate)

    @cache
    def sql() -> Mapping[str, str]:
        known = late.with_found() if late is not None else None
        return shown_sql(workspace, known, known.sql) if known is not None else {}

    yield from recorded(workspace, annotated, arguments, lambda unique_id: sql().get(unique_id))


def _annotated(
    events: Generator[Event, None, None],
    before: tuple[Notice, ...],
    workspace: Workspace,
    late: LateCompiler | None,
    *,
    is_candidate: bool,
) -> Generator[Event, None, None]:
    """Add to failed nodes the file with their SQL and the command that shows all rows."""
    results: dict[str, NodeResult] = {}
    with closing(events):
        for event in events:
            match event:
                case NodesReused(results=reused):
                    results |= {result.unique_id: result for result in reused}
                    yield event
                case NodeFinished(result=result):
                    details = _pointers(result, workspace, late, is_candidate=is_candidate)
                    message = _with_places(result, workspace)
                    results[result.unique_id] = replace(result, details=details, message=message)
                    yield replace(event, result=results[result.unique_id])
                case RunFinished():
                    yield replace(event, results=tuple(results.values()))
                case _:
                    yield event
            if isinstance(event, RunStarted):
                yield from before


def _with_places(result: NodeResult, workspace: Workspace) -> str | None:
    """Return a failed node's message, with the locations of missing sources."""
    name, message = result.unique_id, result.message or ""
    if result.status != "error" or name not in workspace.project.nodes:
        return result.message
    return "\n".join([message, *places_of_missing(workspace.project, name, message)])


def _pointers(
    result: NodeResult, workspace: Workspace, late: LateCompiler | None, *, is_candidate: bool
) -> Mapping[str, Any]:
    details = dict(result.details)
    if late is None or result.status not in ("fail", "warn", "error"):
        return details
    compiled = late.with_found()
    if result.unique_id not in compiled.sql:
        return details
    node = workspace.project.nodes[result.unique_id]
    if workspace.flags.write_json:
        details["compiled_path"] = write_compiled(workspace, compiled, result.unique_id)
    if isinstance(node, DataTest) and result.status != "error":
        show = "seg show --candidate --select" if is_candidate else "seg show --select"
        details["show_command"] = f"{show} {node.name}"
    return details
