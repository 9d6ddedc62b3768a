"""docs/reviewing-a-change.md shows what is really printed, and its workflow works."""

import json
import re
import shlex
from pathlib import Path

import yaml

from tests.pages import DOCS, blocks, dead_links, transcripts
from tests.projects import seg, write_project

PAGE = DOCS / "reviewing-a-change.md"
TEXT = PAGE.read_text("utf-8")
FAMILY, LIMITS, WORKFLOW = (block.text for block in blocks(TEXT) if block.language == "yaml")
PEOPLE = {
    "C01": 95, "C02": 80, "C03": 64, "C04": 58, "C05": 55, "C06": 52,
    "C07": 40, "C08": 33, "C09": 28, "C10": 25, "C11": 12, "C12": 4,
}  # fmt: skip
CHANGED = {**PEOPLE, "C03": 59, "C07": 70, "C13": 66, "C14": 30}
FILES = {
    "models/customers.sql": "{{ config(materialized='table') }}\n"
    "select customer_id, spent, date '2025-06-30' as as_of_date from {{ ref('people') }}",
    "models/sizes.sql": "{{ config(materialized='table') }}\n"
    "select segment, count(*) as customers from {{ ref('tier') }} group by segment",
    "models/sizes.yml": "models: [{name: sizes, columns: [{name: segment, data_tests: [unique]}]}]",
    "models/families.yml": FAMILY,
}


def write(folder: Path, high_from: int, people: dict[str, int], limits: str = "") -> None:
    rows = "".join(f"{name},{spent}\n" for name, spent in people.items())
    project = (
        f"name: shop\nvars: {{minimum_cell: 2, high_from: {high_from}}}\n"
        f"roles: {{customers: {{relation: ref('customers'), columns: {{value: spent}}}}}}\n{limits}"
    )
    seeds = {"seeds/people.csv": f"customer_id,spent\n{rows}"}
    write_project(folder, {**FILES, **seeds, "seg_project.yml": project})


def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    write(tmp_path, 50, PEOPLE)
    assert seg(tmp_path, "build").exit_code == 0
    write(tmp_path, 60, CHANGED)
    ((command, lines),) = transcripts(TEXT)
    assert seg(tmp_path, *shlex.split(command)).stdout.splitlines() == lines


def test_the_workflow_builds_the_base_and_writes_the_review_of_the_change(tmp_path: Path) -> None:
    write(tmp_path, 50, PEOPLE)
    steps = yaml.safe_load(WORKFLOW)["jobs"]["diff"]["steps"]
    build, compare = [
        shlex.split(step["run"].partition(" > ")[0])[1:]
        for step in steps
        if step.get("run", "").startswith("seg ")
    ]
    assert seg(tmp_path, *build).exit_code == 0
    write(tmp_path, 60, CHANGED, LIMITS)
    outcome = seg(tmp_path, *compare)
    (shown,) = re.findall(r"^````markdown\n(.*?)^````$", TEXT, re.DOTALL | re.MULTILINE)
    assert (outcome.exit_code, outcome.stdout) == (1, shown)


def test_every_key_of_the_json_has_its_place(tmp_path: Path) -> None:
    write(tmp_path, 50, PEOPLE)
    assert seg(tmp_path, "build").exit_code == 0
    write(tmp_path, 60, CHANGED, LIMITS)
    more = FAMILY.replace("name: tier", "name: other") + FAMILY.partition("segment_families:")[2]
    warning = "{{ config(severity='warn') }} select * from {{ ref('customers') }} where spent = 59"
    customers = FILES["models/customers.sql"].replace(" spent,", " spent, 1 as one,")
    changes = {"models/families.yml": more, "tests/t.sql": warning}
    write_project(tmp_path, {**changes, "models/customers.sql": customers})
    found = json.loads(seg(tmp_path, "diff", "--json").stdout)
    rows = dict(
        re.findall(r"^\| ((?:`\w+`(?:, )?)+|their `segments`) \| (.*) \|$", TEXT, re.MULTILINE)
    )
    told = {key for keys in rows for key in re.findall(r"`(\w+)`", keys)} - {"segments"}
    assert told == set(found)
    parts = {
        "`families`": found["families"],
        "their `segments`": found["families"][0]["segments"],
        "`new_families`": found["new_families"],
        "`relations`": found["relations"],
        "`tests`": found["tests"],
        "`too_much`": found["too_much"],
    }
    for name, objects in parts.items():
        assert objects, name
        assert set(objects[0]) <= set(re.findall(r"`(\w+)`", rows[name])), name


def test_its_links_lead_somewhere() -> None:
    assert dead_links(PAGE) == []
