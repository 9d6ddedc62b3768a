"""The configuration of a data test means what it means in dbt."""

import re
from pathlib import Path

import pytest

from tests.projects import Outcome, rows, seg, write_project
from tests.running.reading import artifact, closing, endings, published

MODEL = {"models/m.sql": "select i as id, i // 2 as pair from range(10) as t (i)"}


def with_config(folder: Path, config: str, test: str = "accepted_values") -> Path:
    """A project with one test called `it`, on the column `pair`: 0 twice, 1 twice, up to 4."""
    arguments = {
        "accepted_values": "arguments: {values: [0], quote: false}",
        "expression_is_true": "arguments: {expression: pair = 0}",
    }[test]
    yml = f"""
models:
  - name: m
    columns:
      - name: pair
        data_tests:
          - {test}: {{name: it, {arguments}, config: {{{config}}}}}
"""
    if test == "expression_is_true":
        yml = yml.replace("    columns:\n      - name: pair\n        data", "    data").replace(
            "          - expr", "      - expr"
        )
    return write_project(folder, MODEL | {"models/m.yml": yml})


def verdict(built: Outcome) -> str:
    """How the one test ended."""
    (found,) = (ending for ending in endings(built) if not ending.startswith("OK"))
    return found


@pytest.mark.parametrize(
    ("config", "exit_code", "ending"),
    [
        # expression_is_true finds eight rows, pairs 1 to 4 twice. dbt 1.11 ends in the same words.
        ("", 1, "FAIL 8 it"),
        ("severity: warn", 0, "WARN 8 it"),
        ("severity: WARN", 0, "WARN 8 it"),
        ("error_if: '> 8'", 0, "WARN 8 it"),
        ("error_if: '>8', warn_if: '>= 9'", 0, "PASS it"),
        ("error_if: '> 7', warn_if: '> 100'", 1, "FAIL 8 it"),
        ("error_if: 'between 8 and 8'", 1, "FAIL 8 it"),
        ("severity: warn, error_if: '> 1', warn_if: '> 8'", 0, "PASS it"),
        ("warn_if: '= 3', error_if: '> 5', limit: 3", 0, "WARN 3 it"),
        ("limit: 3", 1, "FAIL 3 it"),
        ("where: pair < 1", 0, "PASS it"),
        ("where: pair < 3", 1, "FAIL 4 it"),
        ('where: "id = 3 or id = 0"', 1, "FAIL 1 it"),
        ("fail_calc: max(id)", 1, "FAIL 9 it"),
        ("fail_calc: 'count(distinct pair)'", 1, "FAIL 4 it"),
        ("fail_calc: 'sum(id) - 44', severity: error", 0, "PASS it"),
    ],
)
def test_when_it_fails(tmp_path: Path, config: str, exit_code: int, ending: str) -> None:
    built = seg(with_config(tmp_path, config, "expression_is_true"), "build")
    assert (built.exit_code, verdict(built)) == (exit_code, ending)
    assert ("m" in published(tmp_path)) == (exit_code == 0)


def test_no_rows_at_all_pass_whatever_is_calculated(tmp_path: Path) -> None:
    """An aggregate over no rows is NULL, which is not a failure."""
    built = seg(
        with_config(tmp_path, "fail_calc: max(id), where: pair = 0", "expression_is_true"), "build"
    )
    assert (built.exit_code, verdict(built)) == (0, "PASS it")


def test_wrong_settings_stop_before_anything_runs(tmp_path: Path) -> None:
    refused = seg(with_config(tmp_path, "severity: fatal, limit: -1"), "build")
    assert refused.exit_code == 2
    assert re.findall(r"^models/m.yml:\d+:\d+: (.+)$", refused.stderr, re.MULTILINE) == [
        "'severity': expected 'error' or 'warn', found 'fatal'",
        "'limit': expected a whole number of 0 or more, found -1",
    ]


def test_a_calculation_that_is_no_number_is_the_tests_error(tmp_path: Path) -> None:
    built = seg(with_config(tmp_path, "fail_calc: max('9')"), "build")
    assert (built.exit_code, verdict(built)) == (1, "ERROR it")
    assert "fail_calc: max('9') gives '9', which is not a number" in closing(built)


def test_a_condition_that_is_no_sql_is_the_tests_error(tmp_path: Path) -> None:
    built = seg(with_config(tmp_path, "error_if: more than 3"), "build")
    assert built.exit_code == 1
    assert verdict(built) == "ERROR it"
    assert "[ERROR]: in test it (models/m.yml:7:13)\n  models/m.yml:7" in closing(built)
    assert published(tmp_path) == {}


STORED = 'from main_dbt_test__audit."it"'


def test_failing_rows_are_stored_where_asked(tmp_path: Path) -> None:
    failed = seg(with_config(tmp_path, "store_failures: true"), "build")
    assert failed.exit_code == 1
    assert sorted(rows(tmp_path, STORED)) == [(1, 2), (2, 2), (3, 2), (4, 2)]
    entry = next(
        result
        for result in artifact(tmp_path, "run_results.json")["results"]
        if result["unique_id"].startswith("test.")
    )
    assert (entry["status"], entry["failures"]) == ("fail", 4)
    # The rows are replaced, not added to.
    write_project(tmp_path, {"models/m.sql": "select 7 as id, 7 as pair"})
    assert seg(tmp_path, "build").exit_code == 1
    assert rows(tmp_path, STORED) == [(7, 1)]


def test_a_test_that_passes_leaves_no_rows_of_before(tmp_path: Path) -> None:
    seg(with_config(tmp_path, "store_failures: true"), "build")
    write_project(tmp_path, {"models/m.sql": "select 0 as id, 0 as pair"})
    assert seg(tmp_path, "build").exit_code == 0
    assert published(tmp_path, "main_dbt_test__audit") == {}


def test_the_command_line_stores_failures_of_all_tests(tmp_path: Path) -> None:
    with_config(tmp_path, "severity: warn, limit: 2")
    assert seg(tmp_path, "build", "--store-failures").exit_code == 0
    assert len(rows(tmp_path, STORED)) == 2


def test_personal_columns_are_hashed_wherever_rows_are_shown(tmp_path: Path) -> None:
    files = {
        "seeds/people.csv": "id,email,phone\n1,ann@example.org,\n",
        "seeds/people.yml": """
seeds:
  - name: people
    columns:
      - {name: email, tags: [personal], data_tests: [accepted_values: {values: [x], name: it}]}
      - {name: phone, data_tests: [not_null: {name: phones}]}
""",
    }
    failed = seg(write_project(tmp_path, files), "build", "--store-failures")
    assert failed.exit_code == 1
    stored = rows(tmp_path, "select columns(*)::varchar from main_dbt_test__audit.phones")
    stored += rows(tmp_path, f"select columns(*)::varchar {STORED}")
    assert len(stored) == 2
    artifacts = [file.read_text() for file in (tmp_path / "target").glob("*.json*")]
    for text in (failed.stdout, str(stored), *artifacts):
        assert "ann@" not in text


def test_a_singular_test_has_config_too(tmp_path: Path) -> None:
    files = MODEL | {
        "tests/few.sql": "{{ config(severity='warn', error_if='> 5') }}\n"
        "select * from {{ ref('m') }} where id > 7;  -- two of them\n",
    }
    built = seg(write_project(tmp_path, files), "build")
    assert (built.exit_code, verdict(built)) == (0, "WARN 2 few")


@pytest.mark.parametrize(
    ("in_declaration", "exit_code", "ending"),
    [("", 0, "WARN 1 it"), (", config: {severity: error}", 1, "FAIL 1 it")],
)
def test_a_macro_goes_before_the_project_file_and_the_declaration_before_it(
    tmp_path: Path, in_declaration: str, exit_code: int, ending: str
) -> None:
    macro = "{% test rows(model) %}{{ config(severity='warn') }}select 1{% endtest %}"
    files = {
        "seg_project.yml": "name: shop\ndata_tests: {+severity: error}\n",
        "macros/rows.sql": macro,
        "models/m.yml": f"models: [{{name: m, data_tests: [rows: {{name: it{in_declaration}}}]}}]",
    }
    built = seg(write_project(tmp_path, MODEL | files), "build")
    assert (built.exit_code, verdict(built)) == (exit_code, ending)


def test_what_its_macro_reads_is_built_before_it(tmp_path: Path) -> None:
    macro = "{% test apart(model) %}select * from {{ model }} join {{ ref('z') }} using (id)"
    files = {
        "macros/apart.sql": macro + "{% endtest %}",
        "models/m.yml": "models: [{name: m, data_tests: [apart: {name: it}]}]",
        "models/m.sql": "select 1 as id",
        "models/z.sql": "select 2 as id",
    }
    built = seg(write_project(tmp_path, MODEL | files), "build")
    assert (built.exit_code, verdict(built)) == (0, "PASS it")
