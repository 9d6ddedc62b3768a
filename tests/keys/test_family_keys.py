"""Each key of a family of segments has a visible effect."""

from collections.abc import Mapping

import pytest
from msgspec.structs import fields

from orchestrator.properties import segment_keys
from tests.keys import family_cases
from tests.keys.observed import Case

WORKING: Mapping[type, Mapping[str, Case]] = {
    segment_keys.FamilyKeys: family_cases.FAMILY,
    segment_keys.SegmentKeys: family_cases.SEGMENTS,
    segment_keys.SegmentExpectations: family_cases.SEGMENT_EXPECTATIONS,
    segment_keys.FamilyExpectations: family_cases.FAMILY_EXPECTATIONS,
    segment_keys.ChangeKeys: family_cases.CHANGES,
    segment_keys.ReachableKeys: family_cases.REACHES,
}
CASES = {
    f"{of.__name__}.{key}": case for of, cases in WORKING.items() for key, case in cases.items()
}


@pytest.mark.parametrize("of", WORKING, ids=lambda of: of.__name__)
def test_every_key_has_a_case(of: type) -> None:
    assert {field.name for field in fields(of)} == set(WORKING[of])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_key_changes_something(case: Case) -> None:
    assert case.differs()
