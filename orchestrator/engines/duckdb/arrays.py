"""NumPy arrays by column, as returned by a Python model, for a table."""

from collections.abc import Mapping
from typing import Any

from orchestrator.engines.duckdb.spelling import quote

_TEXT, _OBJECTS = "U", "O"


def whole_arrays(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arrays as the client accepts them: arrays of short texts become enumerations."""
    return {
        name: array.astype(object) if array.dtype.kind == _TEXT else array
        for name, array in columns.items()
    }


def typed_columns(columns: Mapping[str, Any]) -> str:
    """Return the select list: object columns without any value become text."""
    return ", ".join(
        f"cast({quote(name)} as varchar) as {quote(name)}"
        if array.dtype.kind == _OBJECTS and all(value is None for value in array.tolist())
        else quote(name)
        for name, array in columns.items()
    )
