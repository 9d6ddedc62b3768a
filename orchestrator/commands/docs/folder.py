"""The folder of the site, which contains a complete site at any moment: the old one or the new one.

The page that is opened refers to a folder next to it with everything else, so replacing one file
switches sites.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from orchestrator.artifacts.files import fault, write_atomically
from orchestrator.errors import EnvironmentFault

PAGE = "index.html"
_PARTS = "parts-"

SiteFiles = Callable[[str], Iterator[tuple[str, str]]]
"""Returns the files of a site by path; all but the page are in the folder of the given name."""


def write_site(folder: Path, files: SiteFiles) -> tuple[int, int]:
    """Replace the site in a folder; return its number of files and their size in bytes.

    Raises EnvironmentFault, and leaves the old site in place.
    """
    with _alone_in(folder):
        parts = f"{_PARTS}{token_hex(6)}"
        try:
            sizes = [_written(folder / name, content) for name, content in files(parts)]
        except BaseException:
            shutil.rmtree(folder / parts, ignore_errors=True)
            raise
        for old in folder.glob(f"{_PARTS}*"):
            if old.name != parts:
                _removed(old)
    return len(sizes), sum(sizes)


def _written(file: Path, content: str) -> int:
    data = content.encode()
    write_atomically(file, data)
    return len(data)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Lock the folder against other processes that write a site."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise fault("write", folder, error) from error
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            what = f"another process is writing the site in {folder}"
            raise EnvironmentFault(what, fix="wait until it has ended") from None
        yield
    finally:
        os.close(number)


def _removed(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise fault("delete", folder, error) from error
