"""Parses questions about events in a rule, such as `did('order', within_days=7)`."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from orchestrator.dialects.sql_text import Token, tokens
from orchestrator.names import did_you_mean
from orchestrator.segments.rules import Fault

Function = Literal["did", "first_time", "count", "sum", "last"]

ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "did": ("at_least", "at_most", "within_days", "where"),
    "first_time": ("within_days", "where"),
    "count": ("within_days", "where"),
    "sum": ("of", "within_days", "where"),
    "last": ("of", "within_days", "where"),
}
"""The named arguments of each function, in addition to the event type."""

_NEEDED = {"first_time": "within_days", "sum": "of"}
_ALSO_SQL = ("count", "sum", "last")  # SQL aggregates too: event calls if a text comes first
_INSTEAD = {"count": "1", "sum": "1", "last": "null"}
_NUMBERS = {"at_least": 1, "at_most": 1, "within_days": 1}  # and the minimum of each
_TEXTS = ("of", "where")
_ENDLESS = 1_000_000  # days: more would exceed the calendar


class Argument(Struct, frozen=True):
    """A named argument of a call; its value is at `start` to `end` of the rule."""

    name: str
    value: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Return whether the value is a number."""
        return self.name in _NUMBERS

    @property
    def number(self) -> int:
        """Return the value of an argument that is a number."""
        return int(self.value)


class Measure(Struct, frozen=True):
    """What one scan of the events computes for everyone: `kind`, over the events that count.

    Without `within_days`, all events up to and including the last day count.
    """

    event_type: str
    kind: Literal["count", "sum", "day", "value"] = "count"
    within_days: int | None = None
    where: str | None = None
    of: str | None = None

    @property
    def column(self) -> str:
        """Return its column in the relation of all measures, named by a digest."""
        condition = " ".join(token.text for token in tokens(self.where or ""))
        definition = repr((self.event_type, self.kind, self.within_days, condition, self.of))
        return f"{self.kind}_{hashlib.sha256(definition.encode()).hexdigest()[:12]}"


class EventCall(Struct, frozen=True):
    """A call in a rule, from `start` to `end`."""

    function: Function
    event_type: str
    type_at: int
    arguments: tuple[Argument, ...]
    start: int
    end: int

    def get(self, name: str) -> Argument | None:
        """Return an argument by name."""
        return next((each for each in self.arguments if each.name == name), None)

    @property
    def within_days(self) -> int | None:
        """Return how many days back events count; None: all."""
        found = self.get("within_days")
        return found.number if found else None

    @property
    def counted(self) -> Measure:
        """Return the measure of how many events the call is about."""
        return Measure(self.event_type, "count", self.within_days, self._text("where"))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Return all measures that the call needs; `value_sql` combines them."""
        where, of = self._text("where"), self._text("of")
        match self.function:
            case "first_time":
                return (self.counted, Measure(self.event_type, "count", None, where))
            case "sum":
                return (Measure(self.event_type, "sum", self.within_days, where, of),)
            case "last":
                kind: Literal["day", "value"] = "value" if of else "day"
                return (Measure(self.event_type, kind, self.within_days, where, of),)
        return (self.counted,)

    def value_sql(self, relation: str) -> str:
        """Return the call's value as SQL over the relation of all measures, joined to everyone.

        An entity without such events did it 0 times, which is known: only `last` can be NULL.
        """
        columns = [f"{relation}.{measure.column}" for measure in self.measures]
        if self.function == "last":
            return columns[0]
        value = f"coalesce({columns[0]}, 0)"
        if self.function == "first_time":
            return f"({value} > 0 and {columns[0]} = {columns[1]})"
        if self.function != "did":
            return value
        least, most = self.get("at_least"), self.get("at_most")
        limits = [f"{value} >= {least.number if least else 1}"]
        limits += [f"{value} <= {most.number}"] if most else []
        return f"({' and '.join(limits)})"

    def _text(self, name: str) -> str | None:
        found = self.get(name)
        return found.value if found else None


class _Wrong(Exception):
    def __init__(self, what: str, at: Token, fix: str | None = None) -> None:
        super().__init__(what)
        self.fault = Fault(what, at.start, at.text, fix)


def event_calls(rule: str) -> tuple[list[EventCall], list[Fault]]:
    """Return the event calls in a rule, in order, and those that are invalid."""
    found: list[EventCall] = []
    faults: list[Fault] = []
    if not any(name in rule.lower() for name in ARGUMENTS):
        return found, faults
    sequence = list(tokens(rule))
    for position, token in enumerate(sequence):
        if not _is_call(sequence, position):
            continue
        try:
            found.append(_call(token, _inside(sequence[position + 1 :], token)))
        except _Wrong as wrong:
            faults.append(wrong.fault)
    return found, faults


def distinct_calls(rules: Sequence[str]) -> tuple[EventCall, ...]:
    """Return the calls of all rules, without duplicates."""
    found: dict[str, EventCall] = {}
    for rule in rules:
        for call in event_calls(rule)[0]:
            found.setdefault(call.value_sql(""), call)
    return tuple(found.values())


def without_events(rule: str, *, named: bool = False) -> str:
    """Replace each call in a rule by a constant at the same offsets, or by its name.

    So the engine's parser can read the rest, and a comparison with a call is one with a name.
    """
    return replaced_calls(rule, lambda call: _padded(rule[call.start : call.end], call, named))


def replaced_calls(rule: str, text_of: Callable[[EventCall], str]) -> str:
    """Replace each call in a rule by `text_of` it."""
    for call in reversed(event_calls(rule)[0]):
        rule = f"{rule[: call.start]}{text_of(call)}{rule[call.end :]}"
    return rule


def _padded(written: str, call: EventCall, named: bool) -> str:
    text = call.function if named else _INSTEAD.get(call.function, "true")
    rest = written[len(text) :]
    return text + "".join(letter if letter == "\n" else " " for letter in rest)


def _is_call(sequence: Sequence[Token], position: int) -> bool:
    token = sequence[position]
    name = token.text.lower()
    after = sequence[position + 1 : position + 3]
    if token.kind != "word" or name not in ARGUMENTS or not after or after[0].text != "(":
        return False
    return name not in _ALSO_SQL or (len(after) > 1 and after[1].kind == "string")


def _inside(after: Sequence[Token], name: Token) -> list[Token]:
    """Return the tokens between an opening bracket and its closing one."""
    depth = 0
    for position, token in enumerate(after):
        if token.kind == "other":
            depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 0:
            return list(after[: position + 1])
    raise _Wrong(f"{name.text}() is not closed", name)


def _call(name: Token, inside: Sequence[Token]) -> EventCall:
    function = name.text.lower()
    first, *others = _parts(inside[1:-1])
    if len(first) != 1 or first[0].kind != "string":
        fix = f"write {function}('order'), with the type of the events"
        raise _Wrong(
            f"{function}() needs the type of an event in quotes as its first argument", name, fix
        )
    arguments: list[Argument] = []
    for part in others:
        argument = _argument(function, part, name)
        if any(other.name == argument.name for other in arguments):
            raise _Wrong(f"{function}(): '{argument.name}' is given twice", part[0])
        arguments.append(argument)
    call = EventCall(
        function,  # type: ignore[arg-type]  # it is a key of ARGUMENTS
        unquoted(first[0].text),
        first[0].start + 1,
        tuple(arguments),
        name.start,
        inside[-1].end,
    )
    needed = _NEEDED.get(function)
    if needed and call.get(needed) is None:
        example = f"{needed}={'30' if needed in _NUMBERS else repr('amount')}"
        raise _Wrong(f"{function}() needs {needed}", name, f"write {function}('order', {example})")
    least, most = call.get("at_least"), call.get("at_most")
    if least and most and least.number > most.number:
        raise _Wrong(f"{function}(): at_least is greater than at_most", name)
    return call


def _parts(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Split tokens at commas."""
    start = 0
    for position, token in enumerate(found):
        if token.text == "," and token.kind == "other":
            yield found[start:position]
            start = position + 1
    yield found[start:]


def _argument(function: str, part: Sequence[Token], call: Token) -> Argument:
    known = ARGUMENTS[function]
    usual = f"{function}() takes {', '.join(known)}"
    if not part:
        raise _Wrong(f"{function}(): an argument is missing between two commas", call)
    name = part[0].text.lower()
    if part[0].kind != "word" or name not in known:
        fix = did_you_mean(name, known) if part[0].kind == "word" else None
        what = f"{function}() has no argument {part[0].text}"
        raise _Wrong(what, part[0], fix or usual)
    if len(part) != 3 or part[1].text != "=":
        what = f"{function}(): '{name}' must be given as {name}=, with one value"
        raise _Wrong(what, part[0])
    value = part[2]
    if name in _TEXTS:
        if value.kind not in ("string", "quoted"):
            raise _Wrong(f"{function}(): {name} must be text in quotes", value)
        return Argument(name, unquoted(value.text), value.start, value.end)
    if not value.text.isdecimal() or not _NUMBERS[name] <= int(value.text) < _ENDLESS:
        what = (
            f"{function}(): {name} must be a whole number from {_NUMBERS[name]}, not {value.text}"
        )
        raise _Wrong(what, value)
    return Argument(name, value.text, value.start, value.end)


def unquoted(text: str) -> str:
    """Return the text between quotes of either kind."""
    quote = text[-1]
    return text[1:-1].replace(quote * 2, quote)
