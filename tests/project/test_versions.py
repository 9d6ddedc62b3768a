"""Versions of models: one file each, one name, and the meaning of a reference without a version."""

from pathlib import Path
from typing import Any

import pytest

from tests.projects import seg, write_project
from tests.running.reading import artifact, published

BOTH = """
models:
  - name: orders
    description: each order
    columns: [{name: id, data_tests: [not_null]}, {name: amount, data_tests: [unique]}]
    versions:
      - v: 1
        columns: [{include: all, exclude: [amount]}]
      - v: 2
        config: {alias: orders}
"""
FILES = {
    "models/orders_v1.sql": "select 1 as id",
    "models/orders_v2.sql": "select 2 as id, 10 as amount",
    "models/orders.yml": BOTH,
}


def project(folder: Path, reading: str = "select * from {{ ref('orders') }}", **more: str) -> Path:
    files = {**FILES, "models/reads.sql": reading}
    files |= {name.replace("__", "/") + ".yml": text for name, text in more.items()}
    return write_project(folder, files)


def ids(folder: Path, kind: str) -> list[str]:
    return sorted(
        entry["unique_id"]
        for entry in artifact(folder, "manifest.json")["nodes"].values()
        if entry["resource_type"] == kind
    )


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("ref('orders')", [(2, 10)]),
        ("ref('orders', v=2)", [(2, 10)]),
        ("ref('orders', v=1)", [(1,)]),
        ("ref('orders', version='1')", [(1,)]),
        ("ref('shop', 'orders', v=1)", [(1,)]),
    ],
)
def test_a_reference_means_the_latest_or_the_one_that_it_names(
    tmp_path: Path, reference: str, expected: list[tuple[Any, ...]]
) -> None:
    project(tmp_path, f"select * from {{{{ {reference} }}}}")

    assert seg(tmp_path, "build").exit_code == 0
    found = published(tmp_path)
    assert found["reads"] == expected
    assert (found["orders_v1"], found["orders"]) == ([(1,)], [(2, 10)])


def test_the_latest_can_be_named(tmp_path: Path) -> None:
    latest = BOTH.replace("    versions:", "    latest_version: 1\n    versions:")
    project(tmp_path, models__orders=latest)

    assert seg(tmp_path, "build").exit_code == 0
    assert published(tmp_path)["reads"] == [(1,)]


def test_each_has_the_tests_of_its_columns(tmp_path: Path) -> None:
    project(tmp_path)

    assert seg(tmp_path, "parse").exit_code == 0
    assert ids(tmp_path, "model") == [
        "model.shop.orders.v1", "model.shop.orders.v2", "model.shop.reads",
    ]  # fmt: skip
    assert [name.split(".")[2] for name in ids(tmp_path, "test")] == [
        "not_null_orders_v1_id", "not_null_orders_v2_id", "unique_orders_v2_amount",
    ]  # fmt: skip


def test_the_manifest_says_which_it_is(tmp_path: Path) -> None:
    project(tmp_path)
    seg(tmp_path, "parse")

    entry = artifact(tmp_path, "manifest.json")["nodes"]["model.shop.orders.v1"]
    assert (entry["name"], entry["version"], entry["latest_version"]) == ("orders", 1, 2)
    assert (entry["alias"], entry["fqn"]) == ("orders_v1", ["shop", "orders", "v1"])
    assert entry["description"] == "each order"


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ("orders", ["shop.orders.v1", "shop.orders.v2"]),
        ("orders.v1", ["shop.orders.v1"]),
        ("orders_v2", ["shop.orders.v2"]),
    ],
)
def test_they_are_selected_together_and_alone(
    tmp_path: Path, selected: str, expected: list[str]
) -> None:
    listed = seg(project(tmp_path), "ls", "--select", selected, "--resource-type", "model")

    assert listed.stdout.split() == expected


def test_one_that_is_not_there_is_named(tmp_path: Path) -> None:
    outcome = seg(project(tmp_path, "select * from {{ ref('orders', v=3) }}"), "parse")

    assert outcome.exit_code == 2
    assert "ref('orders', v=3) names no model" in outcome.stderr


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("latest", ["shop.orders.v2"]),
        ("old", ["shop.orders.v1"]),
        ("prerelease", ["shop.orders.v10"]),
        ("none", ["shop.reads"]),
    ],
)
def test_versions_are_selected_by_how_they_stand_to_the_latest(
    tmp_path: Path, value: str, names: list[str]
) -> None:
    three = "models: [{name: orders, latest_version: 2, versions: [{v: 1}, {v: 2}, {v: 10}]}]\n"
    more = {"models/orders.yml": three, "models/orders_v10.sql": "select 3 as id"}
    write_project(project(tmp_path), more)

    listed = seg(tmp_path, "ls", "--select", f"version:{value}", "--resource-type", "model")
    assert listed.stdout.splitlines() == names
