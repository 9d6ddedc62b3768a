"""Stamps: readers see columns that are not in the rows, and a new value rebuilds no row."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from orchestrator.plan.reasons import config_changes
from tests.projects import rows, seg, write_project
from tests.running.refresh.refreshing import (
    FILES,
    TWO,
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

OF_STAMPS: Mapping[str, str] = {
    "seg_project.yml": (
        "name: shop\nmodels:\n  shop:\n    +materialized: table\n"
        "    +stamps: {as_of: \"cast('{{ var('day', '2025-06-30') }}' as date)\"}\n"
    ),
    # Whose rows move with the day, and whose do not.
    "models/aged.sql": (
        "select id, cast(as_of as date) - date '2025-06-01' + v as age from {{ ref('base') }}\n"
    ),
    "models/old.sql": "select id, age >= 40 as is_old from {{ ref('aged') }}\n",
    "models/old.yml": (
        "models:\n  - {name: aged, config: {refresh_by: id}}\n"
        "  - name: old\n    config: {refresh_by: id}\n"
        "    columns: [{name: as_of, data_tests: [not_null]}, {name: id, data_tests: [unique]}]\n"
    ),
}
NEXT = ("--vars", "{day: 2025-07-01}")
FIRST_DAY, SECOND_DAY = date(2025, 6, 30), date(2025, 7, 1)


def days(folder: Path, relation: str) -> list[object]:
    return [day for (day,) in rows(folder, f"select distinct as_of from {relation}")]


def columns(folder: Path, relation: str) -> list[object]:
    return [row[0] for row in rows(folder, f"describe {relation}")]


def test_people_see_the_stamp_in_each_row(tmp_path: Path) -> None:
    started(tmp_path, OF_STAMPS)
    for relation in ("base", "feat", "child", "aged", "old"):
        assert days(tmp_path, relation) == [FIRST_DAY]
    assert rows(tmp_path, "select age from aged where id = 'k1'") == [(30,)]


def test_another_value_makes_again_what_names_it_and_no_other(tmp_path: Path) -> None:
    started(tmp_path, OF_STAMPS)
    ran_for = built(tmp_path, *NEXT)
    # Of twenty who are a day older one is old now; the others are not made again.
    assert ran_for == {"aged": "OK", "old": "REFRESH 1", "not_null_old_as_of": "PASS"} | {
        "unique_old_id": "PASS"
    }
    for relation in ("base", "feat", "child", "aged", "old"):
        assert days(tmp_path, relation) == [SECOND_DAY]
    assert rows(tmp_path, "select age from aged where id = 'k1'") == [(31,)]
    assert built(tmp_path, *NEXT) == {}


def test_a_rollback_brings_the_former_value_back(tmp_path: Path) -> None:
    started(tmp_path, OF_STAMPS)
    built(tmp_path, *NEXT)
    ran(tmp_path, "rollback")
    assert days(tmp_path, "child") == days(tmp_path, "old") == [FIRST_DAY]
    assert rows(tmp_path, "select age from aged where id = 'k1'") == [(30,)]


def test_what_is_refreshed_has_the_stamp_of_the_run_in_all_rows(tmp_path: Path) -> None:
    started(tmp_path, OF_STAMPS)
    feed(tmp_path, TWO)
    assert built(tmp_path, *NEXT)["feat"] == "REFRESH 2"
    assert days(tmp_path, "feat") == [SECOND_DAY]
    assert seen(tmp_path) == {20: 18, 2: 2}
    assert told(tmp_path, "age", "aged") == {
        key: value + 30 for key, value in TWO.items() if key is not None
    }


def test_a_table_has_the_stamp_of_another_only_where_it_names_it(tmp_path: Path) -> None:
    plain = "{{ config(stamps=none) }}\nselect * from {{ ref('base') }}\n"
    named = "{{ config(stamps={}) }}\nselect *, as_of as day from {{ ref('base') }}\n"
    started(tmp_path, {**OF_STAMPS, "models/plain.sql": plain, "models/named.sql": named})
    assert columns(tmp_path, "plain") == ["id", "v"]
    assert columns(tmp_path, "named") == ["id", "v", "as_of", "day"]
    assert "plain" not in built(tmp_path, *NEXT)
    assert days(tmp_path, "named") == [SECOND_DAY]


def test_a_view_shows_it_as_its_table_has_it(tmp_path: Path) -> None:
    view = "{{ config(materialized='view', stamps={}) }}\nselect * from {{ ref('base') }}\n"
    reader = "{{ config(stamps={}) }}\nselect id, as_of from {{ ref('shown') }}\n"
    started(tmp_path, {**OF_STAMPS, "models/shown.sql": view, "models/reader.sql": reader})
    assert days(tmp_path, "shown") == days(tmp_path, "reader") == [FIRST_DAY]
    built(tmp_path, *NEXT)
    assert days(tmp_path, "shown") == days(tmp_path, "reader") == [SECOND_DAY]


def test_a_view_has_its_own_as_well(tmp_path: Path) -> None:
    view = "{{ config(materialized='view') }}\nselect id, v from {{ ref('base') }}\n"
    reader = "{{ config(stamps={}) }}\nselect id, as_of from {{ ref('shown') }}\n"
    started(tmp_path, {**OF_STAMPS, "models/shown.sql": view, "models/reader.sql": reader})
    built(tmp_path, *NEXT)
    assert columns(tmp_path, "shown") == ["id", "v", "as_of"]
    assert days(tmp_path, "shown") == days(tmp_path, "reader") == [SECOND_DAY]


def test_what_is_made_of_older_tables_is_as_old_as_they_are(tmp_path: Path) -> None:
    started(tmp_path, OF_STAMPS)
    ran(tmp_path, "build", "--force", "--select", "aged", "old", *NEXT)
    # It reads one that is not in the run; and so does the next one, by it.
    assert days(tmp_path, "base") == days(tmp_path, "aged") == days(tmp_path, "old") == [FIRST_DAY]
    assert rows(tmp_path, "select age from aged where id = 'k1'") == [(30,)]
    built(tmp_path, *NEXT)
    assert rows(tmp_path, "select age from aged where id = 'k1'") == [(31,)]


def test_a_test_that_passed_need_not_be_run_alone(tmp_path: Path) -> None:
    started(tmp_path, OF_STAMPS)
    assert words(ran(tmp_path, "test", "--reuse")) == {}
    assert words(ran(tmp_path, "test", "--reuse", *NEXT)) == {}
    assert "not_null_old_as_of" in built(tmp_path, *NEXT)


def test_an_ephemeral_model_reads_it_for_its_readers(tmp_path: Path) -> None:
    inner = "{{ config(materialized='ephemeral', stamps={}) }}\n"
    inner += "select id, as_of as seen_on from {{ ref('base') }}\n"
    outer = "select id, seen_on from {{ ref('inner_one') }}\n"
    started(tmp_path, {**OF_STAMPS, "models/inner_one.sql": inner, "models/outer_one.sql": outer})
    built(tmp_path, *NEXT)
    assert rows(tmp_path, "select distinct seen_on, as_of from outer_one") == [(SECOND_DAY,) * 2]


def test_a_model_in_python_has_what_it_names(tmp_path: Path) -> None:
    code = (
        "def model(dbt, session):\n"
        "    dbt.config(stamps={})\n"
        "    found = dbt.ref('base').df()\n"
        "    return found[['id', 'as_of']]\n"
    )
    started(tmp_path, {**OF_STAMPS, "models/py.py": code})
    assert [day.date() for day in days(tmp_path, "py")] == [FIRST_DAY]  # type: ignore[attr-defined]
    assert built(tmp_path, *NEXT)["py"] == "OK"


INCREMENTAL = (
    "{{ config(materialized='incremental', unique_key='id') }}\n"
    "select id, v from {{ ref('base') }}\n"
    "{% if is_incremental() %}where v not in (select v from {{ this }}){% endif %}\n"
)


def test_an_incremental_model_goes_on_below_its_stamps(tmp_path: Path) -> None:
    started(tmp_path, {**OF_STAMPS, "models/kept.sql": INCREMENTAL})
    feed(tmp_path, TWO)
    assert built(tmp_path, *NEXT)["kept"] == "DELTA 2"
    assert days(tmp_path, "kept") == [SECOND_DAY]
    assert columns(tmp_path, "kept") == ["id", "v", "as_of"]
    ran(tmp_path, "rollback")
    assert told(tmp_path, "v", "kept") == values()


def test_a_column_of_an_incremental_model_can_become_a_stamp(tmp_path: Path) -> None:
    dated = INCREMENTAL.replace("id, v from", "id, v, as_of from").replace(
        "='id')", "='id', stamps={})"
    )
    started(tmp_path, {**OF_STAMPS, "models/kept.sql": dated})
    write_project(tmp_path, {"models/kept.sql": INCREMENTAL})
    feed(tmp_path, TWO)
    assert built(tmp_path, *NEXT)["kept"].startswith("REWRITE with 2")
    assert days(tmp_path, "kept") == [SECOND_DAY]
    assert told(tmp_path, "v", "kept") == dict(TWO)


def test_a_contract_says_the_type_of_a_stamp(tmp_path: Path) -> None:
    contract = (
        "models:\n  - name: base\n    config: {refresh_by: id, contract: {enforced: true}}\n"
        "    columns:\n      - {name: id, data_type: varchar}\n"
        "      - {name: v, data_type: bigint}\n      - {name: as_of, data_type: timestamp}\n"
    )
    yml = FILES["models/s.yml"].replace("  - {name: base, config: {refresh_by: id}}\n", "")
    started(tmp_path, {**OF_STAMPS, "models/s.yml": yml, "models/base.yml": contract})
    ((kind,),) = rows(tmp_path, "select distinct typeof(as_of) from base")
    assert kind == "TIMESTAMP"


@pytest.mark.parametrize(
    ("stamps", "said"),
    [
        ("[as_of]", "'stamps': expected a mapping"),
        ("{as_of: 3}", "'stamps': expected columns with SQL, found 'as_of': 3"),
        ("{x: '1'}", "the model selects 'x', which is also in its stamps"),
        ("{a: \"{{ ref('feat') }}\"}", "is not known before a run"),
        ("{a: '{{ run_moment() }}'}", "is not known before a run"),
        ("{a: ' '}", "'stamps': expected columns with SQL"),
        ("{'': '1'}", "'stamps': expected columns with SQL"),
        ("{a: '1', A: '2'}", "'stamps': 'A' occurs twice"),
        ("{a: v_ * 2}", 'Referenced column "v_" not found'),
        ("{a: 'sum(x)'}", "is not known before a run"),
        ("{a: 'unnest([x, 2])'}", "is not known before a run"),
        ("{a: age(current_x)}", "is not known before a run"),
        ("{a: \"cast('k' || x as int)\"}", "Conversion Error"),
        ("{a: current_date}", "is not known before a run"),
        ("{a: (select 1)}", "is not known before a run"),
        ("{a: '1, 2 as b'}", "is not known before a run"),
        ("{a: '1 +'}", "'stamps': a"),
        ("{a: \"'abc'::date\"}", "Conversion Error"),
        ("{a: \"'{{ env_var('DBT_ENV_SECRET_DAY') }}'\"}", "must not contain a secret"),
    ],
)
def test_what_is_no_stamp_is_refused(
    stamps: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBT_ENV_SECRET_DAY", "s3cret-day")
    yml = f"models: [{{name: child, config: {{stamps: {stamps}}}}}]\n"
    files = {**FILES, "models/child.yml": yml}
    files["models/s.yml"] = FILES["models/s.yml"].replace(
        "  - {name: child, config: {refresh_by: id}}\n", ""
    )
    write_project(tmp_path, files)
    feed(tmp_path, values())
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code in (1, 2)
    assert said in outcome.stdout + outcome.stderr


def test_the_plan_says_why_a_table_is_published_again(tmp_path: Path) -> None:
    started(tmp_path, OF_STAMPS)
    plan = planned(tmp_path, *NEXT)
    assert plan["base"] == ("publish again", "its stamps changed")
    action, reason = plan["aged"]
    assert action == "create table"
    assert "config stamps of base: cast('2025-06-30' as date)" in reason


def test_a_reason_lists_many_tables_with_new_stamps_by_name() -> None:
    new = {f"stamps of {name}": "date '2025-07-01'" for name in "abcde"}
    assert list(config_changes({}, {**new, "tags": "x"})) == [
        "stamps of a, b, c and 2 more changed",
        "config tags: not set -> x",
    ]


def test_what_is_shown_has_them_too(tmp_path: Path) -> None:
    started(tmp_path, OF_STAMPS)
    asked = ("--limit", "1", "--output", "json")
    shown = ran(tmp_path, "show", "--select", "child", *asked, *NEXT).stdout
    assert '"as_of": "2025-07-01"' in shown
    # What a failed run holds back, and the test of it that failed.
    bad = "select id, id as name from {{ ref('base') }} where as_of > '2025-06-30'\n"
    write_project(tmp_path, {"tests/none_later.sql": bad})
    ran(tmp_path, "build", *NEXT, exit_code=1)
    feed(tmp_path, TWO)
    failed = ran(tmp_path, "build", *NEXT, exit_code=1)
    assert "seg show --candidate --select none_later" in failed.stdout
    held = ran(tmp_path, "show", "--candidate", "--select", "none_later", *asked, *NEXT)
    assert '"name": "k' in held.stdout
    candidate = ran(tmp_path, "show", "--candidate", "--select", "base", *asked, *NEXT)
    assert '"as_of": "2025-07-01"' in candidate.stdout


def test_a_column_of_its_own_is_refused_where_a_stamp_comes_later(tmp_path: Path) -> None:
    started(tmp_path, {"models/dated.sql": "select id, 'old' as as_of from {{ ref('base') }}\n"})
    write_project(tmp_path, {"models/dated.yml": DATED})
    assert "the model selects 'as_of'" in ran(tmp_path, "build", exit_code=1).stdout
    assert columns(tmp_path, "dated") == ["id", "as_of"]


DATED = "models: [{name: dated, config: {stamps: {as_of: \"'new'\"}}}]\n"


def test_a_test_sees_no_stamp_that_it_does_not_name(tmp_path: Path) -> None:
    same = "select * from {{ ref('base') }} except select id, v from {{ ref('other') }}\n"
    other = "select id, v from {{ ref('base') }}\n"
    started(tmp_path, {**OF_STAMPS, "models/other.sql": other, "tests/same.sql": same})
    assert words(ran(tmp_path, "test", "--force"))["same"] == "PASS"


def test_a_comment_names_nothing_and_nor_does_an_ephemeral_parent(tmp_path: Path) -> None:
    quiet = "select * from {{ ref('base') }} -- no as_of\n/* as_of */\n"
    inner = "{{ config(materialized='ephemeral', stamps={}) }}\nselect id from {{ ref('base') }}\n"
    starred = "select b.* from {{ ref('base') }} as b join {{ ref('inner_one') }} using (id)\n"
    files = {"quiet": quiet, "inner_one": inner, "starred": starred}
    started(tmp_path, {**OF_STAMPS, **{f"models/{name}.sql": sql for name, sql in files.items()}})
    assert columns(tmp_path, "quiet") == columns(tmp_path, "starred") == ["id", "v", "as_of"]
    assert set(built(tmp_path, *NEXT)).isdisjoint(files)


def test_what_is_held_back_keeps_its_stamp(tmp_path: Path) -> None:
    once = "{{ config(once_per='june') }}\nselect max(v) as top from {{ ref('base') }}\n"
    started(tmp_path, {**OF_STAMPS, "models/top.sql": once})
    feed(tmp_path, TWO)
    built(tmp_path, *NEXT)
    assert days(tmp_path, "base") == [SECOND_DAY]
    assert rows(tmp_path, "select * from top") == [(19, FIRST_DAY)]


@pytest.mark.parametrize("undoing", ["fails", "rolled back"])
def test_what_is_built_once_has_the_stamp_of_the_run_that_published_it(
    undoing: str, tmp_path: Path
) -> None:
    once = (
        "{{ config(once_per=var('day', '2025-06-30')) }}\nselect 1 as top from {{ ref('base') }}\n"
    )
    test = "tests/days.sql"
    started(
        tmp_path, {**OF_STAMPS, "models/top.sql": f"{once}limit 1\n", test: "select 1 limit 0\n"}
    )
    feed(tmp_path, TWO)
    if undoing == "fails":
        (tmp_path / test).write_text("select 1 from {{ ref('child') }} limit 1\n")
        built(tmp_path, *NEXT, exit_code=1)
        (tmp_path / test).write_text("select 1 limit 0\n")
    else:
        built(tmp_path, *NEXT)
        ran(tmp_path, "rollback")
    assert days(tmp_path, "top") == [FIRST_DAY]
    feed(tmp_path, values(k3=53))
    built(tmp_path, *NEXT)
    assert days(tmp_path, "top") == [SECOND_DAY]
    assert built(tmp_path, *NEXT) == {}


def test_a_contract_that_allows_no_other_columns_has_its_stamps(tmp_path: Path) -> None:
    contract = (
        "models:\n  - name: child\n    config: {contract: {enforced: true}}\n"
        "    columns: [{name: id, data_type: varchar}, {name: x, data_type: bigint}]\n"
    )
    yml = FILES["models/s.yml"].replace("  - {name: child, config: {refresh_by: id}}\n", "")
    write_project(tmp_path, {**FILES, **OF_STAMPS, "models/s.yml": yml, "models/c.yml": contract})
    feed(tmp_path, values())
    said = ran(tmp_path, "build", exit_code=2).stderr
    assert "'stamps': the contract of 'child' has no column 'as_of'" in said
