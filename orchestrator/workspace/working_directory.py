"""The project's folder as the working directory, which relative paths in SQL and Python begin at.

A process has one working directory: while a warehouse is open it is the project's, and a second
project in another folder has to wait for its turn or take a process of its own.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from orchestrator.errors import UsageError


class WorkingDirectory:
    """Counts who works in a folder; the last one to leave goes back to where it was."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder: Path | None = None
        self._before = ""
        self._count = 0

    @contextmanager
    def inside(self, folder: Path) -> Iterator[None]:
        """Work in `folder`; raises UsageError while another one is worked in."""
        self._enter(folder)
        try:
            yield
        finally:
            self._leave()

    def _enter(self, folder: Path) -> None:
        with self._lock:
            if self._count and folder != self._folder:
                raise UsageError(
                    f"this process has the project in {self._folder} open",
                    fix="close its run first, or use a process for each project",
                )
            if not self._count:
                self._before = os.getcwd()
                os.chdir(folder)
                self._folder = folder
            self._count += 1

    def _leave(self) -> None:
        with self._lock:
            self._count -= 1
            if not self._count:
                os.chdir(self._before)


WORKING_DIRECTORY = WorkingDirectory()
