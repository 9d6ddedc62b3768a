"""How far a change may move families of segments, as the project file says under `diff:`."""

from collections.abc import Mapping

from msgspec import Struct, field

from orchestrator.config.values import Map
from orchestrator.errors import Problems

KEY = "diff"
_FIX = "write a percentage, as in 5%"


class Reviewing(Struct, frozen=True):
    """What `seg diff` goes by where it is not asked for something else.

    `fail_if_moved` is the greatest part of a family that may move, as `5%` (None: any), `families`
    has it for single ones. `examples` is how many rows of each model are shown.
    """

    fail_if_moved: str | None = None
    families: Mapping[str, str] = field(default_factory=dict)
    examples: int = 1


def share_of(text: str) -> float | None:
    """The part of 1 that a percentage says; None for what is none between 0% and 100%."""
    digits = text.strip()
    try:
        share = float(digits.removesuffix("%")) / 100
    except ValueError:
        return None
    return share if digits.endswith("%") and 0 <= share <= 1 else None


def check_reviewing(reviewing: Reviewing, written: Map, problems: Problems) -> None:
    """Note what is no percentage, and a number of examples that is none."""
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
