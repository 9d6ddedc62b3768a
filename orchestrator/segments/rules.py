"""A rule: an SQL condition on one row, in which `in_segment()` refers to other families."""

import hashlib
from collections.abc import Iterator, Sequence

from msgspec import Struct

from orchestrator.dialects.sql_text import Token, tokens

IN_SEGMENT = "in_segment"
SHOWN_DIGITS = 8
"""How many digits of a digest name the version of a rule."""

_OPENING = {"(": ")", "[": "]", "{": "}"}
_CLOSING = {")": "(", "]": "[", "}": "{"}


class Membership(Struct, frozen=True):
    """A segment of some family."""

    family: str
    segment: str

    def __str__(self) -> str:
        return f"{self.family}.{self.segment}"


class InSegment(Struct, frozen=True):
    """A call of `in_segment()` in a rule, from `start` to `end`; `name_at` is where its name is."""

    membership: Membership
    start: int
    end: int
    name_at: int


class Fault(Struct, frozen=True):
    """What is wrong with a rule, at the offset `at`, where `word` is."""

    what: str
    at: int
    word: str
    fix: str | None = None


def in_segments(rule: str) -> tuple[list[InSegment], list[Fault]]:
    """Return the calls of `in_segment()` in a rule, in order, and those that are invalid."""
    found: list[InSegment] = []
    faults: list[Fault] = []
    sequence = list(tokens(rule))
    for position, token in enumerate(sequence):
        if not token.is_word(IN_SEGMENT):
            continue
        call = _call(sequence[position : position + 4])
        if call is None:
            what = "in_segment() needs one name in quotes"
            fix = "write in_segment('family.segment')"
            faults.append(Fault(what, token.start, token.text, fix))
        else:
            found.append(call)
    return found, faults


def _call(four: Sequence[Token]) -> InSegment | None:
    if len(four) < 4 or four[1].text != "(" or four[2].kind != "string" or four[3].text != ")":
        return None
    family, dot, segment = four[2].text[1:-1].partition(".")
    if not (family and dot and segment) or not four[2].text.startswith("'"):
        return None
    return InSegment(Membership(family, segment), four[0].start, four[3].end, four[2].start + 1)


def form_faults(rule: str) -> Iterator[Fault]:
    """Yield why a text is not one condition, as far as brackets show.

    A rule is put into brackets: it must not close them, nor end the statement.
    """
    is_empty = True
    opened: list[Token] = []
    for token in tokens(rule):
        is_empty = False
        if token.text == ";":
            yield Fault(
                "a rule is one condition, not a statement", token.start, ";", "take out ';'"
            )
            return
        if token.kind != "other":
            continue
        if token.text in _OPENING:
            opened.append(token)
        elif token.text in _CLOSING:
            if not opened or opened[-1].text != _CLOSING[token.text]:
                what = f"the rule closes a '{token.text}' that is not open"
                yield Fault(what, token.start, token.text)
                return
            opened.pop()
    if is_empty:
        fix = "write a condition, or otherwise: true"
        yield Fault("the rule is empty", 0, "", fix)
    elif opened:
        what = f"the rule does not close a '{opened[-1].text}'"
        yield Fault(what, opened[-1].start, opened[-1].text)


def rule_digest(*texts: str) -> str:
    """Return a digest of rules or other digests, in order, ignoring white space and comments."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(" ".join(token.text for token in tokens(text)).encode() + b"\0")
    return digest.hexdigest()


def everyone_else(rules: Sequence[str]) -> str:
    """Return the definition of `otherwise`: none of the other rules holds."""
    return " and ".join(f"not ({rule})" for rule in rules) or "true"
