"""docs/segment-families.md: its keys are the decoder's, and its examples are built or refused."""

import re
import shlex
from pathlib import Path

import pytest
from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields

from orchestrator.properties.segment_keys import (
    Bounds,
    ChangeKeys,
    DriftKeys,
    FamilyExpectations,
    FamilyKeys,
    OverlapKeys,
    ReachableKeys,
    SegmentExpectations,
    SegmentKeys,
    ShareBounds,
)
from tests.pages import DOCS, Block, blocks, dead_links
from tests.projects import seg
from tests.segments.shop import write_shop

PAGE = DOCS / "segment-families.md"
TEXT = PAGE.read_text("utf-8")
DAY = ("--vars", '{"as_of_date": "2025-06-30"}')
LOOKED_AT = {
    "sizes": "select 'tier' as family, 'high' as segment, date '2025-06-29' as as_of_date,"
    " 3 as members, 0 as change_by_definition",
    "reached": "select 'tier' as family, 'high' as segment, 'email' as channel,"
    " 3 as members, 2 as reachable",
}
HAPPENED = """
select customer_id, event_type, occurred_at, category, amount
from (
    values
        ('1', 'view', timestamp '2025-06-26 09:30:00', 'garden', null),
        ('1', 'view', timestamp '2025-06-28 18:00:00', 'garden', null),
        ('2', 'view', timestamp '2025-05-02 18:00:00', 'garden', null),
        ('2', 'order', timestamp '2025-06-27 12:00:00', 'garden', 60),
        ('3', 'order', timestamp '2025-05-12 12:00:00', 'toys', 20),
        ('3', 'order', timestamp '2025-07-01 12:00:00', 'toys', 70)
) as happened (customer_id, event_type, occurred_at, category, amount)
"""
TYPES = """
models:
  - name: events
    columns: [{name: event_type, data_tests: [accepted_values: {values: [view, order]}]}]
"""
TABLES = {
    "Keys of a family": FamilyKeys,
    "Keys of a segment": SegmentKeys,
    "Expectations for a family": FamilyExpectations,
    "Expectations for a segment": SegmentExpectations,
    "Keys of `drift`": DriftKeys,
    "Keys of `overlap`": OverlapKeys,
    "Keys of `size` and `segments`": Bounds,
    "Keys of `share`": ShareBounds,
    "Keys of `change`": ChangeKeys,
    "Keys of `reachable`": ReachableKeys,
}


def table(heading: str) -> dict[str, str]:
    """The keys in the table under a heading, with their defaults."""
    (section,) = re.findall(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", TEXT, re.S | re.M)
    return dict(re.findall(r"^\| `(\w+)` \| .* \| (.+) \|$", section, re.MULTILINE))


def shown(field: FieldInfo) -> str:
    """A key's default as the page writes it."""
    default = field.default
    if default is NODEFAULT:
        return "required" if field.required else "-"
    if default in ((), "") or default is None:
        return "-"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


@pytest.mark.parametrize("heading", TABLES)
def test_the_keys_are_those_that_are_accepted(heading: str) -> None:
    accepted = {field.name: shown(field) for field in fields(TABLES[heading])}
    if TABLES[heading] is FamilyKeys:
        accepted |= {"data_tests": "-", "tests": "-"}
    assert table(heading) == accepted


def test_every_table_of_keys_is_looked_at() -> None:
    tables = re.findall(r"^##+ (?=[^#]*^\| key \|)(.*)$", TEXT, re.MULTILINE)
    assert set(tables) == set(TABLES)


def examples() -> list[tuple[str, list[Block]]]:
    """Each example with the blocks up to the next."""
    found: list[tuple[str, list[Block]]] = []
    for block in blocks(TEXT):
        if block.language == "yaml":
            found.append((block.text, []))
        else:
            found[-1][1].append(block)
    return found


def told(folder: Path, yaml: str, following: list[Block]) -> str:
    """What seg says of an example: the commands' answers, or why it is refused."""
    models = LOOKED_AT if "ref('sizes')" in yaml else {}
    if "name: lately" in yaml:
        models = {"events": HAPPENED}
        (folder / "models").mkdir()
        (folder / "models" / "events.yml").write_text(TYPES, "utf-8")
    built = seg(write_shop(folder, yaml, **models), "build", *DAY)
    commands = [
        line for block in following if block.language == "bash" for line in block.text.splitlines()
    ]
    if following and not commands:
        assert (built.exit_code, built.stdout) == (2, "")
        return built.stderr
    assert (built.exit_code, built.stderr) == (0, ""), built.stdout
    answers = [seg(folder, *shlex.split(line)[1:]).stdout for line in commands]
    return "".join(re.sub(r"^Previewing .*\n", "", answer) for answer in answers)


@pytest.mark.parametrize("number", range(len(examples())))
def test_an_example_is_built_or_refused_as_it_says(tmp_path: Path, number: int) -> None:
    yaml, following = examples()[number]
    answer = "".join(block.text for block in following if block.language == "text")
    assert told(tmp_path, yaml, following) == answer


def test_the_data_tests_are_named_as_it_says(tmp_path: Path) -> None:
    (yaml,) = (text for text, _ in examples() if "ref('sizes')" in text)
    folder = write_shop(tmp_path, yaml, **LOOKED_AT)
    listed = seg(folder, "ls", "--resource-type", "test", "-s", "tier", "traits").stdout
    names = {name.removeprefix("shop.") for name in listed.split()}
    placeholders = {"<segment>": "high", "<channel>": "email"}
    said = set()
    for pattern in re.findall(r"^\| `(\w+_<[^`]+)` \|", TEXT, re.MULTILINE):
        for part, value in placeholders.items():
            pattern = pattern.replace(part, value)
        said |= {pattern.replace("<family>", family) for family in ("tier", "traits")}
    assert names <= said
    patterns = {re.sub("tier|traits", "", name) for name in names}
    assert patterns == {re.sub("tier|traits", "", name) for name in said}


def test_links_lead_somewhere() -> None:
    assert dead_links(PAGE) == []
