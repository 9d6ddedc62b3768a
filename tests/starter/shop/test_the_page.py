"""docs/your-own-shop.md: its files give what it shows, and its commands and queries run."""

import re
from pathlib import Path

import pytest

from tests.pages import DOCS, blocks, dead_links, refused, transcripts, unlike
from tests.projects import seg

PAGE = DOCS / "your-own-shop.md"


def test_all_that_the_page_shows_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.read_text("utf-8")
    files = [block.text for block in blocks(page) if block.language == "csv"]
    for name, text in zip(("customers.csv", "orders.csv"), files, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    ((command, shown),) = transcripts(page)
    started = seg(Path("."), *command.split())
    assert (started.exit_code, unlike(shown, started.stdout)) == (0, [])
    for block in blocks(page):
        if found := re.match(r"(?:--|#) (models/marts/\S+)\n", block.text):
            file = tmp_path / "my_shop" / found[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(block.text, "utf-8")
    assert refused(tmp_path / "my_shop", page) == {}
    told = seg(tmp_path / "my_shop", "segments", "loyalty").stdout
    assert re.findall(r"loyalty \| (\w+) +\| +(\d)", told) == [
        ("loyal", "0"),
        ("first_year", "2"),
        ("prospect", "1"),
    ]
    assert dead_links(PAGE) == []


def test_the_page_names_the_column_that_it_corrects() -> None:
    page = PAGE.read_text("utf-8")
    assert re.findall(r"--column (\S+?)[`)]", page) == [
        "orders.net_amount=Total",
        "orders.status=Phase",
    ]
