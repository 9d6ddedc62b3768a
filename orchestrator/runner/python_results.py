"""Results of Python models: reads lazy ones, and rejects what is not a table."""

import sys
from collections.abc import Mapping
from typing import Any

from orchestrator.engines.boundary import PythonClient
from orchestrator.runner.python_rows import Query, lent

# Tables of other libraries, by package and class, with the attribute that has their columns.
_TABLES = {
    ("pandas", "DataFrame"): "columns",
    ("polars", "DataFrame"): "columns",
    ("pyarrow", "Table"): "column_names",
}
# Lazy tables, with the method that reads their rows.
_PUT_OFF = {
    ("polars", "LazyFrame"): "collect",
    ("pyarrow", "Dataset"): "to_table",
    ("pyarrow", "FileSystemDataset"): "to_table",
    ("pyarrow", "InMemoryDataset"): "to_table",
    ("pyarrow", "RecordBatchReader"): "read_all",
    ("pyarrow", "Scanner"): "to_table",
}


def read_table(returned: Any, client: PythonClient) -> Any:
    """Return the same table; lazy rows from the model's code or session are read now.

    A relation of the client gets its name while the model can still create objects.
    """
    if client.is_relation(returned):
        returned = lent(returned, client)
    if isinstance(returned, Query):
        str(returned)
        return returned
    read = _PUT_OFF.get(_class_of(returned))
    return returned if read is None else getattr(returned, read)()


def refusal_of(returned: Any) -> tuple[str, str] | None:
    """Return why a returned value is not a table, and how to fix it; None if it is one."""
    if isinstance(returned, Query):
        return None
    if isinstance(returned, Mapping):
        if (refusal := _refusal_of_arrays(returned)) is not None:
            return refusal
        names = list(returned)
    elif (attribute := _TABLES.get(_class_of(returned))) is not None:
        names = list(getattr(returned, attribute))
    else:
        found = "nothing" if returned is None else f"a value of type {type(returned).__name__}"
        fix = "return a relation, or a DataFrame of pandas or polars"
        return f"model() returned {found}, not a table", fix
    for name in names:
        if not isinstance(name, str):
            fix = "name the columns: frame.columns = ['customer_id', ...]"
            return f"the DataFrame has a column whose name is not text: {name!r}", fix
    folded = [name.casefold() for name in names]
    for name in names:
        if folded.count(name.casefold()) > 1:
            return f"the DataFrame has two columns '{name}'", "name each column once"
    if not folded:
        return "the DataFrame has no columns", "name the columns of an empty table too"
    return None


def _class_of(value: Any) -> tuple[str, str]:
    """Return the package and class name of a value from another library, or its base class."""
    for kind in type(value).__mro__:
        found = kind.__module__.partition(".")[0], kind.__name__
        if found in _TABLES or found in _PUT_OFF:
            return found
    return "", ""


def _refusal_of_arrays(columns: Mapping[Any, Any]) -> tuple[str, str] | None:
    # A model that returns arrays has imported NumPy, which seg itself does not need.
    numpy = sys.modules.get("numpy")
    lengths = dict[int, str]()
    for name, array in columns.items():
        if numpy is None or not isinstance(array, numpy.ndarray) or array.ndim != 1:
            what = f"model() returned a column {name!r} that is not a one-dimensional NumPy array"
            return what, "return each column as an array: numpy.array([...])"
        lengths.setdefault(len(array), str(name))
    if len(lengths) > 1:
        (short, one), (long, other) = sorted(lengths.items())[:2]
        what = f"model() returned columns of {short} and of {long} rows: '{one}' and '{other}'"
        return what, "return the same number of rows for each column"
    return None
