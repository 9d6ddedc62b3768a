"""The valid numbers in expectations: outside of them, a test can never fail, or always fails.

Shapes and types were decoded before (`segment_keys.py`); places are those of the numbers.
"""

from msgspec import Struct

from orchestrator.config.values import Map, Seq, shown
from orchestrator.errors import Problems
from orchestrator.properties.segment_keys import ChangeKeys

_ONE_HUNDRED = 100


class Range(Struct, frozen=True):
    """The valid numbers, including both ends, and their name in messages."""

    name: str
    least: float = 0
    most: float | None = None
    fix: str | None = None

    def holds(self, number: float) -> bool:
        """Return whether the number is valid."""
        return self.least <= number and (self.most is None or number <= self.most)


_PART = Range("a share from 0 to 1", most=1)
_INDEX = Range("an index from 0 to 1", most=1, fix="0.1 is a small shift, 0.25 a large one")
_COUNT = Range("0 or more")
_RUNS = Range("1 or more", least=1)
RANGES = {
    ("coverage",): _PART,
    ("overlap", "max_jaccard"): _PART,
    ("drift", "psi"): _INDEX,
    ("segments", "min"): _COUNT,
    ("segments", "max"): _COUNT,
    ("size", "min"): _COUNT,
    ("size", "max"): _COUNT,
    ("share", "min"): _PART,
    ("share", "max"): _PART,
    ("change", "max_pct"): _COUNT,
    ("change", "warm_up"): _COUNT,
    ("change", "runs"): _RUNS,
    ("change", "min_members"): _COUNT,
    ("reachable", "min_share"): _PART,
    ("reachable", "min_members"): _COUNT,
    ("minimum_cell",): _COUNT,
}


def check_ranges(family: Map, problems: Problems) -> None:
    """Report invalid numbers in the `expect:` of a decoded family and its segments."""
    segments = family["segments"]
    for entry in (family, *(segments if isinstance(segments, Seq) else ())):
        expect = entry.get("expect")
        if not isinstance(expect, Map):
            continue
        for path, allowed in RANGES.items():
            holder = expect.get(path[0]) if len(path) > 1 else expect
            if isinstance(holder, Map):
                _check_number(holder, path[-1], allowed, problems)
        for key in ("segments", "size", "share"):
            if isinstance(expect.get(key), Map):
                _check_order(expect[key], problems)
        if isinstance(expect.get("change"), Map):
            _check_change(expect["change"], problems)


def _check_number(holder: Map, key: str, allowed: Range, problems: Problems) -> None:
    number = holder.get(key)
    if number is None or allowed.holds(number):
        return
    what = f"'{key}': expected {allowed.name}, found {shown(number)}"
    fix = allowed.fix
    if allowed is _PART and 1 < number <= _ONE_HUNDRED:
        fix = f"{number / _ONE_HUNDRED:.6g} is {number:g} %"
    problems.add(what, holder.value_place(key), fix)


def _check_order(bounds: Map, problems: Problems) -> None:
    least, most = bounds.get("min"), bounds.get("max")
    if least is not None and most is not None and least > most:
        what = f"'min' is {least}, which is greater than 'max', {most}"
        problems.add(what, bounds.value_place("min"), "swap them, or remove one of them")


def _check_change(change: Map, problems: Problems) -> None:
    if change.get("direction") == "down" and change["max_pct"] >= _ONE_HUNDRED:
        what = f"'max_pct': no size can shrink by more than {change['max_pct']} %"
        fix = "use a number below 100, or another direction"
        problems.add(what, change.value_place("max_pct"), fix)
    usual = ChangeKeys(max_pct=0)
    warm_up = usual.warm_up if change.get("warm_up") is None else change["warm_up"]
    runs = usual.runs if change.get("runs") is None else change["runs"]
    if warm_up > runs >= _RUNS.least:
        what = (
            f"'warm_up' is {warm_up}, but the median is taken of {runs} runs: nothing would be "
            "judged"
        )
        key = "warm_up" if "warm_up" in change else "runs"
        problems.add(what, change.value_place(key), f"raise runs to {warm_up}, or lower warm_up")
