"""Statements of a project that write: what of them stays, and how messages show them."""

from orchestrator.lazy_regex import lazy_regex

# What it creates ends with the session of the node.
_TEMPORARY = lazy_regex(
    r"\s*(?:--[^\n]*\n\s*)*create\s+(?:or\s+replace\s+)?temp(?:orary)?\b", flags=2
)
_LONGEST_SHOWN = 60


def makes_temporary(sql: str) -> bool:
    """Return whether a statement creates something that ends with its session."""
    return _TEMPORARY.match(sql) is not None


def shown(sql: str) -> str:
    """Return the beginning of a statement, on one line."""
    text = " ".join(sql.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
