"""Rewrites files of external models after commands that are not runs changed what is published."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from orchestrator.commands.external_files.places import check_places, external_place
from orchestrator.commands.external_files.unfinished import all_are_written, has_unfinished_files
from orchestrator.commands.external_files.write import (
    ModelFile,
    clear_left,
    external_models,
    write_files,
)
from orchestrator.engines.boundary import Catalogue, Engine, PublishedRelation
from orchestrator.errors import ProjectError
from orchestrator.results import Notice
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.value import Workspace


def finish_files(workspace: Workspace, engine: Engine, catalogue: Catalogue) -> tuple[Notice, ...]:
    """Write the files that a killed command left unfinished; does nothing without a kill."""
    if not has_unfinished_files(catalogue, workspace.dialect):
        return ()
    clear_left(external_models(workspace), workspace)
    # Also files that never existed: their models may be published.
    files = tuple(rewritten(_everywhere(workspace), workspace, engine))
    all_are_written(workspace, engine)
    written = ", ".join(str(each.file) for each in files if each.problem is None)
    message = f"a command was stopped before it wrote all files; these are written now: {written}"
    return (
        *((Notice("warn", message),) if written else ()),
        *(
            Notice("warn", f"file {each.file} may be from another generation: {each.problem}")
            for each in files
            if each.problem is not None
        ),
    )


def existing_files(workspace: Workspace) -> Iterator[ModelFile]:
    """Yield the files that exist, as people know them."""
    for each in _everywhere(workspace):
        if Path(workspace.file.root, each.file).exists():
            yield each


def _everywhere(workspace: Workspace) -> Iterator[ModelFile]:
    """Yield the files of all models, wherever they may be written."""
    for model in external_models(workspace):
        try:
            file = external_place(model, workspace).file
        except ProjectError:
            continue
        yield ModelFile(model, _shown(file, workspace))


def rewritten(
    files: Iterable[ModelFile], workspace: Workspace, engine: Engine
) -> Iterator[ModelFile]:
    """Write files from what is published; yield each, with the problem if it failed."""
    carry = partial(interruptible, engine)
    for file in files:
        try:
            check_places([file.model], workspace)
        except ProjectError as error:
            yield ModelFile(file.model, file.file, error.problems[0].what)
        else:
            for written in write_files([file.model], workspace, engine, carry):
                yield ModelFile(file.model, file.file, written.problem)


def changed_versions(
    files: Iterable[ModelFile],
    before: Mapping[str, PublishedRelation],
    after: Mapping[str, PublishedRelation],
) -> list[ModelFile]:
    """Return the files that no longer contain what is published."""
    return [
        file
        for file in files
        if (now := after.get(file.model.unique_id)) is not None
        and ((then := before.get(file.model.unique_id)) is None or then.version != now.version)
    ]


def _shown(file: object, workspace: Workspace) -> str:
    """Return the path, relative if inside the project."""
    return str(file).removeprefix(f"{workspace.file.root}/")
