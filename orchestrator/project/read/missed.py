"""Follow-up problems: names that are missing because a file cannot be read."""

from orchestrator.errors import Problem


def is_missed(problem: Problem, unread: frozenset[str]) -> bool:
    """Return whether the problem is a missing name that an unreadable file may declare."""
    unknown = problem.unknown
    return unknown is not None and unknown.kind != "node" and unknown.name in unread
