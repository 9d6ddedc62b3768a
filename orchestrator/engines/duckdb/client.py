"""DuckDB's client without the Python package around it.

Importing `duckdb` takes 190 ms of CPU, and 40 of them are the compiled module that it re-exports;
seg needs nothing else, except for Arrow tables, and each command would wait for it. Connections and
exceptions are the same ones, so that Python models and tests which import `duckdb` can go on with
them.
"""

import sys
from importlib import import_module

import _duckdb as duckdb

__all__ = ["duckdb", "import_whole_client", "is_relation"]


def import_whole_client() -> None:
    """Import the package: it gives connections their relations, and with them Arrow tables."""
    import_module("duckdb")


def is_relation(value: object) -> bool:
    """Whether a value is a relation of the client: there are none before the package is there."""
    # While another thread imports the package, it has no relations yet.
    kind = getattr(sys.modules.get("duckdb"), "DuckDBPyRelation", None)
    return kind is not None and isinstance(value, kind)
