"""Atomic files: written next to their destination, synced, renamed; and checked when read."""

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from orchestrator.errors import EnvironmentFault

_FIXES: Mapping[int, str] = {
    errno.ENOSPC: "free some disk space; the file is unchanged",
    errno.EDQUOT: "free some disk space; the file is unchanged",
    errno.EACCES: "make the directory writable, or choose another target path",
    errno.EPERM: "make the directory writable, or choose another target path",
    errno.EROFS: "choose a writable target path",
}


class Damaged(Struct, frozen=True):
    """A file that is not valid, and why."""

    path: Path
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


def write_atomically(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Replace a file's content atomically: a reader sees either the old or the new file.

    The content can come in pieces. If it raises EnvironmentFault, the old file is unchanged and no
    temporary file is left.
    """
    pieces: Iterable[str | bytes] = (content,) if isinstance(content, str | bytes) else content
    # For a symbolic link, the target is replaced, not the link.
    target = Path(os.path.realpath(path))
    aside = target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside, lock = _new_file(target.parent)
        with os.fdopen(lock, "wb") as file:
            for piece in pieces:
                if isinstance(piece, str):
                    piece = piece.encode(errors="backslashreplace")
                file.write(piece)
            file.flush()
            sync(file.fileno())
            aside.replace(target)
        sync_directory(target.parent)
    except BaseException as error:
        if aside != target:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise fault("write", path, error) from error
        raise


def name_aside() -> str:
    """Return a unique name in a folder, which shows that seg created the file."""
    return f".seg-{os.urandom(16).hex()}"


def hold(number: int) -> None:
    """Lock a new temporary file: it is in use until it is closed, or its process has died.

    On a disk without locks, leftovers are not deleted.
    """
    with contextlib.suppress(OSError):
        fcntl.flock(number, fcntl.LOCK_EX)


def _new_file(folder: Path) -> tuple[Path, int]:
    """Return a new file in a folder, open and locked."""
    while True:
        aside = folder / name_aside()
        number = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        hold(number)
        # Before it was locked, another process could take it for an abandoned one.
        if aside.exists():
            return aside, number
        os.close(number)


def sync(file_number: int) -> None:
    """Sync written data to disk."""
    os.fsync(file_number)


def fault(doing: str, path: Path, error: OSError) -> EnvironmentFault:
    """`cannot write target/x.json: No space left on device`, with a fix where one is known."""
    why = error.strerror or str(error)
    return EnvironmentFault(f"cannot {doing} {path}: {why}", fix=_FIXES.get(error.errno or 0))


def sync_directory(directory: Path) -> None:
    """Make a rename survive a power loss, on systems where a directory can be synced."""
    with contextlib.suppress(OSError):
        number = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
