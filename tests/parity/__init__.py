"""What dbt answers, and what seg answers, for the same project: `python -m tests.parity --help`."""
