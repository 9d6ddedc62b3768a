"""The artifacts of a run, also after a failure, and in quiet and JSON mode."""

import json
import re
from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.running.reading import artifact, published, said

FILES = {
    "seeds/raw.csv": "id\n1\n2\n",
    "models/good.sql": "{{ config(materialized='table') }} select * from {{ ref('raw') }}",
    "models/bad.sql": "select id, missing from {{ ref('good') }}",
    "models/below.sql": "select * from {{ ref('bad') }}",
    "models/good.yml": """
models:
  - name: good
    columns:
      - name: id
        data_tests: [unique: {config: {severity: warn}}, not_null, accepted_values: {values: [1]}]
""",
}


def test_run_results_tell_how_each_node_ended(tmp_path: Path) -> None:
    failed = seg(write_project(tmp_path, FILES), "build", "--threads", "1")
    assert failed.exit_code == 1
    results = artifact(tmp_path, "run_results.json")
    assert results["metadata"]["dbt_schema_version"].endswith("/run-results/v6.json")
    assert re.fullmatch(r"[0-9a-f-]{36}", results["metadata"]["invocation_id"])
    assert {
        entry["unique_id"].split(".")[2]: (entry["status"], entry["failures"], entry["message"])
        for entry in results["results"]
    } == {
        "raw": ("success", None, "INSERT 2"),
        "good": ("success", None, "OK"),
        "unique_good_id": ("pass", 0, None),
        "not_null_good_id": ("pass", 0, None),
        "accepted_values_good_id__1": ("fail", 1, "Got 1 result, configured to fail if != 0"),
        "bad": (
            "skipped",
            None,
            next(
                entry["message"]
                for entry in results["results"]
                if entry["unique_id"].endswith(".bad")
            ),
        ),
        "below": (
            "skipped",
            None,
            next(
                entry["message"]
                for entry in results["results"]
                if entry["unique_id"].endswith("below")
            ),
        ),
    }


def test_an_engines_refusal_is_in_the_artifact_with_its_place(tmp_path: Path) -> None:
    files = FILES | {"models/good.yml": "version: 2\n"}
    assert seg(write_project(tmp_path, files), "build").exit_code == 1
    entry = next(
        entry
        for entry in artifact(tmp_path, "run_results.json")["results"]
        if entry["unique_id"] == "model.shop.bad"
    )
    assert entry["status"] == "error"
    assert entry["message"].startswith(
        'models/bad.sql:1: Binder Error: Referenced column "missing" not found in FROM clause!'
    )
    assert entry["timing"][0]["name"] == "compile"


def test_the_manifest_is_written_after_a_failure(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    nodes = artifact(tmp_path, "manifest.json")["nodes"]
    assert {"model.shop.good", "model.shop.bad", "seed.shop.raw"} <= set(nodes)


def test_no_artifacts_where_none_are_wanted(tmp_path: Path) -> None:
    flags = ("--no-write-json", "--no-partial-parse")
    assert seg(write_project(tmp_path, FILES), "build", *flags).exit_code == 1
    assert not (tmp_path / "target").exists()


def test_quiet_says_only_what_went_wrong(tmp_path: Path) -> None:
    failed = seg(write_project(tmp_path, FILES), "build", "-q", "--no-use-colors")
    assert failed.exit_code == 1
    lines = said(failed).splitlines()
    assert lines[0].startswith("5 of 7 FAIL 1 accepted_values_good_id__1 ....")
    assert not any(word in said(failed) for word in ("START", "PASS", "Running with", "Done."))
    assert "Nothing was published: accepted_values_good_id__1 failed" in said(failed)
    write_project(tmp_path, {"models/good.yml": "", "models/bad.sql": "select 1 as i"})
    built = seg(tmp_path, "build", "-q")
    assert (built.exit_code, built.stdout, built.stderr) == (0, "", "")


def test_json_lines(tmp_path: Path) -> None:
    failed = seg(write_project(tmp_path, FILES), "build", "--log-format", "json")
    events = [json.loads(line) for line in failed.stdout.splitlines()]
    names = [event["info"]["name"] for event in events]
    assert (names[0], names[-2:]) == ("RunStarted", ["NotPublished", "RunFinished"])
    assert names.count("NodeStarted") == 5
    assert names.count("NodeFinished") == 7
    assert events[-1]["data"]["exit_code"] == 1
    assert events[-1]["data"]["stats"] == {"success": 2, "pass": 2, "fail": 1, "skipped": 2}
    assert {event["info"]["invocation_id"] for event in events} == {
        artifact(tmp_path, "run_results.json")["metadata"]["invocation_id"]
    }
    fail = next(event for event in events if event["data"].get("status") == "fail")
    assert fail["data"]["details"] == {
        "compiled_path": "target/compiled/shop/models/good.yml/accepted_values_good_id__1.sql",
        "show_command": "seg show --candidate --select accepted_values_good_id__1",
    }
    assert (tmp_path / fail["data"]["details"]["compiled_path"]).read_text().startswith("select")


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (("build", "--select", "good", "--indirect-selection", "empty"), 0),
        (("build",), 1),
        (("build", "--select", "nothing"), 2),
        (("build", "--no-such-flag"), 2),
        (("biuld",), 2),
        (("build", "--vars", "[1]"), 2),
        (("build", "--threads", "0"), 2),
        (("build", "--select", "nothing", "--allow-empty"), 0),
    ],
)
def test_exit_codes(tmp_path: Path, arguments: tuple[str, ...], exit_code: int) -> None:
    write_project(tmp_path, FILES)
    seg(tmp_path, "seed")
    ended = seg(tmp_path, *arguments)
    assert (ended.exit_code, "Traceback" in ended.stderr) == (exit_code, False)
    if exit_code == 2:
        assert sorted(published(tmp_path)) == ["raw"]


def test_the_manifest_of_an_unchanged_project_is_not_written_again(tmp_path: Path) -> None:
    write_project(tmp_path, {"models/a.sql": "select {{ var('x', 1) }} as id"})
    manifest = tmp_path / "target/manifest.json"

    def after(*arguments: str) -> tuple[str, str]:
        assert seg(tmp_path, *arguments).exit_code == 0
        held = artifact(tmp_path, "manifest.json")
        entry = held["nodes"]["model.shop.a"]
        return held["metadata"]["invocation_id"], entry.get("compiled_code")

    first = after("build")
    assert first[1] == "select 1 as id"
    assert after("build") == first
    changed = after("build", "--vars", "{x: 2}")
    assert changed[1] == "select 2 as id"
    assert after("parse")[1] is None
    again = after("build")
    assert again[1] == "select 1 as id"
    manifest.write_text(manifest.read_text() + " ")
    mended = after("build")
    assert mended[1] == "select 1 as id"
    assert len({first[0], changed[0], again[0], mended[0]}) == 4
    assert after("build", "--no-partial-parse")[0] != mended[0]
