"""Rules for all pages of documentation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editors.files import FOLDER, published
from tests.pages import dead_links

ROOT = Path(__file__).parents[1]
LONGEST_LINE = 100
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks" / "README.md"]
)


def prose(page: Path) -> Iterator[tuple[int, str]]:
    """The lines that can be wrapped, with their numbers: no tables, blocks or single words."""
    is_block = False
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        if line.lstrip().startswith("```"):
            is_block = not is_block
        elif not is_block and not line.lstrip().startswith("|") and " " in line.strip():
            yield number, line


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_lines_are_wrapped(page: Path) -> None:
    assert [f"{page.name}:{n}" for n, line in prose(page) if len(line) > LONGEST_LINE] == []


def test_a_dead_link_is_found_by_its_file_or_its_heading(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("## Keys of `drift`, and more\n\n[out](https://x.org/#y)\n")
    page = tmp_path / "page.md"
    links = (
        "other.md",
        "other.md#keys-of-drift-and-more",
        "#here",
        "#there",
        "gone.md",
        "other.md#drift",
    )
    page.write_text("\n\n".join(["# Here", *(f"[a link]({link})" for link in links)]))
    assert dead_links(page) == ["#there", "gone.md", "other.md#drift"]


@pytest.mark.parametrize("name", published())
def test_schemas_of_editors_are_those_of_the_tool(name: str) -> None:
    told = (FOLDER / name).read_text("utf-8")
    assert told == published()[name], "run: python -m tests.editors.files"
