"""Converts frozen values to rows of MessagePack and back; each is decoded on first use.

MessagePack cannot represent some values of YAML and templates: a tuple comes back as a list, a date
as text. A value that would not come back exactly becomes a column of JSON instead, which is slower
and marks such values.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct

from orchestrator.nodes import RESOURCE_TYPES, Node
from orchestrator.reading_cache.columns import pack, unpack

_NOTHING = Raw(msgspec.msgpack.encode(None))


class Row(Struct, frozen=True, array_like=True):
    """One value: in MessagePack, or as the text of its JSON column."""

    exact: Raw = _NOTHING
    column: str = ""


class NodeRows(Struct, frozen=True, array_like=True):
    """The rows of nodes in order, with the unique id and the resource type of each."""

    ids: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[Row, ...]


def row_of(kind: Any, value: Any) -> Row:
    """Return the row of a value; raises TypeError for values that cannot be written exactly."""
    try:
        data = msgspec.msgpack.encode(value, enc_hook=_plain)
        # Comparing texts is stricter than `==`, which equates 1 and True, and two time zones.
        if repr(_decoder(kind).decode(data)) == repr(value):
            return Row(Raw(data))
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError):
        pass  # A number that is too long for MessagePack, a key that is a list: as a column.
    return Row(column=json.dumps(pack(kind, [value])))


def value_of(kind: Any, row: Row) -> Any:
    """Return the value that `row_of` was given."""
    if row.column:
        return unpack(kind, json.loads(row.column), 1)[0]
    return _decoder(kind).decode(row.exact)


def rows_of(nodes: Iterable[Node]) -> NodeRows:
    """Return the rows of nodes."""
    found = [(node.unique_id, RESOURCE_TYPES[type(node)], node) for node in nodes]
    return NodeRows(
        tuple(unique_id for unique_id, _, _ in found),
        tuple(name for _, name, _ in found),
        tuple(row_of(type(node), node) for _, _, node in found),
    )


class KeptNodes(Mapping[str, Node]):
    """Nodes by unique id, decoded on demand: most commands use few of them."""

    __slots__ = ("_found", "_rows")

    def __init__(self, kept: NodeRows) -> None:
        types = {name: kind for kind, name in RESOURCE_TYPES.items()}
        kinds = (types[name] for name in kept.types)
        self._rows = dict(zip(kept.ids, zip(kinds, kept.rows, strict=True), strict=True))
        self._found: dict[str, Node] = {}

    def __getitem__(self, unique_id: str) -> Node:
        found = self._found.get(unique_id)
        if found is None:
            found = self._found[unique_id] = value_of(*self._rows[unique_id])
        return found

    def __contains__(self, unique_id: object) -> bool:
        return unique_id in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return repr(dict(self))


@cache
def _decoder(kind: Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(kind, dec_hook=_from_plain)


def _plain(value: Any) -> Any:
    """Convert other types of values in nodes to ones that MessagePack can represent."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a value of type {type(value).__name__} is not kept")


def _from_plain(kind: type, value: Any) -> Any:
    if kind is Path:
        return Path(value)
    raise TypeError(f"a value of type {kind.__name__} is not kept")


def to_json(values: Any) -> str:
    """Return the values as ASCII JSON, to search them for secrets.

    Raises TypeError or ValueError for values that JSON cannot represent.
    """
    held = msgspec.json.decode(msgspec.json.encode(values, enc_hook=_plain))
    return json.dumps(held)
