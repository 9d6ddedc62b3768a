"""Exposures and groups are read, checked, selected and reported; a build does nothing with them."""

from pathlib import Path
from typing import Any

import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import artifact

FILES = {
    "models/marts/orders.sql": "select 1 as id",
    "models/marts/items.sql": "select * from {{ ref('orders') }}",
    "models/marts/apart.sql": "{{ config(materialized='table') }}\n"
    "-- depends_on: {{ ref('items') }}\n"
    "select '{{ graph.exposures.values() | map(attribute='name') | sort | join(',') }}' as reports,"
    " '{{ graph.groups.values() | map(attribute='owner') | map(attribute='email') | join }}'"
    " as owner",
    "models/marts/e.yml": """
groups:
  - name: finance
    description: the money
    owner: {name: Fin, email: f@example.org, room: 12}
    config: {meta: {cost: 7}}
models:
  - name: orders
    config: {group: finance}
    columns: [{name: id, data_tests: [not_null]}]
exposures:
  - name: weekly
    label: Weekly report
    type: dashboard
    maturity: high
    url: https://bi.example.org/1
    description: "what {{ 'sells' }}"
    depends_on: [ref('items'), "{{ ref('orders') }}"]
    owner: {name: Ann, email: ann@example.org}
    config: {tags: [reports], meta: {tier: 1}}
  - name: gone
    type: ml
    owner: {email: b@example.org}
    enabled: false
""",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("shop"), FILES)
    built = seg(folder, "build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert "5 of 5 NO-OP exposure weekly" in built.stdout
    assert "Done. PASS=4 WARN=0 ERROR=0 SKIP=0 NO-OP=1 REUSED=0 TOTAL=5" in built.stdout
    return folder


def test_they_are_results_of_a_build(shop: Path) -> None:
    results = artifact(shop, "run_results.json")["results"]
    assert [found["status"] for found in results if "exposure" in found["unique_id"]] == ["no-op"]


def test_nobody_goes_by_what_a_test_found_bad(tmp_path: Path) -> None:
    files = {**FILES, "models/marts/orders.sql": "select null as id"}
    built = seg(write_project(tmp_path, files), "build")

    assert built.exit_code == 1
    assert "SKIP exposure weekly" in built.stdout


def test_the_manifest_has_an_exposure_as_dbt_writes_it(shop: Path) -> None:
    manifest = artifact(shop, "manifest.json")
    assert set(manifest["exposures"]) == {"exposure.shop.weekly"}
    found: dict[str, Any] = manifest["exposures"]["exposure.shop.weekly"]
    assert isinstance(found.pop("created_at"), float)
    assert found == {
        "name": "weekly",
        "resource_type": "exposure",
        "package_name": "shop",
        "path": "marts/e.yml",
        "original_file_path": "models/marts/e.yml",
        "unique_id": "exposure.shop.weekly",
        "fqn": ["shop", "marts", "weekly"],
        "type": "dashboard",
        "owner": {"name": "Ann", "email": "ann@example.org"},
        "description": "what sells",
        "label": "Weekly report",
        "maturity": "high",
        "meta": {"tier": 1},
        "tags": ["reports"],
        "config": {"enabled": True, "tags": ["reports"], "meta": {"tier": 1}},
        "unrendered_config": {"tags": ["reports"], "meta": {"tier": 1}},
        "url": "https://bi.example.org/1",
        "depends_on": {"macros": [], "nodes": ["model.shop.items", "model.shop.orders"]},
        "refs": [
            {"name": "items", "package": None, "version": None},
            {"name": "orders", "package": None, "version": None},
        ],
        "sources": [],
        "metrics": [],
    }
    assert "exposure.shop.weekly" in manifest["child_map"]["model.shop.items"]
    assert list(manifest["disabled"]) == ["exposure.shop.gone"]


def test_the_manifest_has_groups_and_who_is_in_them(shop: Path) -> None:
    manifest = artifact(shop, "manifest.json")
    assert manifest["groups"] == {
        "group.shop.finance": {
            "name": "finance",
            "resource_type": "group",
            "package_name": "shop",
            "path": "marts/e.yml",
            "original_file_path": "models/marts/e.yml",
            "unique_id": "group.shop.finance",
            "owner": {"name": "Fin", "email": "f@example.org", "room": 12},
            "description": "the money",
            "config": {"meta": {"cost": 7}},
        }
    }
    assert manifest["group_map"] == {
        "finance": ["model.shop.orders", "test.shop.not_null_orders_id.84ef11d8fe"]
    }


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (("--select", "exposure:weekly"), ["exposure:shop.weekly"]),
        (("--select", "exposure:shop.w*"), ["exposure:shop.weekly"]),
        (("--select", "1+exposure:*", "--resource-type", "model"), ["shop.marts.items",
                                                                  "shop.marts.orders"]),
        (("--select", "items+", "--resource-type", "exposure"), ["exposure:shop.weekly"]),
        (("--select", "tag:reports"), ["exposure:shop.weekly"]),
        (("--resource-type", "exposure"), ["exposure:shop.weekly"]),
    ],
)  # fmt: skip
def test_exposures_are_selected_and_listed(
    shop: Path, arguments: tuple[str, ...], listed: list[str]
) -> None:
    told = seg(shop, "ls", "--quiet", *arguments)

    assert sorted(told.stdout.splitlines()) == listed


def test_templates_see_them(shop: Path) -> None:
    assert rows(shop, "from apart") == [("weekly", "f@example.org")]


def test_what_is_wrong_with_them_is_told_at_once(tmp_path: Path) -> None:
    text = """
groups: [{name: g, owner: {}}]
exposures:
  - {name: a, type: page, owner: {name: x}}
  - {name: b, owner: {name: x}}
  - {name: c d, type: ml, owner: {name: x}, maturty: low}
  - {name: e, type: ml, owner: {slack: x}}
"""
    parsed = seg(write_project(tmp_path, {"models/e.yml": text}), "parse")

    assert parsed.exit_code == 2
    assert parsed.stderr.splitlines() == [
        "models/e.yml:2:10: the group 'g' has no owner",
        "  fix: write 'owner: {name: ..., email: ...}', or one of the two",
        "models/e.yml:4:21: 'type': expected one of dashboard, notebook, analysis, ml, "
        "application, found 'page'",
        "models/e.yml:5:5: the exposure 'b' has no type",
        "  fix: write 'type: dashboard'",
        "models/e.yml:6:45: unknown key 'maturty'",
        "  fix: did you mean 'maturity'?",
        "models/e.yml:6:12: 'c d' is not a valid exposure name",
        "  fix: use letters, digits and underscores, of any script, and 'label:' for any other "
        "text",
        "models/e.yml:7:32: the exposure 'e' has no owner",
        "  fix: write 'owner: {name: ..., email: ...}', or one of the two",
    ]


def test_an_exposure_reads_what_is_there(tmp_path: Path) -> None:
    text = "exposures: [{name: e, type: ml, owner: {name: x}, depends_on: [ref('ordrs')]}]"
    files = {"models/orders.sql": "select 1 as id", "models/e.yml": text}
    parsed = seg(write_project(tmp_path, files), "parse")

    assert parsed.exit_code == 2
    assert "models/e.yml:1:64: ref('ordrs') names no model" in parsed.stderr
