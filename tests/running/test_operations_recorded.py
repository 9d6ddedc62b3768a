"""The journal records operations too; a retry ignores successful ones."""

import json
from pathlib import Path

import pytest

from orchestrator.artifacts.last_run import read_runs
from tests.projects import seg, write_project

FILES = {
    "models/a.sql": "select {{ var('n', 'no_such') }} as n\n",
    "macros/m.sql": "{% macro note(text) %}\n"
    '  {% do run_query("create or replace table notes as select \'" ~ text ~ "\' as text") %}\n'
    "{% endmacro %}\n"
    "{% macro fails() %}{% do run_query('select no_such') %}{% endmacro %}\n",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = write_project(tmp_path, FILES)
    assert seg(folder, "build").exit_code == 1
    return folder


def journal(folder: Path) -> list[str]:
    return (folder / "target/seg_journal.jsonl").read_text().splitlines()


def test_an_operation_is_a_run_of_one_node(shop: Path) -> None:
    before = len(journal(shop))
    assert seg(shop, "run-operation", "note", "--args", "{text: x}").exit_code == 0

    events = [json.loads(line) for line in journal(shop)[before:]]
    assert [each["event"] for each in events] == [
        "RunStarted", "NodeStarted", "NodeFinished", "RunFinished",
    ]  # fmt: skip
    assert (events[0]["command"], events[0]["arguments"]["target"]) == ("run-operation", "dev")
    assert (events[2]["unique_id"], events[2]["status"]) == ("macro.shop.note", "success")
    # The site tells of nodes.
    runs = read_runs(shop / "target/seg_journal.jsonl", "dev")
    assert [run.command for run in runs] == ["build"]


def test_a_retry_passes_over_one_that_ended_well(shop: Path) -> None:
    assert seg(shop, "run-operation", "note", "--args", "{text: x}").exit_code == 0
    found = seg(shop, "retry", "--vars", "{n: 1}")
    assert (found.exit_code, "(build, " in found.stderr) == (0, True)

    assert seg(shop, "run-operation", "fails").exit_code == 1
    refused = seg(shop, "retry")
    assert (refused.exit_code, refused.stderr.splitlines()[-2:]) == (
        2, ["'run-operation' cannot be retried", "  fix: run it again"],
    )  # fmt: skip


def test_one_that_was_killed_is_told_by_the_next_run(shop: Path) -> None:
    assert seg(shop, "run-operation", "note", "--args", "{text: x}").exit_code == 0
    kept = journal(shop)[:-2]
    (shop / "target/seg_journal.jsonl").write_text("".join(f"{line}\n" for line in kept))

    told = seg(shop, "build", "--vars", "{n: 1}").stdout
    assert "(run-operation, " in told
    assert "did not finish; the changes of its statements up to then remain\n" in told
