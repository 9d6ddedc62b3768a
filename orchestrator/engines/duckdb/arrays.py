"""NumPy arrays by column, as a Python model may give them, for a table."""

from collections.abc import Mapping
from typing import Any

from orchestrator.engines.duckdb.spelling import quote

_TEXT, _OBJECTS = "U", "O"


def whole_arrays(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The arrays as the client takes them: of an array of short texts it makes an enumeration."""
    return {
        name: array.astype(object) if array.dtype.kind == _TEXT else array
        for name, array in columns.items()
    }


def typed_columns(columns: Mapping[str, Any]) -> str:
    """What to select of them: objects that are all missing have no type, and become texts."""
    return ", ".join(
        f"cast({quote(name)} as varchar) as {quote(name)}"
        if array.dtype.kind == _OBJECTS and all(value is None for value in array.tolist())
        else quote(name)
        for name, array in columns.items()
    )
