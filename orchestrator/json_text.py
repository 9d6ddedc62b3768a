"""Any value as one line of JSON: dates in ISO form, exact numbers, no secrets."""

import json
import math
from base64 import b64encode
from collections.abc import Iterator, Mapping, Set
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import PurePath
from typing import Any

from msgspec import Struct

from orchestrator.secrets import NO_SECRETS, Mask


def json_text(value: Any, mask: Mask = NO_SECRETS) -> str:
    """Return the value as one line of ASCII JSON, masked; unknown types are converted to text.

    A decimal that a float cannot represent exactly, NaN and the infinities become strings; bytes
    become base64.
    """
    try:
        text = _strict().encode(value)
    except (TypeError, ValueError):
        # Rare values that need a walk: NaN, and keys that are no strings.
        text = json.dumps(_plain(value))
    return mask.json(text)


def json_pieces(document: Mapping[str, Any], mask: Mask = NO_SECRETS) -> Iterator[str]:
    """Yield an object as one line of JSON in pieces, to save the memory for large ones.

    A value that is an iterator yields the keys and values of an object: one piece each.
    """
    separator = "{"
    for key, value in document.items():
        yield f"{separator}{json_text(key)}: "
        separator = ", "
        if isinstance(value, Iterator):
            opening = "{"
            for name, held in value:
                yield f"{opening}{json_text(name)}: {json_text(held, mask)}"
                opening = ", "
            yield "{}" if opening == "{" else "}"
        else:
            yield json_text(value, mask)
    yield "{}" if separator == "{" else "}"


def json_instant(at: datetime) -> str:
    """Return a UTC timestamp as in artifacts: `2024-05-01T10:42:52.123456Z`."""
    text = at.astimezone(UTC).isoformat(timespec="microseconds")
    return f"{text.removesuffix('+00:00')}Z"


@cache
def _strict() -> json.JSONEncoder:
    # `json.dumps` makes a new one for each value.
    return json.JSONEncoder(default=_plain_leaf, allow_nan=False)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {_key(key): _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return _plain(_plain_leaf(value))


def _key(key: Any) -> str:
    plain = _plain(key)
    return plain if isinstance(plain, str) else json.dumps(plain)


def _plain_leaf(value: Any) -> Any:
    """Convert a value that `json` does not know."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Set):
        return sorted(value, key=str)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return b64encode(bytes(value)).decode("ascii")
    if isinstance(value, PurePath):
        return value.as_posix()
    if isinstance(value, Struct):
        return {name: getattr(value, name) for name in value.__struct_fields__}
    return str(value)


def _number(value: Decimal) -> int | float | str:
    if not value.is_finite():
        return str(value)
    if value == value.to_integral_value() and value.as_tuple().exponent == 0:
        return int(value)
    nearest = float(value)
    return nearest if math.isfinite(nearest) and Decimal(repr(nearest)) == value else str(value)
