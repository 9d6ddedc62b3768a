"""The sides of a comparison, as tokens: left and right of `<`, and in a `between`."""

from collections.abc import Sequence

from msgspec import Struct

from orchestrator.dialects.sql_text import Token

_COMPARING = {"<", "<=", "=", "==", ">=", ">", "<>", "!="}
_SHORTEST_BETWEEN = 5  # `a between 1 and 2`


class Sides(Struct, frozen=True):
    """What one comparison compares."""

    left: Sequence[Token]
    operator: str
    right: Sequence[Token]


def compared_sides(found: Sequence[Token]) -> list[Sides]:
    """Return the comparisons in a condition's tokens: two for a `between`, else one or none."""
    if len(found) >= _SHORTEST_BETWEEN and found[1].is_word("between"):
        joints = [position for position, token in enumerate(found) if token.is_word("and")]
        if len(joints) != 1:
            return []
        low, high = found[2 : joints[0]], found[joints[0] + 1 :]
        return [Sides(found[:1], ">=", low), Sides(found[:1], "<=", high)]
    marks = [token for token in found if token.kind == "other" and token.text in "<>=!"]
    operator = "".join(token.text for token in marks)
    if operator not in _COMPARING:
        return []
    first = found.index(marks[0])
    if list(found[first : first + len(marks)]) != marks:
        return []
    return [Sides(found[:first], operator, found[first + len(marks) :])]


def column_name(found: Sequence[Token]) -> str | None:
    """Return the unquoted name if a side is only that, else None."""
    if len(found) != 1:
        return None
    if found[0].kind == "quoted":
        return found[0].text[1:-1].replace('""', '"')
    return found[0].text if found[0].kind == "word" else None
