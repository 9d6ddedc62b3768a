"""Writes published `external` models to their files."""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.artifacts.aside import aside, clear_left_aside, put, sync_all
from orchestrator.commands.external_files.places import ExternalPlace, check_places, external_place
from orchestrator.commands.external_files.unfinished import all_are_written, note_unfinished_files
from orchestrator.config.config_keys import EXTERNAL
from orchestrator.engines.boundary import Engine, Session
from orchestrator.errors import EnvironmentFault, ProjectError, SegError, StatementError
from orchestrator.nodes import Model
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    Notice,
    Published,
    RunFinished,
    Unchanged,
)
from orchestrator.runner.carrying import carried
from orchestrator.runner.control import Control
from orchestrator.workspace.value import Workspace

Carry = Callable[[Callable[[], None]], None]
"""Runs a slow call so that it can be stopped; then it raises StatementError."""


class ModelFile(Struct, frozen=True):
    """The file of a model, and why it could not be written, if so."""

    model: Model
    file: Path | str
    problem: str | None = None
    is_stopped: bool = False


def with_files(
    events: Generator[Event, None, None],
    workspace: Workspace,
    engine: Engine,
    control: Control,
    selected: Collection[str],
) -> Generator[Event, None, None]:
    """Pass on a run's events; once published, write the files of external models among them.

    A file that cannot be written is a failure, which a retry repeats; what is published stays.
    Raises ProjectError before the run for a place that must not be written to.
    """
    models = [each for each in external_models(workspace) if each.unique_id in selected]
    if not models:
        yield from events
        return
    check_places(models, workspace)
    clear_left(models, workspace)
    note_unfinished_files(workspace, engine)
    made: dict[str, NodeFinished] = {}
    is_published = False
    with closing(events):
        for event in events:
            match event:
                case NodeFinished(result=result) if result.status == "success":
                    made[result.unique_id] = event
                case Published() | Unchanged():
                    is_published = True
                case RunFinished() if not is_published:
                    _none_is_left(workspace, engine)
                case RunFinished():
                    written = [each for each in models if each.unique_id in made]
                    carry = partial(_unless_stopped, engine, control)
                    failed: dict[str, NodeResult] = {}
                    for found in write_files(written, workspace, engine, carry):
                        if found.problem is not None:
                            name = found.model.unique_id
                            failed[name] = _failed(found, made[name].result)
                            yield NodeFinished(failed[name], made[name].index)
                            # An interrupted run reports nothing more at its end.
                            yield from _notices(failed[name])
                    results = tuple(failed.get(each.unique_id, each) for each in event.results)
                    signal = event.signal or control.signal
                    # If a run was stopped, the next command writes them.
                    if signal is None:
                        _none_is_left(workspace, engine)
                    event = replace(event, results=results, signal=signal)
            yield event


def external_models(workspace: Workspace) -> list[Model]:
    """Return the models of a project that are written to files."""
    nodes = workspace.project.nodes.values()
    return [each for each in nodes if isinstance(each, Model) and each.materialized == EXTERNAL]


def write_files(
    models: Iterable[Model], workspace: Workspace, engine: Engine, carry: Carry
) -> Iterator[ModelFile]:
    """Write the file of each published model, and yield the result."""
    try:
        published, session = engine.catalogue().published, engine.session()
    except EnvironmentFault as fault:
        for model in models:
            yield ModelFile(model, str(model.settings.get("location") or model.name), str(fault))
        return
    try:
        for model in models:
            if model.unique_id not in published:
                continue
            file: Path | str = str(model.settings.get("location") or model.name)
            try:
                place = external_place(model, workspace)
                file = place.file
                carry(partial(_write, model, place, workspace, session))
            except StatementError as error:
                yield ModelFile(model, file, str(error), is_stopped=error.cancelled)
            except (SegError, OSError) as error:
                reason = error.strerror if isinstance(error, OSError) else None
                yield ModelFile(model, file, reason or str(error))
            else:
                yield ModelFile(model, file)
    finally:
        session.close()


def _write(model: Model, place: ExternalPlace, workspace: Workspace, session: Session) -> None:
    select = f"select * from {workspace.dialect.relation(model.relation)}"
    with aside(place.file) as made:
        session.unload(select, made, place.format, place.options)
        sync_all(made)
        put(made, place.file)


def _unless_stopped(engine: Engine, control: Control, write: Callable[[], None]) -> None:
    if control.signal is not None:
        raise StatementError("interrupted", cancelled=True)
    carried(write, engine, control)


def _none_is_left(workspace: Workspace, engine: Engine) -> None:
    with suppress(SegError):
        all_are_written(workspace, engine)


def _failed(found: ModelFile, before: NodeResult) -> NodeResult:
    what = f"{found.model.place}: it is published, but the file {found.file}"
    if found.is_stopped:
        message = f"{what} is unchanged: the run was stopped"
        return replace(before, status="interrupted", message=message)
    return replace(before, status="error", message=f"{what} could not be written: {found.problem}")


def _notices(result: NodeResult) -> Iterator[Notice]:
    if result.status == "interrupted" and result.message is not None:
        yield Notice("warn", result.message)


def clear_left(models: Iterable[Model], workspace: Workspace) -> None:
    """Remove what killed commands left next to the files, even if this one writes none."""
    for model in models:
        with suppress(ProjectError):
            clear_left_aside(external_place(model, workspace).file.parent)
