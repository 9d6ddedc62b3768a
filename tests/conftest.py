"""What holds for all tests."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is.
settings.register_profile("seg", deadline=None)
settings.load_profile("seg")

TESTS = Path(__file__).parent
BUILDS_ALL = {
    "faults",
    "segmentation",
    "segments",
    "time",
}


@pytest.fixture(autouse=True)
def builds_all(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn reuse off where tests build twice to see the second build: in these folders."""
    if request.path.relative_to(TESTS).parts[0] in BUILDS_ALL:
        monkeypatch.setenv("SEG_REUSE", "0")
