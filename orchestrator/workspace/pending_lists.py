"""Lists that were exported from the copy for readers: files next to the warehouse record them."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import msgspec

from orchestrator.artifacts.files import fault, write_atomically
from orchestrator.engines.boundary import Engine
from orchestrator.errors import EnvironmentFault
from orchestrator.people.ledger import open_ledger
from orchestrator.people.pending_lists import PendingList, remember_pending
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace

_ENDING = ".json"


@contextmanager
def kept_pending(workspace: Workspace, pending: PendingList) -> Iterator[None]:
    """Record what the warehouse has to remember, before the list is written; kept if that succeeds.

    Raises EnvironmentFault if it cannot be recorded.
    """
    folder = workspace.adapter.waiting_folder(workspace.connection())
    if folder is None:
        raise ValueError("a database in memory is nobody else's")
    file = folder / f"{uuid4().hex}{_ENDING}"
    try:
        # The file names people.
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise fault("write", folder, error) from error
    write_atomically(file, msgspec.json.encode(pending))
    try:
        yield
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def take_pending(workspace: Workspace, engine: Engine) -> None:
    """Move pending records into the warehouse, which is open for writing."""
    folder = workspace.adapter.waiting_folder(workspace.connection())
    if folder is None or not folder.is_dir():
        return
    try:
        files = sorted(folder.glob(f"*{_ENDING}"))
        pending = [_read(file) for file in files]
        if pending:
            with connected(engine, workspace.dialect) as warehouse:
                ledger = open_ledger(engine, workspace.dialect)
                remember_pending(warehouse, ledger, pending)
        for file in files:
            file.unlink(missing_ok=True)
        # Another list may have been recorded in the meantime.
        with suppress(OSError):
            folder.rmdir()
    except OSError as error:
        raise fault("read", folder, error) from error


def _read(file: Path) -> PendingList:
    try:
        return msgspec.json.decode(file.read_bytes(), type=PendingList)
    except msgspec.MsgspecError as error:
        raise EnvironmentFault(
            f"{file}: the record of a list cannot be read: {error}",
            fix="delete the file and the list that was written at the same time",
        ) from error
