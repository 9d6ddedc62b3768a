"""What holds for all tests."""

from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is.
settings.register_profile("seg", deadline=None)
settings.load_profile("seg")

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def builds_all(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn reuse off where tests are about building: they build twice to see the second build."""
    if "tests/reuse" not in request.path.relative_to(ROOT).as_posix():
        monkeypatch.setenv("SEG_REUSE", "0")
