"""How far a change is allowed to move segment families, from `diff:` in the project file."""

from collections.abc import Mapping

from msgspec import Struct, field

from orchestrator.config.values import Map
from orchestrator.errors import Problems

KEY = "diff"
_FIX = "write a percentage, as in 5%"


class Reviewing(Struct, frozen=True):
    """The defaults of `seg diff`.

    `fail_if_moved` is the largest share of a family that is allowed to move, such as `5%` (None:
    any); `families` sets it for single families. `examples` is the number of rows shown per model.
    """

    fail_if_moved: str | None = None
    families: Mapping[str, str] = field(default_factory=dict)
    examples: int = 1


def share_of(text: str) -> float | None:
    """Return a percentage as a fraction of 1; None if it is not between 0% and 100%."""
    digits = text.strip()
    try:
        share = float(digits.removesuffix("%")) / 100
    except ValueError:
        return None
    return share if digits.endswith("%") and 0 <= share <= 1 else None


def check_reviewing(reviewing: Reviewing, written: Map, problems: Problems) -> None:
    """Report invalid percentages, and an invalid number of examples."""
    limit = reviewing.fail_if_moved
    if limit is not None and share_of(limit) is None:
        what = f"'fail_if_moved': '{limit}' is not a share of a family"
        problems.add(what, written.value_place("fail_if_moved"), _FIX)
    for name, text in reviewing.families.items():
        if share_of(text) is None:
            what = f"'families': {name}: '{text}' is not a share of a family"
            problems.add(what, written["families"].value_place(name), _FIX)
    if reviewing.examples < 0:
        what = f"'examples': expected 0 or more, found {reviewing.examples}"
        problems.add(what, written.value_place("examples"))
