"""Errors of Python models, before anything runs and during the run."""

from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project

A = "models/a.py"


def refused(folder: Path, code: str, **files: str) -> str:
    """What `seg build` says of a project that is not run at all."""
    found = seg(write_project(folder, {A: code} | files), "build")
    assert found.exit_code == 2
    assert not (folder / "warehouse.duckdb").exists()
    return found.stderr.strip()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param(
            "def modle(dbt, session):\n    return None\n",
            "models/a.py: a Python model has no function `model`\n"
            "  fix: write `def model(dbt, session):`, which returns a DataFrame",
            id="no function",
        ),
        pytest.param(
            "x = 1\ndef model(session):\n    return None\n",
            "models/a.py:2: the function `model` is called with two arguments, "
            "the first of them `dbt`\n  fix: write `def model(dbt, session):`",
            id="other arguments",
        ),
        pytest.param(
            "def model(dbt, session):\n    return 1\n\ndef model(dbt, session):\n    return 2\n",
            "models/a.py:4: a second function `model`\n  fix: the first is on line 1",
            id="two functions",
        ),
        pytest.param(
            "def model(dbt, session):\n    return (1\n",
            "models/a.py:2:12: Python: '(' was never closed\n"
            "  1 | def model(dbt, session):\n"
            "  2 |     return (1\n"
            "    |            ^",
            id="syntax",
        ),
        pytest.param(
            "def model(dbt, session):\n    return dbt.ref(f'{1}').df()\n",
            "models/a.py:2:12: the arguments of dbt.ref() must be literals, as they are read "
            "without running the file\n"
            "  1 | def model(dbt, session):\n"
            "  2 |     return dbt.ref(f'{1}').df()\n"
            "    |            ^\n"
            "  fix: write dbt.ref('model')",
            id="reference that is computed",
        ),
        pytest.param(
            "def model(dbt, session):\n    return dbt.source('shop').df()\n",
            "models/a.py:2:12: the arguments of dbt.source() must be literals, as they are read "
            "without running the file\n"
            "  1 | def model(dbt, session):\n"
            "  2 |     return dbt.source('shop').df()\n"
            "    |            ^\n"
            "  fix: write dbt.source('source', 'table')",
            id="source without table",
        ),
        pytest.param(
            "def model(dbt, session):\n    dbt.config(tags=list('ab'))\n",
            "models/a.py:2:5: the arguments of dbt.config() must be literals, as they are read "
            "without running the file\n"
            "  1 | def model(dbt, session):\n"
            "  2 |     dbt.config(tags=list('ab'))\n"
            "    |     ^\n"
            "  fix: write dbt.config(materialized='table')",
            id="setting that is computed",
        ),
        pytest.param(
            "def model(dbt, session):\n    dbt.config(materialized='view')\n",
            "models/a.py:2:5: a Python model returns a table: it cannot be materialized as view\n"
            "  fix: set it to one of table, incremental, external",
            id="view",
        ),
        pytest.param(
            "def model(dbt, session):\n    dbt.config(materialised='table')\n",
            "models/a.py:2:5: 'materialised' is not a setting of a model\n"
            "  fix: did you mean 'materialized'?",
            id="unknown setting",
        ),
    ],
)
def test_it_is_said_before_anything_runs(tmp_path: Path, code: str, said: str) -> None:
    assert refused(tmp_path, code) == said


def test_an_unknown_reference_has_a_place_and_a_suggestion(tmp_path: Path) -> None:
    code = "def model(dbt, session):\n    return dbt.ref('ordres').df()\n"
    assert refused(tmp_path, code, **{"models/orders.sql": "select 1 as id"}) == (
        "models/a.py:2:12: ref('ordres') names no model\n  fix: did you mean 'orders'?"
    )


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    code = "def model(dbt):\n    dbt.ref(x)\n    dbt.config({'a': 1})\n"
    assert [line for line in refused(tmp_path, code).splitlines() if line.startswith(A)] == [
        "models/a.py:1: the function `model` is called with two arguments, the first of them `dbt`",
        "models/a.py:2:5: the arguments of dbt.ref() must be literals, as they are read "
        "without running the file",
        "models/a.py:3:5: the arguments of dbt.config() must be literals, as they are read "
        "without running the file",
    ]


def test_a_model_has_one_file(tmp_path: Path) -> None:
    code = "def model(dbt, session):\n    return None\n"
    assert refused(tmp_path, code, **{"models/b/a.sql": "select 1 as id"}) == (
        "models/b/a.sql: the model 'a' is also in models/a.py\n  fix: rename one of them"
    )


def test_models_that_wait_for_each_other(tmp_path: Path) -> None:
    code = "def model(dbt, session):\n    return dbt.ref('b').df()\n"
    assert refused(tmp_path, code, **{"models/b.sql": "select * from {{ ref('a') }}"}) == (
        "models/a.py:2:12: dependency cycle: a (models/a.py:2:12) "
        "-> b (models/b.sql:1:18) -> a\n  fix: remove one of the references"
    )


HEAD = "import pandas as pd\n\n\ndef model(dbt, session):\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(
            "    return nothing_known\n",
            "models/a.py:5: NameError: name 'nothing_known' is not defined\n"
            "  5 |     return nothing_known",
            id="name",
        ),
        pytest.param(
            "    frame = pd.DataFrame({'x': [1]})\n\n    return frame['y']\n",
            "models/a.py:7: KeyError: 'y'\n  7 |     return frame['y']",
            id="inside of a library",
        ),
        pytest.param(
            "    return inner()\n\n\ndef inner():\n    raise ValueError\n",
            "models/a.py:9: ValueError\n  9 |     raise ValueError",
            id="inside of a function of the file",
        ),
        pytest.param(
            "    import not_there.at_all\n",
            "models/a.py:5: the Python package 'not_there' is not installed\n"
            "  5 |     import not_there.at_all\n"
            "  fix: pip install the package that contains it",
            id="package",
        ),
        pytest.param(
            "    import sys\n    sys.exit(3)\n",
            "models/a.py:6: SystemExit: 3\n  6 |     sys.exit(3)",
            id="exit",
        ),
        pytest.param(
            "    return session.sql('select nothing_known').df()\n",
            'models/a.py:5: Binder Error: Referenced column "nothing_known" was not found '
            "because the FROM clause is missing\n"
            "  5 |     return session.sql('select nothing_known').df()",
            id="SQL",
        ),
        pytest.param(
            "    find = dbt.ref\n    return find('orders').df()\n",
            "models/a.py:6: dbt.ref('orders') is not a literal in the file, so the "
            "dependency is unknown\n  6 |     return find('orders').df()\n"
            "  fix: write dbt.ref('orders') where it is used",
            id="reference that was not seen",
        ),
        pytest.param(
            "    return dbt.this.df()\n",
            "models/a.py:5: main.a is not published yet\n  5 |     return dbt.this.df()\n"
            "  fix: check dbt.this.is_published first",
            id="itself",
        ),
        pytest.param(
            "    pass\n",
            "models/a.py: model() returned nothing, not a table\n"
            "  fix: return a relation, or a DataFrame of pandas or polars",
            id="nothing",
        ),
        pytest.param(
            "    return [1]\n",
            "models/a.py: model() returned a value of type list, not a table\n"
            "  fix: return a relation, or a DataFrame of pandas or polars",
            id="list",
        ),
        pytest.param(
            "    return pd.DataFrame([[1, 2]])\n",
            "models/a.py: the DataFrame has a column whose name is not text: 0\n"
            "  fix: name the columns: frame.columns = ['customer_id', ...]",
            id="column without name",
        ),
        pytest.param(
            "    return pd.DataFrame([[1, 2]], columns=['x', 'X'])\n",
            "models/a.py: the DataFrame has two columns 'x'\n  fix: name each column once",
            id="columns twice",
        ),
        pytest.param(
            "    return pd.DataFrame()\n",
            "models/a.py: the DataFrame has no columns\n  fix: name the columns of an empty table "
            "too",
            id="no columns",
        ),
        pytest.param(
            "    return {'x': [1]}\n",
            "models/a.py: model() returned a column 'x' that is not a one-dimensional NumPy array\n"
            "  fix: return each column as an array: numpy.array([...])",
            id="not an array",
        ),
        pytest.param(
            "    return {'x': pd.Series([1, 2]).to_numpy(), 'y': pd.Series([1]).to_numpy()}\n",
            "models/a.py: model() returned columns of 1 and of 2 rows: 'y' and 'x'\n"
            "  fix: return the same number of rows for each column",
            id="arrays of different lengths",
        ),
        pytest.param(
            "    return {'x': pd.Series([1]).to_numpy(), 'X': pd.Series([1]).to_numpy()}\n",
            "models/a.py: the DataFrame has two columns 'x'\n  fix: name each column once",
            id="arrays twice",
        ),
    ],
)
def test_it_is_said_in_the_users_file(tmp_path: Path, body: str, said: str) -> None:
    files = {A: HEAD + body, "models/child.sql": "select * from {{ ref('a') }}"}
    found = seg(write_project(tmp_path, files), "build")
    assert found.exit_code == 1
    report = "\n".join(line[10:] for line in found.stdout.splitlines())
    assert "\n".join(f"  {line}" for line in said.splitlines()) in report
    assert "Traceback" not in report + found.stderr


def test_a_failure_leaves_what_was_published(tmp_path: Path) -> None:
    write_project(tmp_path, {A: HEAD + "    return pd.DataFrame({'x': [1]})\n"})
    assert seg(tmp_path, "build").exit_code == 0
    (tmp_path / A).write_text(HEAD + "    return 1 / 0\n")
    assert seg(tmp_path, "build").exit_code == 1
    assert rows(tmp_path, "select x from a") == [(1,)]


def test_in_dbt_projects_what_a_folder_materializes_is_for_sql_models(tmp_path: Path) -> None:
    code = "def model(dbt, session):\n    return session.sql('select 1 as id')\n"
    in_file = code.replace("    return", "    dbt.config(materialized='incremental')\n    return")
    trees = "models: {shop: {+materialized: view, far: {+materialized: external}}}"
    files = {
        "dbt_project.yml": f"name: shop\nprofile: shop\n{trees}\n",
        "profiles.yml": "shop: {outputs: {default: {type: duckdb, path: w.duckdb}}}",
        "models/a.py": code,
        "models/far/b.py": code,
        "models/far/c.py": in_file,
        "models/far/d.py": code,
        "models/far/d.yml": "models: [{name: d, config: {materialized: external}}]",
        "models/s.sql": "select 1 as id",
    }
    write_project(tmp_path, files)
    (tmp_path / "seg_project.yml").unlink()
    found = seg(tmp_path, "ls", "-s", "config.materialized:table", "--profiles-dir", str(tmp_path))
    assert found.stdout.split() == ["shop.a", "shop.far.b"]
    assert found.stderr == (
        "dbt_project.yml:3:59: 'materialized: external' of a folder is for SQL models: its Python "
        "models are tables\n"
        "  fix: set it in the model: dbt.config(materialized='external')\n"
    )
