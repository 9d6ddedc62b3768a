"""docs/segmentation.md: every command and query in it runs on the sample, and has an answer."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.pages import DOCS, blocks, dead_links, refused

GUIDE = DOCS / "segmentation.md"


def test_all_that_the_guide_shows_runs(build_sample: Callable[..., Path], tmp_path: Path) -> None:
    project = tmp_path / "sample"
    shutil.copytree(build_sample().parent, project)
    page = GUIDE.read_text("utf-8")
    assert refused(project, page) == {}
    commands = "".join(block.text for block in blocks(page) if block.language == "bash")
    assert {line.split()[1] for line in commands.splitlines()} == {
        "segments", "why", "simulate", "export", "erase",
    }  # fmt: skip
    assert dead_links(GUIDE) == []
