"""Python models on DuckDB's relations: what is allowed, and what is not."""

from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project

FILES = {
    "seeds/orders.csv": "id,customer,amount\n1,a,10\n2,b,5\n3,a,7\n",
    "models/of_frame.py": """\
import pandas as pd


def model(dbt, session):
    rates = pd.DataFrame({"customer": ["a", "b"], "rate": [2, 3]})
    return session.sql(f"select o.id, rate from {dbt.ref('orders')} o join rates using (customer)")
""",
    "models/of_arrow.py": """\
def model(dbt, session):
    table = dbt.ref("orders").filter("id > 1").to_arrow_table()
    return table.append_column("twice", [[2 * id for id in table["id"].to_pylist()]])
""",
    "models/of_batches.py": """\
import pyarrow as pa


def model(dbt, session):
    reader = dbt.ref("orders").to_arrow_reader(2)
    return pa.RecordBatchReader.from_batches(reader.schema, (batch[:1] for batch in reader))
""",
    "models/of_data_set.py": """\
import pyarrow.dataset as ds


def model(dbt, session):
    return ds.dataset(dbt.ref("orders").to_arrow_table())
""",
    "models/goes_on.py": """\
import duckdb


def model(dbt, session):
    session.execute("create temp table mine as select 1 as id")
    try:
        session.sql("select * from nowhere").fetchall()
    except duckdb.CatalogException:
        more = dbt.ref("orders").query("o", "select id + 10 as id from o")
        session.execute("insert into mine select id from more")
    return session.table("mine")
""",
    "models/after_an_error.py": """\
import duckdb


def model(dbt, session):
    orders = dbt.ref("orders")
    try:
        session.sql(f"select cast(customer as int) as n from {orders}").df()
    except duckdb.ConversionException:
        return orders.df()
""",
    "models/in_any_case.py": """\
def model(dbt, session):
    dbt.ref("orders")
    return session.sql("-- Orders by id\\nselect id from orders; -- all")
""",
    "models/itself.py": """\
def model(dbt, session):
    this = dbt.this
    return session.sql(f"select '{this.database}.{this.schema}.{this.identifier}' as name")
""",
    "models/own_1.py": """\
def model(dbt, session):
    session.execute("create temp table steps as select 1 as n")
    session.create_function("more", lambda n: n + 10, ["bigint"], "bigint")
    return session.sql("select more(n) as n from steps;")
""",
    "models/own_2.py": """\
def model(dbt, session):
    session.execute("create temp table steps as select 2 as n")
    session.create_function("more", lambda n: n + 20, ["bigint"], "bigint")
    return session.sql("select more(n) as n from steps")
""",
    "models/steps_as_inputs.py": """\
def model(dbt, session):
    dbt.ref("orders")
    session.execute("create temp table orders as select * from orders where id > 1 -- few")
    session.execute('create or replace temp view "Orders of a" as from orders where id > 2')
    return session.sql('select id from orders union all select id from "Orders of a"')
""",
    "models/by_parts.py": """\
def model(dbt, session):
    orders = dbt.ref("orders")
    assert len(orders) == 3
    assert list(orders.df()["id"]) == [1, 2, 3]
    return orders["customer"].distinct().union(orders.project("'c'"))
""",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("relations"), FILES)
    found = seg(folder, "build", "--threads", "1")
    assert found.exit_code == 0, found.stdout
    return folder


@pytest.mark.parametrize(
    ("model", "found"),
    [
        ("of_frame", [(1, 2), (2, 3), (3, 2)]),
        ("of_arrow", [(2, "b", 5, 4), (3, "a", 7, 6)]),
        ("of_batches", [(1, "a", 10), (3, "a", 7)]),
        ("of_data_set", [(1, "a", 10), (2, "b", 5), (3, "a", 7)]),
        ("goes_on", [(1,), (11,), (12,), (13,)]),
        ("after_an_error", [(1, "a", 10), (2, "b", 5), (3, "a", 7)]),
        ("itself", [("warehouse.main.itself",)]),
        ("in_any_case", [(1,), (2,), (3,)]),
        ("steps_as_inputs", [(2,), (3,), (3,)]),
        ("by_parts", [("a",), ("b",), ("c",), ("c",), ("c",)]),
    ],
)
def test_relations_and_tables_of_other_libraries_are_rows(
    built: Path, model: str, found: list[tuple[object, ...]]
) -> None:
    assert rows(built, f"from {model} order by all") == found


def test_what_a_model_makes_for_itself_no_other_one_meets(built: Path) -> None:
    assert rows(built, "from own_1 union all from own_2") == [(11,), (22,)]


def test_what_a_model_left_that_failed_no_other_one_meets(tmp_path: Path) -> None:
    failing = FILES["models/own_1.py"].replace("return", "raise ValueError #")
    files = {"models/own_1.py": failing, "models/own_2.py": FILES["models/own_2.py"]}
    found = seg(write_project(tmp_path, files), "build", "--threads", "1", "--publish", "passing")
    assert "PASS=1 WARN=0 ERROR=1" in found.stdout
    assert rows(tmp_path, "from own_2") == [(22,)]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            'session.execute("create table other as select 1 as id")',
            "models/a.py:2: a Python model can write only temporary tables\n"
            '  2 |     session.execute("create table other as select 1 as id")\n'
            "  fix: return the rows; use `create temp table` for intermediate steps",
        ),
        (
            'dbt.ref("orders").create("other")',
            "models/a.py:2: a Python model can write only temporary tables\n"
            '  2 |     dbt.ref("orders").create("other")\n'
            "  fix: return the rows; use `create temp table` for intermediate steps",
        ),
        (
            'session.execute("commit")',
            "models/a.py:2: a Python model reads in one transaction\n"
            '  2 |     session.execute("commit")\n'
            "  fix: remove it",
        ),
        (
            'session.execute("select 1; /* so */ commit; create table other as select 1 as id")',
            "models/a.py:2: a Python model reads in one transaction",
        ),
        (
            'session.execute(session.extract_statements("commit")[0])',
            "models/a.py:2: a Python model reads in one transaction",
        ),
        (
            "session.commit()",
            "models/a.py:2: session.commit() is not available: a model reads in one transaction\n"
            "  2 |     session.commit()\n"
            "  fix: remove it",
        ),
        (
            'import duckdb; return duckdb.sql("select 1 as id")',
            "models/a.py: a relation of another connection cannot be read\n"
            "  fix: write session.sql(...), not duckdb.sql(...)",
        ),
        (
            'dbt.ref("orders").filter("amonut > 1").fetchall()',
            'models/a.py:2: Binder Error: Referenced column "amonut" not found in FROM clause!',
        ),
    ],
)
def test_what_it_may_not_do_is_told_at_its_line(tmp_path: Path, body: str, said: str) -> None:
    code = f"def model(dbt, session):\n    {body}\n    return dbt.ref('orders')\n"
    files = {"seeds/orders.csv": FILES["seeds/orders.csv"], "models/a.py": code}
    found = seg(write_project(tmp_path, files), "build")
    assert found.exit_code == 1
    report = "\n".join(line[12:] for line in found.stdout.splitlines())
    assert said in report


def test_rows_that_cannot_be_read_late_are_told_at_the_return(tmp_path: Path) -> None:
    code = """\
def model(dbt, session):
    orders = dbt.ref("orders")
    return orders.project("customer::int as n")
"""
    files = {"seeds/orders.csv": FILES["seeds/orders.csv"], "models/a.py": code}
    found = seg(write_project(tmp_path, files), "build")
    assert found.exit_code == 1
    assert "models/a.py:3: Conversion Error: Could not convert string 'a' to INT32" in found.stdout


def test_a_name_in_sql_is_what_this_run_built_of_it(tmp_path: Path) -> None:
    code = (
        'def model(dbt, session):\n    dbt.ref("orders")\n    return session.sql("from orders")\n'
    )
    files = {"seeds/orders.csv": "id\n1\n", "models/a.py": code}
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    (tmp_path / "seeds/orders.csv").write_text("id\n2\n")
    assert seg(tmp_path, "build").exit_code == 0
    assert rows(tmp_path, "from a") == [(2,)]


def test_what_is_published_is_reused_as_long_as_nothing_of_it_changed(tmp_path: Path) -> None:
    write_project(tmp_path, {
        "seeds/orders.csv": "id\n1\n2\n",
        "models/still.py": "def model(dbt, session):\n"
        "    return dbt.ref('orders').filter('id > 1')\n",
        "models/chance.py": "def model(dbt, session):\n"
        "    return dbt.ref('orders').filter('random() < 2')\n",
    })  # fmt: skip
    assert seg(tmp_path, "build").exit_code == 0
    again = seg(tmp_path, "build").stdout
    assert "python table model main.chance" in again
    assert "still" not in again
