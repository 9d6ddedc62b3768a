"""What `seg docs generate` writes for other tools: catalog.json, and manifest.json with SQL."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.projects import seg, write_project
from tests.running.reading import artifact

FILES = {
    "seg_project.yml": "name: shop\n",
    "seeds/s.csv": "id,name\n1,a\n",
    "models/a.sql": "{{ config(materialized='table') }} select * from {{ source('raw', 's') }}",
    "models/b.sql": "select id from {{ ref('a') }}",
    "models/c.sql": "{{ config(materialized='ephemeral') }} select 1 as id",
    "models/s.yml": (
        "sources: [{name: raw, schema: main, tables: [{name: s}, {name: told}, {name: seen}]}]\n"
        "models:\n"
        "  - name: a\n"
        "    description: all of it\n"
        "    config: {persist_docs: {relation: true, columns: true}}\n"
        "    columns: [{name: ID, description: the number}]\n"
    ),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("shop"), FILES)
    assert seg(folder, "build").exit_code == 0
    (folder / "target" / "manifest.json").unlink()
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("create table told as select 1 as n; comment on table told is 'by hand'")
        connection.execute("create view seen as select 2 as n")
    return folder


def _shown(entry: dict[str, Any]) -> tuple[str, list[tuple[int, str, str]]]:
    columns = entry["columns"].values()
    return entry["metadata"]["type"], [(of["index"], of["name"], of["type"]) for of in columns]


def test_the_catalog_has_the_columns_of_what_is_published(shop: Path) -> None:
    written = seg(shop, "docs", "generate")
    assert (written.exit_code, written.stderr) == (0, "")
    catalog = artifact(shop, "catalog.json")

    assert {name: _shown(entry) for name, entry in catalog["nodes"].items()} == {
        "seed.shop.s": ("BASE TABLE", [(1, "id", "BIGINT"), (2, "name", "VARCHAR")]),
        "model.shop.a": ("BASE TABLE", [(1, "id", "BIGINT"), (2, "name", "VARCHAR")]),
        "model.shop.b": ("VIEW", [(1, "id", "BIGINT")]),
    }
    assert {name: _shown(entry)[0] for name, entry in catalog["sources"].items()} == {
        "source.shop.raw.s": "BASE TABLE",
        "source.shop.raw.told": "BASE TABLE",
        "source.shop.raw.seen": "VIEW",
    }
    found = catalog["nodes"]["model.shop.b"]
    del found["columns"], found["stats"]
    assert found == {
        "metadata": {
            "type": "VIEW",
            "schema": "main",
            "name": "b",
            "database": "warehouse",
            "comment": None,
            "owner": None,
        },
        "unique_id": "model.shop.b",
    }
    assert catalog["metadata"]["dbt_schema_version"].endswith("/catalog/v1.json")
    assert "compiled_code" in artifact(shop, "manifest.json")["nodes"]["model.shop.b"]


def test_the_catalog_has_the_comments_of_the_database(shop: Path) -> None:
    assert seg(shop, "docs", "generate").exit_code == 0
    catalog = artifact(shop, "catalog.json")

    def comments(entry: dict[str, Any]) -> list[str | None]:
        described = [entry["metadata"], *entry["columns"].values()]
        return [each["comment"] for each in described]

    assert comments(catalog["nodes"]["model.shop.a"]) == ["all of it", "the number", None]
    assert comments(catalog["sources"]["source.shop.raw.told"]) == ["by hand", None]
    assert comments(catalog["sources"]["source.shop.raw.seen"]) == [None, None]


def test_it_is_empty_where_that_is_asked_for(shop: Path) -> None:
    (shop / "target" / "manifest.json").unlink(missing_ok=True)
    written = seg(shop, "docs", "generate", "--empty-catalog", "--no-compile", "--static")

    assert written.stderr == "--static has no effect: the site of target/docs needs no server\n"
    catalog = artifact(shop, "catalog.json")
    assert (catalog["nodes"], catalog["sources"]) == ({}, {})
    assert not (shop / "target" / "manifest.json").exists()
