"""The Python API: flags are values, each call reads the files, what fails is a SegError."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import orchestrator as seg
from orchestrator.errors import ProjectError, UsageError
from tests.commands.shop import MODEL, SEED, SHOP
from tests.projects import rows, write_project


def test_importing_it_imports_nothing() -> None:
    script = (
        "import sys; before = set(sys.modules); import orchestrator;"
        "new = set(sys.modules) - before;"
        "print(sorted(name for name in new if name.split('.')[0] not in ('importlib', 'warnings')))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (shown.stdout, shown.stderr) == ("['orchestrator']\n", "")


def test_flags_are_values(tmp_path: Path) -> None:
    write_project(tmp_path, SHOP)
    now = datetime(2025, 6, 30, 8, tzinfo=UTC)
    project = seg.open_project(tmp_path, vars={"least": 99}, now=now, threads=2)
    assert project.build().result().status == "failed"
    assert project.with_flags(vars={}).build().result().generation == 1
    assert rows(tmp_path, "from totals") == [(2, 30)]


def test_what_changes_between_two_calls_is_read_anew(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP))
    project.build().result().raise_for_status()
    write_project(
        tmp_path, {"models/more.sql": "select orders + 1 as orders from {{ ref('totals') }}"}
    )
    assert [node.name for node in project.ls("more")] == ["more"]
    assert list(project.build(["more", "totals"], exclude="totals").result().results) == [
        "model.shop.more"
    ]
    assert project.relation("more").rows().values == ((3,),)


def test_the_plan_and_the_sql_of_a_selection(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, SHOP))
    models = seg.Selection(select=("+totals",), resource_types=("model", "seed"))
    assert list(project.plan(models).steps) == [SEED, MODEL]
    assert list(project.compile(seg.Selection(resource_types=("model",)))) == [MODEL]
    assert [found.number for found in project.generations()] == []


def test_a_folder_without_a_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        seg.open_project(tmp_path)
    assert str(refused.value).startswith(f"no project in {tmp_path}: ")


def test_a_file_that_is_wrong_is_told_by_each_call(tmp_path: Path) -> None:
    project = seg.open_project(write_project(tmp_path, {"models/a.sql": "select {{ ref('b') }}"}))
    with pytest.raises(ProjectError) as refused:
        project.parse()
    assert [problem.place.path for problem in refused.value.problems] == ["models/a.sql"]
    write_project(tmp_path, {"models/a.sql": "select 1 as one"})
    assert list(project.parse().nodes) == ["model.shop.a"]


def test_arrow_in_a_process_that_has_not_imported_duckdb(tmp_path: Path) -> None:
    write_project(tmp_path, SHOP)
    script = (
        "import sys, orchestrator as seg; project = seg.open_project(sys.argv[1]);"
        "project.build().result().raise_for_status();"
        "print(project.query('select 1 as a').arrow().to_pylist())"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    shown = subprocess.run(command, capture_output=True, text=True)
    assert (shown.stdout, shown.stderr) == ("[{'a': 1}]\n", "")
