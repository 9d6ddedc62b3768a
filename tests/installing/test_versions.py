"""Version ranges, and the latest version in them."""

import pytest

from orchestrator.installing.versions import conditions_in, newest

THERE = ["0.9.0", "1.0.0", "1.2.0", "1.10.0", "2.0.0-rc1", "nightly"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "1.10.0"),
        (">=1.0.0,<2.0.0", "1.10.0"),
        ("<1.10", "1.2.0"),
        ("1.0.0", "1.0.0"),
        ("v1.2", "1.2.0"),
        (">1.10.0", None),
        ("2.0.0-rc1", "2.0.0-rc1"),
        ("=3.0.0", None),
    ],
)
def test_the_last_version_in_a_range(asked: str, found: str | None) -> None:
    conditions = conditions_in(asked) if asked else ()
    assert conditions is not None
    assert newest(THERE, conditions) == found


def test_what_leads_to_a_release_comes_before_it() -> None:
    before = ["2.0.0-rc1", "2.0.0-rc10", "2.0.0-rc.2", "2.0.0-beta"]

    assert newest([*before, "2.0.0"], (), takes_prereleases=True) == "2.0.0"
    assert newest(before, (), takes_prereleases=True) == "2.0.0-rc10"
    assert newest(before, ()) is None


def test_what_is_no_range() -> None:
    assert [conditions_in(text) for text in ("latest", "~1.0", ">=1.0,x")] == [None] * 3
