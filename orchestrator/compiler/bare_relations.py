"""Relations that a SELECT reads without an alias.

Columns written as `orders.id` after `from orders` must still resolve after `orders` is replaced.
"""

import re
from collections.abc import Iterator

from orchestrator.dialects.sql_text import (
    BEFORE_RELATIONS,
    Token,
    code_only,
    relation_starts,
    tokens,
)
from orchestrator.lazy_regex import lazy_regex

# A letter that does not occur in names, but that `tokens` treats as part of a word.
_STAND_IN = "\u01c3"
_STARTS = "|".join(sorted(BEFORE_RELATIONS)).replace(" ", r"\s+")
_READ = lazy_regex(rf"\b(?:{_STARTS})\b[\s(]*({_STAND_IN}+)(?=\s*(\w+|[\".])?)", re.IGNORECASE)
_LISTED = lazy_regex(rf",\s*{_STAND_IN}")
# Words that can follow a relation in a FROM clause, so they are not its alias.
# fmt: off
_AFTER = frozenset({
    "anti", "asof", "cross", "except", "fetch", "for", "from", "full", "group", "having", "inner",
    "intersect", "join", "left", "limit", "natural", "offset", "on", "order", "pivot", "positional",
    "qualify", "returning", "right", "sample", "select", "semi", "set", "tablesample", "union",
    "unpivot", "using", "where", "window", "with",
})
# fmt: on

Places = frozenset[int]


def bare_relations(sql: str, placeholders: re.Pattern[str]) -> Places:
    """Return the offsets of placeholders in `sql` that have no alias in their FROM clause."""
    masked = placeholders.sub(lambda found: _STAND_IN * len(found[0]), sql)
    code = code_only(masked)
    if code is None or _LISTED.search(code):
        return frozenset(_bare(list(tokens(masked))))
    # Most SELECTs read one relation after FROM or JOIN: that takes a tenth of the time.
    return frozenset(
        found.start(1)
        for found in _READ.finditer(code)
        if found[2] is None or found[2].lower() in _AFTER
    )


def _bare(found: list[Token]) -> Iterator[int]:
    for number in relation_starts(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if found[number].text.startswith(_STAND_IN) and not _is_name(after):
            yield found[number].start


def _is_name(after: Token | None) -> bool:
    """Return whether what follows a relation is its alias, or selects a part of it."""
    if after is None:
        return False
    if after.kind == "word":
        return after.text.lower() not in _AFTER
    return after.kind == "quoted" or after.text == "."
