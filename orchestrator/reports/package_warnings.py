"""Warnings about packages: only the first of each kind, since users cannot fix a package."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from orchestrator.lazy_regex import lazy_regex

_PLACE = lazy_regex(r"^[^\s:]+(?::\d+)*: ")
# What differs between warnings of one kind: names, places, counts.
_OTHER = lazy_regex(r"'[^']*'|\S+:\d+(?::\d+)?|\(and in \d+ more places?\)")


def condensed(messages: Iterable[str], root: Path, packages: Mapping[str, Path]) -> list[str]:
    """Return the messages about the project in `root`, and the first of each kind about a package.

    `packages` are the folders of all packages, by name; messages begin with the path of a file.
    """
    folders = {
        f"{Path(os.path.relpath(folder, root)).as_posix()}/": name
        for name, folder in packages.items()
        if folder != root
    }
    # A nested folder comes before the one that contains it.
    prefixes = sorted(folders, key=len, reverse=True)
    first: dict[tuple[str, str], str] = {}
    counts = Counter[tuple[str, str]]()
    for number, message in enumerate(messages):
        prefix = next((each for each in prefixes if message.startswith(each)), None)
        kind = str(number) if prefix is None else _kind(message)
        key = (prefix or "", kind)
        first.setdefault(key, message)
        counts[key] += 1
    return [
        message if counts[key] == 1 else _and_others(message, folders[key[0]], counts[key] - 1)
        for key, message in first.items()
    ]


def _kind(message: str) -> str:
    line = message.partition("\n")[0]
    return _OTHER.sub("", _PLACE.sub("", line)).strip()


def _and_others(message: str, package: str, count: int) -> str:
    line, *others = message.split("\n")
    told = f"{line} (and {count} more like it in the package '{package}': --debug shows them)"
    return "\n".join((told, *others))
