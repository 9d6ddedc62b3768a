"""Comparison of a project with an earlier dbt manifest, and of contracts with earlier ones."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from orchestrator.artifacts.changes import _place, _settings, _unit_test
from orchestrator.artifacts.contract_changes import broken_promises, is_same_contract
from orchestrator.workspace.earlier.state import modifications
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from tests.parity.cases import WRITTEN_HERE, case_of, copied

OF_DBT = Path(__file__).with_name("manifest_of_dbt.json")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the manifest is of, with it in the folder `state`."""
    folder = copied(case_of(WRITTEN_HERE / "selection"), tmp_path_factory.mktemp("of_dbt"), "dev")
    (folder / "state").mkdir()
    shutil.copy(OF_DBT, folder / "state" / "manifest.json")
    return folder


def modified(project: Path) -> dict[str, tuple[str, ...]]:
    """What is other in the project than dbt saw, by name, with the reasons."""
    workspace = open_workspace(Flags(project_dir=project), "list")
    found = modifications(workspace, project / "state")
    assert found is not None
    return {name: each.why for name, each in found.items()}


def test_a_manifest_of_dbt_is_an_earlier_state(project: Path) -> None:
    assert modified(project) == {}

    model = project / "models" / "marts" / "again.sql"
    model.write_text(model.read_text("utf-8").replace("'anna'", "'bert'"), "utf-8")
    seed = project / "seeds" / "raw_orders.csv"
    seed.write_text(seed.read_text("utf-8") + "9,9,9\n", "utf-8")
    assert modified(project) == {
        "model.picked.again": ("body", "configs"),
        "seed.picked.raw_orders": ("body",),
    }


def entry(materialized: str = "table", *, enforced: bool = True, **columns: Any) -> dict[str, Any]:
    """A model in a manifest, with the types of its columns, or all of what is said of one."""
    described = {
        name: column if isinstance(column, dict) else {"data_type": column}
        for name, column in columns.items()
    }
    return {
        "contract": {"enforced": enforced},
        "config": {"materialized": materialized},
        "columns": described,
        "constraints": [],
    }


UNIQUE = {"data_type": "int", "constraints": [{"type": "unique", "warn_unenforced": True}]}


@pytest.mark.parametrize(
    ("before", "now", "is_same", "broken"),
    [
        (entry(id="int"), entry(id="int"), True, []),
        (entry(enforced=False, id="int"), entry(enforced=False, id="text"), True, []),
        (entry(enforced=False), entry(id="int"), False, []),
        (entry(id="int"), entry(id="int", more="int"), False, []),
        (entry(id="varchar(3)"), entry(id="VARCHAR(9)"), False, []),
        (entry(id="int"), entry(id="text"), False, ["the column 'id' is text, it was int"]),
        (entry(id="int", x="int"), entry(id="int"), False, ["the column 'x' is gone"]),
        (
            entry(id=UNIQUE),
            entry(id="int"),
            False,
            ["the constraint unique of the column 'id' is gone"],
        ),
        (entry("view", id=UNIQUE), entry("view", id="int"), False, []),
        (
            entry(id="int"),
            entry(enforced=False, id="int"),
            False,
            ["its contract is not enforced any more"],
        ),
    ],
)
def test_contracts(
    before: dict[str, Any], now: dict[str, Any], is_same: bool, broken: list[str]
) -> None:
    assert is_same_contract(now, before) is is_same
    assert list(broken_promises(now, before)) == broken


def settings(config: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    return {"resource_type": "model", "config": config, "unrendered_config": written}


@pytest.mark.parametrize(
    ("now", "before", "is_same"),
    [
        # The earlier manifest tells of a template, or of less than holds.
        (({"enabled": True}, {"enabled": True}), ({"enabled": True}, {"enabled": "{{ x }}"}), True),
        (({"extra": ["a"]}, {"extra": ["a"]}), ({"extra": ["a"]}, {"extra": ["a", "a"]}), True),
        (({"owner": "a"}, {"owner": "a"}), ({"owner": "b"}, {"owner": "{{ x }}"}), False),
        # What is written alike is the same, whatever it comes to on another target.
        (({"owner": "a"}, {"owner": "{{ x }}"}), ({"owner": "b"}, {"owner": "{{ x }}"}), True),
        (({}, {"owner": "a"}), ({"extra": ["b"]}, {"extra": ["b"]}), False),
        (
            ({"post-hook": [{"sql": "a"}]}, {"post_hook": "a"}),
            ({"post-hook": [{"sql": "b"}]}, {"post_hook": "b"}),
            False,
        ),
        (
            ({"post-hook": [{"sql": "{{ x }}"}]}, {"post_hook": "{{ x }}"}),
            ({"post-hook": [{"sql": "{{ x }}", "index": None}]}, {"post-hook": ["{{ x }}"]}),
            True,
        ),
        # What dbt notes of `dbt.config.get("top", 3)` in a Python model.
        (({}, {}), ({"config_keys_used": ["top"], "config_keys_defaults": [3]}, {}), True),
    ],
)
def test_settings_are_other_where_they_are_written_otherwise_and_come_to_something_else(
    now: tuple[dict[str, Any], dict[str, Any]],
    before: tuple[dict[str, Any], dict[str, Any]],
    is_same: bool,
) -> None:
    one, other = settings(*now), settings(*before)
    assert (_settings(one, other) == _settings(other, one)) is is_same


@pytest.mark.parametrize(("location", "is_same"), [("data/t.csv", True), ("data/other.csv", False)])
def test_a_file_that_is_a_source_is_told_by_its_setting(location: str, is_same: bool) -> None:
    named = {"database": "w", "schema": "raw", "identifier": "t"}
    of_seg = {"external": {"location": "/home/a/shop/data/t.csv"}}
    now = {**named, **of_seg, "config": {"external_location": "data/t.csv"}}
    before = {**named, "external": None, "config": {"meta": {"external_location": location}}}
    assert (_place(now) == _place(before)) is is_same


def test_rows_in_sql_end_where_they_end_and_not_with_their_file() -> None:
    """dbt strips trailing whitespace from files."""
    given = {"input": "ref('orders')", "format": "sql"}
    now = {"given": [{**given, "rows": "select 1\n"}], "expect": {"rows": [{"b": 1}, {"a": 1}]}}
    before = {"given": [{**given, "rows": "select 1"}], "expect": {"rows": [{"a": 1}, {"b": 1}]}}
    assert _unit_test(now) == _unit_test(before)
    other = {"given": [{**given, "rows": "select 2"}], "expect": {"rows": [{"a": 1}, {"b": 1}]}}
    assert _unit_test(now) != _unit_test(other)
