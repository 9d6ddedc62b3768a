"""The answers of dbt and seg for the same project: `python -m tests.parity --help`."""
