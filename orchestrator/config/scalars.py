"""YAML scalars: booleans, numbers, dates and null of YAML 1.1, as PyYAML reads them."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from orchestrator.lazy_regex import lazy_regex

_NULL = ("", "~", "null", "Null", "NULL")
_TRUE = ("true", "True", "TRUE")
_FALSE = ("false", "False", "FALSE")
_YES = ("yes", "Yes", "YES", "on", "On", "ON")
_NO = ("no", "No", "NO", "off", "Off", "OFF")

KEY_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(_NULL),
    **dict.fromkeys(_TRUE, True),
    **dict.fromkeys(_FALSE, False),
}
WORDS: Mapping[str, bool | None] = {
    **KEY_WORDS,
    **dict.fromkeys(_YES, True),
    **dict.fromkeys(_NO, False),
}
_MAX_DIGITS = 1000
NUMBER_STARTS = frozenset("-+.0123456789")

_INT = lazy_regex(
    r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
    r"|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
)
_FLOAT = lazy_regex(
    r"[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_DATE = lazy_regex(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIMESTAMP = lazy_regex(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)"
    r"([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?"
    r"(?:[ \t]*(?:(Z)|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?"
)


def resolve(text: str) -> Any:
    """Return the value of an unquoted scalar; raises ValueError or OverflowError for e.g. 02-30."""
    if text in WORDS:
        return WORDS[text]
    return number_or_text(text) if text[0] in NUMBER_STARTS else text


def resolve_key(text: str) -> Any:
    """Return the value of an unquoted key: as `resolve`, but `on`, `off`, `yes` and `no` stay text.

    `on: ref('x')` never means the key `true`.
    """
    if text in KEY_WORDS:
        return KEY_WORDS[text]
    return number_or_text(text) if text[0] in NUMBER_STARTS else text


def number_or_text(text: str) -> Any:
    """Return the value of a scalar that begins like a number or date, or the text itself."""
    if _INT.fullmatch(text):
        return _int(text)
    if _FLOAT.fullmatch(text):
        return _float(text)
    if _DATE.fullmatch(text) or _TIMESTAMP.fullmatch(text):
        return _moment(text)
    return text


def tagged(tag: str, text: str) -> Any:
    """Return the value of a scalar with a tag such as `!!int`; raises KeyError for unknown tags."""
    return _TAGGED[tag](text)


def _int(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError(text)
    digits = text.replace("_", "").lstrip("+")
    sign, digits = (-1, digits[1:]) if digits.startswith("-") else (1, digits)
    if digits.startswith(("0b", "0x")):
        return sign * int(digits[2:], 2 if digits[1] == "b" else 16)
    if digits.startswith("0"):
        return sign * int(digits, 8)
    return sign * sum(int(part) * base for part, base in _sexagesimal(digits))


def _float(text: str) -> float:
    digits = text.replace("_", "").lower().lstrip("+")
    sign, digits = (-1, digits[1:]) if digits.startswith("-") else (1, digits)
    if digits in (".inf", ".nan"):
        return sign * float(digits[1:])
    return sign * float(sum(float(part) * base for part, base in _sexagesimal(digits)))


def _sexagesimal(digits: str) -> list[tuple[str, int]]:
    parts = digits.split(":")
    return [(part, 60**power) for power, part in enumerate(reversed(parts))]


def _moment(text: str) -> date:
    if _DATE.fullmatch(text):
        return date.fromisoformat(text)
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise ValueError(text)
    *numbers, fraction, utc, sign, hours, minutes = match.groups()
    year, month, day, hour, minute, second = map(int, numbers)
    zone = UTC if utc else None
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset)
    microsecond = int((fraction or "0")[:6].ljust(6, "0"))
    return datetime(year, month, day, hour, minute, second, microsecond, zone)


def _tagged_float(text: str) -> float:
    value = resolve(text)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(text)
    return float(value)


def _bool(text: str) -> bool:
    value = WORDS.get(text)
    if value is None:
        raise ValueError(text)
    return value


def _null(text: str) -> None:
    if text not in _NULL:
        raise ValueError(text)


def _checked(pattern: re.Pattern[str], convert: Callable[[str], Any]) -> Callable[[str], Any]:
    def checked(text: str) -> Any:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return convert(text)

    return checked


_TAGGED: Mapping[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": _checked(_INT, _int),
    "tag:yaml.org,2002:float": _tagged_float,
    "tag:yaml.org,2002:bool": _bool,
    "tag:yaml.org,2002:null": _null,
    "tag:yaml.org,2002:timestamp": _moment,
}
