"""DuckDB's client without the Python package around it.

Importing `duckdb` takes 190 ms of CPU, and 40 of them are the compiled module that it re-exports;
seg needs nothing else, and each command would wait for it. Connections and exceptions are the same
ones, so that Python models and tests which import `duckdb` can go on with them.
"""

import _duckdb as duckdb

__all__ = ["duckdb"]
