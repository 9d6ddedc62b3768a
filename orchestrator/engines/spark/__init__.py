"""Apache Spark as an engine: data and views on Spark, records of them in a DuckDB file."""
