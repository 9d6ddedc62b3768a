"""How near the name of a shop's column is to what staging calls it."""

import re

from orchestrator.lazy_regex import lazy_regex
from orchestrator.starter.shop.contract import StagingColumn

CERTAIN = 60
"""From here on, a name means one thing."""

_CAMEL = lazy_regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = lazy_regex(r"[\W_]+")


def words_of(name: str) -> tuple[str, ...]:
    """`CustomerID`, `customer id` and `CUSTOMER_ID` as customer, id; `%` is a word, too."""
    spaced = _CAMEL.sub(" ", name.strip().replace("%", " percent "))
    return tuple(word for word in _NO_WORD.split(spaced.lower()) if word)


def nearness(name: str, own: str, target: StagingColumn) -> float:
    """0 for a name that says nothing of the target `own`, 100 for its own name."""
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
    """How much of the words are those of `other`, in a row."""
    inner = words_of(other)
    for start in range(len(words) - len(inner) + 1):
        if words[start : start + len(inner)] == inner:
            return 10 + 20 * len(inner) / len(words)
    return 0
