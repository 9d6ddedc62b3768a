"""`run_moment()` is the moment of the run in SQL, and not part of a node's definition."""

import datetime as dt
from pathlib import Path

import pytest

from tests.projects import Outcome, rows, seg, write_project

TEN, ELEVEN, NOON = (f"2026-11-28T{hour}:00:00+00:00" for hour in (10, 11, 12))
FILES = {
    "seeds/orders.csv": "number\n1\n2\n",
    "macros/moment.sql": "{% macro stamped() %}*, {{ run_moment() }} as seen_at{% endmacro %}",
    "models/plain.sql": (
        "{{ config(materialized='table') }}\n"
        "select number, {{ run_moment() }} as seen_at from {{ ref('orders') }}"
    ),
    "models/written_into.sql": (
        "{{ config(materialized='ephemeral') }}\n"
        "select {{ stamped() }} from {{ ref('orders') }}"
    ),
    "models/reader.sql": (
        "{{ config(materialized='table') }}\nselect * from {{ ref('written_into') }}"
    ),
    "models/log.sql": (
        "{{ config(materialized='incremental', unique_key='number') }}\n"
        "select number, {{ run_moment() }} as seen_at,\n"
        "    {{ \"'later'\" if is_incremental() else \"'first'\" }} as rendering\n"
        "from {{ ref('orders') }}\n"
        "{% if is_incremental() %}where number not in (select number from {{ this }}){% endif %}"
    ),
    "models/models.yml": (
        "models:\n  - name: log\n    columns:\n      - name: seen_at\n        data_tests:\n"
        "          - not_null\n"
        "          - accepted_range: {max_value: \"{{ run_moment() }}\"}\n"
    ),
    "tests/nothing_is_of_later.sql": (
        "select * from {{ ref('plain') }} where seen_at > {{ run_moment() }}"
    ),
}  # fmt: skip


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).replace(tzinfo=None)


def built(folder: Path, moment: str, *arguments: str) -> Outcome:
    outcome = seg(folder, "build", "--now", moment, *arguments)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome


@pytest.fixture
def project(tmp_path: Path) -> Path:
    built(write_project(tmp_path, FILES), TEN)
    return tmp_path


def test_it_is_a_time_stamp_without_a_zone_in_utc(project: Path) -> None:
    for name in ("plain", "reader", "log"):
        assert rows(project, f"select distinct seen_at, typeof(seen_at) from {name}") == [
            (at(TEN), "TIMESTAMP")
        ]
    built(project, "2026-11-28T13:00:00+02:00", "--force")
    assert rows(project, "select distinct seen_at from plain") == [(at(ELEVEN),)]


def test_a_later_run_of_the_same_has_nothing_to_do(project: Path) -> None:
    assert "nothing to do" in built(project, ELEVEN).stdout
    assert "nothing to do" in built(project, NOON).stdout
    assert rows(project, "select distinct seen_at from plain") == [(at(TEN),)]


def test_new_rows_have_the_moment_of_their_run(project: Path) -> None:
    (project / "seeds/orders.csv").write_text("number\n1\n2\n3\n")
    built(project, ELEVEN)
    assert rows(project, "select distinct seen_at from plain") == [(at(ELEVEN),)]
    assert rows(project, "select distinct seen_at from reader") == [(at(ELEVEN),)]
    assert rows(project, "select number, seen_at, rendering from log order by 1") == [
        (1, at(TEN), "first"),
        (2, at(TEN), "first"),
        (3, at(ELEVEN), "later"),
    ]


def test_a_rendering_that_was_kept_is_of_no_moment(project: Path) -> None:
    for moment, spelled in ((TEN, "10:00"), (ELEVEN, "11:00"), (NOON, "12:00")):
        for name in ("plain", "reader", "log", "nothing_is_of_later"):
            shown = seg(project, "compile", "--now", moment, "--select", name)
            assert f"timestamp '2026-11-28 {spelled}:00'" in shown.stdout, name
    written = project / "target/compiled/shop/models/plain.sql"
    assert f"timestamp '{at(NOON)}'" in written.read_text()


def test_the_plan_and_queries_have_it(project: Path) -> None:
    planned = seg(project, "plan", "--force", "--now", ELEVEN, "--output", "json")
    assert planned.stdout.count("timestamp '2026-11-28 11:00:00'") >= 4
    query = "select {{ run_moment() }} as seen_at"
    shown = seg(project, "show", "--now", NOON, "--inline", query, "--output", "json")
    assert "2026-11-28T12:00:00" in shown.stdout.replace(" ", "T")


def test_in_a_dbt_project(tmp_path: Path) -> None:
    files = FILES | {
        "dbt_project.yml": "name: shop\nprofile: shop\n",
        "profiles.yml": "shop:\n  target: dev\n  outputs:\n"
        "    dev: {type: duckdb, path: warehouse.duckdb}\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    built(tmp_path, TEN)
    assert rows(tmp_path, "select distinct seen_at from log") == [(at(TEN),)]


def test_in_quotes_it_is_no_sql(project: Path) -> None:
    (project / "models/plain.sql").write_text("select '{{ run_moment() }}' as seen_at")
    refused = seg(project, "parse")
    assert refused.exit_code == 2
    assert "models/plain.sql:1" in refused.stderr
