"""Records, before publishing, that files of external models may be of a different generation.

The next command that writes can then finish what a killed one left.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.errors import UsageError
from orchestrator.names import RelationName
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace

_NAME = "unfinished_files"
_COLUMNS = (("noted_at", "timestamp"),)


def has_unfinished_files(catalogue: Catalogue, dialect: Dialect) -> bool:
    """Return whether a command was stopped before it had written all files."""
    return _table(dialect) in catalogue.hidden_tables


def note_unfinished_files(workspace: Workspace, engine: Engine) -> None:
    """Record that files have to be written."""
    with connected(engine, workspace.dialect) as warehouse:
        warehouse.new_internal_tables({_NAME: _COLUMNS})


def all_are_written(workspace: Workspace, engine: Engine) -> None:
    """Record that all files are written, or that the reason why not was reported."""
    with connected(engine, workspace.dialect) as warehouse:
        warehouse.drop_table(_table(workspace.dialect))


@contextmanager
def noted_as_unfinished(workspace: Workspace, engine: Engine) -> Iterator[None]:
    """Keep a record while the block changes what is published, and then the files.

    It survives a kill. UsageError means that nothing was changed.
    """
    note_unfinished_files(workspace, engine)
    try:
        yield
    except UsageError:
        all_are_written(workspace, engine)
        raise
    all_are_written(workspace, engine)


def _table(dialect: Dialect) -> RelationName:
    return dialect.internal_table(_NAME)
