"""Freshness: the age of sources, in `seg source freshness` and in gates of a build."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.projects import Outcome, rows, seg, write_project
from tests.running.reading import artifact, closing, endings, published, said, statuses

NOW = "2025-06-30T12:00:00+00:00"
SOURCES = """
sources:
  - name: raw
    schema: landing
    {settings}
    tables:
      - name: events
        {table}
"""
POLICY = "warn_after: {count: 1, period: hour}, error_after: {count: 1, period: day}"


def land(folder: Path, *stamps: str | None, type_: str = "timestamptz", zone: str = "UTC") -> None:
    """The source's table, in a warehouse that something else fills."""
    folder.mkdir(exist_ok=True)
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute(f"set timezone = '{zone}'")
        connection.execute("create schema if not exists landing")
        connection.execute(f"create or replace table landing.events (id int, loaded_at {type_})")
        for number, stamp in enumerate(stamps):
            connection.execute("insert into landing.events values ($1, $2)", [number, stamp])


def declare(folder: Path, table: str = f"freshness: {{{POLICY}}}", settings: str = "") -> Path:
    settings = settings or "loaded_at_field: loaded_at"
    return write_project(
        folder, {"models/sources.yml": SOURCES.format(settings=settings, table=table)}
    )


def ask(folder: Path, *arguments: str) -> Outcome:
    return seg(folder, "source", "freshness", "--now", NOW, *arguments)


def entry(folder: Path) -> dict[str, Any]:
    (found,) = artifact(folder, "sources.json")["results"]
    return found


@pytest.mark.parametrize(
    ("stamps", "exit_code", "ending", "status"),
    [
        pytest.param(["2025-06-30 11:30:00+00"], 0, "PASS freshness of raw.events", "pass"),
        pytest.param(["2025-06-30 10:59:59+00"], 0, "WARN freshness of raw.events", "warn"),
        pytest.param(
            ["2025-06-29 11:59:59+00", None], 1, "ERROR STALE freshness of raw.events", "error"
        ),
        pytest.param(["2025-06-30 12:05:00+00"], 0, "PASS freshness of raw.events", "pass"),
        pytest.param(["2025-06-30 12:05:01+00"], 1, "ERROR STALE freshness of raw.events", "error"),
        pytest.param([], 1, "ERROR freshness of raw.events", "runtime error"),
        pytest.param([None, None], 1, "ERROR freshness of raw.events", "runtime error"),
    ],
    ids=["pass", "warn", "stale", "slightly ahead", "future", "no rows", "only NULLs"],
)
def test_what_becomes_of_a_source(
    tmp_path: Path, stamps: list[str | None], exit_code: int, ending: str, status: str
) -> None:
    land(declare(tmp_path), *stamps)
    asked = ask(tmp_path)
    assert (asked.exit_code, asked.stderr, endings(asked)) == (exit_code, "", [ending])
    assert entry(tmp_path)["status"] == status


@pytest.mark.parametrize(
    ("stamps", "reason"),
    [
        (["2025-06-28 08:00:00+00"], "2 days 4 hours old, error after 1 day"),
        (["2026-06-30 12:00:00+00"], "the newest row is 365 days in the future"),
        ([], "no rows"),
        ([None], "the loaded-at column contains only NULLs"),
    ],
)
def test_the_reason_is_said(tmp_path: Path, stamps: list[str | None], reason: str) -> None:
    land(declare(tmp_path), *stamps)
    said_at_the_end = closing(ask(tmp_path))
    assert (
        f"[ERROR]: in source raw.events (models/sources.yml:7:9)\n  {reason}\n" in said_at_the_end
    )


def test_an_entry_of_sources_json(tmp_path: Path) -> None:
    land(declare(tmp_path), "2025-06-30 11:30:00+00")
    other = tmp_path / "elsewhere.json"
    assert ask(tmp_path, "--output", str(other)).exit_code == 0
    found = entry(tmp_path)
    assert {key: found[key] for key in found if key not in ("timing", "execution_time")} == {
        "unique_id": "source.shop.raw.events",
        "max_loaded_at": "2025-06-30T11:30:00+00:00",
        "snapshotted_at": "2025-06-30T12:00:00+00:00",
        "max_loaded_at_time_ago_in_s": 1800.0,
        "status": "pass",
        "criteria": {
            "warn_after": {"count": 1, "period": "hour"},
            "error_after": {"count": 1, "period": "day"},
            "filter": None,
        },
        "adapter_response": {"_message": "OK"},
        "thread_id": found["thread_id"],
    }
    assert json.loads(other.read_text()) == artifact(tmp_path, "sources.json")


@pytest.mark.parametrize(
    ("zone", "stamp", "minutes"),
    [
        pytest.param("UTC", "2025-06-30 11:30:00", 30, id="UTC"),
        pytest.param("Europe/Berlin", "2025-06-30 13:30:00", 30, id="summer"),
        pytest.param("Europe/Berlin", "2025-03-30 01:59:00", None, id="before the clocks change"),
        pytest.param("America/New_York", "2025-06-30 07:30:00", 30, id="west"),
        pytest.param("Asia/Kolkata", "2025-06-30 17:00:00", 30, id="half hours"),
    ],
)
def test_naive_stamps_are_placed_in_the_declared_zone(
    tmp_path: Path, zone: str, stamp: str, minutes: int | None
) -> None:
    """The time zone of the database session does not matter."""
    declare(tmp_path, f"freshness: {{{POLICY}}}\n        loaded_at_time_zone: {zone}")
    land(tmp_path, stamp, type_="timestamp", zone="Asia/Tokyo")
    now = NOW if minutes else "2025-03-30T01:01:00+00:00"
    seg(tmp_path, "source", "freshness", "--now", now)
    # 01:59 in Berlin is 00:59 UTC; two minutes later there it is 03:01.
    assert entry(tmp_path)["max_loaded_at_time_ago_in_s"] == (minutes or 2) * 60


def test_the_projects_zone_holds_where_none_is_declared(tmp_path: Path) -> None:
    write_project(tmp_path, {"seg_project.yml": "name: shop\ntimezone: America/New_York\n"})
    land(declare(tmp_path), "2025-06-30 07:30:00", type_="timestamp")
    ask(tmp_path)
    assert entry(tmp_path)["max_loaded_at"] == "2025-06-30T11:30:00+00:00"


@pytest.mark.parametrize("type_", ["date", "varchar"])
@pytest.mark.parametrize(
    ("day", "zone", "minutes"),
    [
        pytest.param("2025-06-30", "UTC", 0, id="today"),
        pytest.param("2025-06-29", "UTC", 12 * 60, id="yesterday"),
        pytest.param("2025-06-29", "America/New_York", 8 * 60, id="yesterday in New York"),
        pytest.param("2025-06-30", "Pacific/Auckland", 0, id="today, which is over in Auckland"),
    ],
)
def test_a_date_counts_until_the_end_of_its_day(
    tmp_path: Path, type_: str, day: str, zone: str, minutes: int
) -> None:
    declare(tmp_path, f"freshness: {{{POLICY}}}\n        loaded_at_time_zone: {zone}")
    land(tmp_path, "2025-06-01", day, type_=type_)
    ask(tmp_path)
    assert entry(tmp_path)["max_loaded_at_time_ago_in_s"] == minutes * 60


def test_a_date_of_tomorrow_is_in_the_future(tmp_path: Path) -> None:
    land(declare(tmp_path), "2025-07-01", type_="date")
    assert "the newest row is 12 hours in the future" in closing(ask(tmp_path))
    assert entry(tmp_path)["max_loaded_at"] == "2025-07-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("stamps", "minutes"),
    [
        pytest.param(["2025-06-30T11:30:00Z"], 30, id="Z"),
        pytest.param(["2025-06-30 17:00:00.5+05:30"], 30, id="offset"),
        pytest.param(["2025-06-30 13:30 Europe/Berlin"], 30, id="name"),
        pytest.param(["2025-06-30 07:30:00"], 30, id="the zone of the source"),
        pytest.param(["2025-06-30 16:00+05:30", "2025-06-30 11:30Z"], 30, id="not the greatest"),
        pytest.param(["2025-06-30 07:00", "2025-06-30 11:30Z", None], 30, id="mixed"),
    ],
)
def test_a_text_is_the_moment_that_it_says(
    tmp_path: Path, stamps: list[str | None], minutes: int
) -> None:
    """A zone in the text takes precedence over that of the source."""
    zone = "loaded_at_time_zone: America/New_York"
    declare(tmp_path, f"freshness: {{{POLICY}}}\n        {zone}")
    land(tmp_path, *stamps, type_="varchar")
    ask(tmp_path)
    assert entry(tmp_path)["max_loaded_at_time_ago_in_s"] == pytest.approx(minutes * 60, abs=1)


def test_a_filter_leaves_rows_out(tmp_path: Path) -> None:
    land(
        declare(tmp_path, f'freshness: {{{POLICY}, filter: "id = 0"}}'),
        "2025-06-30 10:00:00+00",
        "2025-06-30 11:59:00+00",
    )
    assert endings(ask(tmp_path)) == ["WARN freshness of raw.events"]


def test_a_query_can_say_when_rows_were_loaded(tmp_path: Path) -> None:
    query = "loaded_at_query: select max(loaded_at) - interval 3 hour from {{ this }}"
    land(declare(tmp_path, f"freshness: {{{POLICY}}}", query), "2025-06-30 12:00:00+00")
    assert endings(ask(tmp_path)) == ["WARN freshness of raw.events"]
    assert entry(tmp_path)["max_loaded_at"] == "2025-06-30T09:00:00+00:00"


def test_freshness_without_a_time_stamp_is_a_mistake(tmp_path: Path) -> None:
    settings = "description: nothing said of time stamps"
    refused = ask(declare(tmp_path, f"freshness: {{{POLICY}}}", settings))
    assert (refused.exit_code, refused.stderr) == (
        2,
        "models/sources.yml:7:9: source raw.events declares freshness, "
        "but not when its rows were loaded\n"
        "  fix: set loaded_at_field or loaded_at_query\n",
    )


def test_a_column_that_is_not_there_is_the_sources_error(tmp_path: Path) -> None:
    settings = "loaded_at_field: loadd_at"
    land(declare(tmp_path, f"freshness: {{{POLICY}}}", settings), "2025-06-30 12:00:00+00")
    asked = ask(tmp_path)
    assert (asked.exit_code, endings(asked)) == (1, ["ERROR freshness of raw.events"])
    assert 'Referenced column "loadd_at" not found' in closing(asked)
    assert entry(tmp_path)["status"] == "runtime error"


@pytest.mark.parametrize("text", ["yesterday", "2025-13-01"])
def test_a_now_that_is_no_moment(tmp_path: Path, text: str) -> None:
    refused = seg(declare(tmp_path), "source", "freshness", "--now", text)
    assert (refused.exit_code, refused.stderr) == (
        2,
        f"now: '{text}' is not an ISO 8601 timestamp\n"
        "  fix: write it as 2025-06-30T08:00:00+00:00\n",
    )


# Gates in a build

READERS = {
    "models/reader.sql": "{{ config(materialized='table') }} "
    "select count(*) as n from {{ source('raw', 'events') }}",
    "models/child.sql": "select * from {{ ref('reader') }}",
    "models/other.sql": "select 1 as i",
}


def build(folder: Path, *arguments: str) -> Outcome:
    return seg(folder, "build", "--now", NOW, *arguments)


def test_a_stale_source_blocks_its_readers_and_publishing(tmp_path: Path) -> None:
    land(declare(write_project(tmp_path, READERS)), "2025-06-30 11:59:00+00")
    assert build(tmp_path).exit_code == 0
    before = published(tmp_path)
    land(tmp_path, "2025-06-20 00:00:00+00", "2025-06-20 00:00:00+00")
    failed = build(tmp_path)
    assert failed.exit_code == 1
    assert endings(failed) == [
        "ERROR STALE freshness of raw.events",
        "SKIP relation main.child",
        "SKIP relation main.reader",
    ]
    assert "Nothing was published: raw.events failed" in closing(failed)
    assert published(tmp_path) == before
    assert entry(tmp_path)["status"] == "error"
    assert statuses(tmp_path)["reader"] == "skipped"
    assert build(tmp_path, "--publish", "passing").exit_code == 1
    assert published(tmp_path) == before


def test_a_warning_does_not_block(tmp_path: Path) -> None:
    land(declare(write_project(tmp_path, READERS)), "2025-06-30 08:00:00+00")
    built = build(tmp_path)
    assert (built.exit_code, endings(built)[-1]) == (0, "WARN freshness of raw.events")
    assert rows(tmp_path, "from child") == [(1,)]


def test_a_source_behind_an_ephemeral_model_is_a_gate(tmp_path: Path) -> None:
    files = READERS | {
        "models/between.sql": "{{ config(materialized='ephemeral') }} "
        "select * from {{ source('raw', 'events') }}",
        "models/reader.sql": "select count(*) as n from {{ ref('between') }}",
    }
    land(declare(write_project(tmp_path, files)), "2020-01-01 00:00:00+00")
    failed = build(tmp_path, "--select", "reader")
    assert (failed.exit_code, endings(failed)) == (
        1,
        ["ERROR STALE freshness of raw.events", "SKIP relation main.reader"],
    )


def test_what_reads_no_stale_source_is_not_asked(tmp_path: Path) -> None:
    land(declare(write_project(tmp_path, READERS)), "2020-01-01 00:00:00+00")
    assert build(tmp_path, "--select", "other").exit_code == 0


def test_projects_of_dbt_are_not_gated(tmp_path: Path) -> None:
    files = READERS | {"dbt_project.yml": "name: shop\nprofile: shop\n"}
    files["profiles.yml"] = (
        "shop: {target: dev, outputs: {dev: {type: duckdb, path: warehouse.duckdb}}}"
    )
    declare(write_project(tmp_path, files))
    (tmp_path / "seg_project.yml").unlink(missing_ok=True)
    land(tmp_path, "2020-01-01 00:00:00+00")
    built = build(tmp_path, "--profiles-dir", str(tmp_path))
    assert (built.exit_code, built.stderr) == (0, "")


def test_gates_can_be_switched_off(tmp_path: Path) -> None:
    write_project(tmp_path, {"seg_project.yml": "name: shop\nfreshness_gates: false\n"})
    land(declare(write_project(tmp_path, READERS)), "2020-01-01 00:00:00+00")
    assert build(tmp_path).exit_code == 0


def test_run_and_test_are_not_gated(tmp_path: Path) -> None:
    land(declare(write_project(tmp_path, READERS)), "2020-01-01 00:00:00+00")
    assert seg(tmp_path, "run", "--now", NOW).exit_code == 0


MODEL_POLICY = """
models:
  - name: child
    config: {freshness: {error_after: {count: 2, period: hour}}}
"""
TWO_SOURCES = """
sources:
  - name: raw
    schema: landing
    loaded_at_field: loaded_at
    tables: [{name: events}, {name: old, identifier: events_of_last_week}]
"""


def land_two(folder: Path, old: str) -> None:
    land(folder, "2025-06-30 11:59:00+00")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute(
            "create or replace table landing.events_of_last_week as "
            f"select 0 as id, '{old}'::timestamptz as loaded_at"
        )


def test_a_model_is_as_fresh_as_its_oldest_input(tmp_path: Path) -> None:
    files = READERS | {
        "models/models.yml": MODEL_POLICY,
        "models/sources.yml": TWO_SOURCES,
        "models/child.sql": "from {{ ref('reader') }} cross join {{ source('raw', 'old') }}",
    }
    land_two(write_project(tmp_path, files), "2025-06-30 09:59:00+00")
    failed = build(tmp_path)
    assert failed.exit_code == 1
    assert endings(failed) == [
        "ERROR STALE inputs of child",
        "OK created sql table model main.reader",
        "OK created sql view model main.other",
        "PASS freshness of raw.events",
        "PASS freshness of raw.old",
        "SKIP relation main.child",
    ]
    assert (
        "[ERROR]: in inputs of model child (models/child.sql)\n"
        "  source.shop.raw.old: 2 hours 1 minute old, error after 2 hours\n"
    ) in closing(failed)
    assert published(tmp_path) == {}
    assert statuses(tmp_path)["child"] == "skipped"
    land_two(tmp_path, "2025-06-30 10:01:00+00")
    assert build(tmp_path).exit_code == 0


def test_a_model_without_dated_inputs_cannot_be_fresh(tmp_path: Path) -> None:
    files = {
        "models/child.sql": "select 1 as i",
        "models/models.yml": MODEL_POLICY,
    }
    refused = build(write_project(tmp_path, files))
    assert (refused.exit_code, refused.stderr) == (
        2,
        "models/child.sql: model child declares freshness, but no upstream source says when its "
        "rows were loaded\n"
        "  fix: set loaded_at_field on one of its sources\n",
    )


def test_a_source_that_a_seed_fills_is_checked_in_the_new_rows(tmp_path: Path) -> None:
    files = {
        "seeds/events.csv": "id,loaded_at\n1,2025-06-30 11:30:00\n",
        "models/sources.yml": SOURCES.format(
            settings="loaded_at_field: loaded_at", table=f"freshness: {{{POLICY}}}"
        ).replace("landing", "main"),
        "models/reader.sql": READERS["models/reader.sql"],
    }
    built = build(write_project(tmp_path, files))
    assert (built.exit_code, built.stderr) == (0, "")
    assert rows(tmp_path, "from reader") == [(1,)]
    write_project(tmp_path, {"seeds/events.csv": "id,loaded_at\n1,2025-06-20 11:30:00\n"})
    failed = build(tmp_path)
    assert failed.exit_code == 1
    assert "ERROR STALE freshness of raw.events" in said(failed)
    assert rows(tmp_path, "select loaded_at::varchar from events") == [("2025-06-30 11:30:00",)]
