"""Files of external models outside of runs: what is published changed, and they follow it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from orchestrator.commands.external_files import ModelFile, external_models, write_files
from orchestrator.commands.external_places import check_places, external_place
from orchestrator.engines.boundary import Engine, PublishedRelation
from orchestrator.errors import ProjectError
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.value import Workspace


def there(workspace: Workspace) -> Iterator[ModelFile]:
    """The files that are there, as people know them."""
    for model in external_models(workspace):
        try:
            file = external_place(model, workspace).file
        except ProjectError:
            continue
        if file.exists():
            yield ModelFile(model, _shown(file, workspace))


def written_again(
    files: Iterable[ModelFile], workspace: Workspace, engine: Engine
) -> Iterator[ModelFile]:
    """Write files of what is published now; each with the problem where it could not be."""
    carry = partial(interruptible, engine)
    for file in files:
        try:
            check_places([file.model], workspace)
        except ProjectError as error:
            yield ModelFile(file.model, file.file, error.problems[0].what)
        else:
            for written in write_files([file.model], workspace, engine, carry):
                yield ModelFile(file.model, file.file, written.problem)


def of_other_versions(
    files: Iterable[ModelFile],
    before: Mapping[str, PublishedRelation],
    after: Mapping[str, PublishedRelation],
) -> list[ModelFile]:
    """The files that do not hold what is published any more."""
    return [
        file
        for file in files
        if (now := after.get(file.model.unique_id)) is not None
        and ((then := before.get(file.model.unique_id)) is None or then.version != now.version)
    ]


def _shown(file: object, workspace: Workspace) -> str:
    """Its path from the project, if it is below it."""
    return str(file).removeprefix(f"{workspace.file.root}/")
