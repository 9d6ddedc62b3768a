"""A night without changes costs almost nothing only if no template uses the clock."""

from pathlib import Path

from orchestrator.reading_cache.store import ENDING, read_stored
from tests.projects import seg
from tests.segmentation.conftest import copy_project


def test_with_a_day_given_no_template_asks_for_the_moment(tmp_path: Path) -> None:
    copy_project(tmp_path)
    parsed = seg(tmp_path, "parse")
    assert parsed.exit_code == 0, parsed.stdout + parsed.stderr
    (file,) = (tmp_path / "target" / "reading").glob(f"*.sql{ENDING}")
    renders = read_stored(file)
    assert renders is not None
    assert renders.head["is_checked"]
