"""Constraints of contracts are checked on new versions, before they are published."""

from pathlib import Path

import pytest

from tests.projects import Outcome, reading, rows, seg, write_project

HEAD = "models:\n  - name: a\n    config: {materialized: MADE, contract: {enforced: true}MORE}\n"
COLUMNS = (
    "    columns:\n      - {name: id, data_type: integer}\n      - {name: n, data_type: varchar}\n"
)
TWO = "select 1 as id, 'x' as n union all select 2, null"


def build(
    folder: Path,
    constraints: str,
    select: str = TWO,
    *,
    materialized: str = "table",
    more: str = "",
    files: dict[str, str] | None = None,
) -> Outcome:
    head = HEAD.replace("MADE", materialized).replace("MORE", more)
    declared = f"{head}    constraints: [{constraints}]\n{COLUMNS}"
    written = {"models/a.sql": select, "models/s.yml": declared, **(files or {})}
    return seg(write_project(folder, written), "build")


def told(outcome: Outcome) -> str:
    """The first line of what is said of the model."""
    lines = iter(outcome.stdout.splitlines())
    assert any("[ERROR]: in model a" in line for line in lines)
    return next(lines).partition("models/a.sql: ")[2]


AT = "of models/s.yml:4:19"
BROKEN = {
    "{type: primary_key, columns: [n]}": f"1 row breaks the constraint primary_key (n) {AT}, "
    "such as n NULL",
    "{type: check, name: small, expression: id < 2}": "1 row breaks the constraint check 'small' "
    f"(id < 2) {AT}, such as id 2, n NULL",
    "{type: foreign_key, columns: [id], to: ref('b'), to_columns: [id]}": "1 row breaks the "
    f"constraint foreign_key (id) {AT}, such as id 2",
}


@pytest.mark.parametrize("constraint", BROKEN)
@pytest.mark.parametrize("materialized", ["table", "incremental"])
def test_a_broken_one_fails_the_node(tmp_path: Path, constraint: str, materialized: str) -> None:
    outcome = build(
        tmp_path, constraint, materialized=materialized, files={"models/b.sql": "select 1 as id"}
    )

    assert (outcome.exit_code, told(outcome)) == (1, BROKEN[constraint])
    assert rows(tmp_path, "select count(*) from duckdb_views() where view_name = 'a'") == [(0,)]


def test_all_that_are_broken_are_told_at_once(tmp_path: Path) -> None:
    constraints = "{type: check, expression: id > 1}, {type: unique, columns: [id]}"

    outcome = build(tmp_path, constraints, "select 1 as id, 'x' as n union all select 1, 'y'")

    assert "2 rows break the constraint check (id > 1)" in outcome.stdout
    assert "2 rows break the constraint unique (id) of models/s.yml:4:54, such as id 1" in (
        outcome.stdout
    )


def test_null_is_unknown_to_a_check_and_not_twice_there(tmp_path: Path) -> None:
    constraints = (
        "{type: check, expression: id > 1}, {type: unique, columns: [id]}, "
        "{type: foreign_key, columns: [id], to: ref('b'), to_columns: [id]}"
    )
    select = "select null::int as id, 'x' as n union all select null, 'y'"

    outcome = build(tmp_path, constraints, select, files={"models/b.sql": "select 1 as id"})

    assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_a_foreign_key_waits_for_what_it_points_to(tmp_path: Path) -> None:
    constraint = "{type: foreign_key, columns: [id], to: ref('z'), to_columns: [id]}"

    outcome = build(tmp_path, constraint, files={"models/z.sql": "select unnest([1, 2]) as id"})

    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert outcome.stdout.index("main.z") < outcome.stdout.index("main.a")


def test_a_foreign_key_may_point_to_the_model_itself(tmp_path: Path) -> None:
    constraint = "{type: foreign_key, columns: [id], to: ref('a'), to_columns: [up]}"
    columns = COLUMNS.replace("name: n, data_type: varchar", "name: up, data_type: integer")
    files = {
        "models/a.sql": "select 1 as id, 1 as up union all select 2, 3",
        "models/s.yml": HEAD.replace("MADE", "table").replace("MORE", "")
        + f"    constraints: [{constraint}]\n{columns}",
    }

    outcome = seg(write_project(tmp_path, files), "build")

    assert "1 row breaks the constraint foreign_key (id)" in outcome.stdout


def grown(folder: Path, constraint: str, second: str) -> Outcome:
    """A table that goes on with the rows of `second`."""
    select = f"{{% if is_incremental() %}}{second}{{% else %}}select 1 as id, 'x' as n{{% endif %}}"
    more = ", unique_key: id"
    assert build(folder, constraint, select, materialized="incremental", more=more).exit_code == 0
    return seg(folder, "build", "--force")


def test_what_goes_on_is_judged_with_the_rows_that_are_there(tmp_path: Path) -> None:
    outcome = grown(tmp_path, "{type: unique, columns: [n]}", "select 2 as id, 'x' as n")

    expected = f"2 rows break the constraint unique (n) {AT}, such as n x"
    assert (outcome.exit_code, told(outcome)) == (1, expected)
    assert rows(tmp_path, "from a") == [(1, "x")]


def test_a_row_that_is_replaced_breaks_nothing(tmp_path: Path) -> None:
    outcome = grown(tmp_path, "{type: unique, columns: [n]}", "select 1 as id, 'x' as n")

    assert (outcome.exit_code, rows(tmp_path, "from a")) == (0, [(1, "x")])


def test_new_rows_are_checked(tmp_path: Path) -> None:
    constraint = "{type: check, expression: id < 5}"

    assert "such as id 7" in told(grown(tmp_path, constraint, "select 7 as id, 'x' as n"))


def test_no_value_of_a_personal_column_is_shown(tmp_path: Path) -> None:
    head = HEAD.replace("MADE", "table").replace("MORE", "")
    columns = COLUMNS.replace("varchar}", "varchar, tags: [personal]}")
    files = {
        "models/s.yml": f"{head}    constraints: [{{type: unique, columns: [n]}}]\n{columns}",
        "models/a.sql": "select 1 as id, 'x' as n union all select 2, 'x'",
    }

    outcome = seg(write_project(tmp_path, files), "build")

    assert told(outcome) == f"2 rows break the constraint unique (n) {AT}"


def test_what_a_hook_writes_is_judged(tmp_path: Path) -> None:
    more = ", post_hook: 'update {{ this }} set id = 1'"

    outcome = build(tmp_path, "{type: unique, columns: [id]}", more=more)

    assert told(outcome) == f"2 rows break the constraint unique (id) {AT}, such as id 1"


def test_a_python_model_is_judged(tmp_path: Path) -> None:
    head = HEAD.replace("MADE", "table").replace("MORE", "")
    code = "def model(dbt, session):\n    return session.sql(\"select 1 as id, 'x' as n\")\n"
    files = {
        "models/a.py": code,
        "models/s.yml": f"{head}    constraints: [{{type: check, expression: id > 1}}]\n{COLUMNS}",
    }

    outcome = seg(write_project(tmp_path, files), "build")

    assert outcome.exit_code == 1
    assert "breaks the constraint check (id > 1)" in outcome.stdout


def test_a_check_that_cannot_be_asked(tmp_path: Path) -> None:
    outcome = build(tmp_path, "{type: check, expression: wrong > 1}")

    assert outcome.exit_code == 1
    assert "models/s.yml:4:19: the constraint check (wrong > 1) cannot be checked" in outcome.stdout


WRONG = {
    "{type: new}": "'type': expected one of not_null, unique, primary_key, check, foreign_key, "
    "custom, found 'new'",
    "{name: x}": "'type' is missing",
    "{type: check}": "a constraint check needs 'expression'",
    "{type: unique}": "a constraint unique needs 'columns'",
    "{type: unique, columns: [m]}": "a constraint names an unknown column: 'm'",
    "{type: foreign_key, columns: [id], to: b, to_columns: [id]}": "'to': expected "
    "ref('<model>') or source('<source>', '<table>'), found 'b'",
    "{type: foreign_key, columns: [id], to: ref('b'), to_columns: [id]}": "ref('b') names no model",
    "{type: foreign_key, columns: [id], to: ref('a'), to_columns: [id, n]}": "'columns' and "
    "'to_columns' have different lengths",
    "{type: custom, expression: x}": "'custom' has no effect: seg checks rows itself and passes no "
    "SQL for constraints to the database",
    "{type: not_null, columns: [id]}": "'not_null' has no effect: it belongs to a column",
    "{type: unique, columns: [id], expression: x}": "'expression' has no effect: a constraint "
    "unique is defined by its columns",
    "{type: foreign_key, columns: [id], expression: b (id)}": "'foreign_key' has no effect: the "
    "relation that it refers to is not known before the run",
    "{type: primary_key, columns: [id]}, {type: primary_key, columns: [n]}": "'a' has two primary "
    "keys: also in models/s.yml:4:19",
}


@pytest.mark.parametrize("constraint", WRONG)
def test_what_is_wrong_is_told_before_anything_runs(tmp_path: Path, constraint: str) -> None:
    outcome = build(tmp_path, constraint)

    assert (outcome.exit_code, WRONG[constraint] in outcome.stderr) == (2, True)


@pytest.mark.parametrize(("materialized", "because"), [
    ("view", "a model materialized as view has no rows of its own"),
    ("ephemeral", "an ephemeral model cannot have a contract"),
])  # fmt: skip
def test_a_dbt_project_is_warned_where_there_are_no_rows(
    tmp_path: Path, materialized: str, because: str
) -> None:
    files = {
        "dbt_project.yml": "name: shop\nprofile: shop\n",
        "profiles.yml": "shop: {outputs: {default: {type: duckdb, path: w.duckdb}}}\n",
        "models/a.sql": TWO,
        "models/s.yml": HEAD.replace("MADE", materialized).replace("MORE", "")
        + "    constraints: [{type: unique, columns: [id]}]\n" + COLUMNS,
        "models/b.sql": "select * from {{ ref('a') }}",
    }  # fmt: skip
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    outcome = seg(tmp_path, "build")

    assert (outcome.exit_code, because in outcome.stderr) == (0, True)


def test_tables_of_a_dbt_project_have_the_order_of_the_contract(tmp_path: Path) -> None:
    names = "columns: [{name: n, data_type: varchar}, {name: id, data_type: integer}]"
    config = "config: {materialized: MADE, contract: {enforced: true}}"
    declared = [f"{{name: {name}, {config.replace('MADE', made)}, {names}}}"
                for name, made in (("a", "table"), ("v", "view"))]  # fmt: skip
    files = {
        "dbt_project.yml": "name: shop\nprofile: shop\n",
        "profiles.yml": "shop: {outputs: {default: {type: duckdb, path: warehouse.duckdb}}}\n",
        "models/a.sql": TWO,
        "models/v.sql": TWO,
        "models/s.yml": f"models: [{', '.join(declared)}]\n",
    }
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    assert seg(tmp_path, "build").exit_code == 0
    with reading(tmp_path / "warehouse.duckdb") as database:
        shown = [
            [row[0] for row in database.execute(f"describe {name}").fetchall()] for name in "av"
        ]
    assert shown == [["n", "id"], ["id", "n"]]
