"""A second run on the same data, for the same day, gives the same rows to the last digit."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.segmentation import published
from tests.segmentation.conftest import seg_build


def test_the_same_day_again_changes_nothing(
    build_sample: Callable[..., Path], tmp_path: Path
) -> None:
    once = build_sample(as_of_date="2025-06-30")
    shutil.copytree(once.parent, tmp_path / "again")
    again = seg_build(tmp_path / "again", {"as_of_date": "2025-06-30"})
    assert published.different_tables(once, again) == []
