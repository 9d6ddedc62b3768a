"""Data tests: the queries that count failing rows, and the evaluation of their results."""
