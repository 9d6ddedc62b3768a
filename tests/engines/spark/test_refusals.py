"""What is not supported on Spark is reported with its place before anything runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestrator.engines.spark import door
from tests.engines.spark.fake import FakeSpark
from tests.projects import Outcome, seg, write_project

PROJECT = {
    "seg_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": "shop: {target: s, outputs: {s: {type: spark}}}\n",
    "models/ids.sql": "{{ config(materialized='table') }}\nselect 1 as id",
}


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSpark]:
    fake = FakeSpark()
    monkeypatch.setattr(door, "_client", lambda settings: fake)
    yield fake
    assert not [each for each in fake.statements if each.startswith("create table")]


def refused(outcome: Outcome) -> str:
    assert outcome.exit_code == 2, outcome.stdout + outcome.stderr
    return outcome.stderr


def test_all_that_is_not_portable_is_told_at_its_line(spark: FakeSpark, tmp_path: Path):
    folder = write_project(
        tmp_path,
        {
            **PROJECT,
            "models/hashed.sql": "select\n    id,\n    hash(id) as h\nfrom {{ ref('ids') }}",
            "models/above.sql": "select h from {{ ref('hashed') }}",
            "models/misspelt.sql": "select\n    idd\nfrom {{ ref('ids') }}",
            "tests/a_test.sql": "select id from {{ ref('ids') }}\nwhere hash(id) = 1",
        },
    )
    told = refused(seg(folder, "build"))
    assert "models/hashed.sql:3: `hash(id)` is not tested on Spark" in told
    assert 'models/misspelt.sql:2: Binder Error: Referenced column "idd" not found' in told
    assert "tests/a_test.sql:2: `hash(id)`" in told
    assert "models/above.sql" not in told


def test_what_nodes_ask_for_that_is_not_there(spark: FakeSpark, tmp_path: Path):
    files = {
        "models/hooked.sql": "{{ config(pre_hook='select 1') }}\nselect 1 as id",
        "models/outside.sql": "{{ config(materialized='external') }}\nselect 1 as id",
        "models/mine.sql": "{{ config(materialized='incremental', incremental_strategy='mine') }}\n"
        "select 1 as id",
        "macros/mine.sql": "{% macro get_incremental_mine_sql(arg_dict) %}{% endmacro %}",
        "models/own.sql": "select 1 as id",
        "models/own.spark.sql": "select 1 as id",
        "models/read.sql": "select * from {{ source('raw', 'days') }}",
        "models/more.yml": "sources: [{name: raw, meta: {external_location: d.csv}, "
        "tables: [{name: days}]}]\n",
        "d.csv": "i\n1\n",
        "snapshots/kept.yml": "snapshots: [{name: kept, relation: ref('ids'), config: "
        "{strategy: check, check_cols: all, unique_key: id}}]",
    }
    told = refused(seg(write_project(tmp_path, {**PROJECT, **files}), "build"))
    for what in (
        "hooked: hooks are not supported on Spark yet",
        "outside: the materialization 'external' is not supported on Spark yet",
        "mine: the incremental strategy 'mine' of a macro is not supported on Spark yet",
        "own: models/own.spark.sql, the model's SQL for Spark, is not supported on Spark yet",
        "days: sources in files are not supported on Spark yet",
        "kept: snapshots are not supported on Spark yet",
    ):
        assert what.partition(": ")[2] in told, what
    assert not spark.statements


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("erase", "1"), "seg erase is not supported on spark yet"),
        (("watch",), "seg watch is not supported on spark: a check costs as much as a build"),
        (("export", "a.b", "--channel", "email"), "seg export is not supported on spark yet"),
        (("snapshot",), "seg snapshot is not supported on spark yet"),
        (("serve",), "seg serve is not supported on spark yet"),
    ],
)
def test_commands_that_are_not_there(
    spark: FakeSpark, tmp_path: Path, command: tuple[str, ...], told: str
):
    folder = write_project(tmp_path, PROJECT)
    assert told in refused(seg(folder, *command))
    assert not spark.statements


def test_a_copy_for_readers(spark: FakeSpark, tmp_path: Path):
    project = {
        **PROJECT,
        "seg_project.yml": "name: shop\nprofile: shop\npublish: {readers: r.db}\n",
    }
    told = refused(seg(write_project(tmp_path, project), "build"))
    assert "seg_project.yml: 'readers' is not supported on spark" in told
