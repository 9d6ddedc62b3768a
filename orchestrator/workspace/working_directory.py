"""Makes the project's folder the working directory, where relative paths in SQL and Python start.

A process has one working directory, and can open a database in one way: while a warehouse is open,
a second run has to wait or use its own process.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from orchestrator.errors import EnvironmentFault, UsageError


def current_folder() -> Path:
    """Return the working directory; raises EnvironmentFault if it was deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise EnvironmentFault(
            "the folder that seg was started in no longer exists",
            fix="start it again from an existing folder",
        ) from error


class WorkingDirectory:
    """Lets one project in at a time, and restores the previous directory."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder: Path | None = None

    @contextmanager
    def inside(self, folder: Path) -> Iterator[None]:
        """Work in `folder`; raises UsageError while any warehouse is open, even the same one."""
        with self._lock:
            if self._folder is not None:
                raise UsageError(
                    f"this process has the project in {self._folder} open",
                    fix="close its run first, or use one process per project",
                )
            before = current_folder()
            os.chdir(folder)
            self._folder = folder
        try:
            yield
        finally:
            with self._lock:
                with suppress(FileNotFoundError):  # it may have been deleted
                    os.chdir(before)
                self._folder = None


WORKING_DIRECTORY = WorkingDirectory()
