"""Relations that stay published although no node builds them any more, and how to drop them."""

import json
from pathlib import Path

import duckdb

from tests.projects import Outcome, rows, seg, write_project
from tests.running.reading import published, said
from tests.shared import BuiltOnce

TABLE = "{{ config(materialized='table') }} "
FILES = {
    "seeds/raw.csv": "id\n1\n2\n",
    "models/people.sql": TABLE + "select * from {{ ref('raw') }}",
    "models/names.sql": "select id from {{ ref('people') }}",
    "models/sizes.sql": TABLE + "select count(*) as n from {{ ref('raw') }}",
}
ORPHANS = (
    "2 relations are published, but no model, seed or snapshot builds them any more: main.people, "
    "main.names; 'seg clean --orphans' lists what it would drop"
)
LISTED = """Would drop 2 relations:
  main.people (model.shop.people, 2 rows)
  main.names (model.shop.names)
Nothing was dropped. To drop: seg clean --orphans --yes
"""
NONE = "No orphans: a node builds each relation that this project published.\n"


def without_two(folder: Path) -> Path:
    """A project that was built, and of which two models were deleted since."""
    assert seg(write_project(folder, FILES), "build").exit_code == 0
    for name in ("people", "names"):
        (folder / f"models/{name}.sql").unlink()
    return folder


def clean(folder: Path, *arguments: str) -> Outcome:
    """`seg clean --orphans`, without what it printed on standard error."""
    return seg(folder, "clean", "--orphans", *arguments)


def test_builds_and_plans_name_what_stays_published(tmp_path: Path) -> None:
    without_two(tmp_path)
    planned = seg(tmp_path, "plan")
    assert planned == Outcome(0, "Plan: nothing to do, 2 reused\n", f"{ORPHANS}\n")
    # The third time nothing is opened: it is told all the same.
    for _ in range(3):
        assert said(seg(tmp_path, "build")).count(f"[WARNING]: {ORPHANS}\n") == 1
    assert seg(tmp_path, "plan") == planned
    orphans = json.loads(seg(tmp_path, "plan", "--json").stdout)["orphans"]
    assert orphans == ["main.people", "main.names"]
    assert "[WARNING]" not in said(seg(write_project(tmp_path, FILES), "build"))


def test_a_test_run_publishes_nothing_and_says_nothing(tmp_path: Path) -> None:
    tested = {"models/t.yml": "models: [{name: sizes, columns: [{name: n, tests: [unique]}]}]"}
    assert "WARNING" not in said(seg(write_project(without_two(tmp_path), tested), "test"))


def test_many_are_counted(tmp_path: Path) -> None:
    files = {f"models/m{number}.sql": "select 1 as i" for number in range(8)}
    seg(write_project(tmp_path, FILES | files), "build")
    for path in files:
        (tmp_path / path).unlink()
    assert (
        "[WARNING]: 8 relations are published, but no model, seed or snapshot builds them any "
        "more: main.m0, main.m1, main.m2, main.m3, main.m4 and 3 more; "
    ) in said(seg(tmp_path, "build"))


def test_they_are_listed_then_dropped_and_come_back(tmp_path: Path) -> None:
    without_two(tmp_path)
    before = published(tmp_path)
    assert clean(tmp_path) == Outcome(0, LISTED, "")
    assert published(tmp_path) == before
    assert clean(tmp_path, "--yes") == Outcome(
        0,
        "Published generation 2: 2 relations dropped.\n"
        "  main.people (model.shop.people, 2 rows)\n"
        "  main.names (model.shop.names)\n"
        "To undo: seg rollback\n",
        "",
    )
    assert published(tmp_path) == {name: before[name] for name in ("raw", "sizes")}
    assert clean(tmp_path, "--yes") == clean(tmp_path) == Outcome(0, NONE, "")
    assert said(seg(tmp_path, "build")).count("WARNING") == 0
    assert seg(tmp_path, "rollback").exit_code == 0
    assert published(tmp_path) == before
    # Nothing beside the warehouse was touched.
    assert (tmp_path / "target/manifest.json").exists()


def test_a_model_that_became_ephemeral_or_disabled_is_one(
    tmp_path: Path, built_once: BuiltOnce
) -> None:
    built_once(FILES)
    changed = {
        "models/people.sql": "{{ config(materialized='ephemeral') }} from {{ ref('raw') }}",
        "models/names.sql": "{{ config(enabled=false) }} select 1 as i",
    }
    seg(write_project(tmp_path, changed), "build")
    assert clean(tmp_path).stdout == LISTED


def test_a_name_that_another_model_takes_over_is_none(
    tmp_path: Path, built_once: BuiltOnce
) -> None:
    built_once(FILES)
    (tmp_path / "models/people.sql").rename(tmp_path / "models/persons.sql")
    renamed = {
        "models/persons.sql": "{{ config(alias='people', materialized='table') }} select 3 as id",
        "models/names.sql": "select id from {{ ref('persons') }}",
    }
    assert "WARNING" not in said(seg(write_project(tmp_path, renamed), "build"))
    assert clean(tmp_path, "--yes").stdout == NONE
    assert rows(tmp_path, "from names") == [(3,)]


def test_what_a_published_view_reads_stays(tmp_path: Path, built_once: BuiltOnce) -> None:
    built_once(FILES)
    (tmp_path / "models/people.sql").unlink()
    write_project(tmp_path, {"models/names.sql": "select 7 as id"})
    before = published(tmp_path)
    refused = clean(tmp_path, "--yes")
    assert refused == Outcome(
        2,
        "",
        "main.names, as published, reads a relation that would be dropped: "
        "Table with name people does not exist!\n"
        "  fix: build the model behind main.names first, or remove it as well\n",
    )
    assert published(tmp_path) == before
    assert seg(tmp_path, "build").exit_code == clean(tmp_path, "--yes").exit_code == 0
    assert sorted(published(tmp_path)) == ["names", "raw", "sizes"]


def test_what_seg_did_not_make_stays(tmp_path: Path) -> None:
    """These are a view that someone created in place of one, and an unrelated table."""
    without_two(tmp_path)
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create or replace view names as select 'mine' as whose")
        connection.execute("create table beside as select 1 as i")
    dropped = clean(tmp_path, "--yes")
    assert dropped.stdout.startswith(
        "main.names is a view that seg did not create: it is kept\n"
        "Published generation 2: 2 relations dropped.\n"
    )
    assert published(tmp_path)["names"] == [("mine",)]
    assert sorted(published(tmp_path)) == ["beside", "names", "raw", "sizes"]


def test_another_project_in_the_schema_keeps_its_relations(tmp_path: Path) -> None:
    without_two(tmp_path)
    write_project(tmp_path, {"seg_project.yml": "name: other\n"})
    assert clean(tmp_path, "--yes").stdout == (
        f"{NONE}Not dropped, because they belong to no package of this project:\n"
        "  main.people (model.shop.people, 2 rows)\n"
        "  main.names (model.shop.names)\n"
    )
    assert "WARNING" not in said(seg(tmp_path, "build"))


def test_other_calls_are_refused(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    assert clean(tmp_path) == Outcome(
        2, "", "there is no warehouse to clean\n  fix: run 'seg build' first\n"
    )
    assert seg(tmp_path, "clean", "--yes") == Outcome(
        2,
        "",
        "--yes has no meaning without --orphans\n  fix: write 'seg clean --orphans --yes'\n",
    )
