"""The warehouse of a workspace: whether it is there, what is in it, and its engine, open."""

from collections.abc import Iterator
from contextlib import contextmanager

from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.errors import UsageError
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.working_directory import WORKING_DIRECTORY


def has_warehouse(workspace: Workspace) -> bool:
    """Whether anything was ever built on the target."""
    return workspace.adapter.exists(workspace.connection())


def require_warehouse(workspace: Workspace, purpose: str = "to read") -> None:
    """Raise UsageError when nothing was ever built."""
    if not has_warehouse(workspace):
        raise UsageError(f"there is no warehouse {purpose}", fix="run 'seg build' first")


def not_built(name: str) -> UsageError:
    """What is wrong with asking for a node that nothing was ever published of."""
    return UsageError(f"'{name}' is not built yet", fix="run 'seg build' first")


@contextmanager
def opened(workspace: Workspace, *, read_only: bool = False) -> Iterator[Engine]:
    """The target's engine, open; closed whatever happens.

    Until then the project's root is the working directory, which relative paths in SQL begin at.
    """
    with WORKING_DIRECTORY.inside(workspace.file.root):
        engine = workspace.adapter.open_engine(workspace.connection(read_only=read_only))
        try:
            yield engine
        finally:
            engine.close()


def read_catalogue(workspace: Workspace) -> Catalogue:
    """What is in the warehouse; an empty catalogue when there is none yet."""
    if not has_warehouse(workspace):
        return Catalogue()
    with opened(workspace, read_only=True) as engine:
        return engine.catalogue()
