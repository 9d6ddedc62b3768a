"""What is remembered of a definition is what its text says, not a setting that can change."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project

PROJECT = {"seg_project.yml": "name: shop\nengine: {type: duckdb}\n"}


@pytest.mark.parametrize(
    ("column", "setting", "runs_again"),
    [("random()", ", volatile=false", True), ("1", ", volatile=true", False)],
    ids=["volatile: false removed", "volatile: true removed"],
)
def test_a_model_is_judged_anew_without_its_volatile_setting(
    tmp_path: Path, column: str, setting: str, runs_again: bool
) -> None:
    model = "{{ config(materialized='table'%s) }}\nselect " + column + " as number"
    write_project(tmp_path, {**PROJECT, "models/a.sql": model % setting})
    assert seg(tmp_path, "build").exit_code == 0
    (tmp_path / "models/a.sql").write_text(model % "")
    assert seg(tmp_path, "build").exit_code == 0
    last = seg(tmp_path, "build")
    assert last.exit_code == 0
    assert ("nothing to do" in last.stdout) is not runs_again
