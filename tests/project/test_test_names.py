"""Generic data tests have dbt's names, for all arguments."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.keys.projects import write
from tests.projects import seg, write_project
from tests.running.reading import artifact, name_of

HERE = Path(__file__).parent
IN_DBT = yaml.safe_load((HERE / "odd_tests_in_dbt.yml").read_text("utf-8"))
A_TEST = "select 1 as x where false {% endtest %}"

PROJECT = {
    "dbt_project.yml": "name: odd\nprofile: odd\n",
    "profiles.yml": "odd: {target: dev, outputs: {dev: {type: duckdb, path: odd.duckdb}}}\n",
    "packages.yml": "packages: [{local: dbt_packages/helper}]\n",
    "dbt_packages/helper/dbt_project.yml": "name: helper\n",
    "dbt_packages/helper/macros/t.sql": "{% test helped(model, column_name=none, a=none) %} "
    + A_TEST,
    "macros/t.sql": "{% test any(model, column_name=none, a=none, b=none, c=none) %} " + A_TEST,
    "models/odd.yml": (HERE / "odd_tests.yml").read_text("utf-8"),
    "models/orders.sql": "select 1 as id, 'x' as status, 2 as \"Quoted Col\"",
    "models/staging/ver_v1.sql": "select 1 as id",
    "models/staging/ver_v2.sql": "select 1 as id",
    "seeds/raw.csv": "id,name\n1,a\n",
}


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("odd")
    write(folder, PROJECT)
    assert seg(folder, "parse").exit_code == 0
    nodes = artifact(folder, "manifest.json")["nodes"]
    return {name: node for name, node in nodes.items() if "test_metadata" in node}


def test_ids_and_names_are_those_of_dbt(manifest: dict[str, dict[str, Any]]) -> None:
    assert sorted(manifest) == sorted(IN_DBT)
    assert all(name_of(name) == node["name"] for name, node in manifest.items())


def test_files_and_tables_of_failing_rows_are_those_of_dbt(
    manifest: dict[str, dict[str, Any]],
) -> None:
    places = {
        name: {
            "table": f"{node['schema']}.{node['alias']}".removeprefix("main_dbt_test__audit."),
            "file": node["path"],
        }
        for name, node in manifest.items()
    }

    assert places == IN_DBT


def test_tags_of_a_column_are_those_of_its_tests(manifest: dict[str, dict[str, Any]]) -> None:
    tagged = {node["name"] for node in manifest.values() if "coltag" in node["tags"]}

    assert {"unique_orders_id", "not_null_orders_id"} < tagged
    assert "unique_raw_id" not in tagged


AUDITED = "models: [{name: m, data_tests: [{any: {config: {alias: m, schema: here}}}]}]"


def audited(folder: Path, config: str = "") -> Path:
    """A project whose failing rows would be stored as its model: all schemas are `main`."""
    return write_project(
        folder,
        {
            "macros/t.sql": PROJECT["macros/t.sql"],
            "macros/s.sql": "{% macro generate_schema_name(name, node) %}main{% endmacro %}",
            "models/m.sql": "select 1 as id",
            "models/m.yml": AUDITED.replace("alias: m", f"alias: m{config}"),
        },
    )


@pytest.mark.parametrize(
    ("config", "flags"), [(", store_failures: true", ()), ("", ("--store-failures",))]
)
def test_failing_rows_never_take_the_place_of_a_model(
    config: str, flags: tuple[str, ...], tmp_path: Path
) -> None:
    refused = seg(audited(tmp_path, config), "build", *flags)

    assert refused.exit_code == 2
    assert (
        "failing rows of 'any_m_' would be stored as main.m, which is model 'm'" in refused.stderr
    )
    assert "fix: give the test another alias or schema" in refused.stderr


@pytest.mark.parametrize("prefix", ["", "default__", "duckdb__"])
def test_a_project_names_schemas_also_with_what_is_dispatched_to(
    prefix: str, tmp_path: Path
) -> None:
    macro = f"{{% macro {prefix}generate_schema_name(custom_schema_name, node) %}}"
    files = {
        "macros/s.sql": macro + "{{ custom_schema_name or target.schema }}{% endmacro %}",
        "models/m.sql": "{{ config(schema='marts') }} select 1 as id",
    }
    listed = seg(write_project(tmp_path, files), "ls", "--output", "json", "--output-keys=schema")
    assert listed.stdout == '{"schema": "marts"}\n'


def test_what_is_not_stored_needs_no_place(tmp_path: Path) -> None:
    assert seg(audited(tmp_path), "build").exit_code == 0
