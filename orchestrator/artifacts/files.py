"""Files that are never half: written aside, synced, renamed; and read back with suspicion."""

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
    """A file that cannot be read as what it should be, and why."""

    path: Path
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


def write_atomically(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Replace a file by one with new content; a reader sees the old or the new one, whole.

    The content can come in pieces. Raises EnvironmentFault, and leaves the old file and nothing
    beside it.
    """
    pieces: Iterable[str | bytes] = (content,) if isinstance(content, str | bytes) else content
    # Through a symbolic link the file behind it is replaced, not the link.
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
    """What nothing else in a folder is called; whoever finds it knows that seg made it."""
    return f".seg-{os.urandom(16).hex()}"


def hold(number: int) -> None:
    """Lock what was just made aside: it is in use until it is closed, or its process has died.

    On a disk without locks nobody deletes what is left.
    """
    with contextlib.suppress(OSError):
        fcntl.flock(number, fcntl.LOCK_EX)


def _new_file(folder: Path) -> tuple[Path, int]:
    """A new file in a folder, open and locked."""
    while True:
        aside = folder / name_aside()
        number = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        hold(number)
        # Before it was locked, it could be taken for one that nobody uses.
        if aside.exists():
            return aside, number
        os.close(number)


def sync(file_number: int) -> None:
    """Wait until the disk has what was written."""
    os.fsync(file_number)


def fault(doing: str, path: Path, error: OSError) -> EnvironmentFault:
    """`cannot write target/x.json: No space left on device`, with a fix where one is known."""
    why = error.strerror or str(error)
    return EnvironmentFault(f"cannot {doing} {path}: {why}", fix=_FIXES.get(error.errno or 0))


def sync_directory(directory: Path) -> None:
    """Make a rename last through a power loss, on systems where a directory can be synced."""
    with contextlib.suppress(OSError):
        number = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
