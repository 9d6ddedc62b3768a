"""Detects changed files: by size and times of all in one pass, by content in doubt.

As in git, a file whose times are not safely before the time of its stamp could have been changed
again at the same time; its content is compared until it is old enough. The change time (ctime)
counts, too: `cp -p`, `rsync -t`, unpacking an archive and `touch -r` set the modification time
back, but not this one.
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
    """Size, inode, modification and change time, and the digest of a file's content.

    A link that leads to another file now has another inode, even if everything else is equal.
    """

    size: int
    inode: int
    mtime_ns: int
    ctime_ns: int
    digest: str = ""


# A broken link, or one to a folder that contains it, exists and cannot be read.
_UNREAD = Stamp(-1, -1, -1, -1)


class Stamps(Struct, frozen=True):
    """The stamps of all files by path, taken at one time; `has_links` if one is a link."""

    taken_ns: int
    files: Mapping[str, Stamp]
    has_links: bool = False

    def with_digests(self) -> "Stamps":
        """Return the stamps with the digest of each file; an unreadable file has none."""
        files = {
            path: replace(stamp, digest=digest_of_file(path)) for path, stamp in self.files.items()
        }
        return replace(self, files=files)

    def renewed(self, digests: Mapping[str, str]) -> "Stamps":
        """Return the stamps with known digests."""
        files = {path: replace(stamp, digest=digests[path]) for path, stamp in self.files.items()}
        return replace(self, files=files)

    def packed(self, root: str) -> list[Any]:
        """Return the stamps as JSON, with paths relative to a root."""
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
    """Return what `Stamps.packed` was given, relative to this root."""
    taken_ns, *columns = packed
    rows = zip(*columns, strict=True)
    return Stamps(taken_ns, {_path_at(root, path): Stamp(*rest) for path, *rest in rows})


def path_from(root: str, path: str) -> str:
    """Return a path relative to the root; both are absolute and normalized."""
    inside = path.removeprefix(os.path.join(root, ""))
    return inside if inside != path else os.path.relpath(path, root)


def _path_at(root: str, path: str) -> str:
    found = os.path.join(root, path)
    return os.path.normpath(found) if path.startswith(os.pardir) else found


def take_stamps(folders: Iterable[str], single: Iterable[str]) -> Stamps:
    """Return the stamps of the files in `folders` that a project can contain, and of `single`."""
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
    """Add the stamps of the files in a folder; return whether there are links."""
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
    """Return the paths with changed content, and whether digests were needed to find them."""
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
    """Return the digest of a file's content; empty if it cannot be read."""
    try:
        return file_digest(path)
    except OSError:
        return ""
