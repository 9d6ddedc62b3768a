"""Errors that only the engine finds are reported at the user's file and line, with the code."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.running.reading import closing, endings, published

MISSING = (
    'Binder Error: Referenced column "nope" not found in FROM clause!\n  Candidate bindings: "id"'
)

CASES = {
    "in a model": (
        {"models/a.sql": "-- ids\nselect\n    id,\n    nope as x\nfrom (select 1 as id)\n"},
        f"models/a.sql:4: {MISSING}\n    4 |     nope as x",
    ),
    "in a table": (
        {
            "models/a.sql": "{{ config(materialized='table') }}\nselect\n"
            "    cast(x as int) as y\nfrom (values ('a')) as t(x)\n"
        },
        "models/a.sql:3: Conversion Error: Could not convert string 'a' to INT32 "
        "when casting from source column x\n    3 |     cast(x as int) as y",
    ),
    "after a reference": (
        {
            "models/a.sql": "with b as (\n    select * from {{ ref('b') }}\n)\n\n"
            "select nope as x\nfrom b\n",
            "models/b.sql": "select 1 as id\n",
        },
        f"models/a.sql:5: {MISSING}\n    5 | select nope as x",
    ),
    "after lines of Jinja": (
        {
            "models/a.sql": "{% set columns = [\n    'id',\n    'nope',\n] %}\n\nselect\n"
            "{% for column in columns %}\n    {{ column }} as c{{ loop.index }},\n{% endfor %}\n"
            "    1 as one\nfrom (select 1 as id)\n"
        },
        f"models/a.sql:8: {MISSING}\n    8 |     {{{{ column }}}} as c{{{{ loop.index }}}},",
    ),
    "in what a macro gave": (
        {
            "macros/m.sql": "{% macro columns() %}\n    id,\n    nope as x\n{% endmacro %}",
            "models/a.sql": "select\n    {{ columns() }}\nfrom (select 1 as id)\n",
        },
        f"models/a.sql:2: {MISSING}\n    2 |     {{{{ columns() }}}}",
    ),
    "behind an ephemeral model": (
        {
            "models/a.sql": "{{ config(materialized='table') }}\n\nselect nope as x\n"
            "from {{ ref('b') }}\n",
            "models/b.sql": "{{ config(materialized='ephemeral') }}\nselect\n    1 as id\n-- end",
        },
        f"models/a.sql:3: {MISSING}\n    3 | select nope as x",
    ),
    "in an ephemeral model": (
        {
            "models/a.sql": "with x as (select 1 as one)\n\nselect * from {{ ref('b') }}, x\n\n",
            "models/b.sql": "{{ config(materialized='ephemeral') }}\n\n"
            "select nope as x from {{ ref('c') }}",
            "models/c.sql": "{{ config(materialized='ephemeral') }}\nselect 1 as id\n",
        },
        f"models/b.sql:3: {MISSING}\n    3 | select nope as x from {{{{ ref('c') }}}}",
    ),
    "in an incremental model": (
        {
            "models/a.sql": "{{ config(materialized='incremental') }}\n\n"
            "select nope as x\nfrom (select 1 as id)\n"
        },
        f"models/a.sql:3: {MISSING}\n    3 | select nope as x",
    ),
    "without a line": (
        {"models/a.sql": "{{ config(materialized='table') }} select error('O''Brien') as y"},
        "models/a.sql: Invalid Input Error: O'Brien",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_models(case: tuple[dict[str, str], str], tmp_path: Path) -> None:
    files, message = case
    outcome = seg(write_project(tmp_path, files), "run")
    assert (outcome.exit_code, outcome.stderr, published(tmp_path)) == (1, "", {})
    said = closing(outcome).split("\n\n")[1]
    assert said == f"[ERROR]: in model a (models/a.sql)\n  {message}"


def test_an_incremental_model_that_goes_on(tmp_path: Path) -> None:
    sql = (
        "{{ config(materialized='incremental') }}\nselect 1 as id\n"
        "{% if is_incremental() %}\nwhere nope = 1\n{% endif %}\n"
    )
    assert seg(write_project(tmp_path, {"models/a.sql": sql}), "run").exit_code == 0
    outcome = seg(tmp_path, "run", "--force")
    assert (outcome.exit_code, published(tmp_path)) == (1, {"a": [(1,)]})
    assert (
        closing(outcome)
        .split("\n\n")[1]
        .startswith(
            "[ERROR]: in model a (models/a.sql)\n"
            '  models/a.sql:4: Binder Error: Referenced column "nope" was not found'
        )
    )


@pytest.mark.parametrize("limit", ["", "{{ config(limit=3) }}"], ids=["no limit", "a limit"])
def test_singular_data_tests(limit: str, tmp_path: Path) -> None:
    files = {
        "models/a.sql": "select 1 as id",
        "tests/t.sql": f"-- ids {limit}\nselect *\nfrom {{{{ ref('a') }}}}\nwhere nope > 0;\n--",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert (outcome.exit_code, published(tmp_path)) == (1, {})
    assert closing(outcome).split("\n\n")[1] == (
        f"[ERROR]: in test t (tests/t.sql)\n  tests/t.sql:4: {MISSING}\n    4 | where nope > 0;"
    )


def test_dependents_are_skipped_and_neighbours_are_built(tmp_path: Path) -> None:
    files = {
        "models/bad.sql": "select nope as id",
        "models/child.sql": "select * from {{ ref('bad') }}",
        "models/good.sql": "select 1 as id",
    }
    outcome = seg(write_project(tmp_path, files), "build", "--publish", "passing")
    assert (outcome.exit_code, published(tmp_path)) == (1, {"good": [(1,)]})
    assert endings(outcome) == [
        "ERROR creating sql view model main.bad",
        "OK created sql view model main.good",
        "SKIP relation main.child",
    ]
    assert closing(outcome).split("\n\n")[3] == "Skipped 1: child"


def test_a_view_that_fails_when_it_is_read(tmp_path: Path) -> None:
    files = {
        "models/a.sql": "select cast(x as int) as y from (values ('a')) as t(x)",
        "models/a.yml": "models:\n  - name: a\n    columns:\n      - name: y\n"
        "        data_tests: [not_null]\n",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert (outcome.exit_code, published(tmp_path)) == (1, {})
    assert closing(outcome).split("\n\n")[1] == (
        "[ERROR]: in test not_null_a_y (models/a.yml:5:22)\n"
        "  models/a.yml:5:22: Conversion Error: Could not convert string 'a' to INT32 "
        "when casting from source column x"
    )
