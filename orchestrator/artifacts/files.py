"""Files that are never half: written aside, synced, renamed; and read back with suspicion."""

import contextlib
import errno
import os
from collections.abc import Mapping
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


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace a file by one with new content; a reader sees the old or the new one, whole.

    Raises EnvironmentFault, and leaves the old file and nothing beside it.
    """
    data = content.encode(errors="backslashreplace") if isinstance(content, str) else content
    # Through a symbolic link the file behind it is replaced, not the link.
    target = Path(os.path.realpath(path))
    aside = target.with_name(f".{target.name}.{os.getpid()}.aside")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # A process with our number may have died here and left its file.
        aside.unlink(missing_ok=True)
        with aside.open("xb") as file:
            file.write(data)
            sync(file.fileno())
        aside.replace(target)
        sync_directory(target.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise fault("write", path, error) from error


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
