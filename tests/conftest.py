"""What all tests share: most of them are about what is built, so that all of it is built."""

from pathlib import Path

import pytest

# Folders, and files, whose tests run as people do: unchanged nodes are reused.
REUSING = (
    "tests/reuse",
    "tests/running/test_publishing.py",
    "tests/running/test_recovery.py",
)
ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def builds_all(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn reuse off where a test builds twice to see the second build."""
    file = request.path.relative_to(ROOT).as_posix()
    if not file.startswith(REUSING):
        monkeypatch.setenv("SEG_REUSE", "0")
