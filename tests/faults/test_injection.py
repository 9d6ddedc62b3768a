"""Values stay values: vars, settings and file names never become SQL."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.running.reading import closing, published

EVIL = "'; drop view victim; select '"
VICTIM = {"seeds/victim.csv": "i\n1\n"}


def built(folder: Path) -> Path:
    """A project with one published table that must survive."""
    assert seg(write_project(folder, VICTIM), "build").exit_code == 0
    return folder


@pytest.mark.parametrize("value", ["O'Brien", EVIL, "--", "/*", "\\", '"', "{{ 1 }}", "größe\n\t"])
def test_a_value_is_quoted(value: str, tmp_path: Path) -> None:
    write_project(
        built(tmp_path),
        {
            "models/a.sql": "{{ config(materialized='table') }}\n"
            "select {{ sql_literal(var('x')) }} as x",
            "models/a.yml": "models:\n  - name: a\n    columns:\n      - name: x\n"
            "        data_tests:\n          - accepted_values:\n"
            "              values: [\"{{ var('x') }}\"]\n",
        },
    )
    argument = "{x: " + _yaml(value) + "}"
    outcome = seg(tmp_path, "build", "--vars", argument)
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert published(tmp_path) == {"a": [(value,)], "victim": [(1,)]}


def _yaml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (EVIL, "a model must be one SELECT, found 3 statements"),
        ("O'Brien", "Parser Error: unterminated string literal"),
    ],
    ids=["a statement", "an apostrophe"],
)
def test_a_value_that_is_put_in_as_text_is_seen(value: str, message: str, tmp_path: Path) -> None:
    sql = "select '{{ var('x') }}' as x"
    write_project(built(tmp_path), {"models/a.sql": sql})
    outcome = seg(tmp_path, "build", "--vars", f'{{x: "{value}"}}')
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == f"models/a.sql:1: {message}\n  1 | {sql}\n"
    assert published(tmp_path) == {"victim": [(1,)]}


SETTINGS = {
    "where": "1 = 1) as t; drop view victim; select * from (select 1",
    "fail_calc": "count(*); drop view victim; select 1, 2, 3",
    "warn_if": "!= 0, 1; drop view victim; select 1, 2, 3",
    "error_if": "!= 0 from (select 1) as t; drop view victim; select 1, 2, 3",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_data_test_s_settings(setting: str, tmp_path: Path) -> None:
    properties = (
        "seeds:\n  - name: victim\n    columns:\n      - name: i\n        data_tests:\n"
        f'          - unique: {{config: {{{setting}: "{SETTINGS[setting]}"}}}}\n'
    )
    write_project(built(tmp_path), {"seeds/victim.yml": properties})
    outcome = seg(tmp_path, "test")
    assert outcome.exit_code == (2 if setting == "where" else 1)
    assert published(tmp_path) == {"victim": [(1,)]}
    if setting == "where":
        assert outcome.stderr == (
            "seeds/victim.yml:6:13: a query must be one SELECT, found 3 statements\n"
        )
    else:
        assert closing(outcome).split("\n\n")[1] == (
            "[ERROR]: in test unique_victim_i (seeds/victim.yml:6:13)\n"
            "  seeds/victim.yml:6:13: expected one statement, found several"
        )


@pytest.mark.parametrize(
    "line",
    [
        'loaded_at_field: "i) from victim; drop view victim; select max(i"',
        'loaded_at_query: "select now()); drop view victim; select (1"',
        'loaded_at_field: i\n        freshness: {filter: "1 = 1; drop view victim"}',
    ],
    ids=["loaded_at_field", "loaded_at_query", "filter"],
)
def test_a_source_s_settings(line: str, tmp_path: Path) -> None:
    warn = "freshness: {warn_after: {count: 1, period: day}}"
    if "freshness" in line:
        line = line.replace("{filter", "{warn_after: {count: 1, period: day}, filter")
        warn = ""
    properties = (
        "sources:\n  - name: main\n    tables:\n      - name: victim\n"
        f"        {line}\n        {warn}\n"
    )
    write_project(built(tmp_path), {"models/s.yml": properties})
    outcome = seg(tmp_path, "source", "freshness")
    assert outcome.exit_code in (1, 2)
    assert published(tmp_path) == {"victim": [(1,)]}


@pytest.mark.parametrize(
    "name", ['a"; drop view victim; --', "a'; drop view victim; --", "a\nb", "a b.c"]
)
def test_an_alias_and_a_schema_are_quoted(name: str, tmp_path: Path) -> None:
    config = f"{{{{ config(alias={name!r}, schema={name!r}, materialized='table') }}}}"
    write_project(built(tmp_path), {"models/a.sql": f"{config} select 1 as i"})
    outcome = seg(tmp_path, "build", "--quiet")
    assert outcome.exit_code in (0, 2)
    assert published(tmp_path)["victim"] == [(1,)]
    if outcome.exit_code == 0:
        schema = f"main_{name}".replace('"', '""')
        assert published(tmp_path, f'"{schema}"') is not None


OUTSIDE = {
    "a file": "select * from read_text('/etc/hostname')",
    "a file as a table": "select * from '/etc/hostname.csv'",
    "a folder": "select * from glob('/etc/*')",
    "a file above the project": "select * from read_text('../../../../../../../etc/hostname')",
    "the network": "select * from read_csv('https://example.invalid/x.csv')",
}


@pytest.mark.parametrize("sql", OUTSIDE.values(), ids=OUTSIDE.keys())
@pytest.mark.parametrize("path", ["models/a.sql", "tests/a.sql"])
def test_files_and_network_outside_the_project(sql: str, path: str, tmp_path: Path) -> None:
    write_project(built(tmp_path), {path: sql})
    outcome = seg(tmp_path, "build")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    assert published(tmp_path) == {"victim": [(1,)]}
    message = closing(outcome).split("\n\n")[1].split("\n")[1]
    place, _, what = message.strip().partition(" ")
    assert place in (f"{path}:", f"{path}:1:")
    assert what.startswith("Permission Error: Cannot access ")


def test_the_person_is_told_how_to_allow_it(tmp_path: Path) -> None:
    sql = "select * from read_text('/etc/hostname')"
    outcome = seg(write_project(tmp_path, {"models/a.sql": sql}), "build")
    assert closing(outcome).split("\n\n")[1] == (
        "[ERROR]: in model a (models/a.sql)\n"
        '  models/a.sql:1: Permission Error: Cannot access file "/etc/hostname" - '
        "file system operations are disabled by configuration\n"
        "  SQL reads files of sources and of the project only: name the directory under "
        "'readable', or set external_access: true, in 'engine:' of the project file or in the "
        "profile's target; if the project was moved, rebuild the views that read its files\n"
        f"    1 | {sql}"
    )


def test_files_of_the_project_can_be_read(tmp_path: Path) -> None:
    sql = "{{ config(materialized='table') }} select * from read_csv('data/x.csv')"
    files = {"data/x.csv": "i\n7\n", "models/a.sql": sql}
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert published(tmp_path) == {"a": [(7,)]}


@pytest.mark.parametrize(
    "sql",
    ["copy (select 1) to 'x.csv'", "drop view victim", "select 1; drop view victim", "attach 'x'"],
)
def test_show_changes_nothing(sql: str, tmp_path: Path) -> None:
    outcome = seg(built(tmp_path), "show", "--inline", sql)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("query:1: a query must be one SELECT, ")
    assert published(tmp_path) == {"victim": [(1,)]}
    assert not (tmp_path / "x.csv").exists()
