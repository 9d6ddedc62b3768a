"""docs/events.md shows what is really printed."""

import shlex
from pathlib import Path

import pytest

from tests.pages import DOCS, dead_links, transcripts, unlike
from tests.projects import seg, write_project, writing
from tests.running.readers.readers import SHOP

PAGE = DOCS / "events.md"
STREAM = "3f9a1c2e"
MOMENTS = {1: "2026-11-29 12:00:07", 2: "2026-11-29 12:05:31.418202"}
SEEDS = (
    SHOP["seeds/raw.csv"],
    "customer_id,email,orders\n1,ann@x.org,7\n2,bob@x.org,5\n",
)


def shop(folder: Path) -> Path:
    """The shop of the page, with the ids and moments that stand there."""
    for seed in SEEDS:
        write_project(folder, {**SHOP, "seeds/raw.csv": seed})
        assert seg(folder, "build").exit_code == 0
    with writing(folder / "warehouse.duckdb") as connection:
        connection.execute("update _seg.segment_event_streams set stream = $1", [STREAM])
        for generation, moment in MOMENTS.items():
            connection.execute(
                "update _seg.segment_events set published_at = $1 where generation = $2",
                [moment, generation],
            )
    return folder


def test_the_page_shows_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = shop(tmp_path)
    monkeypatch.chdir(project)
    shown = transcripts(PAGE.read_text("utf-8"))
    assert len(shown) == 7
    for command, lines in shown:
        printed = seg(project, *shlex.split(command)).stdout
        assert unlike(lines, printed) == [], command
        assert len(lines) == len(printed.splitlines()), command


def test_its_links_lead_somewhere() -> None:
    assert dead_links(PAGE) == []
