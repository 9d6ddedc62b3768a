"""Errors in unit tests are reported with place and fix."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project


def unit_test(expect: str = "{rows: []}", given: str = "[]", more: str = "") -> str:
    return (
        f"unit_tests:\n  - name: t\n    model: a\n    given: {given}\n    expect: {expect}\n{more}"
    )


SMALL = {
    "models/o.sql": "select 1 as id, 'x' as name\n",
    "models/a.sql": "select id, name from {{ ref('o') }}\n",
}
ROWS = "[{input: ref('o'), rows: [{id: 1}]}]"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            unit_test(given="[{input: ref('p'), rows: []}]"),
            "models/t.yml:4:21: ref('p') names no model\n",
        ),
        (
            unit_test(given="[{input: o, rows: []}]"),
            "models/t.yml:4:21: 'input': 'o' is not an input\n"
            "  fix: write ref('model'), source('source', 'table') or this\n",
        ),
        (
            unit_test(),
            "models/t.yml:2:5: the unit test 't' gives no rows for ref('o'), which its model "
            "reads\n  fix: add \"- input: ref('o')\" with its rows under 'given:', 'rows: []' for "
            "none\n",
        ),
        (
            unit_test(given="[{input: ref('o')}]"),
            "models/t.yml:4:13: no rows are given for ref('o')\n"
            "  fix: write 'rows:' below it, 'rows: []' for none\n",
        ),
        (
            unit_test(given="[{input: ref('o'), format: csv, rows: \"id,name\\n1\"}]"),
            "models/t.yml:4: the row has 1 value, but the header has 2 columns\n"
            "  fix: write a value for each column, and quote values that contain a comma\n",
        ),
        (
            unit_test(given="[{input: ref('o'), format: csv, fixture: f}]"),
            "models/t.yml:4:53: no fixture 'f' in the format csv\n"
            "  fix: add tests/fixtures/f.csv\n",
        ),
        (
            unit_test(given="[{input: ref('o'), format: sql, rows: selec 1}]"),
            'models/t.yml:4:50: Parser Error: syntax error at or near "selec"\n',
        ),
        (
            unit_test(expect="{format: sql, rows: drop table o}", given=ROWS),
            "models/t.yml:5:33: in the unit test 't': what is given as SQL must be one SELECT, "
            "found a DROP\n",
        ),
        (
            unit_test(expect="{rows: [1]}", given=ROWS),
            "models/t.yml:5:21: 'rows': expected a mapping of columns, found 1\n"
            "  fix: write '- {id: 1, name: Ada}'\n",
        ),
        (
            unit_test(given=ROWS, more="    overrides: {macros: {rat: 1}}\n"),
            "models/t.yml:2:5: in the unit test 't': the unit test 't' overrides the macro 'rat', "
            "which does not exist\n  fix: remove it from 'overrides'\n",
        ),
        (
            unit_test().replace("model: a", "model: b"),
            "models/t.yml:2:5: ref('b') names no model\n",
        ),
        (
            unit_test(given="[{input: ref('o'), rows: []}, {input: ref('a'), rows: []}]"),
            "models/t.yml:4:66: rows are given for ref('a'), but 'a' does not read it\n"
            "  fix: remove them, or use it in the model\n",
        ),
    ],
)
def test_what_is_wrong_is_told_before_anything_runs(
    tmp_path: Path, text: str, problem: str
) -> None:
    write_project(tmp_path, {**SMALL, "models/t.yml": text})

    outcome = seg(tmp_path, "parse")
    assert (outcome.exit_code, outcome.stderr) == (2, problem)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            unit_test("{rows: [{id: 1}, {nam: x}]}", ROWS),
            "models/t.yml:5: 'a' gives no column 'nam'\n"
            "    fix: did you mean 'name'? columns: id, name\n",
        ),
        (
            unit_test(given="[{input: ref('o'), rows: [{nme: x}]}]"),
            "models/t.yml:4: ref('o') has no column 'nme'\n"
            "    fix: did you mean 'name'? columns: id, name\n",
        ),
        (
            unit_test("{rows: [{id: one}]}", ROWS),
            "models/t.yml:5: the expected rows: Conversion Error: Could not convert string 'one' "
            "to INT32",
        ),
        (
            unit_test(given="[{input: ref('o'), rows: [{id: 1}, {id: one}]}]"),
            "models/t.yml:4: the rows for ref('o'): Conversion Error: Could not convert string "
            "'one' to INT32",
        ),
    ],
)
def test_what_the_database_knows_is_told_at_the_rows(
    tmp_path: Path, text: str, message: str
) -> None:
    write_project(tmp_path, {**SMALL, "models/t.yml": text})

    outcome = seg(tmp_path, "build", "--select", "+a")
    assert outcome.exit_code == 1
    shown = "\n".join(line[10:] for line in outcome.stdout.splitlines())
    assert message in shown
    assert "[ERROR]: in unit_test t (models/t.yml:2:5)\n" in shown
    assert "SKIP=1" in shown


def test_a_fault_of_the_model_is_told_at_its_line(tmp_path: Path) -> None:
    broken = "select id,\n  nme\nfrom {{ ref('o') }}\n"
    write_project(
        tmp_path, {**SMALL, "models/a.sql": broken, "models/t.yml": unit_test(given=ROWS)}
    )

    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert 'models/a.sql:2: Binder Error: Referenced column "nme" not found' in outcome.stdout


def test_of_what_cannot_be_read_no_unit_test_complains(tmp_path: Path) -> None:
    broken = {"models/o.sql": "select 1 as id {{ ref('x' }}\n"}
    write_project(tmp_path, {**SMALL, **broken, "models/t.yml": unit_test(given=ROWS)})

    outcome = seg(tmp_path, "parse")
    assert outcome.exit_code == 2
    assert [line for line in outcome.stderr.splitlines() if line.startswith("models/")] == [
        "models/o.sql:1:27: unexpected '}', expected ')'"
    ]


def test_rows_of_people_are_in_no_message(tmp_path: Path) -> None:
    files = {
        "seeds/o.csv": "id,name\n1,ada\n",
        "models/a.sql": SMALL["models/a.sql"],
        "models/t.yml": unit_test("{rows: [{name: bo}]}", "[{input: ref('o')}]")
        + "seeds: [{name: o, columns: [{name: name, tags: [personal]}]}]\n",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 1
    assert "1 of 1 expected row is missing, 1 row is unexpected" in outcome.stdout
    assert "ada" not in outcome.stdout


def test_a_template_that_asks_the_database_is_told_of_the_real_one(tmp_path: Path) -> None:
    asking = (
        "{% set columns = adapter.get_columns_in_relation(ref('o')) %}"
        "select {% for each in columns %}{{ each.name }}, {% endfor %}1 as one from {{ ref('o') }}"
    )
    text = unit_test(
        "{rows: [{id: 7, name: null, one: 1}]}", "[{input: ref('o'), rows: [{id: 7}]}]"
    )
    write_project(tmp_path, {**SMALL, "models/a.sql": asking, "models/t.yml": text})

    outcome = seg(tmp_path, "build")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "Unit tests: 1 passed" in outcome.stdout


SOURCE = {
    "models/o.sql": "select id, name from {{ source('raw', 'orders') }}\n",
    "models/a.sql": SMALL["models/a.sql"],
}


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (
            "{name: id}",
            "models/t.yml:4:37: ref('o') does not exist, and the types of its columns are unknown: "
            'Catalog Error: Table with name "raw.orders" does not exist',
        ),
        (
            "{name: id, data_type: integer}, {name: name, data_type: varchar}",
            "Unit tests: 1 passed",
        ),
    ],
)
def test_types_of_what_is_not_there_can_be_documented(
    tmp_path: Path, columns: str, told: str
) -> None:
    text = unit_test("{rows: [{id: 1, name: null}]}", ROWS)
    text += f"sources: [{{name: raw, tables: [{{name: orders, columns: [{columns}]}}]}}]\n"
    write_project(tmp_path, {**SOURCE, "models/t.yml": text})

    assert told in seg(tmp_path, "test", "--select", "test_type:unit").stdout
