"""An earlier generation can be read next to the current one, even if changed in place."""

import pytest
from msgspec.structs import replace

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.door import Connection, adapter
from orchestrator.errors import UsageError
from tests.engines.test_publishing import delta_of
from tests.engines.warehouse import Warehouse


def earlier_rows(warehouse: Warehouse, number: int, name: str) -> list[tuple[object, ...]]:
    """What a generation showed under a name, read from the current one."""
    row = warehouse.engine.show_generation(number).published[f"model.p.{name}"]
    return warehouse.rows(f"from {DIALECT.relation(row.relation)} order by all")


def test_an_earlier_generation_is_read_beside_the_current_one(warehouse: Warehouse):
    warehouse.session.execute("create table raw as select 5 as r")
    warehouse.publish(
        warehouse.table("a", "select 1 as i"),
        warehouse.table("same", "select 7 as i"),
        warehouse.view("z", "select i, r from a, raw"),
        warehouse.view("b", "select i + r as j from z"),
    )
    warehouse.publish(warehouse.table("a", "select 2 as i"), warehouse.view("b", "select 9 as k"))
    assert warehouse.rows("from b") == [(9,)]
    earlier = warehouse.engine.show_generation(1)
    assert earlier.changed == {"model.p.a"}
    names = {name: DIALECT.relation(row.relation) for name, row in earlier.published.items()}
    assert warehouse.rows(f"from {names['model.p.a']}") == [(1,)]
    assert warehouse.rows(f"from {names['model.p.z']}") == [(1, 5)]
    assert warehouse.rows(f"from {names['model.p.b']}") == [(6,)]
    assert warehouse.rows(f"from {names['model.p.same']}") == [(7,)]
    # What people read is as it was.
    assert warehouse.rows("from b") == [(9,)]
    own = [name for name in warehouse.engine.catalogue().existing if name.database is None]
    assert sorted(map(str, own)) == ["main.a", "main.b", "main.raw", "main.same", "main.z"]


def test_rows_that_were_changed_in_place_are_there_as_they_were(warehouse: Warehouse):
    table = warehouse.table("a", "select unnest([1, 2]) as id, 'old' as value")
    warehouse.publish(table)
    for number, value in ((2, "new"), (3, "newer")):
        select = f"select {number} as id, '{value}' as value"
        warehouse.publish(replace(table, delta=delta_of(warehouse, select, ("id",))))
    assert earlier_rows(warehouse, 1, "a") == [(1, "old"), (2, "old")]
    assert earlier_rows(warehouse, 2, "a") == [(1, "old"), (2, "new")]
    assert warehouse.rows("from a order by all") == [(1, "old"), (2, "new"), (3, "newer")]


def test_a_view_of_what_is_gone_is_left_out(warehouse: Warehouse):
    warehouse.session.execute("create table raw as select 1 as i")
    warehouse.publish(warehouse.view("v", "select i from raw"), warehouse.table("t", "select 1 i"))
    warehouse.publish(warehouse.view("v", "select 2 as i"))
    warehouse.session.execute("drop table raw")
    assert list(warehouse.engine.show_generation(1).published) == ["model.p.t"]


def test_a_generation_that_is_gone_is_a_usage_error(warehouse: Warehouse):
    warehouse.publish(warehouse.table("a", "select 1 as i"))
    with pytest.raises(UsageError) as refused:
        warehouse.engine.show_generation(4)
    assert str(refused.value) == (
        "no generation 4 to compare with\n  fix: available generations: 1"
    )


def test_a_database_that_is_read_only_shows_it_too(tmp_path):
    engine = adapter("duckdb").open_engine(Connection(tmp_path))
    written = Warehouse(engine)
    for number in (1, 2):
        written.publish(written.table("a", f"select {number} as i"))
    engine.close()
    engine = adapter("duckdb").open_engine(Connection(tmp_path, read_only=True))
    row = engine.show_generation(1).published["model.p.a"]
    session = engine.session()
    assert session.query(f"from {DIALECT.relation(row.relation)}").values == ((1,),)
    assert session.query("from a").values == ((2,),)
    engine.close()
