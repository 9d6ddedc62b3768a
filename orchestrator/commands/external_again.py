"""Files of external models outside of runs: what is published changed, and they follow it.

That they have to is noted before, so that the next command that writes follows a kill.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from orchestrator.commands.external_files import (
    ModelFile,
    clear_left,
    external_models,
    write_files,
)
from orchestrator.commands.external_places import check_places, external_place
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Engine, PublishedRelation
from orchestrator.errors import ProjectError, UsageError
from orchestrator.names import RelationName
from orchestrator.results import Notice
from orchestrator.warehouse import connected
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.value import Workspace

_NAME = "unfinished_files"
_COLUMNS = (("noted_at", "timestamp"),)


def unfinished_files(dialect: Dialect) -> RelationName:
    """The table, which is there only while files may be of another generation."""
    return dialect.internal_table(_NAME)


@contextmanager
def noted_as_unfinished(workspace: Workspace, engine: Engine) -> Iterator[None]:
    """What is published changes in the block, and then the files; a kill in it is noted.

    UsageError tells that nothing was changed.
    """
    with connected(engine, workspace.dialect) as warehouse:
        warehouse.internal_table(_NAME, _COLUMNS)
    try:
        yield
    except UsageError:
        _all_are_written(workspace, engine)
        raise
    _all_are_written(workspace, engine)


def _all_are_written(workspace: Workspace, engine: Engine) -> None:
    with connected(engine, workspace.dialect) as warehouse:
        warehouse.drop_table(unfinished_files(workspace.dialect))


def finish_files(workspace: Workspace, engine: Engine, catalogue: Catalogue) -> tuple[Notice, ...]:
    """Write the files that a killed command left as they were; nothing without a kill."""
    if unfinished_files(workspace.dialect) not in catalogue.hidden_tables:
        return ()
    clear_left(external_models(workspace), workspace)
    files = tuple(written_again(there(workspace), workspace, engine))
    _all_are_written(workspace, engine)
    written = ", ".join(str(each.file) for each in files if each.problem is None)
    told = f"a rollback did not finish; written again now: {written}" if written else ""
    return (
        *(Notice("warn", each) for each in [told] if each),
        *(
            Notice("warn", f"file {each.file} may be of another generation: {each.problem}")
            for each in files
            if each.problem is not None
        ),
    )


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
