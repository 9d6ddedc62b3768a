"""`seg retry` repeats the last run's command without what succeeded, however that run ended."""

import json
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import orchestrator
from orchestrator.artifacts.journal import NAME
from orchestrator.artifacts.last_run import LastRun, read_last
from orchestrator.results import NodeResult
from tests.projects import Outcome, rows, seg
from tests.running.stopped.injected import ENDLESS
from tests.running.stopped.kills import killed
from tests.running.stopped.processes import ended, started, wait_for

TABLE = "{{ config(materialized='table') }}\n"
NODES = {
    "seeds/items.csv": "item,price\n1,10\n2,20\n",
    "models/quick.sql": TABLE + "select *, {{ var('run', 1) }} as run from {{ ref('items') }}",
    "models/slow.sql": TABLE
    + "-- depends_on: {{ ref('quick') }}\n"
    + f"{{% if var('slow', false) %}} {ENDLESS} {{% else %}}\n"
    + "select item from {{ ref('quick') }} {% endif %}",
    "models/after.sql": TABLE + "select count(*) as n from {{ ref('slow') }}",
    "models/other.sql": TABLE + "select 1 as i",
    "models/shop.yml": "models:\n"
    "  - {name: quick, columns: [{name: item, data_tests: [unique]}]}\n"
    "  - {name: after, columns: [{name: n, data_tests: [not_null]}]}\n",
}
PROFILE = (
    "shop:\n  target: dev\n  outputs:\n"
    "    dev: {type: duckdb, path: warehouse.duckdb, threads: 1}\n"
    "    prod: {type: duckdb, path: prod.duckdb, threads: 1}\n"
)
SEG = NODES | {"seg_project.yml": "name: shop\nprofile: shop\n", "profiles.yml": PROFILE}
DBT = NODES | {
    "dbt_project.yml": "name: shop\nversion: '1.0'\nprofile: shop\n",
    "profiles.yml": PROFILE,
}
BOTH = pytest.mark.parametrize("files", [SEG, DBT], ids=["seg", "dbt"])
GOOD = {"items", "quick", "other", "unique_quick_item"}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def run(folder: Path, *arguments: str) -> Outcome:
    return seg(folder, *arguments, "--profiles-dir", str(folder))


def ran(folder: Path) -> set[str]:
    """The nodes of the last run that were not reused."""
    results = json.loads((folder / "target" / "run_results.json").read_text())["results"]
    return {result["unique_id"].split(".")[2] for result in results if result["status"] != "reused"}


def retried(folder: Path, *arguments: str) -> set[str]:
    """The nodes that a retry ran; it must succeed."""
    outcome = run(folder, "retry", *arguments)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    assert outcome.stderr.startswith("Retrying run ")
    return ran(folder)


def refusal(folder: Path, *arguments: str) -> str:
    outcome = run(folder, "retry", *arguments)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    return outcome.stderr


def is_good(result: NodeResult) -> bool:
    return result.status in ("success", "pass")


def recorded_arguments(folder: Path) -> dict[str, Any]:
    lines = (folder / "target" / "seg_journal.jsonl").read_text().splitlines()
    starts = [event for line in lines if (event := json.loads(line))["event"] == "RunStarted"]
    return dict(starts[-1]["arguments"])


@BOTH
def test_a_failed_model(tmp_path: Path, files: Mapping[str, str]) -> None:
    write(tmp_path, files)
    bad = files["models/slow.sql"].replace("select item", "select no_such")
    write(tmp_path, {"models/slow.sql": bad})
    assert run(tmp_path, "build").exit_code == 1
    write(tmp_path, {"models/slow.sql": files["models/slow.sql"]})
    assert retried(tmp_path) == {"slow", "after", "not_null_after_n"}
    assert rows(tmp_path, "select n from after") == [(2,)]
    nothing = run(tmp_path, "retry")
    exit_code = 2 if "seg_project.yml" in files else 0
    assert (nothing.exit_code, "succeeded" in nothing.stderr) == (exit_code, True)


@BOTH
def test_a_failed_test(tmp_path: Path, files: Mapping[str, str]) -> None:
    write(tmp_path, files)
    write(tmp_path, {"models/after.sql": TABLE + "select null as n from {{ ref('slow') }}"})
    assert run(tmp_path, "build").exit_code == 1
    write(tmp_path, {"models/after.sql": files["models/after.sql"]})
    assert retried(tmp_path) == {"after", "not_null_after_n"}
    assert rows(tmp_path, "select n from after") == [(2,)]


@BOTH
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=lambda n: n.name)
def test_a_run_that_was_stopped(
    tmp_path: Path, files: Mapping[str, str], number: signal.Signals
) -> None:
    """Facts are written in batches: a node that ended just before a kill may run again."""
    write(tmp_path, files)
    arguments = ("build", "--profiles-dir", str(tmp_path), "--vars", "{slow: true, run: 7}")
    with started(tmp_path, *arguments) as process:
        wait_for(process, "START sql table model main.slow")
        process.send_signal(number)
        outcome = ended(process)
    assert outcome.exit_code == (130 if number == signal.SIGINT else -9)
    last = read_last(tmp_path / "target" / NAME)
    assert isinstance(last, LastRun)
    good = {name.split(".")[2] for name, result in last.results.items() if is_good(result)}
    assert good >= {"items", "quick"}
    again = retried(tmp_path, "--vars", "{run: 7}")
    assert {"slow", "after", "not_null_after_n"} <= again
    if number == signal.SIGINT:
        assert again.isdisjoint(good)
    assert rows(tmp_path, "select distinct run from quick") == [(7,)]


@BOTH
def test_a_kill_while_publishing(tmp_path: Path, files: Mapping[str, str]) -> None:
    write(tmp_path, files)
    arguments = ("build", "--profiles-dir", str(tmp_path), "--vars", "{run: 7}")
    assert killed(tmp_path, *arguments, at="publish:commit") == -9
    assert retried(tmp_path) == set()
    assert rows(tmp_path, "select distinct run from quick") == [(7,)]


def test_command_selection_and_options_are_those_of_the_run(tmp_path: Path) -> None:
    write(tmp_path, SEG)
    bad = SEG["models/slow.sql"].replace("select item", "select no_such")
    write(tmp_path, {"models/slow.sql": bad})
    arguments = ("--select", "+slow", "other", "--exclude", "other", "--target", "prod")
    run(tmp_path, "run", *arguments, "--vars", "{run: 7}", "--publish", "passing")
    assert run(tmp_path, "seed", "--target", "prod").exit_code == 0
    assert run(tmp_path, "run", *arguments, "--vars", "{run: 7}", "--full-refresh").exit_code == 1
    before = recorded_arguments(tmp_path)
    assert before["since"] is None
    assert (before["command"], before["target"]) == ("run", "prod")
    assert before["selection"]["select"] == ["+slow", "other"]
    assert run(tmp_path, "retry").exit_code == 1
    again = recorded_arguments(tmp_path)
    assert again.pop("since") is not None
    before.pop("since")
    assert again == before
    assert "no run on target 'dev'" in refusal(tmp_path, "--target", "dev")


def test_a_full_refresh_goes_on_with_what_was_rebuilt(tmp_path: Path) -> None:
    """What the failed run rebuilt is reused, and the remaining models are rebuilt."""
    incremental = "{{ config(materialized='incremental') }}\nselect item from {{ ref('quick') }}"
    last = "{{ config(materialized='incremental') }}\nselect n from {{ ref('after') }}"
    files = SEG | {"models/first.sql": incremental, "models/last.sql": last}
    write(tmp_path, files)
    assert run(tmp_path, "build", "--reuse").exit_code == 0
    write(tmp_path, {"models/after.sql": TABLE + "select no_such from {{ ref('slow') }}"})
    assert run(tmp_path, "build", "--reuse", "--full-refresh").exit_code == 1
    write(tmp_path, {"models/after.sql": files["models/after.sql"]})
    assert retried(tmp_path) == {"last"}


def test_secrets_are_not_kept(tmp_path: Path, monkeypatch: Any) -> None:
    write(tmp_path, SEG)
    write(tmp_path, {"models/other.sql": "select no_such"})
    monkeypatch.setenv("SEG_SECRET_KEY", "hush-hush")
    for variables in ("{run: 7, note: 'a hush-hush b'}", "{run: 7, SEG_SECRET_PIN: 8031846352}"):
        assert run(tmp_path, "build", "--vars", variables).exit_code == 1
        journal = (tmp_path / "target" / "seg_journal.jsonl").read_text()
        assert "hush" not in journal
        assert "8031846352" not in journal
        said = refusal(tmp_path)
        assert said.splitlines()[0].endswith(
            "used variables that are not stored, because they contain secrets, or values that "
            "YAML cannot represent"
        )
        assert said.splitlines()[1] == "  fix: pass the same vars again"
        write(tmp_path, {"models/other.sql": SEG["models/other.sql"]})
        retried(tmp_path, "--vars", variables)
        write(tmp_path, {"models/other.sql": "select no_such"})


def test_dates_among_the_variables_are_kept(tmp_path: Path) -> None:
    write(tmp_path, SEG | {"models/other.sql": "select no_such, {{ var('day').year }} as y"})
    variables = "{day: 2000-01-01, at: 2000-01-01 10:00:00, size: hour}"
    assert run(tmp_path, "build", "--vars", variables).exit_code == 1
    results = json.loads((tmp_path / "target/run_results.json").read_text())
    kept = "at: 2000-01-01 10:00:00\nday: 2000-01-01\nsize: hour\n"
    assert sorted(results["args"]["vars"].splitlines()) == sorted(kept.splitlines())

    write(tmp_path, {"models/other.sql": "select {{ var('day').year }} as y"})
    retried(tmp_path)


def test_there_is_nothing_to_retry(tmp_path: Path) -> None:
    write(tmp_path, SEG)
    assert "has no run\n" in refusal(tmp_path)
    assert run(tmp_path, "build").exit_code == 0
    assert refusal(tmp_path).endswith(") succeeded\n  fix: run 'seg build'\n")
    journal = tmp_path / "target" / "seg_journal.jsonl"
    text = journal.read_text().replace('"arguments"', '"before"')
    journal.write_text(text.replace('"status": "success"', '"status": "error"'))
    assert "it was recorded by another version of seg" in refusal(tmp_path)
    journal.write_text("no journal\n")
    assert "it records no start of a run" in refusal(tmp_path)


def test_the_age_of_sources_is_asked_again(tmp_path: Path) -> None:
    source = (
        "sources:\n  - name: raw\n    schema: main\n    loaded_at_field: at\n"
        "    freshness: {error_after: {count: 1, period: day}}\n    tables: [{name: quick}]\n"
    )
    stamped = {"models/quick.sql": TABLE + "select 1 as item, timestamp '2026-01-01' as at"}
    write(tmp_path, SEG | stamped | {"models/raw.yml": source})
    assert run(tmp_path, "run", "--select", "quick").exit_code == 0
    assert run(tmp_path, "source", "freshness", "--now", "2026-01-03").exit_code == 1
    assert run(tmp_path, "retry").exit_code == 1
    assert run(tmp_path, "retry", "--now", "2026-01-01T06:00:00").exit_code == 0


@BOTH
def test_from_python(tmp_path: Path, files: Mapping[str, str]) -> None:
    write(tmp_path, files)
    write(tmp_path, {"models/other.sql": "select no_such"})
    project = orchestrator.open_project(tmp_path, profiles_dir=tmp_path)
    assert project.build().result().exit_code == 1
    write(tmp_path, {"models/other.sql": files["models/other.sql"]})
    result = project.retry().result()
    assert (result.command, result.exit_code) == ("build", 0)
    assert set(result.results) - set(result.reused) == {"model.shop.other"}


def test_a_project_of_dbt_reuses_nothing_unless_it_is_retried(tmp_path: Path) -> None:
    write(tmp_path, DBT)
    for _ in range(2):
        built = run(tmp_path, "build")
        assert built.exit_code == 0
        assert "UNCHANGED" not in built.stdout
        assert ran(tmp_path) == {*GOOD, "slow", "after", "not_null_after_n"}
    assert rows(tmp_path, "select max(number) from _seg.generations") == [(2,)]
