"""Follow-up problems: what is missed because a file that has it cannot be read."""

from orchestrator.errors import Problem


def is_missed(problem: Problem, unread: frozenset[str]) -> bool:
    """Whether a problem is that a name is not there, which a file that cannot be read may have."""
    unknown = problem.unknown
    return unknown is not None and unknown.kind != "node" and unknown.name in unread
