"""Decodes a mapping of a file into a frozen value, strictly: reports every problem with its place.

A field is annotated with a `Key` if its key differs from its name.
"""

import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import fields as fields_of

from orchestrator.config.values import Map, Seq, shown
from orchestrator.errors import Place, Problems
from orchestrator.names import did_you_mean

T = TypeVar("T")


class _Wrong(Exception):
    """Raised by a converter for a value that does not fit; the message says what was expected."""


_Convert = Callable[[Any, Map | Seq, Any, Problems], Any]


class Key(Struct, frozen=True):
    """How a field is written: its key (default: its name), aliases, or as a single item."""

    name: str | None = None
    aliases: tuple[str, ...] = ()
    may_be_one: bool = False


class AnyCase(Struct, frozen=True):
    """Marks a `Literal` whose lower-case choices can be written in capitals."""


class WrittenField(Struct, frozen=True):
    """A field in a file: under one of its `keys`, the first of which is its name there.

    Its value has the type `hint`; if it `may_be_one`, a list with one item needs no brackets.
    """

    name: str
    keys: tuple[str, ...]
    hint: Any
    may_be_one: bool
    is_required: bool


class _Field(Struct, frozen=True):
    name: str
    convert: _Convert
    is_required: bool


class _Plan(Struct, frozen=True):
    """How a class is decoded; `by_key` has each field under all of its keys."""

    by_key: Mapping[str, _Field]
    keys: tuple[str, ...]
    required: tuple[tuple[str, str], ...]


def decode(
    cls: type[T],
    value: Any,
    problems: Problems,
    *,
    where: Place | None = None,
    given: Mapping[str, Any] | None = None,
) -> T | None:
    """Return an instance of `cls` from a mapping; None if it has problems, which are all reported.

    `given` are fields that do not come from the file. A key without a value counts as missing.
    `where` is the place of a value that is no mapping and so does not know its own.
    """
    if not isinstance(value, Map):
        place = value.place if isinstance(value, Seq) else where
        problems.add(f"expected a mapping, found {shown(value)}", place)
        return None
    given = given or {}
    plan = _plan(typing.cast(type, cls), frozenset(given or ()))
    before = len(problems.found)
    fields: dict[str, Any] = dict(given)
    used: dict[str, Any] = {}
    for key, item in value.items():
        field = plan.by_key.get(key) if isinstance(key, str) else None
        if field is None:
            known = keys_of(typing.cast(type, cls), given)
            unknown_key(key, known, value.key_place(key), problems)
        elif field.name in used:
            what = f"'{key}' and '{used[field.name]}' are the same key"
            problems.add(what, value.key_place(key), "keep one of them")
        else:
            used[field.name] = key
            if item is not None:
                try:
                    fields[field.name] = field.convert(item, value, key, problems)
                except _Wrong as wrong:
                    what = f"'{key}': expected {wrong}, found {shown(item)}"
                    problems.add(what, value.value_place(key))
    for name, key in plan.required:
        if name not in fields and (name not in used or value.get(used[name]) is None):
            problems.add(f"'{key}' is missing", value.place)
    return cls(**fields) if len(problems.found) == before else None


def unknown_key(key: Any, known: Collection[str], place: Place | None, problems: Problems) -> None:
    """Report an unknown key, with the nearest known key or all of them."""
    fix = did_you_mean(key, known) if isinstance(key, str) else None
    problems.add(f"unknown key {shown(key)}", place, fix or f"known keys: {', '.join(known)}")


def written_fields(cls: type, given: Collection[str] = ()) -> Iterator[WrittenField]:
    """Yield how each field of a class is written in files, except those that are `given`."""
    hints = typing.get_type_hints(cls, include_extras=True)
    for field in fields_of(cls):
        if field.name not in given:
            hint, written = _written(hints[field.name])
            names = (written.name or field.name, *written.aliases)
            yield WrittenField(field.name, names, hint, written.may_be_one, field.required)


def keys_of(cls: type, given: Collection[str] = ()) -> tuple[str, ...]:
    """Return the keys of a class as written in files, except fields that are `given`."""
    return _plan(cls, frozenset(given)).keys


@cache
def _plan(cls: type, given: frozenset[str]) -> _Plan:
    by_key: dict[str, _Field] = {}
    keys: list[str] = []
    required: list[tuple[str, str]] = []
    for field in written_fields(cls, given):
        planned = _Field(field.name, _converter(field.hint, field.may_be_one), field.is_required)
        by_key.update(dict.fromkeys(field.keys, planned))
        keys.append(field.keys[0])
        if field.is_required:
            required.append((field.name, field.keys[0]))
    return _Plan(by_key, tuple(keys), tuple(required))


def _written(hint: Any) -> tuple[Any, Key]:
    """Return the type of a field, and how it is written."""
    if typing.get_origin(hint) is Annotated:
        kind, written = typing.get_args(hint)
        if isinstance(written, Key):
            return kind, written
    return hint, Key()


def _converter(hint: Any, may_be_one: bool = False) -> _Convert:
    """Return the converter for a type hint."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint in (Any, object):
        return _as_is
    if origin in (types.UnionType, typing.Union):
        return _any_of(tuple(arg for arg in args if arg is not types.NoneType), may_be_one)
    if origin is Annotated:
        return _in_any_case(_one_of(typing.get_args(args[0])))
    if origin is Literal:
        return _one_of(args)
    if origin is tuple:
        return _list_of(args[0], may_be_one)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_of(args[1])
    if hint is Map:
        return _map
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _nested(typing.cast(type, hint))
    return _PLAIN[hint]


def _as_is(value: Any, _holder: Map | Seq, _key: Any, _problems: Problems) -> Any:
    return value


def _text(value: Any, _holder: Map | Seq, _key: Any, _problems: Problems) -> str:
    if not isinstance(value, str):
        raise _Wrong("a string")
    return value


def _integer(value: Any, _holder: Map | Seq, _key: Any, _problems: Problems) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Wrong("a whole number")
    return value


def _number(value: Any, _holder: Map | Seq, _key: Any, _problems: Problems) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _Wrong("a number")
    return float(value)


def _boolean(value: Any, _holder: Map | Seq, _key: Any, _problems: Problems) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("true or false")
    return value


def _map(value: Any, _holder: Map | Seq, _key: Any, _problems: Problems) -> Map:
    if not isinstance(value, Map):
        raise _Wrong("a mapping")
    return value


def _day(value: Any, _holder: Map | Seq, _key: Any, _problems: Problems) -> date:
    if isinstance(value, str) and len(value) == _DAY_LENGTH:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _Wrong("a date") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _Wrong("a date")
    return value


_DAY_LENGTH = len("2027-06-30")
_PLAIN: Mapping[Any, _Convert] = {
    str: _text,
    int: _integer,
    float: _number,
    bool: _boolean,
    date: _day,
}

_NAMES: Mapping[Any, tuple[str, str]] = {
    str: ("a string", "strings"),
    int: ("a whole number", "whole numbers"),
    float: ("a number", "numbers"),
    bool: ("true or false", "booleans"),
    date: ("a date", "dates"),
}


def _name(hint: Any, is_plural: bool = False) -> str:
    """Return what messages call the values of a type."""
    if hint in _NAMES:
        return _NAMES[hint][is_plural]
    if typing.get_origin(hint) is tuple:
        return f"a list of {_name(typing.get_args(hint)[0], is_plural=True)}"
    return "mappings" if is_plural else "a mapping"


def _any_of(hints: tuple[Any, ...], may_be_one: bool) -> _Convert:
    converters = tuple(_converter(hint, may_be_one) for hint in hints)
    if len(converters) == 1:
        return converters[0]
    expected = " or ".join(_name(hint) for hint in hints)

    def convert(value: Any, holder: Map | Seq, key: Any, problems: Problems) -> Any:
        for converter in converters:
            try:
                return converter(value, holder, key, problems)
            except _Wrong:
                continue
        raise _Wrong(expected)

    return convert


def _one_of(choices: tuple[Any, ...]) -> _Convert:
    expected = "one of " + ", ".join(shown(choice) for choice in choices)

    def convert(value: Any, _holder: Map | Seq, _key: Any, _problems: Problems) -> Any:
        if not any(value == choice and type(value) is type(choice) for choice in choices):
            raise _Wrong(expected)
        return value

    return convert


def _in_any_case(choice: _Convert) -> _Convert:
    def convert(value: Any, holder: Map | Seq, key: Any, problems: Problems) -> Any:
        lower = value.lower() if isinstance(value, str) else value
        return choice(lower, holder, key, problems)

    return convert


def _list_of(hint: Any, may_be_one: bool) -> _Convert:
    item = _converter(hint)
    expected = f"a list of {_name(hint, is_plural=True)}"
    if may_be_one:
        expected = f"{_name(hint)} or {expected}"

    def convert(value: Any, holder: Map | Seq, key: Any, problems: Problems) -> tuple[Any, ...]:
        if not isinstance(value, Seq):
            if not may_be_one:
                raise _Wrong(expected)
            try:
                return (item(value, holder, key, problems),)
            except _Wrong:
                raise _Wrong(expected) from None
        return tuple(
            _checked(item, entry, value, index, key, problems) for index, entry in enumerate(value)
        )

    return convert


def _mapping_of(hint: Any) -> _Convert:
    item = _converter(hint)

    def convert(value: Any, _holder: Map | Seq, key: Any, problems: Problems) -> dict[str, Any]:
        if not isinstance(value, Map):
            raise _Wrong("a mapping")
        result: dict[str, Any] = {}
        for name, entry in value.items():
            if isinstance(name, str):
                result[name] = _checked(item, entry, value, name, f"{key}.{name}", problems)
            else:
                what = f"'{key}': a key must be a string, found {shown(name)}"
                problems.add(what, value.key_place(name), "quote it")
        return result

    return convert


def _checked(
    item: _Convert, entry: Any, holder: Map | Seq, at: Any, key: Any, problems: Problems
) -> Any:
    """Convert an item of a list or mapping; problems are reported here, so others are found."""
    try:
        return item(entry, holder, at, problems)
    except _Wrong as wrong:
        what = f"'{key}': expected {wrong}, found {shown(entry)}"
        problems.add(what, holder.value_place(at))
        return None


def _nested(cls: type) -> _Convert:
    def convert(value: Any, _holder: Map | Seq, _key: Any, problems: Problems) -> Any:
        if not isinstance(value, Map):
            raise _Wrong("a mapping")
        return decode(cls, value, problems)

    return convert
