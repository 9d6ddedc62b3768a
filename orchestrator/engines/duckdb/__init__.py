"""DuckDB as an engine of seg: embedded, one file, atomic publication."""
