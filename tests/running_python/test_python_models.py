"""Python models in a run: inputs, results, configuration and messages."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project

ORDERS = {"seeds/orders.csv": "id,customer,amount\n1,a,10\n2,b,5\n3,a,7\n"}
TOTALS = """\
def model(dbt, session):
    orders = dbt.ref("orders").df()
    return orders.groupby("customer", as_index=False)["amount"].sum()
"""
EPHEMERAL = "{{ config(materialized='ephemeral') }}"
BIG = "select customer from {{ ref('totals') }} where amount > 10"


def test_a_model_reads_its_parents_and_its_children_read_it(tmp_path: Path) -> None:
    files = ORDERS | {"models/totals.py": TOTALS, "models/a_child.sql": BIG}
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "select * from totals order by 1") == [("a", 17), ("b", 5)]
    assert rows(tmp_path, "select * from a_child") == [("a",)]


def test_it_is_tested_before_it_is_published(tmp_path: Path) -> None:
    properties = """
models:
  - name: totals
    columns:
      - name: amount
        data_tests:
          - accepted_range: {max_value: 10}
"""
    files = ORDERS | {"models/totals.py": TOTALS, "models/m.yml": properties}
    assert seg(write_project(tmp_path, files), "build").exit_code == 1
    assert rows(tmp_path, "select table_name from information_schema.tables where "
                "table_schema = 'main' and table_name = 'totals'") == []  # fmt: skip


def test_ephemeral_parents_and_children_are_written_in(tmp_path: Path) -> None:
    files = ORDERS | {
        "models/paid.sql": f"{EPHEMERAL} select * from {{{{ ref('dear') }}}}",
        "models/dear.sql": f"{EPHEMERAL} select * from {{{{ ref('orders') }}}} where amount > 5",
        "models/totals.py": TOTALS.replace('"orders"', '"paid"'),
        "models/above.sql": f"{EPHEMERAL} {BIG}",
        "models/last.sql": "select * from {{ ref('above') }}",
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "select * from totals") == [("a", 17)]
    assert rows(tmp_path, "select * from last") == [("a",)]


def test_sources_packages_and_sql_of_ones_own(tmp_path: Path) -> None:
    code = """\
def model(dbt, session):
    shop, seed = dbt.source("shop", "orders"), dbt.ref("shop", "orders")
    return session.sql(f"select s.id, o.amount from {shop} as s join {seed} as o using (id)")
"""
    sources = """
sources:
  - name: shop
    schema: main
    tables:
      - name: orders
"""
    files = ORDERS | {"models/joined.py": code, "models/sources.yml": sources}
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "from joined order by 1") == [(1, 10), (2, 5), (3, 7)]


def test_settings_come_from_tree_properties_and_file(tmp_path: Path) -> None:
    code = """\
import pandas as pd


def model(dbt, session):
    dbt.config(tags=["file"], meta={"c": 3})
    meta = [dbt.config.meta_get(name) for name in ("a", "b", "c")]
    tags = dbt.config.get("tags") + [dbt.config.get("nothing", "default")]
    return pd.DataFrame({"tag": tags, "meta": [str(meta)] * len(tags)})
"""
    files = {
        "seg_project.yml": "name: shop\nvars: {number: 2}\nmodels:\n"
        "  shop:\n    +tags: [tree]\n    +meta: {a: 1}\n",
        "models/told.py": code,
        "models/m.yml": "models:\n  - name: told\n    config:\n      tags: [yml]\n"
        "      meta: {b: '{{ var(\"number\") }}'}\n",
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "select tag, meta from told order by tag") == [
        ("default", "[1, 2, 3]"),
        ("file", "[1, 2, 3]"),
        ("tree", "[1, 2, 3]"),
        ("yml", "[1, 2, 3]"),
    ]
    listed = seg(tmp_path, "ls", "--select", "tag:file,tag:tree", "--output", "name")
    assert listed.stdout == "told\n"


def test_it_reads_itself_as_it_is_published(tmp_path: Path) -> None:
    code = """\
import pandas as pd


def model(dbt, session):
    before = len(dbt.this.df()) if dbt.this.is_published else 0
    return pd.DataFrame({"run": range(before + 1), "name": dbt.this.identifier})
"""
    write_project(tmp_path, {"models/runs.py": code})
    for _ in range(3):
        assert seg(tmp_path, "build").exit_code == 0
    assert rows(tmp_path, "from runs") == [(0, "runs"), (1, "runs"), (2, "runs")]


def test_an_incremental_model_gives_its_delta(tmp_path: Path) -> None:
    code = """\
def model(dbt, session):
    dbt.config(materialized="incremental", unique_key="id")
    orders = dbt.ref("orders").df()
    if dbt.is_incremental:
        newest = session.sql(f"select max(id) as id from {dbt.this}").df()["id"][0]
        orders = orders[orders["id"] >= newest]
    print(len(orders), "rows")
    return orders
"""
    write_project(tmp_path, ORDERS | {"models/seen.py": code})
    assert "\n3 rows\n" in undated(seg(tmp_path, "build").stdout)
    later = ORDERS["seeds/orders.csv"].replace("3,a,7", "3,a,8") + "4,c,1\n"
    (tmp_path / "seeds/orders.csv").write_text(later)
    again = seg(tmp_path, "build")
    assert (again.exit_code, "\n2 rows\n" in undated(again.stdout)) == (0, True)
    assert rows(tmp_path, "from seen order by id") == [
        (1, "a", 10), (2, "b", 5), (3, "a", 8), (4, "c", 1),
    ]  # fmt: skip


def undated(text: str) -> str:
    """The lines of a report without their time of day."""
    return "".join(line[10:] if line[2:3] == ":" else line for line in text.splitlines(True))


def test_what_it_prints_is_a_notice_also_when_it_fails(tmp_path: Path) -> None:
    code = "def model(dbt, session):\n    print('so far')\n    return 1 / 0\n"
    found = seg(write_project(tmp_path, {"models/a.py": code}), "build")
    assert "\nmodels/a.py printed:\nso far\n" in undated(found.stdout)
    events = seg(tmp_path, "build", "--log-format", "json").stdout.splitlines()
    said = [json.loads(line)["info"] for line in events]
    infos = [info["msg"] for info in said if info["name"] == "Notice" and info["level"] == "info"]
    assert infos == ["models/a.py printed:\nso far"]


@pytest.mark.parametrize(
    ("column", "type_"),
    [
        ("pd.Series([1, None], dtype='Int64')", "BIGINT"),
        ("pd.Series(['a', None], dtype='str')", "VARCHAR"),
        ("pd.Series([None, None], dtype='string')", "VARCHAR"),
        ("pd.Series([1.5, float('nan')])", "DOUBLE"),
        ("pd.Series([True, None], dtype='boolean')", "BOOLEAN"),
        ("[datetime.date(2024, 1, 2), None]", "DATE"),
        ("pd.to_datetime(['2024-01-02 03:04', None])", "TIMESTAMP"),
    ],
)
def test_columns_keep_their_type_and_what_is_missing_is_null(
    tmp_path: Path, column: str, type_: str
) -> None:
    code = f"""\
import datetime
import pandas as pd


def model(dbt, session):
    return pd.DataFrame({{"value": {column}}})
"""
    assert seg(write_project(tmp_path, {"models/a.py": code}), "build").exit_code == 0
    assert rows(tmp_path, "select typeof(value), count(*) - count(value) from a group by 1") in (
        [(type_, 1)],
        [(type_, 2)],
    )


def test_its_place_in_commands_and_artifacts(tmp_path: Path) -> None:
    write_project(tmp_path, ORDERS | {"models/totals.py": TOTALS, "models/big.sql": BIG})
    assert seg(tmp_path, "ls", "--select", "models/totals.py", "--output", "name").stdout == (
        "totals\n"
    )
    assert seg(tmp_path, "compile").exit_code == 0
    compiled = tmp_path / "target" / "compiled" / "shop" / "models" / "totals.py"
    assert compiled.read_text() == TOTALS
    plan = json.loads(seg(tmp_path, "plan", "--output", "json").stdout)
    assert [step["action"] for step in plan["steps"]] == ["load seed", "run python", "create view"]
    built = seg(tmp_path, "build")
    assert "START python table model main.totals" in built.stdout
    entry = json.loads((tmp_path / "target" / "manifest.json").read_text())["nodes"][
        "model.shop.totals"
    ]
    assert (entry["language"], entry["raw_code"], entry["config"]["materialized"]) == (
        "python",
        TOTALS.rstrip("\n"),
        "table",
    )
    assert entry["depends_on"]["nodes"] == ["seed.shop.orders"]
    assert "17" in seg(tmp_path, "show", "--select", "totals").stdout


def test_its_text_and_settings_are_its_definition(tmp_path: Path) -> None:
    write_project(tmp_path, ORDERS | {"models/totals.py": TOTALS})
    assert seg(tmp_path, "build").exit_code == 0
    assert seg(tmp_path, "plan", "--select", "totals").stdout == "Plan: nothing to do, 1 reused\n"
    (tmp_path / "models/totals.py").write_text(TOTALS.replace("sum()", "max()"))
    planned = seg(tmp_path, "plan", "--select", "totals").stdout
    assert re.fullmatch(
        r"run python  totals  2 rows  \d+\.\d\ds  "
        + re.escape(
            'its code: ...ex=False)["amount"].sum() -> ...ex=False)["amount"].max()\n\n'
            "Plan: 1 to run\n"
        ),
        planned,
    )
    (tmp_path / "models/totals.py").write_text(TOTALS.replace("    ", "  "))
    assert (
        "  only whitespace in its code changed\n"
        in seg(tmp_path, "plan", "--select", "totals").stdout
    )
    (tmp_path / "models/totals.py").write_text(TOTALS)
    (tmp_path / "models/m.yml").write_text(
        "models:\n  - name: totals\n    config: {meta: {number: 1}}\n"
    )
    assert (
        "config meta: not set -> {'number': 1}"
        in seg(tmp_path, "plan", "--select", "totals").stdout
    )


def test_pandas_is_imported_when_a_model_runs_and_not_before(tmp_path: Path) -> None:
    write_project(tmp_path, ORDERS | {"models/totals.py": TOTALS})
    for command, is_imported in (("plan", False), ("build", True)):
        code = (
            "import sys; from orchestrator.cli.main import main; "
            f"sys.argv = ['seg', {command!r}, '--quiet', '--project-dir', {str(tmp_path)!r}]\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "sys.stderr.write(str('pandas' in sys.modules))"
        )
        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert ran.stderr.endswith(str(is_imported)), ran.stderr


ARRAYS = """\
import numpy as np


def model(dbt, session):
    orders = dbt.ref("orders").fetchnumpy()
    customers, number = np.unique(orders["customer"].astype(str), return_inverse=True)
    counted = session.sql(f"select count(*) as model, 1 as number from {dbt.ref('orders')}")
    before = dbt.this.fetchnumpy()["customer"].tolist() if dbt.this.is_published else []
    assert counted.fetchnumpy()["model"][0] == 3
    return {
        "customer": customers,
        "amount": np.bincount(number, orders["amount"]),
        "is_known": np.array([customer in before for customer in customers.tolist()]),
        "gap": np.ma.masked_array(number[: len(customers)], [True, False]),
        "note": np.array([None] * len(customers)),
    }
"""


def test_a_model_that_gets_by_with_arrays_does_without_pandas(tmp_path: Path) -> None:
    write_project(tmp_path, ORDERS | {"models/totals.py": ARRAYS})
    code = (
        "import sys; from orchestrator.cli.main import main; "
        f"sys.argv = ['seg', 'build', '--quiet', '--project-dir', {str(tmp_path)!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.stderr.write(str({'pandas', 'duckdb'} & sys.modules.keys()))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.endswith("set()"), ran.stderr
    found = [("a", 17.0, False, None, None), ("b", 5.0, False, 1, None)]
    assert rows(tmp_path, "select * from totals order by 1") == found
    described = rows(tmp_path, "select column_name, column_type from (describe totals)")
    assert described == [
        *(("customer", "VARCHAR"), ("amount", "DOUBLE"), ("is_known", "BOOLEAN")),
        *(("gap", "BIGINT"), ("note", "VARCHAR")),
    ]
    assert seg(tmp_path, "build", "--force").exit_code == 0
    assert rows(tmp_path, "select distinct is_known from totals") == [(True,)]


def test_a_model_knows_which_columns_are_personal(tmp_path: Path) -> None:
    code = """\
import pandas as pd


def model(dbt, session):
    seed, source = dbt.ref("orders"), dbt.source("shop", "orders")
    return pd.DataFrame({"of": ["ref", "source"], "columns": [
        " ".join(seed.personal_columns), " ".join(source.personal_columns)]})
"""
    properties = """
seeds:
  - name: orders
    columns:
      - {name: id}
      - {name: customer, tags: [personal]}
      - {name: amount, meta: {personal: true}}
sources:
  - {name: shop, schema: main, tables: [{name: orders}]}
"""
    files = ORDERS | {"models/totals.py": code, "models/m.yml": properties}
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "from totals order by 1") == [("ref", "customer amount"), ("source", "")]
