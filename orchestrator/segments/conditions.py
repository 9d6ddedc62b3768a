"""Splits a rule: its conditions, how and / or / not join them, what they compare with."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

from msgspec import Struct

from orchestrator.dialects.sql_text import Token, tokens
from orchestrator.segments.events import event_calls, without_events
from orchestrator.segments.sides import Sides, column_name, compared_sides

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Condition(Struct, frozen=True):
    """A part of a rule without and / or / not to split at: `text`, from `start` on."""

    text: str
    start: int


class Joined(Struct, frozen=True):
    """Parts of a rule, joined by one word; `not` has one part."""

    word: Literal["and", "or", "not"]
    parts: "tuple[Part, ...]"


Part = Condition | Joined


class Comparison(Struct, frozen=True):
    """A column compared with a number, which is at `start` to `end` of the rule.

    `text` is the number as written in the rule. `call` is the start of an event call, of which the
    number is an argument and `column` its name.
    """

    column: str
    operator: str
    number: Decimal
    text: str
    start: int
    end: int
    call: str = ""

    def __str__(self) -> str:
        """Return the comparison as messages show it."""
        if self.call:
            return f"{self.column}={self.text} of {self.call}"
        return f"{self.column} {self.operator} {self.text}"


def taken_apart(rule: str) -> Part:
    """Return the conditions of a rule, as and / or / not join them."""
    return _part(rule, list(tokens(rule)))


def conditions(part: Part) -> Iterator[Condition]:
    """Yield the conditions in a part, in the order of the text."""
    if isinstance(part, Condition):
        yield part
    else:
        for inner in part.parts:
            yield from conditions(inner)


def comparisons(condition: Condition) -> list[Comparison]:
    """Return a condition's comparisons with numbers: two for `between`, else one or none.

    Numbers passed to event calls count as comparisons too, under the argument's name.
    """
    sides = compared_sides(list(tokens(without_events(condition.text, named=True))))
    found = [each for pair in sides if (each := _comparison(pair, condition.start))]
    return [*(found if len(found) == len(sides) else ()), *_arguments(condition)]


def _arguments(condition: Condition) -> Iterator[Comparison]:
    for call in event_calls(condition.text)[0]:
        begins = f"{call.function}('{call.event_type}')"
        for each in call.arguments:
            if each.is_number:
                start, end = condition.start + each.start, condition.start + each.end
                number = Decimal(each.value)
                yield Comparison(each.name, "=", number, each.value, start, end, begins)


def _part(rule: str, found: Sequence[Token]) -> Part:
    for word in ("or", "and"):
        pieces = _split(found, word)
        if len(pieces) > 1 and all(pieces):
            parts = tuple(_part(rule, piece) for piece in pieces)
            return Joined("or" if word == "or" else "and", parts)
    if len(found) > 1 and found[0].is_word("not"):
        return Joined("not", (_part(rule, found[1:]),))
    if len(found) > 2 and found[0].text == "(" and _closes_at(found) == len(found) - 1:
        return _part(rule, found[1:-1])
    if not found:
        return Condition(rule, 0)
    return Condition(rule[found[0].start : found[-1].end], found[0].start)


def _split(found: Sequence[Token], word: str) -> list[Sequence[Token]]:
    """Split tokens at `word`, outside brackets, `case` and `between ... and`."""
    pieces: list[Sequence[Token]] = []
    start = depth = betweens = 0
    for position, token in enumerate(found):
        if token.text in ("(", "[", "{") or token.is_word("case"):
            depth += 1
        elif token.text in (")", "]", "}") or token.is_word("end"):
            depth -= 1
        elif depth == 0 and token.is_word("between"):
            betweens += 1
        elif depth == 0 and token.is_word("and") and betweens:
            betweens -= 1
        elif depth == 0 and token.is_word(word):
            pieces.append(found[start:position])
            start = position + 1
    return [*pieces, found[start:]]


def _closes_at(found: Sequence[Token]) -> int:
    """Return where the first bracket is closed."""
    depth = 0
    for position, token in enumerate(found):
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "other" else 0
        if depth == 0:
            return position
    return -1


def _comparison(sides: Sides, offset: int) -> Comparison | None:
    """Return the comparison of `column < number` or `number < column`."""
    left, operator, right = sides.left, sides.operator, sides.right
    if (column := column_name(left)) and (number := _number(right, offset)):
        return Comparison(column, operator, *number)
    if (column := column_name(right)) and (number := _number(left, offset)):
        return Comparison(column, _TURNED.get(operator, operator), *number)
    return None


def _number(found: Sequence[Token], offset: int) -> tuple[Decimal, str, int, int] | None:
    if not found or len(found) > 2 or (len(found) == 2 and found[0].text not in "+-"):
        return None
    if found[-1].kind != "other":  # a column can be named nan
        return None
    text = "".join(token.text for token in found)
    try:
        return Decimal(text), text, offset + found[0].start, offset + found[-1].end
    except InvalidOperation:
        return None
