"""Apache Spark: data and views there, and records of them in a file of DuckDB."""
