"""How long commands take, beside the same statements on DuckDB alone, and beside dbt."""
