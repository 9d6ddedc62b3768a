"""The effect of options that dbt's users know."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from orchestrator.cli.main import run
from tests.keys.projects import PROFILES, dbt, write
from tests.projects import Outcome, rows, seg

FILES = {
    "models/s.yml": "models: [{name: a, config: {grants: {select: [bi]}}}]\n",
    "tests/one.sql": "{{ config(severity='warn') }} select 1 as one\n",
}
NAMES_ONE = "{error: [NoNodesForSelectionCriteria]}"
TOLD = (
    "--warn-error-options: single warnings cannot be selected, as they have no names; '{error: "
    "all}' turns all into errors\n"
)


def ls(folder: Path, *arguments: str, project: str = "") -> Outcome:
    return dbt(folder, FILES, "ls", *arguments, project=project)


@pytest.mark.parametrize("options", ["{error: all}", '{"include": "all"}', "{error: ['*']}"])
def test_warnings_are_errors_where_all_are_named(tmp_path: Path, options: str) -> None:
    assert ls(tmp_path, "--warn-error-options", options).exit_code == 2
    assert ls(tmp_path, project=f"flags: {{warn_error_options: {options}}}\n").exit_code == 2


def test_they_are_where_that_is_said_before_the_command(tmp_path: Path) -> None:
    folder = write(tmp_path, {**FILES, "dbt_project.yml": "name: shop\nprofile: shop\n"})
    write(folder, {"profiles.yml": PROFILES})
    given = {"{error: all}": (2, 0), NAMES_ONE: (0, 1), "{error: [": (2, 0)}
    for options, expected in given.items():
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as stderr:
            code = run(["--project-dir", str(folder), "--warn-error-options", options, "ls"])
        assert (code, stderr.getvalue().count(TOLD)) == expected


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


def test_seeds_alone_are_shown_and_as_json_where_all_is(tmp_path: Path) -> None:
    files = SEED | {"models/orders/other.sql": "select 1 as id\n"}
    shown = dbt(tmp_path, files, "build", "--show", "--log-format", "json").stdout
    last, *_ = reversed([json.loads(line) for line in shown.splitlines()])
    assert last == {"node": "orders", "show": [{"id": 1, "amount": 5}, {"id": 2, "amount": 7}]}


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


DATED = {
    "models/m.yml": "models:\n  - {name: old, deprecation_date: 2020-01-01}\n"
    "  - {name: soon, deprecation_date: 2999-12-31 10:00:00}\n"
    "  - {name: unread, deprecation_date: '2020-01-02'}\n"
    "  - {name: later, deprecation_date: 2999-01-01}\n"
    "  - name: many\n    latest_version: 2\n    versions:\n"
    "      - {v: 1, deprecation_date: 2020-01-01}\n      - {v: 2}\n",
    **{f"models/{name}.sql": "select 1 as id\n" for name in ("old", "soon", "unread", "later")},
    **{f"models/many_v{v}.sql": "select 1 as id\n" for v in (1, 2)},
    "models/reads.sql": "select o.id from {{ ref('old') }} o, {{ ref('soon') }} s, "
    "{{ ref('many', v=1) }} m\n",
}


def test_who_reads_what_is_deprecated_is_told(tmp_path: Path) -> None:
    assert dbt(tmp_path, DATED, "parse").stderr == (
        "models/m.yml: model 'many.v1' was deprecated on 2020-01-01, and is read by reads\n"
        "  fix: read ref('many') instead\n"
        "models/m.yml: model 'old' was deprecated on 2020-01-01, and is read by reads\n"
        "  fix: read another model instead\n"
        "models/m.yml: model 'soon' will be deprecated on 2999-12-31, and is read by reads\n"
        "  fix: read another model instead\n"
        "models/m.yml: model 'unread' was deprecated on 2020-01-02\n"
        "  fix: disable it, or remove it\n"
    )
    nodes = json.loads((tmp_path / "dbt/target/manifest.json").read_text())["nodes"]
    assert nodes["model.shop.soon"]["deprecation_date"] == "2999-12-31T10:00:00+00:00"


HOOKED = {
    "models/s.yml": "sources:\n  - name: raw\n    schema: main\n    tables:\n      - name: t\n"
    "        loaded_at_field: at\n        freshness: {warn_after: {count: 1, period: day}}\n"
    "exposures:\n  - {name: e, type: dashboard, owner: {name: x}, depends_on: [ref('a')]}\n",
    "seeds/orders.csv": "id\n1\n",
}
ENDS = (
    "on-run-start: \"create table if not exists t as select timestamp '2020-01-01' as at\"\n"
    "on-run-end: \"{% for each in results %}{% do log(each.unique_id ~ ' ' ~ each.status, true) %}"
    '{% endfor %}"\n'
)


def test_hooks_run_around_freshness_and_know_all_results(tmp_path: Path) -> None:
    told = dbt(tmp_path, HOOKED, "source", "freshness", project=ENDS).stdout
    assert "source.shop.raw.t warn" in told
    told = dbt(tmp_path, HOOKED, "build", project=ENDS).stdout
    assert "exposure.shop.e no-op" in told


def test_where_failing_rows_are_stored_is_told(tmp_path: Path) -> None:
    test = {"tests/never.sql": "select 1 as id\n"}
    told = dbt(tmp_path, test, "build", "--store-failures").stdout
    assert "all of them are stored: select * from main_dbt_test__audit.never\n" in told


def test_a_model_with_versions_is_called_by_its_version(tmp_path: Path) -> None:
    listed = dbt(tmp_path, DATED, "ls", "--output", "name", "--select", "many")
    assert listed.stdout == "many.v1\nmany.v2\n"
    assert dbt(tmp_path, DATED, "build").exit_code == 0
    shown = seg(tmp_path / "dbt", "show", "--select", "many.v1").stdout
    assert shown.startswith("Previewing node 'many.v1':\n")


@pytest.mark.parametrize(("project", "ended"), [("", "NO-OP"), ("flags: {strict: true}\n", "SKIP")])
def test_an_exposure_of_what_a_test_found_bad(tmp_path: Path, project: str, ended: str) -> None:
    files = {
        "models/s.yml": "models: [{name: a, data_tests: [row_count_between: "
        "{arguments: {min_value: 2}}]}]\n"
        "exposures:\n  - {name: e, type: dashboard, owner: {name: x}, depends_on: [ref('a')]}\n",
    }
    told = dbt(tmp_path, files, "build", "--log-level", "debug", project=project)
    assert (told.exit_code, f"{ended} exposure e" in told.stdout) == (1, True)
