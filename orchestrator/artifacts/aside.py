"""What is made aside, in a folder or a file beside its place, and what a kill left of that.

A process holds a lock on each of them for as long as it uses it, so that a later one knows what
nobody uses any more: it puts in place what was whole, and deletes the rest.
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
    """Where to make what `put` puts in its place; what is left of it goes in the end.

    So do folders above the place that are not needed then.
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
    """Put a file or a folder that was made aside in its place, instead of what is there."""
    old = made.parent.with_name(_OLD)
    # Only a file takes the place of another one in one step.
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
    """Wait until the disk has a file, or all of a folder: else a rename may outlive the content."""
    below = (Path(folder, name) for folder, _, names in os.walk(made) for name in names)
    files = (path for path in below if not path.is_symlink())
    for path in files if made.is_dir() else (made,):
        with path.open("rb") as file:
            sync(file.fileno())


def _missing(folder: Path) -> Iterator[Path]:
    """The folder and those above it that are not there, the innermost first."""
    while not folder.exists():
        yield folder
        folder = folder.parent


def clear_left_aside(parent: Path) -> None:
    """End what processes left in a folder that died; what cannot be deleted stays."""
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
    # The old one was away, and the new one not there yet, which is whole by then.
    if os.path.lexists(folder / _OLD):
        for made in (folder / _NEW).iterdir():
            if not os.path.lexists(folder.parent / made.name):
                os.replace(made, folder.parent / made.name)
    shutil.rmtree(folder)


def _locked_folder(parent: Path) -> tuple[Path, int]:
    """A new folder, and the lock on it."""
    while True:
        folder = parent / name_aside()
        folder.mkdir(mode=0o700)
        # Before it is locked, it can be taken for one that nobody uses.
        try:
            lock = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        hold(lock)
        if folder.exists():
            return folder, lock
        os.close(lock)
