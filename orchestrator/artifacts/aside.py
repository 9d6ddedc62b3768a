"""Files and folders that are written next to their destination, and what a kill left of them.

A process holds a lock on each of them while it uses it, so that a later process knows which are
abandoned: it moves complete ones into place, and deletes the rest.
"""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestrator.artifacts.files import hold, name_aside, sync, sync_directory
from orchestrator.lazy_regex import lazy_regex

_ASIDE = lazy_regex(r"[.]seg-[0-9a-f]{32}")
_NEW, _OLD = "new", "old"


@contextmanager
def aside(place: Path) -> Iterator[Path]:
    """A place to write what `put` moves into place; leftovers are deleted at the end.

    So are parent folders that are not needed then.
    """
    above = list(_missing(place.parent))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        clear_left_aside(place.parent)
        folder, lock = _locked_folder(place.parent)
        try:
            (folder / _NEW).mkdir()
            yield folder / _NEW / place.name
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
    finally:
        for made in above:
            with contextlib.suppress(OSError):
                made.rmdir()


def put(made: Path, place: Path) -> None:
    """Move a file or folder into place, replacing what is there."""
    old = made.parent.with_name(_OLD)
    # Only files can be replaced in one step.
    if os.path.lexists(place) and (place.is_dir() or made.is_dir()):
        os.replace(place, old)
    try:
        os.replace(made, place)
    except OSError:
        if os.path.lexists(old):
            os.replace(old, place)
        raise
    sync_directory(place.parent)


def sync_all(made: Path) -> None:
    """Sync a file or a folder: otherwise a rename could outlive a power loss without it."""
    below = (Path(folder, name) for folder, _, names in os.walk(made) for name in names)
    files = (path for path in below if not path.is_symlink())
    for path in files if made.is_dir() else (made,):
        with path.open("rb") as file:
            sync(file.fileno())


def _missing(folder: Path) -> Iterator[Path]:
    """Yield the folder and its parents that do not exist, the innermost first."""
    while not folder.exists():
        yield folder
        folder = folder.parent


def clear_left_aside(parent: Path) -> None:
    """Finish what dead processes left in a folder; what cannot be deleted stays."""
    try:
        names = [each.name for each in os.scandir(parent) if _ASIDE.fullmatch(each.name)]
    except OSError:
        return
    for name in names:
        with contextlib.suppress(OSError):
            _clear(parent / name)


def _clear(left: Path) -> None:
    lock = os.open(left, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if left.is_dir():
            _clear_folder(left)
        else:
            left.unlink()
    finally:
        os.close(lock)


def _clear_folder(folder: Path) -> None:
    # The old one was moved away, and the new one, which is complete, not yet moved into place.
    if os.path.lexists(folder / _OLD):
        for made in (folder / _NEW).iterdir():
            if not os.path.lexists(folder.parent / made.name):
                os.replace(made, folder.parent / made.name)
    shutil.rmtree(folder)


def _locked_folder(parent: Path) -> tuple[Path, int]:
    """Return a new folder and the lock on it."""
    while True:
        folder = parent / name_aside()
        folder.mkdir(mode=0o700)
        # Before it is locked, another process can take it for an abandoned one.
        try:
            lock = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        hold(lock)
        if folder.exists():
            return folder, lock
        os.close(lock)
