"""Whether files are as they were: size and times of all in one pass, content where in doubt.

As git does: a file whose times are not safely before the moment at which its stamp was taken may
have been changed again at the same time; its content is looked at until it has been seen to be
older. The time of change counts too: copying with `cp -p` or `rsync -t`, unpacking an archive and
`touch -r` set the time of modification back, but not that one.
"""

import os
import time
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.project.digests import SAFE_NS, file_digest
from orchestrator.project.files import leads_back

_ENDINGS = (".sql", ".py", ".csv", ".yml", ".yaml", ".md")


class Stamp(Struct, frozen=True):
    """Size, inode, times of modification and of change, and the digest of a file's content.

    A link that leads to another file now has another inode, though all else may be equal.
    """

    size: int
    inode: int
    mtime_ns: int
    ctime_ns: int
    digest: str = ""


# A link to nowhere, or to a folder that holds it, is there and cannot be read.
_UNREAD = Stamp(-1, -1, -1, -1)


class Stamps(Struct, frozen=True):
    """The stamps of all files by path, taken at a moment; `has_links` is whether one is a link."""

    taken_ns: int
    files: Mapping[str, Stamp]
    has_links: bool = False

    def with_digests(self) -> "Stamps":
        """The same with the digest of each file; a file that cannot be read has none."""
        files = {
            path: replace(stamp, digest=digest_of_file(path)) for path, stamp in self.files.items()
        }
        return replace(self, files=files)

    def renewed(self, digests: Mapping[str, str]) -> "Stamps":
        """The same with digests that are known."""
        files = {path: replace(stamp, digest=digests[path]) for path, stamp in self.files.items()}
        return replace(self, files=files)

    def packed(self, root: str) -> list[Any]:
        """The stamps as JSON, with paths from a root."""
        columns = [
            (
                path_from(root, path),
                stamp.size,
                stamp.inode,
                stamp.mtime_ns,
                stamp.ctime_ns,
                stamp.digest,
            )
            for path, stamp in self.files.items()
        ]
        return [self.taken_ns, *(list(column) for column in zip(*columns, strict=True))]


def unpacked(packed: list[Any], root: str) -> Stamps:
    """What `Stamps.packed` gave, as if it were for this root."""
    taken_ns, *columns = packed
    rows = zip(*columns, strict=True)
    return Stamps(taken_ns, {_path_at(root, path): Stamp(*rest) for path, *rest in rows})


def path_from(root: str, path: str) -> str:
    """A path as it is from the root; both are absolute and without detours."""
    inside = path.removeprefix(os.path.join(root, ""))
    return inside if inside != path else os.path.relpath(path, root)


def _path_at(root: str, path: str) -> str:
    found = os.path.join(root, path)
    return os.path.normpath(found) if path.startswith(os.pardir) else found


def take_stamps(folders: Iterable[str], single: Iterable[str]) -> Stamps:
    """The stamps of the files in `folders` that a project can hold, and of those in `single`."""
    files: dict[str, Stamp] = {}
    taken_ns = time.time_ns()
    has_links = False
    for folder in folders:
        has_links |= _walk(folder, files)
    for path in single:
        try:
            found = os.stat(path)
        except OSError:
            continue
        files[path] = _stamp_of(found)
    return Stamps(taken_ns, files, has_links)


def _walk(folder: str, files: dict[str, Stamp]) -> bool:
    """Add the stamps of the files in a folder; whether there are links on the way."""
    has_links = False
    pending = [folder]
    while pending:
        try:
            entries = os.scandir(pending.pop())
        except OSError:
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                is_link = entry.is_symlink()
                has_links |= is_link
                if entry.is_dir():
                    if is_link and leads_back(os.path.dirname(entry.path), name, folder):
                        files[entry.path] = _UNREAD
                    else:
                        pending.append(entry.path)
                elif name.lower().endswith(_ENDINGS):
                    _stamp(entry, files)
    return has_links


def _stamp(entry: "os.DirEntry[str]", files: dict[str, Stamp]) -> None:
    try:
        found = entry.stat()
    except OSError:
        files[entry.path] = _UNREAD
    else:
        files[entry.path] = _stamp_of(found)


def _stamp_of(found: os.stat_result) -> Stamp:
    return Stamp(found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)


def changed(before: Stamps, now: Stamps) -> tuple[set[str], bool]:
    """The paths whose content is not as before, and whether a digest had to be taken for that."""
    paths = before.files.keys() ^ now.files.keys()
    is_doubtful = False
    for path, stamp in now.files.items():
        old = before.files.get(path)
        if old is None:
            continue
        is_safe = max(old.mtime_ns, old.ctime_ns) + SAFE_NS < before.taken_ns
        if is_safe and replace(stamp, digest=old.digest) == old:
            continue
        is_doubtful = True
        if not old.digest or old.size != stamp.size or digest_of_file(path) != old.digest:
            paths.add(path)
    return paths, is_doubtful


def digest_of_file(path: str) -> str:
    """The digest of a file's content; empty when it cannot be read."""
    try:
        return file_digest(path)
    except OSError:
        return ""
