"""Segment events: reading all of them in order leads to the published members."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from orchestrator.engines.boundary import Change, Delta
from orchestrator.engines.door import Connection, adapter
from orchestrator.generations.events import (
    HISTORY_COLUMNS,
    HISTORY_MOMENTS,
    FollowedFamily,
    Following,
    History,
)
from orchestrator.generations.values import FamilyVersion
from orchestrator.names import RelationName
from tests.engines.warehouse import AT, Warehouse

Pair = tuple[str | None, str | None]
Step = tuple[Any, ...]

FAMILY = FollowedFamily(FamilyVersion("tier", "1"))
FOLLOWING = Following({"model.p.a": FAMILY})
KEYS = ((), ("id",), ("Segment", "id"), ("family", "id"), ("rule",), ("rule", "segment"))

EVENTS = "select entity, segment, event, cause from _seg.segment_events order by number"


def members(pairs: Sequence[Pair], entity: str = "id") -> str:
    """A SELECT of a family's rows."""
    rows = [
        f"select {text(who)} as {entity}, 'tier' as family, {text(segment)} as segment, 'r' as rule"
        for who, segment in pairs
    ]
    empty = f"select '' as {entity}, '' as family, '' as segment, '' as rule where false"
    return " union all ".join([empty, *rows])


def text(value: str | None) -> str:
    return "cast(null as varchar)" if value is None else f"'{value}'"


def publish(warehouse: Warehouse, *changes: Change, following: Following = FOLLOWING) -> None:
    warehouse.engine.publish(changes, "run", AT, following=following)


def delta_change(warehouse: Warehouse, pairs: Sequence[Pair], key: tuple[str, ...]) -> Change:
    """The published table with a delta of these rows."""
    current = warehouse.engine.catalogue().published["model.p.a"]
    assert current.version is not None
    number = warehouse.engine.catalogue().next_version
    rows = RelationName("seg_versions", f"main.a@{number}.delta")
    warehouse.session.execute(f'create table seg_versions."{rows.identifier}" as {members(pairs)}')
    return Change(
        "model.p.a",
        current.relation,
        "table",
        current.version,
        current.definition,
        "f",
        delta=Delta(rows, None, key),
    )


def replayed(warehouse: Warehouse) -> set[tuple[object, object, object]]:
    """Who is in which segment after all events."""
    there: set[tuple[object, object, object]] = set()
    numbers = []
    for number, column, entity, segment, event in warehouse.rows(
        "select number, entity_column, entity, segment, event "
        "from _seg.segment_events order by number"
    ):
        numbers.append(number)
        found = (column, entity, segment)
        assert (found in there) == (event == "exited"), (number, found)
        (there.remove if event == "exited" else there.add)(found)
    assert numbers == list(range(1, len(numbers) + 1))
    return there


def published(warehouse: Warehouse) -> set[tuple[object, object, object]]:
    """Who is in which segment as people read it."""
    column = warehouse.engine.catalogue().published["model.p.a"].columns[0][0]
    return {
        (column, entity, segment)
        for entity, segment in warehouse.rows(f"select {column}, segment from a")
        if entity is not None and segment is not None
    }


def test_the_first_members_enter_and_the_next_ones_move(warehouse: Warehouse) -> None:
    publish(warehouse, warehouse.table("a", members([("1", "x"), ("2", "x")])))
    publish(warehouse, warehouse.table("a", members([("1", "y"), ("3", "x"), ("3", "x")])))
    assert warehouse.rows(EVENTS) == [
        ("1", "x", "entered", "start"),
        ("2", "x", "entered", "start"),
        ("1", "x", "exited", "data"),
        ("1", "y", "entered", "data"),
        ("2", "x", "exited", "data"),
        ("3", "x", "entered", "data"),
    ]
    assert replayed(warehouse) == published(warehouse)


def test_the_same_members_again_are_no_event(warehouse: Warehouse) -> None:
    for rule in ("r", "other rule"):
        select = members([("1", "x")]).replace("'r'", f"'{rule}'")
        publish(warehouse, warehouse.table("a", select))
    assert len(warehouse.rows(EVENTS)) == 1


def test_other_rules_and_another_column_are_definitions(warehouse: Warehouse) -> None:
    publish(warehouse, warehouse.table("a", members([("1", "x")])))
    ruled = Following({"model.p.a": FollowedFamily(FamilyVersion("tier", "2"))})
    publish(warehouse, warehouse.table("a", members([("1", "y")])), following=ruled)
    publish(warehouse, warehouse.table("a", members([("1", "y")], "code")), following=ruled)
    assert warehouse.rows(EVENTS)[1:] == [
        ("1", "x", "exited", "definition"),
        ("1", "y", "entered", "definition"),
        ("1", "y", "exited", "definition"),
        ("1", "y", "entered", "definition"),
    ]
    assert replayed(warehouse) == published(warehouse) == {("code", "1", "y")}


def test_a_family_that_goes_or_is_a_plain_model_has_nobody(warehouse: Warehouse) -> None:
    publish(warehouse, warehouse.table("a", members([("1", "x")])))
    publish(warehouse, warehouse.table("a", members([("2", "x")])), following=Following())
    assert replayed(warehouse) == set()
    warehouse.engine.rollback(1, "undo", AT, FOLLOWING)
    assert replayed(warehouse) == published(warehouse) == {("id", "1", "x")}
    warehouse.engine.publish((), "run", AT, gone=["model.p.a"], following=FOLLOWING)
    assert replayed(warehouse) == set()
    assert [row[3] for row in warehouse.rows(EVENTS)] == [
        "start",
        "definition",
        "rollback",
        "definition",
    ]


def test_members_from_before_there_were_events_enter_once(warehouse: Warehouse) -> None:
    publish(warehouse, warehouse.table("a", members([("1", "x")])), following=Following())
    publish(warehouse, warehouse.table("b", "select 1 as i"))
    assert warehouse.rows(EVENTS) == [("1", "x", "entered", "start")]
    publish(warehouse, warehouse.table("b", "select 2 as i"))
    assert len(warehouse.rows(EVENTS)) == 1
    warehouse.engine.rollback(1, "undo", AT, FOLLOWING)
    assert replayed(warehouse) == published(warehouse)


def test_a_view_has_no_events(warehouse: Warehouse) -> None:
    publish(warehouse, warehouse.table("a", members([("1", "x")])))
    view = replace(warehouse.view("a", members([("1", "x")])), preview=None)
    publish(warehouse, view)
    assert replayed(warehouse) == set()


def test_the_history_of_the_same_generation_gives_reasons(warehouse: Warehouse) -> None:
    columns = {name: name for name in HISTORY_COLUMNS} | {"entry_reason": "because"}
    following = Following(
        {"model.p.a": replace(FAMILY, history=History("model.p.history", columns))}
    )

    def history(*intervals: str) -> Change:
        select = "select * from (values " + ", ".join(intervals) + ") as t "
        return warehouse.table(
            "history",
            select + "(id, family, segment, valid_from, valid_to, because, exit_reason)",
        )

    publish(warehouse, warehouse.table("a", members([("1", "x"), ("2", "x")])), following=following)
    publish(
        warehouse,
        warehouse.table("a", members([("1", "y"), ("3", "x")])),
        history(
            "('1', 'tier', 'x', 1, 5, 'start', 'model')",
            "('1', 'tier', 'y', 5, null, 'model', null)",
            "('2', 'tier', 'x', 1, 2, 'start', 'data')",
            "('2', 'tier', 'x', 3, 5, 'data', 'identity')",
            "('3', 'other', 'x', 5, null, 'model', null)",
        ),
        following=following,
    )
    assert warehouse.rows(EVENTS)[2:] == [
        ("1", "x", "exited", "model"),
        ("1", "y", "entered", "model"),
        ("2", "x", "exited", "identity"),
        ("3", "x", "entered", "data"),
    ]
    # What a history says that was not written now is about other moves.
    publish(warehouse, warehouse.table("a", members([("3", "x")])), following=following)
    assert warehouse.rows(EVENTS)[6:] == [("1", "y", "exited", "data")]


def test_the_last_stay_of_a_day_gives_the_reason(warehouse: Warehouse) -> None:
    names = (*HISTORY_COLUMNS, *HISTORY_MOMENTS)
    history = History("model.p.history", {name: name for name in names})
    following = Following({"model.p.a": replace(FAMILY, history=history)})
    publish(warehouse, warehouse.table("a", members([("1", "x")])), following=following)
    select = (
        "select * from (values "
        "('1', 'tier', 'x', 5, 5, 'data', 'model', timestamp '2026-01-05 08:00', "
        "timestamp '2026-01-05 09:00'), "
        "('1', 'tier', 'x', 5, 5, 'data', 'identity', timestamp '2026-01-05 10:00', "
        "timestamp '2026-01-05 11:00'), "
        "('1', 'tier', 'x', 5, 5, 'data', 'erasure', null, null)) as t (id, family, segment, "
        "valid_from, valid_to, entry_reason, exit_reason, entered_at, exited_at)"
    )
    publish(
        warehouse,
        warehouse.table("a", members([])),
        warehouse.table("history", select),
        following=following,
    )
    assert warehouse.rows(EVENTS)[1:] == [("1", "x", "exited", "identity")]


def test_a_history_that_lacks_a_column_is_not_asked(warehouse: Warehouse) -> None:
    columns = {name: name for name in HISTORY_COLUMNS}
    following = Following(
        {"model.p.a": replace(FAMILY, history=History("model.p.history", columns))}
    )
    for pairs in ([("1", "x")], [("1", "y")]):
        history = warehouse.table("history", "select '1' as id, 'tier' as family")
        publish(warehouse, warehouse.table("a", members(pairs)), history, following=following)
    assert [row[3] for row in warehouse.rows(EVENTS)] == ["start", "data", "data"]


def test_events_are_kept_for_as_long_as_is_asked(warehouse: Warehouse) -> None:
    keep = Following(FOLLOWING.families, keep_days=2)
    for day, pairs in enumerate(([("1", "x")], [("2", "x")], [("2", "x")], [("3", "x")])):
        change = warehouse.table("a", members(pairs))
        warehouse.engine.publish([change], "run", AT + timedelta(days=day), following=keep)
    assert warehouse.rows("select number, entity from _seg.segment_events order by 1") == [
        (2, "1"),
        (3, "2"),
        (4, "2"),
        (5, "3"),
    ]
    assert warehouse.rows("select newest, forgotten from _seg.segment_event_streams") == [(5, 1)]
    # The number of an event that was deleted is not given again.
    warehouse.session.execute("delete from _seg.segment_events")
    publish(warehouse, warehouse.table("a", members([("4", "x")])))
    assert warehouse.rows("select number from _seg.segment_events order by 1") == [(6,), (7,)]


def test_nothing_is_written_where_there_is_no_family(warehouse: Warehouse) -> None:
    publish(warehouse, warehouse.table("b", "select 1 as i"))
    tables = "select table_name from information_schema.tables where table_schema = '_seg'"
    assert [name for (name,) in warehouse.rows(tables) if "event" in str(name)] == []


pairs = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3", None]), st.sampled_from(["x", "y", None])),
    max_size=5,
)
whole = st.tuples(st.just("table"), pairs)
delta = st.tuples(st.just("delta"), st.sampled_from(KEYS), pairs)
back = st.tuples(st.just("back"), st.integers(1, 9))
steps = st.lists(st.one_of(whole, delta, delta, back), min_size=1, max_size=9)


@pytest.mark.long
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(taken=steps)
def test_events_add_up_after_tables_deltas_and_rollbacks(
    connection: Connection, taken: list[Step]
) -> None:
    memory = replace(connection, settings={"path": ":memory:"})
    engine = adapter("duckdb").open_engine(memory)
    try:
        warehouse = Warehouse(engine)
        publish(warehouse, warehouse.table("a", members([("1", "x")])))
        for step in taken:
            match step:
                case ("table", rows):
                    publish(warehouse, warehouse.table("a", members(rows)))
                case ("delta", key, rows):
                    publish(warehouse, delta_change(warehouse, rows, key))
                case ("back", number):
                    known = engine.catalogue().generations
                    back = known[number % len(known)].number
                    engine.rollback(back, "undo", AT, FOLLOWING)
            assert replayed(warehouse) == published(warehouse)
    finally:
        engine.close()
