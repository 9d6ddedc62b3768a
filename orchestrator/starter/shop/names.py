"""How closely the name of a shop's column matches the name that staging uses."""

import re

from orchestrator.lazy_regex import lazy_regex
from orchestrator.starter.shop.contract import StagingColumn

CERTAIN = 60
"""From this score on, a name has only one meaning."""

_CAMEL = lazy_regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = lazy_regex(r"[\W_]+")


def words_of(name: str) -> tuple[str, ...]:
    """Split a name into words: `CustomerID` and `CUSTOMER_ID` are customer, id; `%` is a word."""
    spaced = _CAMEL.sub(" ", name.strip().replace("%", " percent "))
    return tuple(word for word in _NO_WORD.split(spaced.lower()) if word)


def nearness(name: str, own: str, target: StagingColumn) -> float:
    """Return 0 for a name unrelated to the target `own`, up to 100 for its exact name."""
    words = words_of(name)
    joined = "".join(words)
    if joined == _joined(own):
        return 100
    for names, best in ((target.names, 95.0), (target.maybe, 50.0)):
        for position, other in enumerate(names):
            if joined == _joined(other):
                return best - position * 0.5
    if set(target.never) & set(words):
        return 0
    return max((_held(words, other) for other in target.words), default=0)


def _joined(name: str) -> str:
    return re.sub(r"[\W_]", "", name.lower())


def _held(words: tuple[str, ...], other: str) -> float:
    """Return the score of a name that contains `other` as consecutive words, else 0."""
    inner = words_of(other)
    for start in range(len(words) - len(inner) + 1):
        if words[start : start + len(inner)] == inner:
            return 10 + 20 * len(inner) / len(words)
    return 0
