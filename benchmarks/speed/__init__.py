"""How long commands take, compared with the same statements on plain DuckDB, and with dbt."""
