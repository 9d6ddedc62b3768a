"""Whether SQL is exactly one SELECT: the engine's parser is asked once for each text."""

from collections.abc import Callable, Mapping

from orchestrator.compiler.sql import SqlTemplate
from orchestrator.nodes import Model, Node, Snapshot
from orchestrator.reading_cache.renders import Renders

# Why SQL is not exactly one SELECT, and its line; the second argument is what it should be.
StatementProblem = Callable[[str, str], tuple[str, int | None] | None]

# What messages call the SELECT of a node.
KINDS: Mapping[type[Node], str] = {Model: "a model", Snapshot: "a snapshot"}


def remembered(
    problem: StatementProblem, renders: Renders | None, sql: str, kind: str
) -> tuple[str, int | None] | None:
    """What `problem` finds in a statement; it is not asked again where it found nothing."""
    if renders is None:
        return problem(sql, kind)
    found = renders.problems(sql, kind, lambda: [problem(sql, kind)])
    return found[0] if found else None


_ANY_RUN = {"run_moment": "timestamp '2000-01-01 00:00:00'", "run_generation": "1"}


def parsable(template: SqlTemplate) -> str:
    """SQL that parses, for looking at a statement's form before its relations are known.

    It has no moment of its own, so that what was found fine need not be looked at again.
    """
    return template.at(_ANY_RUN).resolve(_parsable_name)


def _parsable_name(unique_id: str) -> str:
    return '"' + unique_id.replace('"', "") + '"'
