"""DuckDB's client without the Python package around it.

Importing `duckdb` takes 190 ms of CPU, and 40 of them are the compiled module that it re-exports;
seg needs nothing else, except for Arrow tables, and each command would wait for it. Connections and
exceptions are the same ones, so that Python models and tests which import `duckdb` can go on with
them.
"""

from importlib import import_module

import _duckdb as duckdb

__all__ = ["duckdb", "import_whole_client"]


def import_whole_client() -> None:
    """Import the package: it gives connections their relations, and with them Arrow tables."""
    import_module("duckdb")
