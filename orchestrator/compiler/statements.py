"""Whether SQL is exactly one SELECT: the engine's parser is asked once for each text."""

from collections.abc import Callable

from orchestrator.reading_cache.renders import Renders

# Why SQL is not exactly one SELECT, and its line; the second argument is what it should be.
StatementProblem = Callable[[str, str], tuple[str, int | None] | None]


def remembered(
    problem: StatementProblem, renders: Renders | None, sql: str, kind: str
) -> tuple[str, int | None] | None:
    """What `problem` finds in a statement; it is not asked again where it found nothing."""
    if renders is None:
        return problem(sql, kind)
    found = renders.problems(sql, kind, lambda: [problem(sql, kind)])
    return found[0] if found else None
