"""Options that dbt's users know: what they do here."""

import json
from pathlib import Path

import pytest

from tests.keys.projects import dbt
from tests.projects import Outcome, rows, seg

FILES = {
    "models/s.yml": "models: [{name: a, config: {grants: {select: [bi]}}}]\n",
    "tests/one.sql": "{{ config(severity='warn') }} select 1 as one\n",
}
NAMES_ONE = "{error: [NoNodesForSelectionCriteria]}"
TOLD = (
    "--warn-error-options: what it says of single warnings has no effect: they have no names here; "
    "'{error: all}' makes errors of all\n"
)


def ls(folder: Path, *arguments: str, project: str = "") -> Outcome:
    return dbt(folder, FILES, "ls", *arguments, project=project)


@pytest.mark.parametrize("options", ["{error: all}", '{"include": "all"}', "{error: ['*']}"])
def test_warnings_are_errors_where_all_are_named(tmp_path: Path, options: str) -> None:
    assert ls(tmp_path, "--warn-error-options", options).exit_code == 2
    assert ls(tmp_path, project=f"flags: {{warn_error_options: {options}}}\n").exit_code == 2


def test_single_warnings_have_no_names(tmp_path: Path) -> None:
    found = ls(tmp_path, "--warn-error-options", NAMES_ONE)
    assert (found.exit_code, TOLD in found.stderr) == (0, True)
    told = ls(tmp_path, project=f"flags: {{warn_error_options: {NAMES_ONE}}}\n").stderr
    assert "'flags.warn_error_options' has no effect: warnings have no names" in told
    assert TOLD not in ls(tmp_path, "--warn-error-options", "{}").stderr
    assert ls(tmp_path, "--warn-error-options", "{error: [").exit_code == 2


def test_a_template_that_asks_is_answered_all_the_same(tmp_path: Path) -> None:
    asking = {"models/b.sql": "select {{ run_query('select 7 as n').rows[0]['n'] }} as n\n"}
    found = dbt(tmp_path, asking, "compile", "--no-introspect", "--select", "b")
    assert found.exit_code == 0
    assert "--no-introspect has no effect" in found.stderr
    assert "select 7 as n" in (tmp_path / "dbt/target/compiled/shop/models/b.sql").read_text()


SEED = {"seeds/orders.csv": "id,amount\n1,5\n2,7\n"}


@pytest.mark.parametrize("command", ["seed", "build"])
def test_rows_of_seeds_are_shown(tmp_path: Path, command: str) -> None:
    shown = dbt(tmp_path, SEED, command, "--show").stdout
    assert [line.split() for line in shown.partition("\nPreviewing node")[2].splitlines()] == [
        ["'orders':"],
        ["|", "id", "|", "amount", "|"],
        ["|", "---", "|", "------", "|"],
        ["|", "1", "|", "5", "|"],
        ["|", "2", "|", "7", "|"],
    ]


def test_a_catalogue_of_what_is_selected(tmp_path: Path) -> None:
    files = SEED | {"models/b.sql": "select 1 as id\n"}
    assert dbt(tmp_path, files, "build").exit_code == 0
    folder = tmp_path / "dbt"
    assert seg(folder, "docs", "generate", "--select", "b").exit_code == 0
    assert list(json.loads((folder / "target/catalog.json").read_text())["nodes"]) == [
        "model.shop.b"
    ]
    assert seg(folder, "docs", "generate").exit_code == 0
    assert len(json.loads((folder / "target/catalog.json").read_text())["nodes"]) == 3


def test_a_retry_from_nothing(tmp_path: Path) -> None:
    model = (
        "{{ config(materialized='incremental') }} select 1 as id"
        "{% if var('fails', false) %}, error('no') as no{% endif %}\n"
    )
    assert dbt(tmp_path, {"models/b.sql": model}, "run").exit_code == 0
    folder = tmp_path / "dbt"
    assert seg(folder, "run", "--select", "b", "--vars", "{fails: true}").exit_code == 1
    again = seg(folder, "retry", "--full-refresh", "--vars", "{fails: false}")
    assert (again.exit_code, rows(folder, "select count(*) from b")) == (0, [(1,)])


def test_rows_as_of_a_model_from_nothing(tmp_path: Path) -> None:
    model = (
        "{{ config(materialized='incremental') }}\n"
        "select '{{ 'new' if is_incremental() else 'all' }}' as rows\n"
    )
    assert dbt(tmp_path, {"models/b.sql": model}, "run").exit_code == 0
    shown = seg(tmp_path / "dbt", "show", "--select", "b", "--full-refresh", "--output", "json")
    assert json.loads(shown.stdout)["show"] == [{"rows": "all"}]
