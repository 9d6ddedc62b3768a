"""Follow-up problems: what is missed because a file that has it cannot be read."""

import re

from orchestrator.errors import Problem

_MISSED = re.compile(r"no data test '(?:\w+\.)?(\w+)'|'(?:\w+\.)?(\w+)' is not defined")


def is_missed(problem: Problem, unread: frozenset[str]) -> bool:
    """Whether a problem is that a name is not there, which a file that cannot be read may have."""
    found = _MISSED.match(problem.what) if unread else None
    return found is not None and (found[1] or found[2]) in unread
