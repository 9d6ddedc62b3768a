"""What the text of a SELECT or condition tells, asked of DuckDB's parser."""
