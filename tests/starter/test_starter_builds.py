"""The starter project works at once."""

import shlex
from pathlib import Path

from orchestrator.starter.write import write_starter
from tests.pages import blocks
from tests.projects import rows, seg


def test_the_starter_builds_and_publishes_its_segments(tmp_path: Path) -> None:
    write_starter(tmp_path, "shop")
    built = seg(tmp_path, "build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert "Done. PASS=20 WARN=0 ERROR=0" in built.stdout
    assert rows(
        tmp_path, "select segment, count(*) from customer_segments group by segment order by 1"
    ) == [("active", 1), ("lapsed", 4), ("new", 2), ("prospect", 1), ("repeat", 4)]


def test_the_commands_of_its_readme_work_in_their_order(tmp_path: Path) -> None:
    write_starter(tmp_path, "shop")
    page = (tmp_path / "README.md").read_text("utf-8")
    commands = [
        shlex.split(line, comments=True)[1:]
        for block in blocks(page)
        if block.language == "sh"
        for line in block.text.splitlines()
    ]
    assert len(commands) == 4
    assert [(words, seg(tmp_path, *words).stderr) for words in commands] == [
        (words, "") for words in commands
    ]


def test_a_broken_promise_publishes_nothing(tmp_path: Path) -> None:
    write_starter(tmp_path, "shop")
    with (tmp_path / "seeds/orders.csv").open("a", encoding="utf-8") as file:
        file.write("1021,C099,2025-06-29 10:00:00,10.00\n")
    built = seg(tmp_path, "build")
    assert built.exit_code == 1
    assert "FAIL 1 relationships_stg_orders" in built.stdout
    assert (
        rows(
            tmp_path, "select table_name from information_schema.tables where table_schema = 'main'"
        )
        == []
    )
