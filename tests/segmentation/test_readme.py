"""README.md and the example's README: commands run, and numbers match the data."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

from tests.pages import ROOT, blocks, dead_links, transcripts, unlike
from tests.projects import seg
from tests.segmentation import published

README = ROOT / "README.md"
EXAMPLE = ROOT / "examples" / "complete_journey" / "README.md"
TEXT = README.read_text("utf-8")


def section(heading: str) -> str:
    (found,) = re.findall(rf"^## {heading}\n(.*?)(?=^## )", TEXT, re.DOTALL | re.MULTILINE)
    return str(found)


def test_the_commands_of_the_sample_run(own_sample: Path) -> None:
    (block,) = blocks(section("The sample"))
    selection = re.findall(r"`(-s [^`]+)`", section("Commands"))
    commands = [*block.text.splitlines(), *(f"seg ls {chosen}" for chosen in selection)]
    ended = {line: seg(own_sample, *shlex.split(line)[1:]).exit_code for line in commands}
    assert set(ended.values()) == {0}, ended
    assert (block.language, len(selection)) == ("bash", 1)
    ((built, _), (why, shown)) = transcripts(TEXT)
    assert built == "build"
    assert unlike(shown, seg(own_sample, *shlex.split(why)).stdout) == []


def test_the_sample_is_as_large_as_it_says(build_sample: Callable[..., Path]) -> None:
    counted = published.query(
        build_sample(as_of_date="2025-06-30"),
        """
        select
            (select count(*) from raw.raw_customers) as numbers,
            (select count(*) from customer_features) as people,
            (select count(*) from raw.raw_orders) as orders,
            (
                select count(distinct family) from segment_catalogue where entity = 'customer_id'
            ) as families
        """,
    ).loc[0]
    assert f"({counted['numbers']:,} customer numbers" in TEXT
    assert f"of {counted['people']:,} people, and {counted['orders']:,} orders)" in TEXT
    assert f"all {counted['families']} families" in TEXT


def test_the_households_are_those_of_the_example(complete_journey: Path) -> None:
    sizes = published.query(complete_journey, "select family, segment, members from segment_sizes")
    told = section("Real data: The Complete Journey")
    assert f"builds {sizes['family'].nunique()} families" in told
    rows = re.findall(r"^\| (\w+) \| (\w+ [\d,]+.*) \|$", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 4
    for family, row in rows:
        members = {
            segment: int(number.replace(",", ""))
            for segment, number in re.findall(r"(\w+) ([\d,]*\d)", row)
        }
        found = sizes[sizes["family"] == family]
        assert members == dict(zip(found["segment"], found["members"], strict=True)), family


def test_links_lead_somewhere() -> None:
    assert [*dead_links(README), *dead_links(EXAMPLE)] == []
