"""Tests that compare what is built with what is published."""

import json
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import name_of

PROJECT = "name: shop\nvars: {people: 100}\n"
TESTS = """
models:
  - name: people
    data_tests:
      - row_count_change: {name: few, arguments: {max_pct: 20, direction: down}}
      - row_count_change:
          name: few_late
          arguments: {max_pct: 20, direction: down}
          config: {where: number >= 50}
"""


def outcomes(folder: Path) -> dict[str, str]:
    results = json.loads((folder / "target/run_results.json").read_text())["results"]
    return {
        name_of(result["unique_id"]): f"{result['status']} {result['failures']}"
        for result in results
        if result["unique_id"].startswith("test.")
    }


@pytest.mark.parametrize("materialized", ["table", "view", "incremental"])
def test_a_model_is_compared_with_itself_as_published(tmp_path: Path, materialized: str) -> None:
    full_refresh = ", full_refresh=true" if materialized == "incremental" else ""
    write_project(
        tmp_path,
        {
            "seg_project.yml": PROJECT,
            "models/people.sql": (
                f"{{{{ config(materialized='{materialized}'{full_refresh}) }}}}\n"
                "select number from range({{ var('people') }}) as numbers (number)"
            ),
            "models/people.yml": TESTS,
        },
    )
    assert seg(tmp_path, "build", "-q").exit_code == 0
    assert outcomes(tmp_path) == {"few": "pass 0", "few_late": "pass 0"}
    assert seg(tmp_path, "build", "-q", "--vars", "people: 85").exit_code == 1
    assert outcomes(tmp_path) == {"few": "pass 0", "few_late": "fail 1"}
    assert rows(tmp_path, "select count(*) from people") == [(100,)]
    shown = seg(tmp_path, "show", "-s", "few_late", "--candidate", "--output", "json")
    assert json.loads(shown.stdout)["show"] == [
        {
            "row_count": 35,
            "usual_row_count": 50.0,
            "past_runs": 1,
            "change_pct": -30.0,
            "reason": "shrank by more than 20 %",
            "is_outside": True,
        }
    ]
    # What is published is as it was: without a build there is nothing to compare.
    assert seg(tmp_path, "test", "-q").exit_code == 0
    assert outcomes(tmp_path) == {"few": "pass 0", "few_late": "pass 0"}


def test_a_source_was_never_published(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "seg_project.yml": PROJECT,
            "models/sources.yml": """
sources:
  - name: main
    tables:
      - name: people
        data_tests:
          - row_count_change: {name: few, arguments: {max_pct: 20}}
""",
            "models/people.sql": "select 1 as number",
        },
    )
    seg(tmp_path, "run", "-q")
    seg(tmp_path, "test", "-q")
    shown = seg(tmp_path, "show", "-s", "few", "--output", "json")
    assert [row["reason"] for row in json.loads(shown.stdout)["show"]] == [
        "not judged: fewer than 1 past runs"
    ]
