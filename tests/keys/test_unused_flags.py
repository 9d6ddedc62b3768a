"""dbt flags and variables without effect are reported in one line on stderr."""

from pathlib import Path

import pytest

from orchestrator.cli.unused_flags import UNUSED_FLAGS, UnusedFlag
from tests.keys.projects import dbt, strict
from tests.projects import Outcome, rows

FLAGS = {flag.name: flag for flag in UNUSED_FLAGS}


def with_flag(folder: Path, *arguments: str) -> Outcome:
    return strict(folder, {}, "ls", *arguments)


@pytest.mark.parametrize("flag", UNUSED_FLAGS, ids=FLAGS)
def test_using_one_says_that_it_has_no_effect(flag: UnusedFlag, tmp_path: Path) -> None:
    value = () if flag.is_switch else ("x",)
    on = with_flag(tmp_path, f"--{flag.name}", *value)
    message = f"--{flag.name} has no effect: {flag.because}\n"

    assert (on.exit_code, on.stdout) == (0, "shop.a\n")
    assert on.stderr == ("" if flag.is_met_by is True else message)
    if flag.is_switch:
        off = with_flag(tmp_path, f"--no-{flag.name}")
        assert off.stderr == ("" if flag.is_met_by is False else message.replace("--", "--no-", 1))


@pytest.mark.parametrize("prefix", ["DBT_", "DBT_ENGINE_"])
def test_so_does_a_variable(prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{prefix}LOG_PATH", "logs")
    monkeypatch.setenv(f"{prefix}SINGLE_THREADED", "true")
    monkeypatch.setenv(f"{prefix}SEND_ANONYMOUS_USAGE_STATS", "false")
    monkeypatch.setenv(f"{prefix}PARTIAL_PARSE", "")

    assert with_flag(tmp_path).stderr == (
        f"{prefix}LOG_PATH has no effect: seg writes no log file; redirect the output of "
        "--log-format json\n"
        f"{prefix}SINGLE_THREADED has no effect: pass --threads 1\n"
    )


def test_the_format_of_lines_that_there_is_not(tmp_path: Path) -> None:
    assert with_flag(tmp_path, "--log-format", "debug").stderr == (
        "--log-format debug has no effect: lines are as in 'text'\n"
    )


def test_the_version_is_not_looked_at_when_it_is_not_wanted(tmp_path: Path) -> None:
    project = "require-dbt-version: '<1.0.0'\n"

    assert dbt(tmp_path, {}, "ls", project=project).exit_code == 2
    assert dbt(tmp_path, {}, "ls", "--no-version-check", project=project).exit_code == 0


GRANTS = {"models/s.yml": "models: [{name: a, config: {grants: {select: [bi]}}}]\n"}


def test_warnings_become_errors_by_flag_and_by_project_file(tmp_path: Path) -> None:
    assert dbt(tmp_path, GRANTS, "ls").exit_code == 0
    assert dbt(tmp_path, GRANTS, "ls", "--warn-error").exit_code == 2
    assert dbt(tmp_path, GRANTS, "ls", project="flags: {warn_error: true}\n").exit_code == 2


def test_the_project_file_turns_on_what_a_run_does(tmp_path: Path) -> None:
    test = {"tests/one.sql": "{{ config(severity='warn') }} select 1 as one\n"}

    assert dbt(tmp_path, test, "build").exit_code == 0
    assert dbt(tmp_path, test, "build", project="flags: {warn_error: true}\n").exit_code == 1


@pytest.mark.parametrize("prefix", ["SEG_", "DBT_", "DBT_ENGINE_"])
def test_variables_set_flags(prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "seeds/s.csv": "id\n1\n",
        "models/a.sql": "select '{{ flags.FULL_REFRESH }}' as value\n",
        "tests/t.sql": "{{ config(severity='warn') }} select 1 as id\n",
    }
    monkeypatch.setenv(f"{prefix}FULL_REFRESH", "true")
    monkeypatch.setenv(f"{prefix}STORE_FAILURES", "1")

    assert strict(tmp_path, files, "build").exit_code == 0
    found = tmp_path / "strict"
    assert rows(found, "from a") == [("True",)]
    stored = "select count(*) from duckdb_tables() where schema_name like '%dbt_test__audit'"
    assert rows(found, stored) == [(1,)]

    monkeypatch.setenv(f"{prefix}RESOURCE_TYPES", "model seed")
    monkeypatch.setenv(f"{prefix}EXCLUDE_RESOURCE_TYPES", "seed")
    assert strict(tmp_path, files, "ls").stdout == "shop.a\n"
