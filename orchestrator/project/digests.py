"""SHA-256 digests of files; a large file is read only once per command."""

import hashlib
import os
import time
from functools import lru_cache
from pathlib import Path

_LARGE_BYTES = 1 << 20
# Some file systems have a time resolution of two seconds: within that time, a file can change again
# without a new modification time.
SAFE_NS = 2_000_000_000


def file_digest(path: str | Path) -> str:
    """Return the digest of a file's content as hexadecimal digits; raises OSError."""
    now = time.time_ns()
    found = os.stat(path)
    times = (found.st_mtime_ns, found.st_ctime_ns)
    if found.st_size < _LARGE_BYTES or max(times) + SAFE_NS >= now:
        return _digest(path)
    return _digest_as_it_was(str(path), found.st_size, found.st_ino, times)


@lru_cache(maxsize=100)
def _digest_as_it_was(path: str, _size: int, _inode: int, _times: tuple[int, int]) -> str:
    return _digest(path)


def _digest(path: str | Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
