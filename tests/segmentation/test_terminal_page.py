"""docs/terminal.md: every command in it runs on the sample."""

from pathlib import Path

import pytest

from tests.pages import DOCS, dead_links, refused

PAGE = DOCS / "terminal.md"


@pytest.mark.long
def test_all_that_the_page_shows_runs(own_sample: Path) -> None:
    assert refused(own_sample, PAGE.read_text("utf-8")) == {}
    assert dead_links(PAGE) == []
