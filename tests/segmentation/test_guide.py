"""docs/segmentation.md: every command and query runs on the sample and returns something."""

from pathlib import Path

import pytest

from tests.pages import DOCS, blocks, dead_links, refused

GUIDE = DOCS / "segmentation.md"


@pytest.mark.long
def test_all_that_the_guide_shows_runs(own_sample: Path) -> None:
    page = GUIDE.read_text("utf-8")
    assert refused(own_sample, page) == {}
    commands = "".join(block.text for block in blocks(page) if block.language == "bash")
    assert {line.split()[1] for line in commands.splitlines()} == {
        "segments", "why", "customer", "simulate", "experiment", "export", "erase",
    }  # fmt: skip
    assert dead_links(GUIDE) == []
