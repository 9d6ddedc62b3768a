"""docs/reuse.md: its commands are run on the starter project, and print what stands there."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.pages import DOCS, blocks, transcripts, unlike
from tests.projects import seg

TEXT = (DOCS / "reuse.md").read_text("utf-8")
BAD_TEST = Path("tests/data/every_customer_is_in_a_segment.sql")
INLINE = {command for command in re.findall(r"`seg ([^`]+ [^`]+)`", TEXT) if "..." not in command}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The starter project, published once."""
    assert seg(tmp_path, "init", str(tmp_path / "shop")).exit_code == 0
    assert seg(tmp_path / "shop", "build").exit_code == 0
    return tmp_path / "shop"


def test_what_its_commands_print(project: Path) -> None:
    first, failing, again = transcripts(TEXT)
    assert (first[0], again[0]) == ("build", "retry")
    built = seg(project, first[0])
    assert (built.exit_code, unlike(first[1], built.stdout)) == (0, [])
    good = (project / BAD_TEST).read_text()
    (project / BAD_TEST).write_text("select * from {{ ref('customer_segments') }}")
    failed = seg(project, *shlex.split(failing[0]))
    assert (failed.exit_code, unlike(failing[1], failed.stdout)) == (1, [])
    (project / BAD_TEST).write_text(good)
    retried = seg(project, again[0])
    assert (retried.exit_code, unlike(again[1], retried.stderr)) == (0, [])


@pytest.mark.parametrize("command", sorted(INLINE))
def test_commands_between_words(project: Path, command: str) -> None:
    assert seg(project, *shlex.split(command)).exit_code == 0


def test_the_properties_of_a_model(project: Path) -> None:
    (block,) = [block for block in blocks(TEXT) if block.language == "yaml"]
    (project / "models" / "daily_report.yml").write_text(block.text)
    model = "{{ config(materialized='table') }} select count(*) as n from {{ ref('stg_orders') }}"
    (project / "models" / "daily_report.sql").write_text(model)
    assert seg(project, "build").exit_code == 0
    orders = project / "seeds" / "orders.csv"
    orders.write_text("\n".join(orders.read_text().splitlines()[:-1]) + "\n")
    assert seg(project, "build").exit_code == 0
    query = "select n = (select count(*) from {{ ref('stg_orders') }}) as is_new, "
    query += "n = (select count(*) + 1 from {{ ref('stg_orders') }}) as is_kept "
    query += "from {{ ref('daily_report') }}"
    shown = seg(project, "show", "--inline", query, "--output", "json")
    assert json.loads(shown.stdout)["show"] == [{"is_new": False, "is_kept": True}]
