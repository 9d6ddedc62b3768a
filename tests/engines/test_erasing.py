"""Forgetting a person, tables of seg's own, files of rows: what every engine has to do."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.boundary import Delta, Erased, Person, RowsOf
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from tests.engines.warehouse import AT, Warehouse

ANN = Person("customer_id", ("1",))


def version(name: str, number: int, part: str = "") -> RelationName:
    return RelationName("seg_versions", f"main.{name}@{number}{part}")


def incremental(warehouse: Warehouse, rows: str, keeps_undo: bool) -> None:
    """Publish a delta on the orders, keyed by order_id, as a run does."""
    current = warehouse.engine.catalogue().published["model.p.orders"]
    assert current.version is not None
    change = warehouse.table("orders", rows, number=7)
    side = replace(change.version, identifier="main.orders@7.delta")
    warehouse.session.execute(
        f'alter table seg_versions."{change.version.identifier}" rename to "{side.identifier}"'
    )
    undo = None
    if keeps_undo:
        undo = replace(side, identifier="main.orders@7.undo")
        warehouse.session.execute(
            f'create table seg_versions."{undo.identifier}" as '
            f'select * from seg_versions."{current.version.identifier}" where order_id in '
            f'(select order_id from seg_versions."{side.identifier}")'
        )
    delta = Delta(side, undo, ("order_id",))
    warehouse.publish(
        replace(change, version=current.version, definition=current.definition, delta=delta)
    )


def test_all_versions_of_all_generations(warehouse: Warehouse) -> None:
    warehouse.publish(warehouse.table("people", "select unnest([1, 2]) as Customer_ID"))
    warehouse.publish(warehouse.table("people", "select unnest([1, 2, 3]) as Customer_ID"))
    erased = warehouse.engine.erase(ANN)
    assert sorted(erased.seg_tables, key=str) == [
        RowsOf(version("people", 1), 1, 0),
        RowsOf(version("people", 2), 1, 0),
    ]
    assert warehouse.rows("select * from people order by all") == [(2,), (3,)]
    warehouse.engine.rollback(1, "back", AT)
    assert warehouse.rows("select * from people") == [(2,)]


def test_a_trial_counts(warehouse: Warehouse) -> None:
    warehouse.publish(warehouse.table("people", "select unnest([1, 1, 2]) as customer_id"))
    assert warehouse.engine.erase(ANN, dry_run=True) == Erased(
        (RowsOf(version("people", 1), 2, 2),), ()
    )
    assert warehouse.rows("select count(*) from people") == [(3,)]


@pytest.mark.parametrize("keeps_undo", [True, False])
def test_a_rollback_over_deltas_finds_the_rows_that_it_expects(
    warehouse: Warehouse, keeps_undo: bool
) -> None:
    orders = "select * from (values (1, 10, 'a'), (2, 10, 'a'), (3, 20, 'a')) as t({})"
    names = "order_id, customer_id, state"
    warehouse.publish(warehouse.table("orders", orders.format(names)))
    changed = "select * from (values (1, 10, 'b'), (3, 20, 'b'), (4, 10, 'b')) as t({})"
    incremental(warehouse, changed.format(names), keeps_undo)
    warehouse.engine.erase(Person("customer_id", ("10",)))
    assert warehouse.rows("select * from orders") == [(3, 20, "b")]
    warehouse.engine.rollback(1, "back", AT)
    assert warehouse.rows("select * from orders") == [(3, 20, "a")]


def test_texts_are_looked_for_where_there_is_no_key(warehouse: Warehouse) -> None:
    links = "select unnest(['x', 'y']) as id, unnest(['1', 'z']) as other"
    warehouse.publish(warehouse.table("links", links))
    warehouse.publish(warehouse.table("people", "select 1 as customer_id, 'x' as id"))
    warehouse.publish(warehouse.table("towns", "select 'x' as id"))
    person = Person(
        "customer_id",
        ("2",),
        texts=("2", "x"),
        personal={
            RelationName("main", "links"): ("ID",),
            RelationName("main", "people"): ("id",),
        },
    )
    erased = warehouse.engine.erase(person)
    assert erased.seg_tables == (RowsOf(version("links", 1), 1, 0),)
    assert warehouse.rows("select * from links") == [("y", "z")]


def test_failing_rows_are_found_in_any_column(warehouse: Warehouse) -> None:
    warehouse.session.execute("create schema audit")
    warehouse.session.execute("create table audit.broken as select 1 as n, 'x' as unique_field")
    warehouse.session.execute("insert into audit.broken values (7, '1')")
    warehouse.session.execute("insert into audit.broken values (8, 'y')")
    erased = warehouse.engine.erase(replace(ANN, failures_schemas=("audit",)))
    assert erased.seg_tables == (RowsOf(RelationName("audit", "broken"), 2, 0),)
    assert warehouse.rows("select n from audit.broken") == [(8,)]


def test_tables_that_seg_did_not_make_are_only_counted(warehouse: Warehouse) -> None:
    warehouse.session.execute("create table crm as select 1 as customer_id")
    erased = warehouse.engine.erase(ANN)
    assert erased == Erased((), (RowsOf(RelationName("main", "crm"), 1, 1),))
    assert warehouse.rows("select count(*) from crm") == [(1,)]


def test_internal_tables_stay_and_are_hidden(warehouse: Warehouse) -> None:
    columns = (("entity", "varchar"), ("n", "bigint"))
    made = warehouse.engine.internal_table("notes", columns)
    warehouse.session.execute(f"insert into {made} values ('1', 5), ('2', 6)")
    assert (
        warehouse.engine.internal_table("notes", columns) == made == DIALECT.internal_table("notes")
    )
    assert warehouse.engine.internal_table("notes", (*columns, ("on_day", "date"))) == made
    assert warehouse.rows(f"select entity, on_day from {made} order by 1") == [
        ("1", None),
        ("2", None),
    ]
    warehouse.session.execute(f"alter table {made} drop column on_day")
    warehouse.engine.prepare(["main"])
    warehouse.engine.collect(1)
    assert warehouse.names() == []
    warehouse.engine.erase(ANN)
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
