"""Erasing a person from every version of every generation, on every engine."""

import pytest
from msgspec.structs import replace

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.boundary import Delta
from orchestrator.engines.duckdb.published import publishing
from orchestrator.names import RelationName
from orchestrator.people import erasing
from orchestrator.people.erasing import Erased, count_person
from orchestrator.people.forgetting import forget
from orchestrator.people.person_rows import Mention, Person, RowsOf
from orchestrator.warehouse import Warehouse as Connected
from tests.engines.warehouse import AT, Warehouse

ANN = Person("customer_id", ("1",))


def connected(warehouse: Warehouse) -> Connected:
    return Connected(warehouse.session, DIALECT)


def erase(warehouse: Warehouse, person: Person) -> Erased:
    return erasing.erase_person(connected(warehouse), warehouse.engine, person)


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
    erased = erase(warehouse, ANN)
    assert sorted(erased.seg_tables, key=str) == [
        RowsOf(version("people", 1), 1, 0),
        RowsOf(version("people", 2), 1, 0),
    ]
    assert warehouse.rows("select * from people order by all") == [(2,), (3,)]
    warehouse.engine.rollback(1, "back", AT)
    assert warehouse.rows("select * from people") == [(2,)]


def test_an_erasure_that_breaks_off_changes_nothing(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person in the log whose rows are still there would make every later build fail."""
    warehouse.publish(warehouse.table("people", "select unnest([1, 2]) as customer_id"))

    def broken(name: str, _: object) -> None:
        if name == "commit":
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "step", broken)
        with pytest.raises(KeyboardInterrupt):
            forget(warehouse.engine, connected(warehouse), ANN, AT, dry_run=False)
    log = "select count(*), sum(rows_deleted) from _seg.erasures"
    assert (warehouse.rows("select * from people"), warehouse.rows(log)) == (
        [(1,), (2,)],
        [(0, None)],
    )
    forget(warehouse.engine, connected(warehouse), ANN, AT, dry_run=False)
    again = forget(warehouse.engine, connected(warehouse), ANN, AT, dry_run=False)
    assert (warehouse.rows("select * from people"), warehouse.rows(log)) == ([(2,)], [(1, 1)])
    assert (again.erased.seg_tables, again.erased_at) == ((), AT.replace(tzinfo=None))


def test_a_trial_counts(warehouse: Warehouse) -> None:
    warehouse.publish(warehouse.table("people", "select unnest([1, 1, 2]) as customer_id"))
    assert count_person(connected(warehouse), warehouse.engine, ANN) == Erased(
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
    erase(warehouse, Person("customer_id", ("10",)))
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
    erased = erase(warehouse, person)
    assert erased.seg_tables == (RowsOf(version("links", 1), 1, 0),)
    assert warehouse.rows("select * from links") == [("y", "z")]


def test_failing_rows_are_found_in_any_column(warehouse: Warehouse) -> None:
    warehouse.session.execute("create schema audit")
    warehouse.session.execute("create table audit.broken as select 1 as n, 'x' as unique_field")
    warehouse.session.execute("insert into audit.broken values (7, '1')")
    warehouse.session.execute("insert into audit.broken values (8, 'y')")
    erased = erase(warehouse, replace(ANN, failures_schemas=("audit",)))
    assert erased.seg_tables == (RowsOf(RelationName("audit", "broken"), 2, 0),)
    assert warehouse.rows("select n from audit.broken") == [(8,)]


def test_tables_that_seg_did_not_make_are_only_counted(warehouse: Warehouse) -> None:
    warehouse.session.execute("create table crm as select 1 as customer_id")
    erased = erase(warehouse, ANN)
    assert erased == Erased((), (RowsOf(RelationName("main", "crm"), 1, 1),))
    assert warehouse.rows("select count(*) from crm") == [(1,)]


def test_values_with_quotes_are_values(warehouse: Warehouse) -> None:
    key = "o'brien; drop table x"
    literal = DIALECT.literal(key)
    warehouse.publish(warehouse.table("people", f"select unnest([{literal}, 'x']) as customer_id"))
    warehouse.publish(warehouse.table("notes", "select unnest(['O''Neill', 'x']) as text"))
    person = Person("customer_id", (key,), addresses=(" O'NEILL ",))
    assert sorted(erase(warehouse, person).seg_tables, key=str) == [
        RowsOf(version("notes", 2), 1, 0, ("text",)),
        RowsOf(version("people", 1), 1, 0),
    ]
    assert warehouse.rows("from people") == [("x",)]
    assert warehouse.rows("from notes") == [("x",)]


def test_rows_of_others_that_tell_of_a_person_are_mentions(warehouse: Warehouse) -> None:
    warehouse.publish(
        warehouse.table("orders", "from (values (2, 'a@x'), (3, null)) as t(customer_id, note)")
    )
    found = erase(warehouse, replace(ANN, addresses=("a@x",)))
    assert found == Erased((), (), (Mention(version("orders", 1), "note", 1),))
    assert warehouse.rows("select count(*) from orders") == [(2,)]


def test_tables_of_seg_that_name_people_lose_them(warehouse: Warehouse) -> None:
    columns = (("entity", "varchar"), ("n", "bigint"))
    made = connected(warehouse).internal_table("notes", columns)
    connected(warehouse).insert(made, ("entity", "n"), [("1", 5), ("2", 6)])
    assert erase(warehouse, ANN).seg_tables == (RowsOf(made, 1, 0),)
    assert warehouse.rows(f"from {made}") == [("2", 6)]


def test_events_of_a_person_go_by_the_column_that_they_are_told_by(warehouse: Warehouse) -> None:
    columns = "number, entity_column, entity"
    warehouse.session.execute(
        f"create table _seg.segment_events as select * from (values (1, 'customer_id', '1'), "
        "(2, 'CUSTOMER_ID', '1'), (3, 'customer_id', '2'), (4, 'account_id', '1'), "
        "(5, 'email', ' Ann@x.org'), (6, 'email', 'bob@x.org'), (7, 'loyalty_card', '77'), "
        f"(8, 'shop_number', '77'), (9, 'customer_id', 'ann@x.org')) as t ({columns})"
    )
    ann = replace(
        ANN,
        texts=("1", "77"),
        addresses=("ann@x.org",),
        personal={RelationName("main", "cards"): ("Loyalty_Card",)},
    )
    erase(warehouse, ann)
    left = warehouse.rows("select number from _seg.segment_events order by number")
    assert [number for (number,) in left] == [3, 4, 6, 8, 9]
