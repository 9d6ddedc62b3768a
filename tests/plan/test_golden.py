"""Plans of small projects as golden files; created without an engine, so that they are pure."""

from pathlib import Path

import pytest

from tests.plan.golden import GOLDEN, Golden


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_the_plan_is_as_written(tmp_path: Path, file: Path) -> None:
    golden = Golden.of(file)
    assert golden.made(tmp_path) == golden.plan


def test_the_same_project_gives_the_same_plan(tmp_path: Path) -> None:
    golden = Golden.of(GOLDEN[0])
    assert golden.made(tmp_path / "one") == golden.made(tmp_path / "other")
