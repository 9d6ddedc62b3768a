"""DuckDB's client without the Python package around it.

Importing `duckdb` takes 190 ms of CPU, of which the compiled module takes 40. seg needs nothing
else, except for Arrow tables, and every command would pay for the import. Connections and
exceptions are the same objects, so Python models and tests that import `duckdb` can use them.
"""

import sys
from importlib import import_module

import _duckdb as duckdb

__all__ = ["duckdb", "import_package", "is_relation"]


def import_package() -> None:
    """Import the package: it gives connections their relations, and with them Arrow tables."""
    import_module("duckdb")


def is_relation(value: object) -> bool:
    """Return whether a value is a relation of the client; False without the package."""
    # While another thread imports the package, the class is not available yet.
    kind = getattr(sys.modules.get("duckdb"), "DuckDBPyRelation", None)
    return kind is not None and isinstance(value, kind)
