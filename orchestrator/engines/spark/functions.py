"""Spark functions that twins of macros call and DuckDB lacks, with their return types.

Elsewhere they are refused: only constructs of twins contain them. Their results depend only on
their arguments.
"""

from orchestrator.engines.duckdb.session import DuckDBSession

_MOST_ARGUMENTS = 64
_TYPES = {
    "conv": (3, "cast(null as varchar)"),
    "raise_error": (1, "null"),
    "xxhash64": (_MOST_ARGUMENTS, "cast(null as bigint)"),
}


def create_stand_ins(records: DuckDBSession) -> None:
    """Let SQL that calls them be described, by creating macros of the same names."""
    for name, (most, value) in _TYPES.items():
        forms = ", ".join(
            f"({', '.join(f'a{each}' for each in range(count))}) as {value}"
            for count in range(1, most + 1)
        )
        records.execute(f"create macro if not exists {name}{forms}")


def is_stand_in(word: str) -> bool:
    """Return whether `word` is the call of such a function, as `volatile_words` reports it."""
    return word.removesuffix("()") in _TYPES
