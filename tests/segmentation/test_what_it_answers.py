"""docs/what-it-answers.md: each answer has a query that returns rows, and existing tests."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages import DOCS, ROOT, Block, blocks, dead_links, refused
from tests.projects import seg
from tests.segmentation.conftest import DAY_BEFORE, copy_project, two_days

PAGE = DOCS / "what-it-answers.md"
TEXT = PAGE.read_text("utf-8")
SECTIONS = {
    int(number): text
    for number, text in re.findall(r"^## (\d+)\. (.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE)
}
GUARD = re.compile(r"((?:`\w+`,?\s+)+)in\s+\[[^]]+\]\(\.\./([^)]+)\)")


def guards(section: str) -> list[tuple[str, str]]:
    """The tests that a section names, each with the file in which it is."""
    told = section.partition("*Tested by:*")[2]
    return [
        (name, file) for names, file in GUARD.findall(told) for name in re.findall(r"\w+", names)
    ]


def test_there_are_twenty_five_answers() -> None:
    assert sorted(SECTIONS) == list(range(1, 26))


@pytest.mark.parametrize("number", sorted(SECTIONS))
def test_a_section_says_what_is_asked_for_what_serves_it_and_what_guards_it(number: int) -> None:
    section = SECTIONS[number]
    assert all(f"*{word}:*" in section for word in ("Requirement", "Provided by", "Tested by"))
    assert any(block.language == "sql" for block in blocks(section))
    told = section.partition("*Tested by:*")[2]
    assert len(guards(section)) == len(re.findall(r"`\w+`", told)) > 0


def test_the_tests_that_are_named_are_there(tmp_path: Path) -> None:
    copy_project(tmp_path)
    listed = seg(tmp_path, "ls", "--resource-type", "test", "--output", "json")
    found = [json.loads(line) for line in listed.stdout.splitlines()]
    data_tests = {(node["name"], node["original_file_path"]) for node in found}
    missing = []
    for name, file in {guard for section in SECTIONS.values() for guard in guards(section)}:
        if file.endswith(".py"):
            is_there = f"\ndef {name}(" in (ROOT / file).read_text("utf-8")
        else:
            is_there = (name, file) in data_tests
        missing += [] if is_there else [(name, file)]
    assert missing == []


def test_links_lead_somewhere() -> None:
    assert dead_links(PAGE) == []


@pytest.mark.long
def test_every_query_has_an_answer(build_sample: Callable[..., Path], tmp_path: Path) -> None:
    begun, _, rest = TEXT.partition("\n## 1. ")
    # What the page begins with is how that was built.
    days = f'seg build --vars \'{{"as_of_date": "{DAY_BEFORE}"}}\'\nseg build\n'
    assert blocks(begun) == [Block("bash", days)]
    sample = shutil.copytree(two_days(build_sample).parent, tmp_path / "sample")
    assert refused(sample, rest) == {}
