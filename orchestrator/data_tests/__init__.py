"""Data tests: the queries that count failing rows, and how the answers are judged."""
