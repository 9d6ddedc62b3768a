"""seg's own tables, files of rows, transactions: what every engine must do."""

import csv
from pathlib import Path

import pytest

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.errors import StatementError
from orchestrator.warehouse import Warehouse as Connected
from tests.engines.warehouse import Warehouse


def test_internal_tables_stay_and_are_hidden(warehouse: Warehouse) -> None:
    columns = (("entity", "varchar"), ("n", "bigint"))
    connected = Connected(warehouse.session, DIALECT)
    made = connected.internal_table("notes", columns)
    warehouse.session.execute(f"insert into {made} values ('1', 5), ('2', 6)")
    assert connected.internal_table("notes", columns) == made == DIALECT.internal_table("notes")
    assert connected.internal_table("notes", (*columns, ("on_day", "date"))) == made
    assert warehouse.rows(f"select entity, on_day from {made} order by 1") == [
        ("1", None),
        ("2", None),
    ]
    warehouse.session.execute(f"alter table {made} drop column on_day")
    warehouse.engine.prepare(["main"])
    warehouse.engine.collect(1)
    assert warehouse.names() == []
    warehouse.engine.delete_rows({made: "entity = '1'"})
    assert warehouse.rows(f"select * from {made}") == [("2", 6)]


def test_rows_as_a_file(warehouse: Warehouse, tmp_path: Path) -> None:
    select = "select 1 as n, 'a, \"b\"' as t union all select 2, null order by 1"
    assert warehouse.session.unload(select, tmp_path / "it's.csv", "csv") == 2
    with (tmp_path / "it's.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["n", "t"], ["1", 'a, "b"'], ["2", ""]]
    assert warehouse.session.unload(select, tmp_path / "x.parquet", "parquet") == 2
    parquet = tmp_path / "x.parquet"
    assert warehouse.rows(f"select * from '{parquet}'") == [(1, 'a, "b"'), (2, None)]


def run_together(warehouse: Warehouse, *statements: str) -> None:
    with warehouse.session.transaction():
        for statement in statements:
            warehouse.session.execute(statement)


def test_a_transaction_is_all_or_nothing(warehouse: Warehouse) -> None:
    warehouse.session.execute("create table t as select 1 as n")
    with pytest.raises(StatementError):
        run_together(warehouse, "delete from t", "delete from nothing")
    assert warehouse.rows("select * from t") == [(1,)]
    run_together(warehouse, "insert into t values (2)", "insert into t values (3)")
    assert warehouse.rows("select count(*) from t") == [(3,)]
