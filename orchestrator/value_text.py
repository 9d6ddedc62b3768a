"""Values of a database as text, with all their digits."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from orchestrator.json_text import json_text

NULL = "NULL"


def exact(value: Any) -> str:
    """Return a value with all its digits."""
    match value:
        case None:
            return NULL
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case bytes() | bytearray():
            return f"0x{bytes(value).hex()}"
        case list() | tuple() | dict():
            return json_text(value)
        case _:
            return str(value)


def quoted_null(value: Any) -> str:
    """Return a value with all its digits, where `NULL` is no value: that text is `'NULL'`."""
    return f"'{NULL}'" if value == NULL else exact(value)
