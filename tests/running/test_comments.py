"""`persist_docs`: descriptions become comments on relations in the database."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.projects import reading, seg, write_project

DESCRIBED = """
models:
  - name: orders
    description: It's all %s
    columns:
      - {name: ID, description: the number}
      - {name: gone, description: no column}
      - {name: amount}
  - name: recent
    description: "the last\\0 of them"
  - name: plain
    description: not told
    config: {persist_docs: {relation: false}}
"""
SHOP = {
    "seg_project.yml": "name: shop\nmodels:\n  +persist_docs: {relation: true, columns: true}\n",
    "models/orders.sql": "{{ config(materialized='table') }}\n"
    "select 1 as id, {{ var('n', 2) }} as amount",
    "models/recent.sql": "select * from {{ ref('orders') }}",
    "models/plain.sql": "select 1 as id",
    "models/s.yml": DESCRIBED % "orders",
}
ORDERS = {("orders", ""): "It's all orders", ("orders", "id"): "the number"}
# As Markdown has it, for the one character that a comment cannot hold.
RECENT = {("recent", ""): "the last\ufffd of them"}


def comments(folder: Path) -> Mapping[tuple[str, str], str]:
    with reading(folder / "warehouse.duckdb") as connection:
        found = connection.execute(
            "select view_name, '', comment from duckdb_views() where comment is not null "
            "union all select table_name, column_name, comment from duckdb_columns() "
            "where comment is not null and database_name <> 'system'"
        ).fetchall()
    return {(relation, column): comment for relation, column, comment in found}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("comments"), SHOP)
    assert seg(folder, "build").exit_code == 0
    return folder


def test_relations_and_columns_that_are_there_have_comments(built: Path) -> None:
    assert comments(built) == {**ORDERS, **RECENT}


def test_a_description_that_is_other_is_told_when_the_relation_is_made_again(built: Path) -> None:
    (built / "models/s.yml").write_text(DESCRIBED % "of it")
    assert seg(built, "build", "--vars", "{n: 1}").exit_code == 0

    assert comments(built) == {**ORDERS, ("orders", ""): "It's all of it", **RECENT}


@pytest.mark.parametrize("options", [(), ("--reuse", "--force")], ids=["all", "forced"])
def test_comments_go_when_they_are_not_asked_for_any_more(
    built: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    folder = tmp_path / "shop"
    shutil.copytree(built, folder)
    (folder / "seg_project.yml").write_text("name: shop\n")
    assert seg(folder, "build", *options).exit_code == 0

    assert comments(folder) == {}


def test_comments_stay_when_rows_come_back(built: Path) -> None:
    assert seg(built, "build", "--vars", "{n: 3}").exit_code == 0
    before = comments(built)
    assert seg(built, "rollback").exit_code == 0

    assert comments(built) == before != {}
