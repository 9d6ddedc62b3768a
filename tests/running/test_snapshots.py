"""Snapshots: what their history holds over several builds, and that none of it is ever lost.

That it is dbt's, row by row, tests/parity tells.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.projects import rows, seg, write_project, writing
from tests.running.reading import said

DAY = "date '2025-01-{:02}'"
HISTORY = "select id, name, dbt_valid_from, dbt_valid_to is null from main.people_history"


def model(*people: tuple[int, str, int], more: str = "") -> dict[str, str]:
    """People, each with an id, a name and the day in January on which it was changed."""
    values = ", ".join(f"({id_}, '{name}', {DAY.format(day)})" for id_, name, day in people)
    select = f"select *{more} from (values {values}) as t (id, name, changed)"
    return {"models/people.sql": f"{{{{ config(materialized='table') }}}}\n{select}\n"}


def snapshot(config: str = "") -> dict[str, str]:
    settings = f"strategy: timestamp, unique_key: id, updated_at: changed{config}"
    return {
        "snapshots/s.yml": "snapshots: [{name: people_history, relation: ref('people'), "
        f"config: {{{settings}}}}}]\n"
    }


FIRST = model((1, "ada", 1), (2, "bo", 1))
SECOND = model((1, "Ada", 2), (2, "bo", 1))


def built(folder: Path, *arguments: str) -> str:
    """What a build says that went well."""
    outcome = seg(folder, "build", *arguments)
    assert (outcome.exit_code, outcome.stderr) == (0, ""), outcome.stdout
    return said(outcome)


def states(folder: Path) -> list[tuple[Any, ...]]:
    """The states of the history: id, name, from which day in January, and whether it holds."""
    found = rows(folder, f"{HISTORY} order by all")
    return [(id_, name, moment.day, holds) for id_, name, moment, holds in found]


ADA = [(1, "Ada", 2, True), (1, "ada", 1, False), (2, "bo", 1, True)]


def test_a_snapshot_keeps_each_state_of_a_key(tmp_path: Path) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    told = built(tmp_path)
    assert "OK snapshotted main.people_history" in told
    assert states(tmp_path) == [(1, "ada", 1, True), (2, "bo", 1, True)]

    write_project(tmp_path, SECOND)
    built(tmp_path)
    assert states(tmp_path) == ADA


@pytest.mark.parametrize("config", ["", ", hard_deletes: new_record"])
def test_columns_can_have_any_name_and_hold_json(tmp_path: Path, config: str) -> None:
    """`o.id` in a subquery is a value in its own column `o`, before it is a row outside it."""
    letters = "".join(f", json_object('id', 0) as {letter}" for letter in "abcdefghijklmnopqrstuv")
    config = config or ", hard_deletes: invalidate"
    write_project(
        tmp_path, {**model((1, "ada", 1), (2, "bo", 1), more=letters), **snapshot(config)}
    )
    built(tmp_path)
    write_project(tmp_path, model((1, "Ada", 2), (2, "bo", 1), more=letters))
    built(tmp_path)
    assert states(tmp_path) == ADA


def test_a_full_refresh_leaves_the_history(tmp_path: Path) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    built(tmp_path)
    write_project(tmp_path, SECOND)
    built(tmp_path, "--full-refresh")
    assert states(tmp_path) == ADA


def test_what_was_before_comes_again_as_a_state_of_its_own(tmp_path: Path) -> None:
    """An earlier version of the history from the same rows is not the current history."""
    checked = snapshot().copy()
    checked["snapshots/s.yml"] = checked["snapshots/s.yml"].replace(
        "strategy: timestamp", "strategy: check, check_cols: [name]"
    )
    write_project(tmp_path, {**model((1, "a", 1)), **checked})
    built(tmp_path)
    for name, day in (("b", 2), ("a", 3)):
        write_project(tmp_path, model((1, name, day)))
        built(tmp_path)
    assert states(tmp_path) == [(1, "a", 1, False), (1, "a", 3, True), (1, "b", 2, False)]
    assert "1 relation is as published" in built(tmp_path, "--select", "people_history")


def test_nothing_of_a_run_that_failed_is_in_the_history(tmp_path: Path) -> None:
    test = {
        "tests/t.sql": "select 1 from {{ ref('people_history') }} where name = 'Ada'\n",
    }
    write_project(tmp_path, {**FIRST, **snapshot(), **test})
    built(tmp_path)
    write_project(tmp_path, SECOND)
    failed = seg(tmp_path, "build")
    assert failed.exit_code == 1
    assert states(tmp_path) == [(1, "ada", 1, True), (2, "bo", 1, True)]

    (tmp_path / "tests/t.sql").unlink()
    write_project(tmp_path, model((1, "Ada", 3), (2, "bo", 1)))
    built(tmp_path)
    # The state of the second day was never published.
    assert states(tmp_path) == [(1, "Ada", 3, True), (1, "ada", 1, False), (2, "bo", 1, True)]


def test_a_rollback_brings_the_history_back_and_it_goes_on_from_there(tmp_path: Path) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    built(tmp_path)
    write_project(tmp_path, SECOND)
    built(tmp_path)
    assert seg(tmp_path, "rollback", "1").exit_code == 0
    assert states(tmp_path) == [(1, "ada", 1, True), (2, "bo", 1, True)]
    built(tmp_path)
    assert states(tmp_path) == ADA


DBT_TABLE = """create table main.people_history as select
  id, name, changed, md5(id || '|' || changed) as dbt_scd_id, moment as dbt_updated_at,
  moment as dbt_valid_from, ended as dbt_valid_to
from (values
  (1, 'a', date '2024-12-01', date '2024-12-01', date '2025-01-01'),
  (1, 'ada', date '2025-01-01', date '2025-01-01', null)
) as t (id, name, changed, moment, ended)"""


def test_a_history_of_dbt_goes_on(tmp_path: Path) -> None:
    write_project(tmp_path, {**SECOND, **snapshot()})
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute(DBT_TABLE)
    told = built(tmp_path)
    kept = "main.people_history was a table that seg did not create: it is kept as"
    assert f"{kept} main.people_history__before_seg" in told
    assert "continues from 2 states of main.people_history, which seg did not build" in told
    expected = [
        (1, "Ada", 2, True),
        (1, "a", 1, False),
        (1, "ada", 1, False),
        (2, "bo", 1, True),
    ]
    assert states(tmp_path) == expected
    assert rows(tmp_path, "select count(*) from main.people_history__before_seg") == [(2,)]


def test_what_dbt_adds_after_a_build_that_failed_is_in_the_history(tmp_path: Path) -> None:
    failing = {"tests/t.sql": "select 1\n"}
    write_project(tmp_path, {**SECOND, **snapshot(), **failing})
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute(DBT_TABLE)
    assert seg(tmp_path, "build").exit_code == 1
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute(
            "insert into main.people_history select 7, 'later', date '2025-01-05', "
            "'x', date '2025-01-05', date '2025-01-05', date '2025-01-06'"
        )
    (tmp_path / "tests/t.sql").unlink()
    built(tmp_path)
    assert (7, "later", 5, False) in states(tmp_path)


@pytest.mark.parametrize("kind", ["table", "view"])
def test_what_is_no_history_is_refused_and_stays(tmp_path: Path, kind: str) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute(f"create {kind} main.people_history as select 1 as id")
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert (
        "main.people_history, which seg did not make, is not a snapshot: it has no column "
        "dbt_scd_id, dbt_valid_from, dbt_valid_to" in said(outcome)
    )
    assert rows(tmp_path, "from main.people_history") == [(1,)]


@pytest.mark.parametrize("other", [", alias: humans", ", target_schema: humans"])
def test_a_history_goes_with_its_name(tmp_path: Path, other: str) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    built(tmp_path)
    write_project(tmp_path, {**SECOND, **snapshot(other)})
    built(tmp_path)
    name = "main.humans" if "alias" in other else "humans.people_history"
    assert rows(tmp_path, f"select id, name from {name} order by all") == [
        (1, "Ada"),
        (1, "ada"),
        (2, "bo"),
    ]


def test_a_snapshot_that_is_called_otherwise_goes_on_under_its_relation(tmp_path: Path) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    built(tmp_path)
    renamed = snapshot(", alias: people_history")["snapshots/s.yml"].replace(
        "name: people_history", "name: history"
    )
    write_project(tmp_path, {**SECOND, "snapshots/s.yml": renamed})
    built(tmp_path)
    assert states(tmp_path) == ADA


def test_columns_that_are_new_come_last_and_those_that_left_stay(tmp_path: Path) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    built(tmp_path)
    write_project(tmp_path, model((1, "Ada", 2), (2, "bo", 1), more=", 'x' as plan"))
    built(tmp_path)
    query = "select id, name, plan from main.people_history order by all"
    plans = [(1, "Ada", "x"), (1, "ada", None), (2, "bo", None)]
    assert rows(tmp_path, query) == plans
    assert [row[0] for row in rows(tmp_path, "describe main.people_history")][-1] == "plan"

    write_project(tmp_path, SECOND)
    built(tmp_path)
    assert rows(tmp_path, query) == plans


def test_records_of_deletions_can_begin_later(tmp_path: Path) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    built(tmp_path)
    write_project(tmp_path, {**model((1, "ada", 1)), **snapshot(", hard_deletes: new_record")})
    built(tmp_path)
    query = "select id, dbt_is_deleted, dbt_valid_to is null from main.people_history order by all"
    expected = [(1, "False", True), (2, "False", False), (2, "True", True)]
    assert rows(tmp_path, query) == expected
    built(tmp_path, "--force")
    assert rows(tmp_path, query) == expected


DOUBTFUL = {
    "twice": (
        model((1, "a", 1), (1, "b", 1), (2, "c", 1)),
        "1 value of unique_key has several rows, up to 2: their states cannot be distinguished",
    ),
    "without key": (
        {"models/people.sql": f"select null::int as id, 'a' as name, {DAY.format(1)} as changed"},
        "1 row has a NULL in unique_key: each run treats them as new",
    ),
    "without moment": (
        {"models/people.sql": "select 1 as id, 'a' as name, null::date as changed"},
        "1 row has a NULL in updated_at: their changes are never detected",
    ),
}


@pytest.mark.parametrize(("people", "what"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_rows_whose_history_would_be_wrong_are_refused(
    tmp_path: Path, people: dict[str, str], what: str
) -> None:
    write_project(tmp_path, {**people, **snapshot()})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert what in said(outcome)


def test_a_dbt_project_is_warned_of_them(tmp_path: Path) -> None:
    people, what = DOUBTFUL["twice"]
    files = {
        "dbt_project.yml": "name: shop\nprofile: shop\n",
        "profiles.yml": "shop: {target: d, outputs: {d: {type: duckdb, path: warehouse.duckdb}}}\n",
    }
    for path, text in {**files, **people, **snapshot()}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    outcome = seg(tmp_path, "build", "--profiles-dir", str(tmp_path))
    column = snapshot()["snapshots/s.yml"].index("unique_key: id") + len("unique_key: ") + 1
    assert outcome.exit_code == 0, outcome.stdout
    assert f"[WARNING]: snapshots/s.yml:1:{column}: {what}" in said(outcome)


WRONG: Sequence[tuple[str, str]] = (
    (", unique_key: idd", "'unique_key': Binder Error: Referenced column \"idd\" not found"),
    (", updated_at: ago", "'updated_at': Binder Error: Referenced column \"ago\" not found"),
)


@pytest.mark.parametrize(("config", "what"), WRONG)
def test_a_setting_that_names_no_column_is_told(tmp_path: Path, config: str, what: str) -> None:
    key = config.removeprefix(", ").partition(":")[0]
    text = snapshot()["snapshots/s.yml"]
    start = text.index(f"{key}:")
    end = min(found for found in (text.find(",", start), text.find("}", start)) if found > 0)
    text = text[:start] + config.removeprefix(", ") + text[end:]
    write_project(tmp_path, {**FIRST, "snapshots/s.yml": text})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert what in said(outcome)
    assert "fix: the snapshot selects id, name, changed" in said(outcome)


def test_a_column_that_the_snapshot_adds_itself_is_refused(tmp_path: Path) -> None:
    write_project(tmp_path, {**model((1, "a", 1), more=", 1 as dbt_valid_to"), **snapshot()})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert "selects 'dbt_valid_to', a column that snapshots add themselves" in said(outcome)


def test_it_may_be_of_an_ephemeral_model_and_ask_the_database(tmp_path: Path) -> None:
    ephemeral = {"models/light.sql": "{{ config(materialized='ephemeral') }}\n"
                 "select * from {{ ref('people') }}"}  # fmt: skip
    block = (
        "{% snapshot people_history %}\n"
        "{{ config(strategy='timestamp', unique_key='id', updated_at='changed') }}\n"
        "{% set names = adapter.get_columns_in_relation(ref('people')) | map(attribute='name') %}\n"
        "select {{ names | join(', ') }} from {{ ref('light') }}\n"
        "{% endsnapshot %}\n"
    )
    write_project(tmp_path, {**FIRST, **ephemeral, "snapshots/s.sql": block})
    built(tmp_path)
    write_project(tmp_path, SECOND)
    built(tmp_path)
    assert states(tmp_path) == ADA


def test_an_error_of_a_block_is_told_at_its_line(tmp_path: Path) -> None:
    block = (
        "{% snapshot first %}\n"
        "{{ config(strategy='timestamp', unique_key='id', updated_at='changed') }}\n"
        "select * from {{ ref('people') }}\n"
        "{% endsnapshot %}\n\n"
        "{% snapshot second %}\n"
        "{{ config(strategy='timestamp', unique_key='id', updated_at='changed') }}\n"
        "select id, missing, changed\nfrom {{ ref('people') }}\n"
        "{% endsnapshot %}\n"
    )
    write_project(tmp_path, {**FIRST, "snapshots/s.sql": block})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert 'snapshots/s.sql:8: Binder Error: Referenced column "missing"' in said(outcome)
    assert "8 | select id, missing, changed" in outcome.stdout


def test_hooks_see_the_new_version(tmp_path: Path) -> None:
    hooks = ", post-hook: 'create table main.seen as select count(*) as n from {{ this }}'"
    write_project(tmp_path, {**FIRST, **snapshot(hooks)})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 0, outcome.stdout
    assert rows(tmp_path, "from main.seen") == [(2,)]


def test_the_command_takes_snapshots_alone(tmp_path: Path) -> None:
    write_project(tmp_path, {**FIRST, **snapshot()})
    built(tmp_path)
    write_project(tmp_path, SECOND)
    outcome = seg(tmp_path, "snapshot")
    assert outcome.exit_code == 0, outcome.stdout
    # What it reads was not built.
    assert states(tmp_path) == [(1, "ada", 1, True), (2, "bo", 1, True)]
    listed = seg(tmp_path, "ls", "--quiet", "--select", "people+", "--output", "name")
    assert listed.stdout.splitlines() == ["people", "people_history"]
    planned = seg(tmp_path, "plan")
    assert "people_history" in planned.stdout


def test_erased_people_are_in_no_history(tmp_path: Path) -> None:
    write_project(tmp_path, {**FIRST, **snapshot(", hard_deletes: new_record")})
    built(tmp_path)
    write_project(tmp_path, SECOND)
    built(tmp_path)
    erased = seg(tmp_path, "erase", "1", "--column", "id")
    assert erased.exit_code == 0, erased.stdout
    assert states(tmp_path) == [(2, "bo", 1, True)]
    write_project(tmp_path, model((1, "ada", 3), (2, "Bo", 3)))
    assert seg(tmp_path, "build").exit_code == 0
    assert states(tmp_path) == [(2, "Bo", 3, True), (2, "bo", 1, False)]
