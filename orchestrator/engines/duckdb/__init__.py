"""DuckDB as an engine of seg: embedded, one file, every publication atomic."""
