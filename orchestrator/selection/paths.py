"""Matches path patterns against a file or the folders above it, by text only."""

from pathlib import PurePath

from orchestrator.selection.patterns import Matcher, matcher

_ANY_FOLDERS = "**"

PathPattern = tuple[Matcher | None, ...]


def path_pattern(value: str, root: PurePath) -> PathPattern:
    """Return a pattern's parts, each a test of one part of a path; None is any number of folders.

    An absolute pattern below `root` is relative to it, like all other patterns.
    """
    parts = _parts(value)
    anchor = _parts(root.as_posix())
    if PurePath(value).is_absolute() and parts[: len(anchor)] == anchor:
        parts = parts[len(anchor) :]
    return tuple(
        None if part == _ANY_FOLDERS else matcher(part)
        for part, before in zip(parts, [None, *parts], strict=False)
        if not part == before == _ANY_FOLDERS
    )


def names(pattern: PathPattern, path: str) -> bool:
    """Return whether the pattern matches the path or a folder above it."""
    return _leads(pattern, tuple(_parts(path)))


def _leads(pattern: PathPattern, parts: tuple[str, ...]) -> bool:
    if not pattern:
        return True
    first, rest = pattern[0], pattern[1:]
    if first is None:
        return any(_leads(rest, parts[skipped:]) for skipped in range(len(parts) + 1))
    return bool(parts) and first(parts[0]) and _leads(rest, parts[1:])


def _parts(path: str) -> list[str]:
    return [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
