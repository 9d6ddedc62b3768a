"""Rollback publishes an earlier generation again; collection removes the oldest ones."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from orchestrator.engines.boundary import Change
from orchestrator.engines.door import Connection, adapter
from orchestrator.errors import StatementError, UsageError
from tests.engines.test_publishing import delta_of
from tests.engines.warehouse import AT, Warehouse


def test_rollback_publishes_the_earlier_generation_as_a_new_one(warehouse: Warehouse):
    warehouse.publish(warehouse.table("a", "select 1 as i"), warehouse.view("v", "select i from a"))
    first = warehouse.engine.catalogue().published
    changed = warehouse.table("a", "select 2 as j")
    warehouse.publish(changed, warehouse.view("v", "select j from a"))
    warehouse.publish(warehouse.table("b", "select 3 as i"), warehouse.view("w", "select i from b"))
    generation = warehouse.engine.rollback(1, "undo", AT)
    assert (generation.number, generation.relations) == (4, 4)
    assert warehouse.rows("from v") == [(1,)]
    assert warehouse.names() == ["main.a", "main.v"]
    assert warehouse.engine.catalogue().published == first
    warehouse.engine.rollback(3, "redo", AT)
    assert warehouse.rows("select v.j, w.i from v, w") == [(2, 3)]


def test_rolling_back_to_what_is_published_changes_nothing(warehouse: Warehouse):
    warehouse.publish(warehouse.table("a", "select 1 as i"))
    assert warehouse.engine.rollback(1, "same", AT).relations == 0
    assert warehouse.rows("from a") == [(1,)]


def test_what_somebody_replaced_by_another_view_comes_back(warehouse: Warehouse):
    warehouse.publish(warehouse.table("a", "select 1 as i"), warehouse.view("v", "select i from a"))
    assert warehouse.engine.catalogue().replaced == frozenset()
    for name in ("a", "v"):
        warehouse.session.execute(f"create or replace view {name} as select 2 as i")
    assert warehouse.engine.catalogue().replaced == {"model.p.a", "model.p.v"}
    assert warehouse.engine.rollback(1, "same", AT).relations == 2
    assert warehouse.rows("from v") == [(1,)]
    assert warehouse.engine.catalogue().replaced == frozenset()


def test_views_come_back_in_an_order_in_which_they_bind(warehouse: Warehouse):
    warehouse.publish(
        warehouse.view("z", "select 1 as i"),
        warehouse.view("m", "select i as j from z"),
        warehouse.view("b", "select j as k from m"),
    )
    warehouse.publish(warehouse.view("b", "select 1 as k"))
    warehouse.publish(warehouse.view("m", "select 2 as n"), warehouse.view("z", "select 1 as o"))
    warehouse.engine.rollback(1, "undo", AT)
    assert warehouse.rows("from b") == [(1,)]


def test_a_view_that_cannot_come_back_stops_the_rollback(warehouse: Warehouse):
    warehouse.session.execute("create table raw as select 1 as i")
    warehouse.publish(warehouse.view("a", "select i from raw"))
    warehouse.publish(warehouse.view("a", "select 2 as i"))
    warehouse.session.execute("drop table raw")
    with pytest.raises(StatementError, match=r"^publishing main\.a: Table with name raw does not"):
        warehouse.engine.rollback(1, "undo", AT)
    assert warehouse.rows("from a") == [(2,)]


def test_a_generation_that_is_gone_is_a_usage_error(warehouse: Warehouse):
    with pytest.raises(UsageError) as refused:
        warehouse.engine.rollback(1, "undo", AT)
    assert str(refused.value) == (
        "no generation 1 to roll back to\n  fix: nothing was published yet"
    )
    for number in range(4):
        warehouse.publish(warehouse.table("a", f"select {number} as i"))
    warehouse.engine.collect(keep=2)
    with pytest.raises(UsageError) as refused:
        warehouse.engine.rollback(1, "undo", AT)
    assert str(refused.value) == (
        "no generation 1 to roll back to\n  fix: available generations: 4, 3"
    )


def test_collecting_keeps_what_the_last_generations_use(warehouse: Warehouse):
    warehouse.publish(warehouse.table("a", "select 1 as i"), warehouse.table("b", "select 1 as i"))
    for number in (2, 3):
        warehouse.publish(warehouse.table("a", f"select {number} as i"))
    assert warehouse.versions() == ["main.a@1", "main.a@3", "main.a@4", "main.b@2"]
    assert warehouse.engine.collect(keep=2) == 1
    assert warehouse.versions() == ["main.a@3", "main.a@4", "main.b@2"]
    assert [g.number for g in warehouse.engine.catalogue().generations] == [3, 2]
    assert warehouse.engine.collect(keep=2) == 0
    warehouse.engine.rollback(2, "undo", AT)
    assert warehouse.rows("select a.i, b.i from a, b") == [(2, 1)]


def test_collecting_an_empty_database_drops_nothing(warehouse: Warehouse):
    assert warehouse.engine.collect(keep=3) == 0


def patched(warehouse: Warehouse) -> Change:
    """Generation 1 full, 2 and 3 deltas on it."""
    change = warehouse.table("a", "from (values (1, 'a'), (2, 'b'), (2, 'b')) t(k, v)")
    warehouse.publish(change)
    for select in ("from (values (2, 'B')) t(k, v)", "from (values (2, 'b'), (3, 'c')) t(k, v)"):
        warehouse.publish(replace(change, delta=delta_of(warehouse, select, ("k",))))
    return change


@pytest.mark.parametrize(
    ("generation", "rows"),
    [
        (1, [(1, "a"), (2, "b"), (2, "b")]),
        (2, [(1, "a"), (2, "B")]),
        (3, [(1, "a"), (2, "b"), (3, "c")]),
    ],
)
def test_deltas_are_taken_back(warehouse: Warehouse, generation: int, rows: list[object]):
    patched(warehouse)
    warehouse.engine.rollback(generation, "undo", AT)
    assert warehouse.rows("from a order by all") == rows
    warehouse.engine.rollback(3, "redo", AT)
    assert warehouse.rows("from a order by all") == [(1, "a"), (2, "b"), (3, "c")]


def test_deltas_of_one_table_leave_the_others_alone(warehouse: Warehouse):
    other = warehouse.table("b", "select 1 as k, 'b' as v")
    warehouse.publish(other)
    patched(warehouse)
    warehouse.engine.rollback(1, "undo", AT)
    assert warehouse.names() == ["main.b"]
    assert warehouse.engine.catalogue().published["model.p.b"].version == other.version
    warehouse.engine.rollback(2, "undo", AT)
    assert warehouse.rows("from a order by all") == [(1, "a"), (2, "b"), (2, "b")]
    assert warehouse.rows("from b") == [(1, "b")]
    assert warehouse.engine.catalogue().published["model.p.b"].version == other.version


def test_a_rolled_back_version_takes_deltas_of_its_own(warehouse: Warehouse):
    patched(warehouse)
    warehouse.engine.rollback(2, "undo", AT)
    current = warehouse.engine.catalogue().published["model.p.a"]
    assert current.version is not None
    assert current.version.identifier == "main.a@4"
    change = Change(
        current.unique_id, current.relation, "table", current.version, current.definition, "f"
    )
    delta = delta_of(warehouse, "from (values (9, 'z')) t(k, v)", ("k",))
    warehouse.publish(replace(change, delta=delta))
    assert warehouse.rows("from a order by all") == [(1, "a"), (2, "B"), (9, "z")]
    warehouse.engine.rollback(4, "undo", AT)
    assert warehouse.rows("from a order by all") == [(1, "a"), (2, "B")]


def test_deltas_before_a_full_refresh_are_taken_back(warehouse: Warehouse):
    patched(warehouse)
    warehouse.publish(warehouse.table("a", "select 7 as k, 'full' as v"))
    warehouse.engine.rollback(1, "undo", AT)
    assert warehouse.rows("from a order by all") == [(1, "a"), (2, "b"), (2, "b")]


def test_collecting_drops_deltas_that_no_rollback_can_reach(warehouse: Warehouse):
    patched(warehouse)
    assert warehouse.versions() == [
        "main.a@1", "main.a@2.delta", "main.a@2.undo", "main.a@3.delta", "main.a@3.undo",
    ]  # fmt: skip
    assert warehouse.engine.collect(keep=2) == 2
    assert warehouse.versions() == ["main.a@1", "main.a@3.delta", "main.a@3.undo"]
    warehouse.engine.rollback(2, "undo", AT)
    assert warehouse.rows("from a order by all") == [(1, "a"), (2, "B")]


def test_columns_that_a_delta_added_go_with_it(warehouse: Warehouse):
    change = warehouse.table("a", "select 1 as k")
    warehouse.publish(change)
    delta = delta_of(warehouse, "select 1 as k, 'x' as extra", ("k",))
    warehouse.publish(replace(change, delta=delta, columns=()))
    warehouse.engine.rollback(1, "undo", AT)
    assert warehouse.engine.session().query("from a").columns == ("k",)
    assert warehouse.rows("from a") == [(1,)]


ROWS = st.lists(st.tuples(st.none() | st.integers(0, 3), st.integers(0, 2)), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(first=ROWS, deltas=st.lists(ROWS, min_size=1, max_size=4), has_key=st.booleans())
def test_every_generation_of_deltas_can_be_reached_again(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[int | None, int]],
    deltas: list[list[tuple[int | None, int]]],
    has_key: bool,
):
    def select(rows: list[tuple[int | None, int]]) -> str:
        values = ", ".join(f"({'null' if k is None else k}, {v})" for k, v in rows)
        table = f"(values {values}) t(k, v)" if rows else "(select 1 as k, 1 as v where false)"
        return f"select k::int as k, v::int as v from {table}"

    root = tmp_path_factory.mktemp("deltas")
    engine = adapter("duckdb").open_engine(Connection(root, {"path": ":memory:"}))
    warehouse = Warehouse(engine)
    change = warehouse.table("a", select(first))
    warehouse.publish(change)
    states = [warehouse.rows("from a order by all")]
    for rows in deltas:
        delta = delta_of(warehouse, select(rows), ("k",) if has_key else ())
        warehouse.publish(replace(change, delta=delta))
        states.append(warehouse.rows("from a order by all"))
    for number, state in enumerate(states, start=1):
        engine.rollback(number, "undo", AT)
        assert warehouse.rows("from a order by all") == state
    engine.close()


def test_a_name_that_another_node_took_comes_back(warehouse: Warehouse):
    """The other node is removed: it did not exist then, and its name is needed."""
    change = warehouse.table("a", "select 1 as i")
    warehouse.publish(change)
    other = replace(warehouse.table("a", "select 2 as i"), unique_id="model.p.other")
    warehouse.publish(other)
    assert warehouse.engine.rollback(1, "undo", AT).relations == 2
    assert list(warehouse.engine.catalogue().published) == ["model.p.a"]
    assert warehouse.rows("from a") == [(1,)]
