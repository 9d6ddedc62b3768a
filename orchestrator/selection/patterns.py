"""Wildcards in names: `*` any text, `?` one character, `[...]` one of some characters."""

import re
from collections.abc import Callable
from fnmatch import translate

Matcher = Callable[[str], bool]


def has_wildcard(value: str) -> bool:
    """Return whether a value is a pattern and not just a name."""
    return any(sign in value for sign in "*?[]")


def matcher(pattern: str) -> Matcher:
    """Return a function that tells whether a name matches the pattern, case-sensitively."""
    if not has_wildcard(pattern):
        return pattern.__eq__
    compiled = re.compile(translate(pattern))
    return lambda name: compiled.match(name) is not None
