"""Converts frozen values to columns of JSON and back: a million values per second, and no code.

A list of values of one type becomes one column; a struct becomes a column for each field. The
content of a column follows from the type annotation of the field, so a new field of a node needs no
change here. Raises TypeError for values that cannot be written exactly.
"""

import json
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from inspect import signature
from itertools import accumulate
from math import isfinite
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

# Values that JSON cannot represent are a mapping with this key.
_TAG = "$"


def pack(kind: Any, values: Sequence[Any]) -> Any:
    """Return the column of `values`, all of the type `kind`."""
    return _packer(kind)[0](values)


def unpack(kind: Any, column: Any, count: int) -> list[Any]:
    """Return the `count` values of a column of the type `kind`."""
    found: list[Any] = _packer(kind)[1](column, count)
    return found


Packer = tuple[Callable[[Sequence[Any]], Any], Callable[[Any, int], list[Any]]]


@cache
def _packer(kind: Any) -> Packer:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [each for each in get_args(kind) if each is not type(None)]
        if len(inner) == 1 and not _is_leaf(inner[0]):
            return _optional(inner[0])
        return _leaves() if all(map(_is_leaf, inner)) else _free_values()
    if _is_leaf(kind):
        return _leaves()
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _objects(kind)
    if origin is tuple and get_args(kind)[1:] == (Ellipsis,):
        inner = get_args(kind)[0]
        return _tuples_of_leaves() if _is_leaf(inner) else _tuples(inner)
    if kind is Path:
        return _converted(str, Path)
    if kind is date:
        return _converted(date.isoformat, date.fromisoformat)
    return _free_values()


def _is_leaf(kind: Any) -> bool:
    """Return whether JSON can represent all values of a type directly."""
    if get_origin(kind) in (Union, types.UnionType):
        return all(map(_is_leaf, get_args(kind)))
    return kind in (str, int, bool, type(None)) or get_origin(kind) is Literal


def _leaves() -> Packer:
    return _repeated, _column


def _tuples_of_leaves() -> Packer:
    def take(column: Any, count: int) -> list[Any]:
        if isinstance(column, dict):
            column = {**column, "values": list(map(tuple, column["values"]))}
            return _column(column, count)
        return list(map(tuple, column))

    return _repeated, take


def _repeated(values: Sequence[Any]) -> Any:
    """Return the values; with many duplicates, the distinct values and their numbers."""
    # True == 1, so the type is part of the key.
    numbers: dict[Any, int] = {}
    keys = [(type(value), value) for value in values]
    for key in keys:
        numbers.setdefault(key, len(numbers))
    if len(numbers) * 3 > len(values):
        return list(values)
    found = [value for _, value in numbers]
    if len(found) == 1:
        return {"values": found}
    return {"values": found, "at": [numbers[key] for key in keys]}


def _column(column: Any, count: int) -> list[Any]:
    values: list[Any]
    if not isinstance(column, dict):
        values = column
    elif "at" in column:
        values = list(map(column["values"].__getitem__, column["at"]))
    else:
        values = column["values"] * count
    return values


def _converted(to_text: Callable[[Any], str], from_text: Callable[[str], Any]) -> Packer:
    def take(column: Any, count: int) -> list[Any]:
        return list(map(from_text, _column(column, count)))

    return lambda values: _repeated(list(map(to_text, values))), take


def _optional(kind: Any) -> Packer:
    def put(values: Sequence[Any]) -> Any:
        present = [at for at, value in enumerate(values) if value is not None]
        return {"at": present, "values": pack(kind, [values[at] for at in present])}

    def take(column: Any, count: int) -> list[Any]:
        found: list[Any] = [None] * count
        at = column["at"]
        for position, value in zip(at, unpack(kind, column["values"], len(at)), strict=True):
            found[position] = value
        return found

    return put, take


def _tuples(kind: Any) -> Packer:
    def put(values: Sequence[tuple[Any, ...]]) -> Any:
        flat = [item for value in values for item in value]
        return {"sizes": _repeated(list(map(len, values))), "items": pack(kind, flat)}

    def take(column: Any, count: int) -> list[tuple[Any, ...]]:
        sizes = _column(column["sizes"], count)
        ends = list(accumulate(sizes))
        items = unpack(kind, column["items"], ends[-1] if ends else 0)
        return [tuple(items[end - size : end]) for end, size in zip(ends, sizes, strict=True)]

    return put, take


def _objects(kind: type[Struct]) -> Packer:
    hints = get_type_hints(kind)
    names = kind.__struct_fields__
    make = _maker(kind)

    def put(values: Sequence[Any]) -> Any:
        return {
            name: pack(hints[name], [getattr(value, name) for value in values]) for name in names
        }

    def take(column: Any, count: int) -> list[Any]:
        columns = []
        for name in names:
            found = unpack(hints[name], column[name], count)
            if len(found) != count:
                raise ValueError(f"{kind.__name__}.{name}: {len(found)} of {count} values")
            columns.append(found)
        return make(columns, count)

    return put, take


def _maker(kind: type[Struct]) -> Callable[[list[list[Any]], int], list[Any]]:
    """Return a function that creates objects from the columns of all their fields."""
    names = kind.__struct_fields__
    if not names:
        return lambda _columns, count: [kind()] * count
    if any(each.kind is each.KEYWORD_ONLY for each in signature(kind).parameters.values()):
        return lambda columns, _count: [
            kind(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)
        ]
    return lambda columns, _count: list(map(kind, *columns))


def _free_values() -> Packer:
    """Return a packer for mappings and other values from YAML and templates."""

    def put(values: Sequence[Any]) -> Any:
        # Most are empty: those need no encoder.
        texts = [
            "{}" if value == {} and isinstance(value, Mapping) else json.dumps(as_json(value))
            for value in values
        ]
        column = _repeated(texts)
        is_tagged = any(f'"{_TAG}"' in text for text in texts)
        if isinstance(column, dict):
            column["values"] = [json.loads(text) for text in column["values"]]
            return {"column": column, "is_tagged": is_tagged}
        return {"column": [json.loads(text) for text in column], "is_tagged": is_tagged}

    def take(column: Any, count: int) -> list[Any]:
        held = column["column"]
        if not column["is_tagged"]:
            return _column(held, count)
        if isinstance(held, dict):
            return _column({**held, "values": list(map(from_json, held["values"]))}, count)
        return list(map(from_json, held))

    return put, take


def as_json(value: Any) -> Any:
    """Return a value of YAML or a template as JSON; raises TypeError if it would be lossy."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, Mapping):
        items = [(key, as_json(item)) for key, item in value.items()]
        if all(type(key) is str and key != _TAG for key, _ in items):
            return dict(items)
        return {_TAG: "mapping", "items": [[as_json(key), item] for key, item in items]}
    if isinstance(value, list):
        return list(map(as_json, value))
    if type(value) is tuple:
        return {_TAG: "tuple", "items": list(map(as_json, value))}
    if type(value) is float:
        return value if isfinite(value) else {_TAG: "float", "text": repr(value)}
    if type(value) is datetime or type(value) is date:
        return {_TAG: type(value).__name__, "text": value.isoformat()}
    raise TypeError(f"a value of type {type(value).__name__} is not kept")


_OF_TEXT: Mapping[str, Callable[[str], Any]] = {
    "float": float,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def from_json(value: Any) -> Any:
    """Return the value that `as_json` was given."""
    if isinstance(value, list):
        return list(map(from_json, value))
    if not isinstance(value, dict):
        return value
    match value.get(_TAG):
        case None:
            return {key: from_json(item) for key, item in value.items()}
        case "mapping":
            return dict(_pairs(value["items"]))
        case "tuple":
            return tuple(map(from_json, value["items"]))
        case tag:
            return _OF_TEXT[tag](value["text"])


def _pairs(items: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    return ((from_json(key), from_json(item)) for key, item in items)
