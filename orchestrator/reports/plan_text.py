"""The plan as text: what will be done to which node, and why."""

from collections import Counter
from collections.abc import Iterable

from orchestrator.reports.terminal import cell_width, printable
from orchestrator.secrets import NO_SECRETS, Mask

# What the last line counts, by the first word of an action; other actions count as they are.
_DOING = {"create": "build", "apply": "build"}
_ORDER = ("load", "build", "publish", "test", "check")


def plan_text(
    steps: Iterable[tuple[str, str, str]], mask: Mask = NO_SECRETS, *, reused: int = 0
) -> str:
    """The steps (action, name, reason) in aligned columns, then `Plan: 3 to load, 12 to build`."""
    more = f", {reused} reused" if reused else ""
    rows = [
        (printable(action), printable(name), printable(mask.text(reason)))
        for action, name, reason in steps
    ]
    if not rows:
        return f"Plan: nothing to do{more}"
    widths = [max(cell_width(row[place]) for row in rows) for place in (0, 1)]
    lines = [
        "  ".join((_padded(action, widths[0]), _padded(name, widths[1]), reason)).rstrip()
        for action, name, reason in rows
    ]
    counts = Counter(_doing(action) for action, _, _ in rows)
    summary = ", ".join(f"{counts[doing]} to {doing}" for doing in sorted(counts, key=_place))
    return "\n".join([*lines, "", f"Plan: {summary}{more}"])


def _doing(action: str) -> str:
    word = action.partition(" ")[0]
    return _DOING.get(word, word)


def _place(doing: str) -> tuple[int, str]:
    return (_ORDER.index(doing) if doing in _ORDER else len(_ORDER), doing)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))
