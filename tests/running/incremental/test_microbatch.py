"""Microbatch models: each batch reads and replaces its own period, and all are published."""

import json
from pathlib import Path
from typing import Any

import pytest

from orchestrator.runner.materializations import batches
from tests.projects import Outcome, rows, seg, write_project

CONFIG = (
    "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='day', "
    "batch_size='day', begin='2025-01-01', on_schema_change='fail') }}\n"
)
SELECT = (
    "select date_trunc('day', ts) as day, sum(amount) as amount, count(*) over () as in_batch "
    "from {{ ref('events') }} group by 1"
)
NOW = ("--now", "2025-01-03T10:00:00")
FIRST = "id,ts,amount\n1,2025-01-01 03:00:00,1\n2,2025-01-02 00:00:00,2\n3,2024-12-31 12:00:00,4\n"
LATER = f"{FIRST}4,2025-01-01 05:00:00,10\n5,2025-01-02 05:00:00,20\n6,2025-01-03 05:00:00,40\n"
SHOWN = "select strftime(day, '%d'), amount, in_batch from daily order by day"


def project(folder: Path, select: str = SELECT, event_time: str = "ts") -> Path:
    files = {
        "seeds/events.csv": FIRST,
        "seeds/s.yml": f"seeds: [{{name: events, config: {{event_time: {event_time}}}}}]\n",
        "models/daily.sql": CONFIG + select,
    }
    return write_project(folder, files)


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A project that was built, and then got late rows for each day."""
    assert seg(project(tmp_path), "build", *NOW).exit_code == 0
    write_project(tmp_path, {"seeds/events.csv": LATER})
    return tmp_path


def build(folder: Path, *options: str) -> Outcome:
    return seg(folder, "build", *NOW, *options)


def test_a_batch_reads_the_rows_of_its_time(tmp_path: Path) -> None:
    outcome = build(project(tmp_path))

    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert rows(tmp_path, SHOWN) == [("01", 1, 1), ("02", 2, 1)]


def test_the_newest_batches_are_made_again(grown: Path) -> None:
    assert "DELTA 2" in build(grown).stdout
    assert rows(grown, SHOWN) == [("01", 1, 1), ("02", 22, 1), ("03", 40, 1)]


def test_a_span_of_time_is_made_again(grown: Path) -> None:
    span = ("--event-time-start", "2025-01-01", "--event-time-end", "2025-01-02")

    assert "DELTA 1" in build(grown, *span).stdout
    assert rows(grown, SHOWN) == [("01", 11, 1), ("02", 2, 1)]


def test_a_full_refresh_makes_all(grown: Path) -> None:
    assert build(grown, "--full-refresh").exit_code == 0
    assert rows(grown, SHOWN) == [("01", 11, 1), ("02", 22, 1), ("03", 40, 1)]


def test_rows_that_are_gone_from_a_batch_are_gone(grown: Path) -> None:
    write_project(grown, {"seeds/events.csv": FIRST.replace("2025-01-02", "2025-01-01")})
    assert build(grown).exit_code == 0
    assert rows(grown, SHOWN) == [("01", 1, 1)]


def test_a_rollback_brings_back_the_batches(grown: Path) -> None:
    build(grown)
    assert seg(grown, "rollback").exit_code == 0
    assert rows(grown, SHOWN) == [("01", 1, 1), ("02", 2, 1)]


WHOLE = (
    "models/daily.sql:1:{}: no input of 'daily' has an event_time: each batch reads all their "
    "rows\n  fix: set event_time on the inputs that have a time column\n"
)


def dbt_project(folder: Path, model: str) -> Path:
    files = {
        "dbt_project.yml": "name: shop\nprofile: shop\n",
        "profiles.yml": (
            "shop: {target: dev, outputs: {dev: {type: duckdb, path: warehouse.duckdb}}}\n"
        ),
        "seeds/events.csv": FIRST,
        "models/daily.sql": model,
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    return folder


def test_inputs_without_an_event_time_are_read_whole(tmp_path: Path) -> None:
    """Rows outside all batches are read with the first batch, as in dbt."""
    outcome = build(dbt_project(tmp_path, CONFIG + SELECT))

    assert (outcome.exit_code, WHOLE.format(1) in outcome.stderr) == (0, True)
    assert rows(tmp_path, SHOWN) == [("31", 4, 3), ("01", 1, 3), ("02", 2, 3)]


def test_a_key_is_without_effect(tmp_path: Path) -> None:
    config = CONFIG.replace("batch_size", "unique_key='day', batch_size")
    build(dbt_project(tmp_path, config + SELECT))
    (tmp_path / "seeds/events.csv").write_text(FIRST.replace("2025-01-02 00", "2025-01-03 00"))
    outcome = build(tmp_path)

    assert (outcome.exit_code, "none by 'unique_key'" in outcome.stderr) == (0, True)
    assert rows(tmp_path, SHOWN) == [("31", 4, 3), ("01", 1, 3), ("03", 2, 3)]


def test_inputs_without_an_event_time_are_refused_in_a_strict_project(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "seeds/s.yml").unlink()

    assert build(tmp_path).stderr == WHOLE.format(1)


def test_dates_and_moments_with_a_zone_are_in_their_batch(tmp_path: Path) -> None:
    select = (
        "select cast(ts as date) as day, amount, count(*) over () as in_batch "
        "from {{ ref('zoned') }}"
    )
    project(tmp_path, select)
    zoned = "{{ config(event_time='ts') }} select timezone('UTC', ts) as ts, amount "
    write_project(tmp_path, {"models/zoned.sql": f"{zoned} from {{{{ ref('events') }}}}"})

    assert build(tmp_path).exit_code == 0
    assert rows(tmp_path, SHOWN) == [("01", 1, 1), ("02", 2, 1)]


FAILING = SELECT.replace("sum(amount)", "\nsum(if(amount = N, cast('x' as int), amount))")
SPAN = ("--event-time-start", "2025-01-01", "--event-time-end", "2025-01-04")


def result_of(folder: Path, unique_id: str) -> dict[str, Any]:
    """How a node ended, as run_results.json has it."""
    results = json.loads((folder / "target/run_results.json").read_text())["results"]
    found: dict[str, Any] = next(each for each in results if each["unique_id"] == unique_id)
    return found


def span(first: int, last: int) -> list[str]:
    return [f"2025-01-0{day}T00:00:00+00:00" for day in (first, last)]


def test_a_batch_that_fails_is_told_with_its_line_and_nothing_is_published(grown: Path) -> None:
    write_project(grown, {"models/daily.sql": CONFIG + FAILING.replace("N", "20")})
    outcome = build(grown, *SPAN)
    result = result_of(grown, "model.shop.daily")

    assert outcome.exit_code == 1
    told = "batch 2025-01-02: Conversion Error: Could not convert string 'x' to INT32"
    assert f"models/daily.sql:3: {told}" in outcome.stdout
    lines = [line[10:51] for line in outcome.stdout.splitlines() if "Batch " in line]
    assert lines == [
        "Batch 1 of 3 OK created batch 2025-01-01 ",
        "Batch 2 of 3 ERROR creating batch 2025-01",
        "Batch 3 of 3 OK created batch 2025-01-03 ",
    ]
    assert result["status"] == "partial success"
    assert result["batch_results"] == {
        "successful": [span(1, 2), span(3, 4)], "failed": [span(2, 3)],
    }  # fmt: skip
    assert rows(grown, SHOWN) == [("01", 1, 1), ("02", 2, 1)]


def test_where_the_first_batch_fails_none_is_tried(grown: Path) -> None:
    write_project(grown, {"models/daily.sql": CONFIG + FAILING.replace("N", "10")})
    outcome = build(grown, *SPAN)
    result = result_of(grown, "model.shop.daily")

    skipped = "Batch 2 of 3 SKIP 2 batches from 2025-01-02 on of main.daily "
    assert (outcome.exit_code, skipped in outcome.stdout) == (1, True)
    # A past of many years has thousands: they are one line in the journal as well.
    lines = (grown / "target/seg_journal.jsonl").read_text().splitlines()
    events = [json.loads(line) for line in lines]
    began = [each["event"] for each in events].index("RunStarted", 1)
    told = [each for each in events[began:] if each["event"] == "BatchFinished"]
    assert [(each["status"], each["count"]) for each in told] == [("error", 1), ("skipped", 2)]
    ended = next(each for each in events[began:] if each.get("unique_id") == "model.shop.daily"
                 and each["event"] == "NodeFinished")  # fmt: skip
    assert ended["details"]["batches"] == {"successful": 0, "failed": 3}
    assert result["status"] == "error"
    assert result["failures"] == 0
    assert result["batch_results"] == {
        "successful": [], "failed": [span(1, 2), span(2, 3), span(3, 4)],
    }  # fmt: skip


def test_of_many_batches_several_are_told_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_TOLD", 2)
    monkeypatch.setattr(batches, "MOST_SHOWN", 1)
    days = [f"{day},2025-01-0{day} 03:00:00,{day}\n" for day in range(1, 8)]
    failing = "select ts as day, case when amount in (2, 3, 5) then error('no') end as none "
    project(tmp_path, failing + "from {{ ref('events') }}")
    write_project(tmp_path, {"seeds/events.csv": f"id,ts,amount\n{''.join(days)}"})
    outcome = seg(tmp_path, "build", "--now", "2025-01-07T10:00:00")

    assert outcome.exit_code == 1
    lines = [line[10:] for line in outcome.stdout.splitlines() if "Batch " in line]
    assert [line.partition(" of main.daily")[0] for line in lines] == [
        "Batch 1 of 7 OK created 2 batches from 2025-01-01 on",
        "Batch 2 of 7 ERROR creating 2 batches from 2025-01-02 on",
        "Batch 5 of 7 ERROR creating batch 2025-01-05",
        "Batch 6 of 7 OK created 2 batches from 2025-01-06 on",
    ]
    assert "models/daily.sql: batch 2025-01-02: " in outcome.stdout
    assert "batch 2025-01-03: " not in outcome.stdout
    assert "2 more batches failed, up to 2025-01-05" in outcome.stdout


@pytest.mark.parametrize(
    ("begin", "is_told"), [("2025-01-03 23:00:00", False), ("2025-01-04", True)]
)
def test_a_first_batch_that_is_still_to_come_is_told(
    tmp_path: Path, begin: str, is_told: bool
) -> None:
    project(tmp_path)
    write_project(tmp_path, {"models/daily.sql": (CONFIG + SELECT).replace("2025-01-01", begin)})
    outcome = build(tmp_path)

    told = (
        f"[WARNING]: models/daily.sql:1:1: 'begin' is {begin}, which is in the future: "
        "'daily' has no batches and no rows yet\n"
    )
    assert (outcome.exit_code, told in outcome.stdout) == (0, is_told)
    assert rows(tmp_path, "select count(*) from daily") == [(0,)]


def test_a_retry_makes_all_batches_of_the_run_that_failed(grown: Path) -> None:
    write_project(grown, {"models/daily.sql": CONFIG + FAILING.replace("N", "20")})
    seg(grown, "build", *SPAN)
    write_project(grown, {"models/daily.sql": CONFIG + SELECT})

    assert seg(grown, "retry").exit_code == 0
    assert rows(grown, SHOWN) == [("01", 11, 1), ("02", 22, 1), ("03", 40, 1)]


def test_a_retry_of_what_results_say_takes_what_was_made_in_part(grown: Path) -> None:
    write_project(grown, {"models/daily.sql": CONFIG + FAILING.replace("N", "20")})
    seg(grown, "build", *SPAN)
    write_project(grown, {"models/daily.sql": CONFIG + SELECT})
    (grown / "target").rename(grown / "state")

    listed = seg(grown, "ls", "--state", "state", "-s", "result:partial_success").stdout
    assert listed == "shop.daily\n"
    again = seg(grown, "retry", "--state", "state")
    # The same time is asked for, and what was loaded beside what failed is loaded again.
    assert (again.exit_code, again.stderr.count("Retrying the build of ")) == (0, 1)
    assert rows(grown, SHOWN) == [("01", 11, 1), ("02", 22, 1), ("03", 40, 1)]


def test_a_template_is_rendered_for_each_batch(tmp_path: Path) -> None:
    select = (
        "select ts as day, {% if model.batch %}'{{ model.batch.id }} "
        '{{ model.batch.event_time_start.strftime("%d.%m.") }}'
        "-{{ model.batch.event_time_end }}'{% else %}'none'{% endif %} as batch, "
        "(select count(*) from {{ ref('events').render() }}) as of_all from {{ ref('events') }}"
    )
    assert build(project(tmp_path, select)).exit_code == 0
    assert rows(tmp_path, "select batch, of_all from daily order by day") == [
        ("20250101 01.01.-2025-01-02 00:00:00+00:00", 3),
        ("20250102 02.01.-2025-01-03 00:00:00+00:00", 3),
    ]
    assert "'none' as batch" in seg(tmp_path, "compile", "--select", "daily").stdout


def test_a_batch_sees_the_table_with_those_before_it(tmp_path: Path) -> None:
    select = (
        "select ts as day, {% if is_incremental() %}(select count(*) from {{ this }})"
        "{% else %}cast(0 as bigint){% endif %} as before from {{ ref('events') }}"
    )
    shown = "select strftime(day, '%d'), before from daily order by 1"
    assert build(project(tmp_path, select)).exit_code == 0
    first = rows(tmp_path, shown)
    write_project(tmp_path, {"seeds/events.csv": LATER})
    assert build(tmp_path).exit_code == 0

    assert first == [("01", 0), ("02", 1)]
    assert rows(tmp_path, shown) == [("01", 0), ("02", 2), ("02", 2), ("03", 3)]


def test_it_is_made_in_each_build(tmp_path: Path) -> None:
    """Rows with a future day are added on that day, although no input changed."""
    seg(project(tmp_path), "build", "--now", "2025-01-01T10:00:00")
    before = rows(tmp_path, SHOWN)
    seg(tmp_path, "build", "--now", "2025-01-02T10:00:00")

    assert (before, rows(tmp_path, SHOWN)) == ([("01", 1, 1)], [("01", 1, 1), ("02", 2, 1)])


HALF = "event_time_start and event_time_end must be given together\n  fix: give both, or neither\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--event-time-start", "2025-01-01"), HALF),
        (("--event-time-end", "2025-01-01"), HALF),
        (
            ("--event-time-start", "2025-01-02", "--event-time-end", "2025-01-02"),
            "event_time_start is not before event_time_end\n  fix: pass a later end\n",
        ),
        (
            ("--event-time-start", "soon", "--event-time-end", "2025-01-02"),
            "event_time_start: 'soon' is not an ISO 8601 timestamp\n"
            "  fix: write it as 2025-06-30T08:00:00+00:00\n",
        ),
    ],
)
def test_a_span_that_is_none(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    outcome = build(project(tmp_path), *options)

    assert (outcome.exit_code, outcome.stderr) == (2, message)


WRONG = {
    "batch_size='day', begin='2025-01-01'": "incremental_strategy 'microbatch' needs 'event_time'",
    "event_time='day', begin='2025-01-01'": "incremental_strategy 'microbatch' needs 'batch_size'",
    "event_time='day', batch_size='day'": "incremental_strategy 'microbatch' needs 'begin'",
    "event_time='day', batch_size='week', begin='2025-01-01'": "'batch_size': expected one of",
    "event_time='day', batch_size='day', begin='soon'": "'begin': expected a date or a moment",
    "event_time='day', batch_size='day', begin='2025-01-01', lookback=-1": "'lookback': expected a "
    "whole number of 0 or more",
    "event_time='day', batch_size='day', begin='2025-01-01', unique_key='day'": "a batch replaces "
    "the rows of its period, and none by 'unique_key'",
    "event_time='day', batch_size='day', begin='2025-01-01', refresh_by='day'": "a batch replaces "
    "the rows of its period, and none by 'refresh_by'",
}


@pytest.mark.parametrize("config", WRONG)
def test_what_it_needs(tmp_path: Path, config: str) -> None:
    head = "materialized='incremental', incremental_strategy='microbatch'"
    files = {"models/m.sql": f"{{{{ config({head}, {config}) }}}} select 1 as day"}
    outcome = seg(write_project(tmp_path, files), "parse")

    assert (outcome.exit_code, WRONG[config] in outcome.stderr) == (2, True)


def test_keys_of_batches_on_another_model(tmp_path: Path) -> None:
    files = {"models/m.sql": "{{ config(lookback=2) }} select 1 as day"}
    outcome = seg(write_project(tmp_path, files), "parse")

    assert outcome.stderr == (
        "models/m.sql:1:1: 'lookback' has no effect: only incremental_strategy 'microbatch' reads "
        "it\n  fix: set that, or remove it\n"
    )
