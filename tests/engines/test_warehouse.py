"""The shared statements do the same on every engine."""

from datetime import date, datetime

import pytest

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.boundary import Engine
from orchestrator.names import RelationName
from orchestrator.warehouse import connected

A = RelationName("main", "a table")


def test_rows_go_in_and_are_counted(engine: Engine):
    with connected(engine, DIALECT) as warehouse:
        warehouse.session.execute(
            'create table "a table" ("select" varchar, n double, made_at timestamp, on_day date)'
        )
        rows = [
            ("O'Brien; drop table x", 0.1, datetime(2026, 1, 2, 3, 4, 5, 6), date(2026, 1, 2)),
            (None, None, None, None),
        ]
        warehouse.insert(A, ("select", "n", "made_at", "on_day"), rows)
        warehouse.add(A, {"n": 2, "select": ""})
        warehouse.insert(A, ("n",), [])
        assert warehouse.rows('from "a table"') == (*rows, ("", 2.0, None, None))
        assert warehouse.count(A) == 3
        assert warehouse.count(A, "n is null") == 1
        assert warehouse.count("(select 1 where false) as nothing") == 0
        assert warehouse.value('select max(n) from "a table"') == 2.0
        assert warehouse.value("select 1 where false") is None
        assert warehouse.texts('select n from "a table" order by n') == ("0.1", "2.0")
        warehouse.drop_table(A)
        warehouse.drop_table(A)
        assert A not in engine.catalogue().existing


@pytest.mark.parametrize("count", [999, 1000, 1001])
def test_many_rows_take_several_statements(engine: Engine, count: int):
    with connected(engine, DIALECT) as warehouse:
        warehouse.session.execute('create table "a table" (n bigint)')
        warehouse.insert(A, ("n",), [(n,) for n in range(count)])
        assert warehouse.value('select sum(n) from "a table"') == sum(range(count))


@pytest.mark.parametrize(
    ("values", "found"), [((), 0), (("x",), 1), (("x", 1, None), 1), (("1",), 1)]
)
def test_values_are_listed(engine: Engine, values: tuple[object, ...], found: int):
    """Nothing is in an empty list."""
    with connected(engine, DIALECT) as warehouse:
        texts = [DIALECT.as_text(DIALECT.literal(value)) for value in ("x", 1)]
        select = f"(select {texts[0]} as v union all select {texts[1]}) as known"
        listed = warehouse.listed(value for value in values if isinstance(value, str))
        assert warehouse.count(select, f"v in ({listed})") == found


def test_internal_tables_are_hidden_and_grow(engine: Engine):
    with connected(engine, DIALECT) as warehouse:
        table = warehouse.internal_table("facts", (("entity", "varchar"),))
        warehouse.add(table, {"entity": "c1"})
        columns = (("entity", "varchar"), ("on_day", "date"))
        assert (
            warehouse.internal_table("facts", columns) == table == DIALECT.internal_table("facts")
        )
        assert warehouse.rows(f"from {warehouse.name(table)}") == (("c1", None),)
        assert engine.catalogue().existing == {}
