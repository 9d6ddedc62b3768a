"""A second run on the same data, for the same day, gives the same rows to the last digit."""

from collections.abc import Callable
from pathlib import Path

from tests.projects import seg
from tests.segmentation import published


def test_the_same_day_again_changes_nothing(
    build_sample: Callable[..., Path], own_sample: Path
) -> None:
    # Without --force all would be reused, and equal as it is the same. What the data tests say of
    # equal rows is known.
    again = seg(own_sample, "run", "--vars", "as_of_date: 2025-06-30", "--force")
    assert again.exit_code == 0, again.stdout + again.stderr
    assert "REUSED=0" in again.stdout
    assert published.different_tables(build_sample(), own_sample / "warehouse.duckdb") == []
