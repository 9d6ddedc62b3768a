"""Declared data tests: wrong names, arguments and columns never count as success."""

from pathlib import Path

import pytest

from tests.faults.refusal import refusal
from tests.projects import seg, write_project
from tests.running.reading import closing, endings, published

MODEL = {
    "models/a.sql": "select 1 as id, 2 as amount\n",
    "macros/odd.sql": "{% test odd(model, column_name, than) %}\n"
    "{{ exceptions.raise_compiler_error('only odd numbers') }}\n{% endtest %}\n",
}


def on_model(test: str) -> str:
    """A property file with a test of model `a`, from column 9 of line 4 on."""
    return f"models:\n  - name: a\n    data_tests:\n      - {test}\n"


def on_column(test: str, column: str = "id") -> str:
    """A property file with a test of a column of `a`, from column 13 of line 6 on."""
    return (
        f"models:\n  - name: a\n    columns:\n      - name: {column}\n        data_tests:\n"
        f"          - {test}\n"
    )


REFUSED = {
    "a test that is none": (
        on_column("not_nul"),
        "models/s.yml:6:13: no data test 'not_nul'\n  fix: did you mean 'not_null'?\n",
    ),
    "an argument that is none": (
        on_column("accepted_values: {values: [1], qoute: false}"),
        "models/s.yml:6:44: the data test 'accepted_values' has no argument 'qoute'\n"
        "  fix: did you mean 'quote'?\n",
    ),
    "an argument under 'arguments' that is none, and so one is missing": (
        on_column("accepted_values: {arguments: {valus: [1]}}"),
        "models/s.yml:6:43: the data test 'accepted_values' has no argument 'valus'\n"
        "  fix: did you mean 'values'?\n"
        "models/s.yml:6:13: the data test 'accepted_values' needs the argument 'values'\n"
        "  fix: write 'values: ...' below it\n",
    ),
    "a setting with a typo": (
        on_column("not_null: {serverity: warn}"),
        "models/s.yml:6:24: the data test 'not_null' has no argument 'serverity'\n"
        "  fix: did you mean 'severity'?\n",
    ),
    "an argument that is near nothing": (
        on_column("not_null: {zzz: warn}"),
        "models/s.yml:6:24: the data test 'not_null' has no argument 'zzz'\n"
        "  fix: its arguments: none\n",
    ),
    "an argument is missing": (
        on_column("relationships: {to: ref('a')}"),
        "models/s.yml:6:13: the data test 'relationships' needs the argument 'field'\n"
        "  fix: write 'field: ...' below it\n",
    ),
    "a test of a column, below a model": (
        on_model("not_null"),
        "models/s.yml:4:9: the data test 'not_null' needs a column\n"
        "  fix: write it under a column\n",
    ),
    "a test of a model, below a column": (
        on_column("row_count_between: {min_value: 1}"),
        "models/s.yml:6:13: the data test 'row_count_between' tests a model, not a column\n"
        "  fix: move it under the 'data_tests:' of the model\n",
    ),
    "what the test's own macro refuses": (
        on_column("odd: {than: 2}"),
        "models/s.yml:6:13: only odd numbers, in macro test_odd (macros/odd.sql:2)\n",
    ),
    "a severity that is none": (
        on_column("not_null: {config: {severity: fatal}}"),
        "models/s.yml:6:43: 'severity': expected 'error' or 'warn', found 'fatal'\n",
    ),
    "an undefined name in an argument": (
        on_column("accepted_values: {values: ['{{ nope }}']}"),
        "models/s.yml:6:13: 'nope' is not defined\n",
    ),
    "SQL that is none": (
        on_model("expression_is_true: {expression: 'id > > 3'}"),
        'models/s.yml:4:9: Parser Error: syntax error at or near ">"\n',
    ),
    "SQL that breaks out": (
        on_model("expression_is_true: {expression: 'true); drop table a; select (1'}"),
        "models/s.yml:4:9: a query must be one SELECT, found 3 statements\n",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_refused_before_anything_runs(case: tuple[str, str], tmp_path: Path) -> None:
    properties, message = case
    assert refusal(tmp_path, MODEL | {"models/s.yml": properties}) == message


def failed(folder: Path, files: dict[str, str]) -> str:
    """What is said of a build in which one test ended in an error; nothing is published."""
    outcome = seg(write_project(folder, files), "build")
    assert (outcome.exit_code, outcome.stderr, published(folder)) == (1, "", {})
    said = closing(outcome)
    return said.split("\n\n  compiled code")[0].partition("\n\n")[2]


def test_a_column_that_a_model_does_not_have(tmp_path: Path) -> None:
    files = MODEL | {"models/s.yml": on_column("not_null", "ammount")}
    assert failed(tmp_path, files) == (
        "[ERROR]: in test not_null_a_ammount (models/s.yml:6:13)\n"
        "  models/s.yml:6:13: no column 'ammount'\n"
        "    fix: did you mean 'amount'? columns: id, amount"
    )


def test_a_column_that_a_seed_does_not_have_is_known_before_anything_runs(tmp_path: Path) -> None:
    properties = on_column("unique", "ammount").replace("models:", "seeds:")
    files = {"seeds/a.csv": "\ufeffid,amount\n1,2\n", "seeds/s.yml": properties}
    assert refusal(tmp_path, files) == (
        "seeds/s.yml:6:13: the seed 'a' has no column 'ammount'\n"
        "  fix: did you mean 'amount'? columns: id, amount\n"
    )


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        (
            on_column("relationships: {to: ref('a'), field: idd}"),
            "[ERROR]: in test relationships_a_id__idd__ref_a_ (models/s.yml:6:13)\n"
            '  models/s.yml:6:13: Binder Error: Referenced column "idd" not found in FROM clause!\n'
            '  Candidate bindings: "id"',
        ),
        (
            on_model("expression_is_true: {expression: 'amount > idd'}"),
            "[ERROR]: in test expression_is_true_a_amount_idd (models/s.yml:4:9)\n"
            '  models/s.yml:4:9: Binder Error: Referenced column "idd" not found in FROM clause!\n'
            '  Candidate bindings: "id"',
        ),
        (
            on_column("unique: {config: {where: 'idd = 1'}}"),
            "[ERROR]: in test unique_a_id (models/s.yml:6:13)\n"
            '  models/s.yml:6:13: Binder Error: Referenced column "idd" not found in FROM clause!\n'
            '  Candidate bindings: "id"',
        ),
        (
            on_column("unique: {config: {fail_calc: 'count(*'}}"),
            "[ERROR]: in test unique_a_id (models/s.yml:6:13)\n"
            '  models/s.yml:6:13: Parser Error: syntax error at or near "as"',
        ),
    ],
    ids=["in an argument", "in an expression", "in where", "in fail_calc"],
)
def test_what_only_the_engine_knows(properties: str, message: str, tmp_path: Path) -> None:
    assert failed(tmp_path, MODEL | {"models/s.yml": properties}) == message


def test_all_spellings_of_dbt_are_understood(tmp_path: Path) -> None:
    properties = """
version: 2
models:
  - name: a
    tests:
      - unique:
          column_name: id
      - row_count_between: {min_value: 1, severity: warn}
    columns:
      - name: id
        tests:
          - not_null
          - accepted_values:
              values: [1]
              quote: false
              config: {severity: warn}
          - relationships:
              name: all_are_there
              arguments: {to: ref('a'), field: id}
      - name: amount
        data_tests:
          - test_name: accepted_values
            arguments: {values: [2], quote: false}
          - dbt.not_null
"""
    outcome = seg(write_project(tmp_path, MODEL | {"models/s.yml": properties}), "build")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert endings(outcome) == [
        "OK created sql view model main.a",
        "PASS accepted_values_a_amount__False__2",
        "PASS accepted_values_a_id__False__1",
        "PASS all_are_there",
        "PASS dbt_not_null_a_amount",
        "PASS not_null_a_id",
        "PASS row_count_between_a_1",
        "PASS unique_a_id",
    ]


def test_a_test_between_two_tables_holds_back_both(tmp_path: Path) -> None:
    files = {
        "seeds/customers.csv": "customer_id\n1\n2\n",
        "seeds/orders.csv": "order_id,customer_id\n1,1\n2,2\n3,\n",
        "seeds/s.yml": "seeds:\n  - name: orders\n    columns:\n      - name: customer_id\n"
        "        data_tests:\n"
        "          - relationships: {to: ref('customers'), field: customer_id}\n",
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    before = published(tmp_path)
    write_project(tmp_path, {"seeds/orders.csv": "order_id,customer_id\n1,1\n2,7\n3,8\n"})
    outcome = seg(tmp_path, "build")
    assert (outcome.exit_code, published(tmp_path)) == (1, before)
    assert closing(outcome).partition("\n\n")[2].split("\n  see the rows")[0] == (
        "[ERROR]: in test relationships_orders_customer_id__customer_id__ref_customers_ "
        "(seeds/s.yml:6:13)\n"
        "  Got 2 results, configured to fail if != 0\n\n"
        "  | from_field |\n  | ---------- |\n  |          7 |\n  |          8 |"
    )
