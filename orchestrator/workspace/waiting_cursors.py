"""Cursors of event consumers while another process uses the warehouse, in files next to it."""

from contextlib import suppress
from hashlib import sha256

import msgspec

from orchestrator.artifacts.files import fault, write_atomically
from orchestrator.engines.boundary import Engine
from orchestrator.errors import EnvironmentFault
from orchestrator.people.event_consumers import Advance, open_consumers
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace

_ENDING = ".cursor"


def keep_waiting(workspace: Workspace, made: Advance) -> None:
    """Save a cursor for the next command that writes the warehouse; raises EnvironmentFault."""
    folder = workspace.adapter.waiting_folder(workspace.connection())
    if folder is None:
        raise ValueError("a database in memory is nobody else's")
    try:
        # Lists wait there too.
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise fault("write", folder, error) from error
    key = f"{made.target_schema}\0{made.consumer}"
    write_atomically(
        folder / f"{sha256(key.encode()).hexdigest()[:32]}{_ENDING}", msgspec.json.encode(made)
    )


def take_waiting(workspace: Workspace, engine: Engine) -> None:
    """Move waiting cursors into the warehouse, which is open for writing."""
    folder = workspace.adapter.waiting_folder(workspace.connection())
    if folder is None or not folder.is_dir():
        return
    try:
        for file in sorted(folder.glob(f"*{_ENDING}")):
            try:
                made = msgspec.json.decode(file.read_bytes(), type=Advance)
            except msgspec.MsgspecError as error:
                raise EnvironmentFault(
                    f"{file}: the cursor of an event consumer cannot be read: {error}",
                    fix="delete the file; the consumer then receives some events a second time",
                ) from error
            with connected(engine, workspace.dialect) as warehouse:
                open_consumers(warehouse, made.target_schema).advance(made)
            file.unlink(missing_ok=True)
        # Something else may be waiting there.
        with suppress(OSError):
            folder.rmdir()
    except OSError as error:
        raise fault("read", folder, error) from error
