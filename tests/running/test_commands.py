"""Read-only commands, and those that start and clean up a project."""

import json
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import published

FILES = {
    "seeds/raw.csv": "id,name\n1,ann\n2,bob\n",
    "models/people.sql": "{{ config(materialized='table') }}\nselect * from {{ ref('raw') }}",
    "models/names.sql": "select name from {{ ref('people') }}",
    "models/grown.sql": "{{ config(materialized='incremental') }} select * from {{ ref('raw') }}",
    "models/people.yml": "models: [{name: people, columns: [{name: id, data_tests: [unique]}]}]",
    "tests/no_bob.sql": "{{ config(severity='warn') }}\n"
    "select * from {{ ref('people') }} where name = 'bob'",
}


def plan(folder: Path, *arguments: str) -> dict[str, tuple[str, str]]:
    """What `seg plan` prints: action and reason by node."""
    outcome = seg(folder, "plan", "--tests", *arguments)
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    found = seg(folder, "plan", "--output", "json", *arguments)
    steps = json.loads(found.stdout)["steps"]
    for step in steps:
        assert step["action"] in outcome.stdout
        assert step["reason"] in outcome.stdout
    return {step["unique_id"].split(".")[2]: (step["action"], step["reason"]) for step in steps}


def test_a_plan_says_what_would_run_and_why(tmp_path: Path) -> None:
    tested = ("test", "the nodes that it tests are in the plan")
    write_project(tmp_path, FILES)
    assert plan(tmp_path) == {
        "raw": ("load seed", "not published yet"),
        "people": ("create table", "not published yet"),
        "grown": ("create table", "not published yet"),
        "names": ("create view", "not published yet"),
        "unique_people_id": tested,
        "no_bob": tested,
    }
    assert not (tmp_path / "warehouse.duckdb").exists()
    assert seg(tmp_path, "build").exit_code == 0
    write_project(tmp_path, {"models/people.sql": "select id, name from {{ ref('raw') }}"})
    before = published(tmp_path)
    tested = ("test", "it has not passed on this data")
    expected = {
        "people": (
            "create view",
            "its SQL: select * from raw -> select id, name from raw; "
            "config materialized: table -> not set",
        ),
        "names": ("create view", "what it is built from changed"),
        "unique_people_id": tested,
        "no_bob": tested,
    }
    assert plan(tmp_path, "--select", "people", "names", "grown") == expected
    assert plan(tmp_path, "--select", "grown", "--force") == {"grown": ("apply delta", "forced")}
    assert plan(tmp_path, "--select", "grown", "-f") == {"grown": ("create table", "full refresh")}
    assert published(tmp_path) == before


def test_a_plan_says_of_a_test_that_it_warned_or_did_not_pass(tmp_path: Path) -> None:
    tests = {
        f"tests/{severity}s.sql": f"{{{{ config(severity='{severity}') }}}}\n"
        "select * from {{ ref('raw') }}"
        for severity in ("warn", "error")
    }
    write_project(tmp_path, FILES | tests)
    assert seg(tmp_path, "build", "--select", "raw", "--publish", "passing").exit_code == 1
    assert seg(tmp_path, "seed").exit_code == 0
    for _ in range(2):
        assert seg(tmp_path, "test", "--select", "raw").exit_code == 1
        assert plan(tmp_path, "--select", "raw") == {
            "warns": ("test", "it warned"),
            "errors": ("test", "it has not passed on this data"),
        }
    write_project(tmp_path, {"tests/warns.sql": "select * from {{ ref('raw') }} where false"})
    assert plan(tmp_path, "--select", "warns") == {
        "warns": ("test", "its SQL: select * from raw -> select * from raw where false")
    }
    write_project(tmp_path, {"tests/warns.sql": "select * from {{ ref('raw') }}"})
    limited = "{{ config(limit=2) }}\nselect * from {{ ref('raw') }}"
    write_project(tmp_path, {"tests/new.sql": "select 1 as i", "tests/errors.sql": limited})
    assert plan(tmp_path, "--select", "new", "errors") == {
        "new": ("test", "new test"),
        "errors": ("test", "its settings changed"),
    }
    assert seg(tmp_path, "build", "-s", "errors").exit_code == 1
    assert plan(tmp_path, "--select", "errors") == {
        "errors": ("test", "it has not passed on this data")
    }


def test_long_lines_are_told_from_before_the_difference_on(tmp_path: Path) -> None:
    columns = ", ".join(f"id as id_{number}" for number in range(20))
    table = "{{ config(materialized='table') }}"
    people = f"{table} select {columns} from {{{{ ref('raw') }}}}"
    write_project(tmp_path, FILES | {"models/people.sql": people})
    assert seg(tmp_path, "seed").exit_code == seg(tmp_path, "run", "-s", "people").exit_code == 0
    changed = people.replace("id as id_15", "-id as id_15")
    write_project(tmp_path, {"models/people.sql": changed})
    assert plan(tmp_path, "--select", "people")["people"] == (
        "create table",
        "its SQL: ...id as id_14, id as id_15, id as id_16, id as id_17, id... -> "
        "...id as id_14, -id as id_15, id as id_16, id as id_17, i...",
    )


def test_compiling_writes_and_prints_sql_on_published_names(tmp_path: Path) -> None:
    compiled = seg(write_project(tmp_path, FILES), "compile", "--select", "people", "no_bob")
    assert (compiled.exit_code, compiled.stderr) == (0, "")
    expected = 'select * from "main"."raw"'
    assert f"Compiled node 'people' is:\n{expected}\n" in compiled.stdout
    folder = tmp_path / "target/compiled/shop"
    assert (folder / "models/people.sql").read_text() == f"{expected}\n"
    assert (folder / "tests/no_bob.sql").read_text() == (
        'select * from "main"."people" where name = \'bob\'\n'
    )
    assert not (tmp_path / "warehouse.duckdb").exists()
    inline = seg(tmp_path, "compile", "--inline", "select count(*) from {{ ref('people') }}")
    assert inline.stdout == 'select count(*) from "main"."people"\n'


@pytest.mark.parametrize("local", ["../lib", "lib"])
def test_compiled_sql_of_a_package_is_below_its_name(tmp_path: Path, local: str) -> None:
    project = tmp_path / "shop"
    files = {
        "seg_project.yml": "name: shop\n",
        "packages.yml": f"packages: [{{local: {local}}}]\n",
        f"{local}/seg_project.yml": "name: lib\n",
        f"{local}/models/deep/x.sql": "select 1 as id\n",
    }
    compiled = seg(write_project(project, files), "compile")

    assert (compiled.exit_code, compiled.stderr) == (0, "")
    found = (project / "target/compiled").rglob("*.sql")
    assert [str(file.relative_to(project)) for file in found] == [
        "target/compiled/lib/models/deep/x.sql"
    ]


def test_inline_sql_as_json(tmp_path: Path) -> None:
    compiled = seg(
        write_project(tmp_path, FILES), "compile", "--inline", "select 1", "--output", "json"
    )
    assert json.loads(compiled.stdout) == {"node": "inline", "compiled": "select 1"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("show", "--inline", "select 1", "--select", "people"),
            "--select has no meaning next to --inline\n"
            "  fix: leave one of them out: --inline replaces the nodes\n",
        ),
        (
            ("compile", "--inline", "select 1", "--exclude", "people"),
            "--exclude has no meaning next to --inline\n"
            "  fix: leave one of them out: --inline replaces the nodes\n",
        ),
        (
            ("rollback", "--list", "3"),
            "--list lists all generations, and publishes none\n"
            "  fix: write 'seg rollback 3' to publish that one again\n",
        ),
        (
            ("ls", "--output-keys", "name"),
            "only JSON output has keys: --output-keys has no meaning\n  fix: add --output json\n",
        ),
        (
            ("erase", "ann", "--readmit", "--dry-run"),
            "--readmit deletes no rows: --dry-run has no meaning\n  fix: remove one of them\n",
        ),
        (
            ("export", "a.b", "--allow-removals", "--max-removals", "0"),
            "--allow-removals sets no limit: --max-removals has no meaning\n"
            "  fix: remove one of them\n",
        ),
        (
            ("export", "a.b", "--acknowledge", "--allow-old"),
            "--acknowledge writes no file: --allow-old has no meaning\n"
            "  fix: acknowledge a file in a separate call, after it was imported\n",
        ),
        (
            ("deps", "--source", "local"),
            "no package is added: --source has no meaning\n"
            "  fix: name the package: --add-package NAME@VERSION\n",
        ),
        (
            ("run-operation", "--sql", "select 1", "--args", "{a: 1}"),
            "a statement has no arguments: --args has no meaning\n"
            "  fix: write the values in --sql\n",
        ),
        (
            ("build", "--target", ""),
            "target is empty\n  fix: leave target out, or give its value\n",
        ),
        (
            ("build", "--profile", ""),
            "profile is empty\n  fix: leave profile out, or give its value\n",
        ),
        (
            ("build", "--target-path", ""),
            "target_path is empty\n  fix: leave target_path out, or give its value\n",
        ),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_arguments_without_an_effect_are_refused(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    refused = seg(write_project(tmp_path, FILES), *arguments)
    assert (refused.exit_code, refused.stdout, refused.stderr) == (2, "", message)
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_an_incremental_model_compiles_as_it_will_run(tmp_path: Path) -> None:
    text = "{{ config(materialized='incremental') }}{% if is_incremental() %}\n" + (
        "select 'more' as i from {{ this }}{% else %}select 'first' as i{% endif %}"
    )
    write_project(tmp_path, {"models/m.sql": text})
    assert "'first'" in seg(tmp_path, "compile", "--select", "m").stdout
    assert seg(tmp_path, "build").exit_code == 0
    assert (
        'select \'more\' as i from "main"."m"' in seg(tmp_path, "compile", "--select", "m").stdout
    )
    assert "'first'" in seg(tmp_path, "compile", "--select", "m", "--full-refresh").stdout


def test_showing_rows(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    nothing = seg(tmp_path, "show", "--select", "people")
    assert (nothing.exit_code, nothing.stderr) == (
        2,
        "there is no warehouse to show rows of\n  fix: run 'seg build' first\n",
    )
    seg(tmp_path, "build")
    assert seg(tmp_path, "show", "--select", "people", "--limit", "1").stdout == (
        "Previewing node 'people':\n|  id | name |\n| --- | ---- |\n|   1 | ann  |\n"
    )
    inline = seg(
        tmp_path,
        "show",
        "--inline",
        "select max(id) as id from {{ ref('raw') }}",
        "--output",
        "json",
    )
    assert json.loads(inline.stdout) == {"node": "inline", "show": [{"id": 2}]}
    failing = seg(tmp_path, "show", "--select", "no_bob")
    assert "|   2 | bob  |" in failing.stdout
    wrong = seg(tmp_path, "show", "--inline", "select nope from {{ ref('raw') }}")
    assert wrong.exit_code == 1
    assert 'Referenced column "nope" not found' in wrong.stderr


def test_rows_in_other_forms(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    chosen = seg(tmp_path, "show", "-s", "people", "--columns", "NAME, id", "--output", "csv")
    assert chosen.stdout == "name,id\nann,1\nbob,2\n"
    both = seg(tmp_path, "show", "-s", "people", "raw", "--output", "markdown", "--limit", "1")
    assert both.stdout == (
        "**raw**\n\n|  id | name |\n| --- | ---- |\n|   1 | ann  |\n\n"
        "**people**\n\n|  id | name |\n| --- | ---- |\n|   1 | ann  |\n\n"
    )
    vertical = seg(tmp_path, "show", "-s", "people", "--output", "vertical", "--limit", "1")
    assert vertical.stdout == "Previewing node 'people':\n-- row 1 --\nid    1\nname  ann\n"
    two = seg(tmp_path, "show", "-s", "people", "raw", "--output", "csv")
    assert (two.exit_code, two.stdout, two.stderr) == (
        2,
        "",
        "--output csv is one table\n  fix: select one of raw, people\n",
    )
    unknown = seg(tmp_path, "show", "-s", "people", "--columns", "nam")
    assert (unknown.exit_code, unknown.stderr) == (
        2,
        "'people' has no column 'nam'\n  fix: did you mean 'name'?\n",
    )


def test_a_model_that_is_not_built_can_be_shown(tmp_path: Path) -> None:
    """Its rows are computed from its published parents."""
    seg(write_project(tmp_path, FILES), "build")
    write_project(tmp_path, {"models/new.sql": "select upper(name) as n from {{ ref('people') }}"})
    assert '"n": "ANN"' in seg(tmp_path, "show", "--select", "new", "--output", "json").stdout


def test_listing(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    names = seg(tmp_path, "ls", "--output", "name").stdout.split()
    assert sorted(names) == ["grown", "names", "no_bob", "people", "raw", "unique_people_id"]
    paths = seg(tmp_path, "ls", "--output", "path", "--resource-type", "model", "-q").stdout
    assert sorted(paths.split()) == ["models/grown.sql", "models/names.sql", "models/people.sql"]


def test_debug_says_what_there_is(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    first = seg(tmp_path, "debug")
    assert first.exit_code == 0
    assert "warehouse: it does not exist yet; 'seg build' creates it\n" in first.stdout
    seg(tmp_path, "build")
    then = seg(tmp_path, "debug")
    assert "project: seg_project.yml [OK] 3 models, 1 seed, 2 tests\n" in then.stdout
    assert "warehouse: [OK] 4 published relations\n" in then.stdout
    assert "generation 1: 4 relations" in then.stdout


def test_clean_deletes_artifacts_and_no_table(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    before = published(tmp_path)
    cleaned = seg(tmp_path, "clean")
    assert (cleaned.exit_code, cleaned.stdout) == (0, "Deleted target/\n")
    assert not (tmp_path / "target").exists()
    assert published(tmp_path) == before
    again = seg(tmp_path, "clean")
    assert (again.exit_code, again.stdout) == (0, "")


def test_clean_refuses_what_is_not_its_own(tmp_path: Path) -> None:
    for target in ("models", "..", "/tmp", "."):
        files = FILES | {"seg_project.yml": f"name: shop\nclean-targets: ['{target}']\n"}
        refused = seg(write_project(tmp_path, files), "clean")
        assert (refused.exit_code, refused.stderr) == (
            2,
            f"clean-targets names '{target}', which seg must not delete\n"
            "  fix: name only folders of generated files inside the project\n",
        )
    assert (tmp_path / "models/people.sql").exists()


def test_a_project_from_init_lives(tmp_path: Path) -> None:
    """init, build, look, build again, roll back, clean."""
    begun = seg(tmp_path, "init", "shop")
    assert begun.exit_code == 0
    folder = tmp_path / "shop"
    for command in (
        ("build",),
        ("build", "--force"),
        ("test",),
        ("debug",),
        ("rollback",),
        ("clean",),
    ):
        ended = seg(folder, *command)
        assert (ended.exit_code, ended.stderr) == (0, ""), command
    assert rows(folder, "select count(*) from customer_segments")[0][0] > 0
    refused = seg(tmp_path, "init", "shop")
    assert refused.exit_code == 2
    assert "shop" in refused.stderr


def test_rolling_back_without_a_past(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    nothing = seg(tmp_path, "rollback")
    assert (nothing.exit_code, nothing.stderr) == (
        2,
        "there is no warehouse to roll back\n  fix: run 'seg build' first\n",
    )
    seg(tmp_path, "build")
    only = seg(tmp_path, "rollback")
    assert (only.exit_code, only.stderr) == (
        2,
        "there is no generation before the current one\n  fix: see 'seg rollback --list'\n",
    )
