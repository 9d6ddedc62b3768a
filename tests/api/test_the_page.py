"""docs/python-api.md: its examples run on the starter project, and its tasks are called."""

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import orchestrator as seg
from tests.pages import DOCS, blocks, dead_links
from tests.projects import seg as command

PAGE = DOCS / "python-api.md"


@pytest.fixture
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Callable[..., Any], dict[str, Any]]]:
    """The tasks that were declared; Airflow and Dagster are stood in for by what the page uses."""
    tasks: list[tuple[Callable[..., Any], dict[str, Any]]] = []

    class DAG:
        def __init__(self, *, dag_id: str, schedule: str) -> None:
            self.dag_id, self.schedule = dag_id, schedule

        def __enter__(self) -> "DAG":
            return self

        def __exit__(self, *_: object) -> None:
            return None

    def operator(*, task_id: str, python_callable: Callable[..., Any], op_kwargs: dict[str, Any]):
        tasks.append((python_callable, op_kwargs))

    def asset(function: Callable[..., Any]) -> Callable[..., Any]:
        tasks.append((function, {}))
        return function

    def materialized(*, metadata: dict[str, Any]) -> dict[str, Any]:
        return metadata

    for name, content in {
        "airflow": {},
        "airflow.sdk": {"DAG": DAG},
        "airflow.providers": {},
        "airflow.providers.standard": {},
        "airflow.providers.standard.operators": {},
        "airflow.providers.standard.operators.python": {"PythonOperator": operator},
        "dagster": {"asset": asset, "MaterializeResult": materialized},
    }.items():
        module = ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    return tasks


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter project in ./shop, as the page has it."""
    monkeypatch.chdir(tmp_path)
    assert command(tmp_path, "init", "shop").exit_code == 0
    return tmp_path / "shop"


def code(heading: str | None = None) -> list[str]:
    """The Python blocks of a section; of all before the first schedule without a heading."""
    text = PAGE.read_text("utf-8")
    section = text.split("## A cron job")[0] if heading is None else text.split(f"## {heading}")[1]
    if heading is not None:
        section = section.split("\n## ")[0]
    return [block.text for block in blocks(section) if block.language == "python"]


def test_the_examples_say_what_there_is(shop: Path) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        names: dict[str, Any] = {}
        for block in code():
            exec(block, names)
    lines = out.getvalue().splitlines()
    assert (lines[0], lines[lines.index("RunFinished") + 1]) == ("RunStarted", "success 1")
    assert "success" in lines[lines.index("RunFinished") + 3]
    assert "  fix: did you mean 'customer_segments'?" in lines
    (counted,) = (line for line in lines if line.endswith(" steps, 0 reused"))
    steps = lines[lines.index(counted) - int(counted.split()[0]) : lines.index(counted)]
    assert steps[0].split(" ")[:2] == ["load", "seed"], steps
    assert all(line.endswith(" forced") for line in steps if not line.startswith("check ")), steps
    assert lines[-1].startswith("[{'segment': ")


def test_the_cron_job_ends_with_the_exit_code(shop: Path) -> None:
    (block,) = code("A cron job")
    names: dict[str, Any] = {"__name__": "daily"}
    exec(block, names)
    assert names["main"]() == 0
    (shop / "tests" / "never.sql").write_text("select 1 as wrong")
    assert names["main"]() == 1


def test_the_airflow_task_gives_a_generation_or_fails(
    shop: Path, scheduled: list[tuple[Callable[..., Any], dict[str, Any]]]
) -> None:
    (block,) = code("Airflow")
    exec(block, {})
    ((task, arguments),) = scheduled
    assert task(**arguments) == {"generation": 1}
    with pytest.raises(seg.errors.UsageError):
        task(select="no_such_model")


def test_the_dagster_asset_is_built(
    shop: Path, scheduled: list[tuple[Callable[..., Any], dict[str, Any]]]
) -> None:
    (block,) = code("Dagster")
    exec(block, {})
    ((asset, _),) = scheduled
    assert asset() == {"generation": 1, "customers": 12}


def test_every_method_of_a_project_is_on_the_page() -> None:
    methods = {name for name in vars(seg.Project) if not name.startswith("_")} - {"flags"}
    page = PAGE.read_text("utf-8")
    assert [name for name in sorted(methods) if f"`{name}(" not in page] == []
    assert dead_links(PAGE) == []
