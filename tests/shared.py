"""Shares expensive objects within a test run, also between processes."""

import fcntl
import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

WORKER_FOLDER = "popen-"

Files = Mapping[str, str]
BuiltOnce = Callable[[Files], Path]
"""What the fixture `built_once` gives: the folder of the test, in which the files were built."""


def made_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """A folder that `make` filled: the first process to ask for `name` makes it, others wait.

    All tests read it, and none writes to it. What failed is tried again by the next who asks.
    """
    base = tmp_path_factory.getbasetemp()
    # Each process of pytest-xdist has a folder of its own below that of the whole run.
    root = base.parent if base.name.startswith(WORKER_FOLDER) else base
    folder = root / f"shared-{sha256(name.encode()).hexdigest()[:12]}"
    done = folder.with_suffix(".done")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def own_copy(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], object],
    to: Path,
) -> Path:
    """A copy of what is made once, for a test that changes it."""
    made = made_once(tmp_path_factory, name, make)
    return Path(shutil.copytree(made, to, dirs_exist_ok=True))
