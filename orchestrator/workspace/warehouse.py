"""The warehouse of a workspace: whether it exists, what it contains, and its open engine."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from msgspec.structs import replace

from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.errors import EnvironmentFault, UsageError, WarehouseLocked
from orchestrator.generations.readers import ReadersCopy
from orchestrator.workspace.pending_lists import take_pending
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.waiting_cursors import take_waiting
from orchestrator.workspace.working_directory import WORKING_DIRECTORY


def has_warehouse(workspace: Workspace) -> bool:
    """Return whether anything was ever built on the target."""
    return workspace.adapter.exists(workspace.connection())


def require_warehouse(workspace: Workspace, purpose: str = "to read") -> None:
    """Raise UsageError if nothing was ever built."""
    if not has_warehouse(workspace):
        raise UsageError(f"there is no warehouse {purpose}", fix="run 'seg build' first")


def not_built(name: str, catalogue: Catalogue) -> UsageError:
    """Return the error for a node of which nothing was ever published."""
    if catalogue.copy_of is not None:
        what = f"'{name}' is not in the copy for readers"
        return UsageError(what, fix="try again later, or select it under 'publish: {readers: ...}'")
    return UsageError(f"'{name}' is not built yet", fix="run 'seg build' first")


@contextmanager
def opened(workspace: Workspace, *, read_only: bool = False) -> Iterator[Engine]:
    """Open the target's engine, and close it in any case.

    Meanwhile, the project's root is the working directory, so relative paths in SQL start there.
    """
    with WORKING_DIRECTORY.inside(workspace.file.root):
        try:
            engine = workspace.adapter.open_engine(workspace.connection(read_only=read_only))
        except WarehouseLocked as locked:
            raise _naming_the_copy(workspace, locked) from locked
        try:
            if not read_only:
                take_pending(workspace, engine)
                take_waiting(workspace, engine)
            yield engine
        finally:
            engine.close()


@contextmanager
def opened_nowhere(workspace: Workspace) -> Iterator[Engine]:
    """Open an empty database, with those that the settings attach."""
    connection = workspace.connection()
    nowhere = replace(connection, settings={**connection.settings, "path": ":memory:"})
    with WORKING_DIRECTORY.inside(workspace.file.root):
        engine = workspace.adapter.open_engine(nowhere)
        try:
            yield engine
        finally:
            engine.close()


@contextmanager
def opened_to_list(workspace: Workspace, *, is_copy_enough: bool) -> Iterator[Engine]:
    """Open the target's engine for writing, or a scratch one if another process uses it.

    The scratch one reads the copy for readers, if there is one and `is_copy_enough`.
    """
    with ExitStack() as stack:
        try:
            engine = stack.enter_context(opened(workspace))
        except WarehouseLocked:
            copy = workspace.readers
            if not is_copy_enough or copy is None or not copy.file.exists():
                raise
            stack.enter_context(WORKING_DIRECTORY.inside(workspace.file.root))
            engine = workspace.adapter.open_scratch(workspace.connection(), copy.file)
            stack.callback(engine.close)
            workspace.tell(_copy_notice(copy, engine.catalogue()))
        yield engine


@contextmanager
def opened_to_read(workspace: Workspace) -> Iterator[Engine]:
    """Open the target's engine for reading, or the copy for readers if another process uses it.

    Reports the copy's generation and its time. Waits first only if a lock timeout is given.
    """
    with WORKING_DIRECTORY.inside(workspace.file.root):
        engine = _opened_to_read(workspace)
        try:
            yield engine
        finally:
            engine.close()


def _opened_to_read(workspace: Workspace) -> Engine:
    connection, copy = workspace.connection(read_only=True), workspace.readers
    if copy is not None and copy.file.exists():
        connection = replace(connection, lock_timeout_seconds=workspace.flags.lock_timeout or 0.0)
    try:
        return workspace.adapter.open_engine(connection)
    except WarehouseLocked as locked:
        if copy is None or not copy.file.exists():
            raise _naming_the_copy(workspace, locked) from locked
        engine = workspace.adapter.open_engine(workspace.adapter.of_copy(connection, copy.file))
    try:
        workspace.tell(_copy_notice(copy, engine.catalogue()))
    except BaseException:
        engine.close()
        raise
    return engine


def opened_copy(workspace: Workspace) -> tuple[Engine, Catalogue]:
    """Open the current copy for readers; return it and its contents. The caller closes it.

    Raises UsageError if the project has none, EnvironmentFault if it cannot be read.
    """
    copy = require_copy(workspace)
    engine = workspace.adapter.open_copy(workspace.connection(), copy.file)
    try:
        catalogue = engine.catalogue()
        _require_own(copy, catalogue)
    except BaseException:
        engine.close()
        raise
    return engine, catalogue


def require_copy(workspace: Workspace) -> ReadersCopy:
    """Return the copy for readers that the project has; raises UsageError if it has none."""
    if workspace.readers is None:
        if workspace.file.kind == "dbt":
            fix = "rename dbt_project.yml to seg_project.yml, and add 'publish: {readers: PATH}'"
        else:
            fix = f"add 'publish: {{readers: readers.duckdb}}' to {workspace.file.path}, and build"
        raise UsageError("the project has no copy for readers", fix=fix)
    return workspace.readers


def _require_own(copy: ReadersCopy, catalogue: Catalogue) -> None:
    if catalogue.copy_of != copy.owner:
        of = f"the copy for readers of {catalogue.copy_of}" if catalogue.copy_of else "no copy"
        raise EnvironmentFault(
            f"{copy.shown_path} is {of}",
            fix="name another file under 'publish: {readers: ...}', and build",
        )


def _copy_notice(copy: ReadersCopy, catalogue: Catalogue) -> str:
    if catalogue.copy_of != copy.owner:
        of = f"the copy for readers of {catalogue.copy_of}" if catalogue.copy_of else "no copy"
        raise EnvironmentFault(
            f"the warehouse is in use, and {copy.shown_path} is {of}",
            fix="try again later, and name another file under 'publish: {readers: ...}'",
        )
    current = catalogue.generations[0]
    return (
        f"the warehouse is in use: this is from {copy.shown_path}, generation {current.number}, "
        f"published {current.published_at:%Y-%m-%d %H:%M} UTC"
    )


def _naming_the_copy(workspace: Workspace, locked: WarehouseLocked) -> WarehouseLocked:
    """Return the error with a hint at what a copy for readers offers, or would offer."""
    if workspace.file.kind != "seg":
        return locked
    copy = workspace.readers
    if copy is None:
        more = (
            "'publish: {readers: PATH}' in seg_project.yml keeps a copy that can be read meanwhile"
        )
    elif not copy.file.exists():
        more = f"the next build writes {copy.shown_path}, which can be read meanwhile"
    else:
        more = f"reading {copy.shown_path} does not block builds"
    return WarehouseLocked(locked.what, fix=f"{locked.fix}; {more}" if locked.fix else more)


def read_catalogue(workspace: Workspace, *, is_copy_enough: bool = False) -> Catalogue:
    """Return the catalogue of the warehouse, or of the copy for readers if `is_copy_enough`.

    Empty if there is none yet.
    """
    if not has_warehouse(workspace):
        return Catalogue()
    read = opened_to_read(workspace) if is_copy_enough else opened(workspace, read_only=True)
    with read as engine:
        return engine.catalogue()
