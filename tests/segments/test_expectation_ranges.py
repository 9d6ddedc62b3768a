"""Numbers in `expect:` that no test could use are refused at their place."""

from pathlib import Path

import pytest

from tests.projects import seg
from tests.segments.shop import write_shop

FAMILY = """
segment_families:
  - name: tier
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments:
      - name: high
        where: spent > 50
        expect: {of_segment}
      - {{name: rest, otherwise: true}}
    expect: {of_family}
"""
PART, SWAP = "expected a share from 0 to 1", "swap them, or remove one of them"


def told(folder: Path, of_segment: str = "{}", of_family: str = "{}") -> tuple[int, str]:
    yaml = FAMILY.format(of_segment=of_segment, of_family=of_family)
    outcome = seg(write_shop(folder, yaml), "parse")
    return outcome.exit_code, outcome.stderr


def refusal(line: int, indent: int, expect: str, key: str, said: str, fix: str | None) -> str:
    """The message about the value of `key` in `expect: {...}`, which stands in a line."""
    column = indent + len("expect: ") + expect.index(f"{key}: ") + len(f"{key}: ") + 1
    fixed = f"  fix: {fix}\n" if fix else ""
    return f"models/families.yml:{line}:{column}: '{key}'{said}\n{fixed}"


@pytest.mark.parametrize(
    ("expect", "key", "said", "fix"),
    [
        ("{share: {max: 40}}", "max", f": {PART}, found 40", "0.4 is 40 %"),
        ("{share: {min: 2}}", "min", f": {PART}, found 2", "0.02 is 2 %"),
        ("{share: {min: -0.1}}", "min", f": {PART}, found -0.1", None),
        (
            "{share: {min: 0.5, max: 0.4}}",
            "min",
            " is 0.5, which is greater than 'max', 0.4",
            SWAP,
        ),
        ("{size: {min: 50, max: 10}}", "min", " is 50, which is greater than 'max', 10", SWAP),
        ("{size: {max: -1}}", "max", ": expected 0 or more, found -1", None),
        ("{change: {max_pct: -5}}", "max_pct", ": expected 0 or more, found -5", None),
        ("{change: {max_pct: 5, runs: 0}}", "runs", ": expected 1 or more, found 0", None),
        (
            "{change: {max_pct: 100, direction: down}}",
            "max_pct",
            ": no size can shrink by more than 100 %",
            "use a number below 100, or another direction",
        ),
        (
            "{change: {max_pct: 5, warm_up: 8}}",
            "warm_up",
            " is 8, but the median is taken of 7 runs: nothing would be judged",
            "raise runs to 8, or lower warm_up",
        ),
        (
            "{reachable: {channel: email, min_share: 33.5}}",
            "min_share",
            f": {PART}, found 33.5",
            "0.335 is 33.5 %",
        ),
        ("{minimum_cell: -1}", "minimum_cell", ": expected 0 or more, found -1", None),
    ],
)
def test_of_a_segment(tmp_path: Path, expect: str, key: str, said: str, fix: str | None) -> None:
    assert told(tmp_path, of_segment=expect) == (2, refusal(10, 8, expect, key, said, fix))


@pytest.mark.parametrize(
    ("expect", "key", "said", "fix"),
    [
        ("{coverage: 95}", "coverage", f": {PART}, found 95", "0.95 is 95 %"),
        (
            "{overlap: {max_jaccard: 1.5}}",
            "max_jaccard",
            f": {PART}, found 1.5",
            "0.015 is 1.5 %",
        ),
        (
            "{drift: {psi: 25}}",
            "psi",
            ": expected an index from 0 to 1, found 25",
            "0.1 is a small shift, 0.25 a large one",
        ),
        (
            "{segments: {min: 3, max: 2}}",
            "min",
            " is 3, which is greater than 'max', 2",
            SWAP,
        ),
    ],
)
def test_of_a_family(tmp_path: Path, expect: str, key: str, said: str, fix: str | None) -> None:
    assert told(tmp_path, of_family=expect) == (2, refusal(12, 4, expect, key, said, fix))


def test_the_ends_of_a_range_are_in_it(tmp_path: Path) -> None:
    of_segment = "{share: {min: 0, max: 1.0}, size: {min: 0, max: 0}, minimum_cell: 0}"
    of_family = "{coverage: 1, overlap: {max_jaccard: 0}, segments: {min: 2, max: 2}}"
    assert told(tmp_path, of_segment, of_family) == (0, "")
