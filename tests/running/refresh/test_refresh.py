"""Tables refreshed only for changed keys: when, and the published result."""

from pathlib import Path

import pytest

from tests.projects import reading, rows, write_project, writing
from tests.running.refresh.refreshing import (
    FEAT,
    FILES,
    TWO,
    WHOLE,
    built,
    feed,
    planned,
    ran,
    seen,
    started,
    told,
    values,
    words,
)
from tests.running.stopped.kills import killed


def test_only_the_keys_that_changed_are_made_again(tmp_path: Path) -> None:
    started(tmp_path)
    assert seen(tmp_path) == WHOLE
    feed(tmp_path, TWO)
    assert built(tmp_path) == {"base": "OK", "feat": "REFRESH 2", "child": "REFRESH 2"}
    assert seen(tmp_path) == {20: 18, 2: 2}
    assert told(tmp_path, "x", "child") == {name: v + 1 for name, v in TWO.items()}
    assert built(tmp_path) == {}


def test_keys_that_come_and_go(tmp_path: Path) -> None:
    started(tmp_path)
    without = {key: value for key, value in values().items() if key != "k3"}
    for given, word in (
        (without | {"k20": 7, "k21": 8}, "REFRESH 2"),
        (without | {"k20": 7}, "REFRESH 0"),
        (values(k20=7), "REFRESH 1"),
    ):
        feed(tmp_path, given)
        assert built(tmp_path)["child"] == word
        assert told(tmp_path, "x", "child") == {name: v + 1 for name, v in given.items()}


def test_a_key_that_comes_out_the_same_makes_nothing_else_again(tmp_path: Path) -> None:
    started(tmp_path, {"models/feat.sql": FEAT.replace(", count(*) over () as seen", "")})
    # The remainder is what it was.
    feed(tmp_path, values(k1=101))
    assert built(tmp_path) == {"base": "OK", "feat": "UNCHANGED"}
    feed(tmp_path, values(k1=201, k2=203))
    assert built(tmp_path) == {"base": "OK", "feat": "REFRESH 1", "child": "REFRESH 1"}


def test_rows_that_are_there_twice_are_counted(tmp_path: Path) -> None:
    started(tmp_path, {"models/feat.sql": "select id, v % 100 as w from {{ ref('base') }}\n"})
    for more in (("k4,4",), ("k4,4", "k4,4"), ("k4,4",), ()):
        feed(tmp_path, values(), *more)
        assert built(tmp_path)["feat"] == f"REFRESH {1 + len(more)}"
        assert rows(tmp_path, "select count(*) from child where id = 'k4'") == [(1 + len(more),)]


def test_a_view_between_passes_keys_on_when_it_says_so(tmp_path: Path) -> None:
    view = {
        "models/shown.sql": (
            "{{ config(materialized='view', refresh_by='id') }}\n"
            "select id, v from {{ ref('base') }} where v < 90\n"
        ),
        "models/feat.sql": FEAT.replace("'base'", "'shown'"),
    }
    started(tmp_path, view)
    feed(tmp_path, TWO)
    assert built(tmp_path)["feat"] == "REFRESH 2"
    assert seen(tmp_path) == {20: 18, 2: 2}
    write_project(
        tmp_path, {"models/shown.sql": view["models/shown.sql"].replace(", refresh_by='id'", "")}
    )
    feed(tmp_path, values())
    assert built(tmp_path)["feat"] == "OK"


def test_a_view_by_another_column_tells_which_of_its_rows_are_others(tmp_path: Path) -> None:
    """This includes the rows whose key is NULL."""
    group = "case when v < 50 then v % 3 end"
    started(
        tmp_path,
        {
            "models/base.sql": f"select id, v, {group} as g from {{{{ source('raw', 'c') }}}}\n",
            "models/firsts.sql": (
                "{{ config(materialized='view', refresh_by='g') }}\n"
                "select g, min(id) as id, count(*) as v from {{ ref('base') }} group by g\n"
            ),
            "models/feat.sql": FEAT.replace("'base'", "'firsts'"),
        },
    )
    feed(tmp_path, values(k1=51, k5=55))
    assert built(tmp_path)["feat"] == "REFRESH 3"
    feed(tmp_path, values(k1=51, k5=55, k6=56))
    assert built(tmp_path)["feat"] == "REFRESH 2"
    in_groups = "select min(id), count(*) from base group by g order by 1"
    assert list(told(tmp_path, "w").items()) == rows(tmp_path, in_groups)


def test_a_python_model_reads_the_rows_of_the_keys(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    started(
        tmp_path,
        {
            "models/scored.py": (
                "def model(dbt, session):\n"
                "    dbt.config(refresh_by='id')\n"
                "    frame = dbt.ref('base').df()\n"
                "    frame['seen'] = len(frame)\n"
                "    return frame\n"
            )
        },
    )
    feed(tmp_path, TWO)
    assert built(tmp_path)["scored"] == "REFRESH 2"
    assert seen(tmp_path, "scored") == {20: 18, 2: 2}


def test_a_family_of_segments_is_refreshed_by_its_entity(tmp_path: Path) -> None:
    family = (
        "segment_families:\n"
        "  - {name: tier, on: ref('feat'), entity: id, as_of: cast('2026-01-01' as date),\n"
        "     mode: exclusive,\n"
        "     segments: [{name: high, where: w > 9}, {name: low, otherwise: true}]}\n"
        "  - {name: top, on: ref('base'), entity: id, as_of: cast('2026-01-01' as date),\n"
        "     mode: exclusive, segments: [{name: best, where: \"in_segment('tier.high')\"}]}\n"
    )
    started(tmp_path, {"models/f.yml": family})
    feed(tmp_path, values(k1=51, k2=8))
    word = built(tmp_path)
    assert (word["feat"], word["tier"], word["top"]) == ("REFRESH 2", "REFRESH 1", "REFRESH 1")
    high = sorted(("k1", *(f"k{n}" for n in range(10, 20))))
    assert rows(tmp_path, "select id from tier where segment = 'high' order by id") == [
        (name,) for name in high
    ]
    assert rows(tmp_path, "select id from top order by id") == [(name,) for name in high]


def test_a_key_of_several_columns(tmp_path: Path) -> None:
    started(
        tmp_path,
        {
            "models/base.sql": "select id, v // 10 as tens, v from {{ source('raw', 'c') }}\n",
            "models/pairs.sql": (
                "{{ config(refresh_by=['id', 'tens']) }}\nselect id, tens, sum(v) as v, "
                "count(*) over () as seen from {{ ref('base') }} group by id, tens\n"
            ),
        },
    )
    feed(tmp_path, values(), "k1,14", "k2,2")
    assert built(tmp_path)["pairs"] == "REFRESH 2"
    assert seen(tmp_path, "pairs") == {20: 19, 2: 2}
    assert rows(tmp_path, "select tens, v from pairs where id in ('k1', 'k2') order by all") == [
        (0, 1),
        (0, 4),
        (1, 14),
    ]


LOG = (
    "{{ config(materialized='incremental', unique_key='id', refresh_by='id') }}\n"
    "select id, v, count(*) over () as seen from {{ ref('base') }}\n"
    "{% if is_incremental() %}where v > coalesce((select max(v) from {{ this }}), -1)"
    "{% endif %}\n"
)


def test_an_incremental_model_is_shown_the_keys_only_and_its_own_rows_of_them(
    tmp_path: Path,
) -> None:
    """Of k1 and k2 the table has at most 2: a new value of 5 is above that, though not above 19."""
    started(tmp_path, {"models/log.sql": LOG, "models/logged.sql": LOGGED})
    feed(tmp_path, values(k1=5, k2=0))
    word = built(tmp_path)
    assert (word["log"], word["logged"]) == ("DELTA 1", "REFRESH 1")
    assert rows(tmp_path, "select v from log where id in ('k1', 'k2') order by id") == [(5,), (2,)]


LOGGED = "{{ config(refresh_by='id') }}\nselect id, v * 2 as twice from {{ ref('log') }}\n"


def test_an_incremental_model_with_a_key_is_kept_by_it_undeclared(tmp_path: Path) -> None:
    plain = (
        "{{ config(materialized='incremental', unique_key='id') }}\n"
        "select id, v from {{ ref('base') }}\n"
        "{% if is_incremental() %}where v > 50{% endif %}\n"
    )
    started(tmp_path, {"models/log.sql": plain, "models/logged.sql": LOGGED})
    feed(tmp_path, TWO)
    word = built(tmp_path)
    assert (word["log"], word["logged"]) == ("DELTA 2", "REFRESH 2")
    assert told(tmp_path, "twice", "logged") == {name: v * 2 for name, v in TWO.items()}


def test_a_delta_of_some_keys_leaves_other_rows_of_these_keys(tmp_path: Path) -> None:
    """What replaces a row is found by its whole key; what reads all, what reads the keys, and a
    rollback have the others, too.
    """
    files = {
        "seg_project.yml": FILES["seg_project.yml"] + "publish: {keep_generations: 9}\n",
        "models/parts.sql": (
            "{{ config(materialized='incremental', unique_key=['w', 'id'], refresh_by='ID') }}\n"
            "select id, v % 100 as w, v from {{ ref('base') }}\n"
        ),
        "models/of_key.sql": (
            "{{ config(refresh_by='id') }}\n"
            "select id, string_agg(v, ' ' order by v) as x from {{ ref('parts') }} group by id\n"
        ),
        "models/of_all.sql": "select count(*) as n, sum(v) as v from {{ ref('parts') }}\n",
    }
    started(tmp_path, files)
    for k1, expected, total in ((151, "1 151", 190 + 151 + 50), (101, "101 151", 190 + 251 + 50)):
        feed(tmp_path, values(k1=k1, k2=50))
        word = built(tmp_path)
        assert (word["parts"].split()[0], word["of_key"].split()[0]) == ("DELTA", "REFRESH")
        found = told(tmp_path, "x", "of_key")
        assert (found["k1"], found["k2"], found["k3"]) == (expected, "2 50", "3")
        assert rows(tmp_path, "select n, v from of_all") == [(22, total)]
        assert rows(tmp_path, "select count(*), sum(v) from parts") == [(22, total)]
    ran(tmp_path, "rollback")
    assert rows(tmp_path, "select w, v from parts where id = 'k1' order by w") == [
        (1, 1),
        (51, 151),
    ]


def test_what_is_not_selected_is_known_by_what_is_published(tmp_path: Path) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    built(tmp_path, "--select", "base")
    # Of a base that was published meanwhile it is not known what was different in it.
    feed(tmp_path, TWO | {"k3": 53})
    assert built(tmp_path) == {"base": "OK", "feat": "OK", "child": "REFRESH 3"}
    assert seen(tmp_path) == WHOLE


def test_a_rollback_brings_the_rows_back_and_is_built_on(tmp_path: Path) -> None:
    kept = FILES["seg_project.yml"] + "publish: {keep_generations: 9}\n"
    started(tmp_path, {"seg_project.yml": kept})
    for given in (TWO, values(k1=61, k3=63)):
        feed(tmp_path, given)
        assert built(tmp_path)["feat"].startswith("REFRESH")
    ran(tmp_path, "rollback")
    assert told(tmp_path, "x", "child") == {name: v + 1 for name, v in TWO.items()}
    ran(tmp_path, "rollback", "1")
    assert told(tmp_path, "x", "child") == {name: v + 1 for name, v in values().items()}
    assert seen(tmp_path) == WHOLE
    feed(tmp_path, values(k4=64))
    built(tmp_path)
    assert told(tmp_path, "x", "child") == {name: v + 1 for name, v in values(k4=64).items()}


def test_a_run_that_fails_leaves_all_as_it_was(tmp_path: Path) -> None:
    small = "{{ config(severity='error') }}select * from {{ ref('child') }} where x > 60\n"
    started(tmp_path, {"tests/small.sql": small})
    feed(tmp_path, values(k1=61, k2=52))
    built(tmp_path, exit_code=1)
    assert told(tmp_path, "w")["k2"] == 2
    # What failed is different still, though it did not change again.
    feed(tmp_path, values(k1=61, k2=53))
    assert built(tmp_path, exit_code=1)["feat"] == "REFRESH 2"
    feed(tmp_path, values(k1=31, k2=53))
    assert built(tmp_path)["feat"] == "REFRESH 2"
    assert told(tmp_path, "w") == {name: v % 100 for name, v in values(k1=31, k2=53).items()}


@pytest.mark.parametrize("stage", ["publish:begin", "publish:deltas", "publish:commit"])
def test_a_run_that_is_killed_can_be_tried_again(stage: str, tmp_path: Path) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    assert killed(tmp_path, "build", at=stage) == -9
    assert told(tmp_path, "w")["k1"] == 1
    word = words(ran(tmp_path, "retry"))
    assert word["feat"] == "REFRESH 2"
    assert told(tmp_path, "x", "child") == {name: v + 1 for name, v in TWO.items()}


def test_a_contract_holds_for_the_rows_of_the_keys(tmp_path: Path) -> None:
    declared = (
        "models:\n  - name: feat\n    config: {refresh_by: id, contract: {enforced: true, "
        "cast: true}}\n    columns: [{name: id, data_type: varchar}, "
        "{name: w, data_type: tinyint}, {name: seen, data_type: bigint}]\n"
    )
    without = FILES["models/s.yml"].replace("  - {name: feat, config: {refresh_by: id}}\n", "")
    more = {
        "models/s.yml": without,
        "models/c.yml": declared,
        "models/feat.sql": FEAT.replace(" % 100", ""),
    }
    started(tmp_path, more)
    feed(tmp_path, TWO)
    assert built(tmp_path)["feat"] == "REFRESH 2"
    assert rows(tmp_path, "select typeof(w) from feat where id = 'k1'") == [("TINYINT",)]
    feed(tmp_path, values(k1=1000))
    one = ran(tmp_path, "build", exit_code=1).stdout
    other = ran(tmp_path, "build", "--force", exit_code=1).stdout
    told_of = [line for line in one.splitlines() if "TINYINT" in line or "1000" in line]
    assert told_of
    assert all(line in other for line in (each.partition("  ")[2] for each in told_of))


def test_whoever_was_erased_does_not_come_back(tmp_path: Path) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    built(tmp_path)
    ran(tmp_path, "erase", "k2", "--column", "id")
    feed(tmp_path, TWO)
    built(tmp_path)
    feed(tmp_path, TWO | {"k2": 70, "k3": 71})
    assert built(tmp_path)["feat"] == "REFRESH 1"
    for relation in ("base", "feat", "child"):
        assert rows(tmp_path, f"select count(*) from {relation} where id = 'k2'") == [(0,)]
    assert told(tmp_path, "w")["k3"] == 71


def test_nothing_that_only_told_keys_is_left(tmp_path: Path) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    built(tmp_path)
    with reading(tmp_path / "warehouse.duckdb") as connection:
        found = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'seg_versions' "
            "order by all"
        ).fetchall()
    assert found == [
        ("main.base@1",),
        ("main.base@2",),
        ("main.child@1",),
        ("main.child@2.delta",),
        ("main.child@2.undo",),
        ("main.feat@1",),
        ("main.feat@2.delta",),
        ("main.feat@2.undo",),
    ]


def test_the_copy_for_readers_has_the_rows(tmp_path: Path) -> None:
    project = FILES["seg_project.yml"] + "publish: {readers: readers.duckdb}\n"
    started(tmp_path, {"seg_project.yml": project})
    feed(tmp_path, TWO)
    assert built(tmp_path)["child"] == "REFRESH 2"
    with reading(tmp_path / "readers.duckdb") as connection:
        copied = connection.execute("select id, x from child").fetchall()
    assert dict(copied) == {name: v + 1 for name, v in TWO.items()}


def test_what_somebody_put_under_its_name_is_put_right(tmp_path: Path) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("create or replace view child as select 1 as id")
    built(tmp_path)
    assert told(tmp_path, "x", "child") == {name: v + 1 for name, v in TWO.items()}


def test_the_plan_says_what_each_waits_for(tmp_path: Path) -> None:
    started(tmp_path)
    feed(tmp_path, TWO)
    plan = planned(tmp_path)
    assert {name: step for name, step in plan.items() if step[0].startswith("create")} == {
        "base": ("create table", "c has new data"),
        "feat": ("create table", "if base changes"),
        "child": ("create table", "if feat changes"),
    }


def test_two_columns_of_one_name_in_another_case(tmp_path: Path) -> None:
    """Column names are compared as in SQL, ignoring case."""
    declared = FILES["models/s.yml"].replace(
        "feat, config: {refresh_by: id}", "feat, config: {refresh_by: ID}"
    )
    started(tmp_path, {"models/s.yml": declared})
    feed(tmp_path, TWO)
    assert built(tmp_path)["feat"] == "REFRESH 2"
