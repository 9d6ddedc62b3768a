"""SQL that is not portable, as text and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from orchestrator.commands.lint import Linted
from orchestrator.errors import Problem
from orchestrator.nodes import Node


def lint_text(linted: Linted, nodes: Mapping[str, Node]) -> str:
    """Return each finding with its place, and their number."""
    return "\n".join(_lines(linted, nodes))


def _lines(linted: Linted, nodes: Mapping[str, Node]) -> Iterator[str]:
    for problem in linted.problems:
        yield f"{problem}\n"
    for unique_id, why in linted.not_looked_at.items():
        yield f"{nodes[unique_id].name} was not checked: {why}"
    fine = sum(not problems for problems in linted.found.values())
    count = f" Findings: {len(linted.problems)}." if linted.problems else ""
    yield f"Portable to Spark: {fine} of {len(linted.found)}.{count}"


def lint_json(linted: Linted, nodes: Mapping[str, Node]) -> dict[str, Any]:
    """Return the same as a JSON object."""
    return {
        "nodes": [
            {
                "unique_id": unique_id,
                "name": nodes[unique_id].full_name,
                "findings": [_plain(problem) for problem in problems],
            }
            for unique_id, problems in linted.found.items()
        ],
        "not_looked_at": [
            {"unique_id": unique_id, "why": why} for unique_id, why in linted.not_looked_at.items()
        ],
    }


def _plain(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "path": None if place is None else place.path,
        "line": None if place is None else place.line,
        "what": problem.what,
        "fix": problem.fix,
    }
