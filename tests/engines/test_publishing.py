"""Publishing: all names switch in one transaction, and nobody's objects are lost."""

from time import perf_counter

import pytest
from msgspec.structs import replace

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.boundary import Delta, Generation, Notes, PublishedRelation
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.warehouse import Warehouse as Connected
from tests.engines.warehouse import AT, Warehouse


def test_names_show_their_versions_and_the_manifest_says_so(warehouse: Warehouse):
    table = warehouse.table("a", "select 1 as i, 'x' as s union all select 2, 'y'", "marts")
    view = warehouse.view("b", "select i + 1 as j from marts.a")
    generation = warehouse.engine.publish([table, view], "run-1", AT)
    assert generation == Generation(1, "run-1", AT, 2)
    assert warehouse.rows("from marts.a order by i") == [(1, "x"), (2, "y")]
    assert warehouse.rows("from b order by j") == [(2,), (3,)]
    catalogue = warehouse.engine.catalogue()
    assert catalogue.generations == (generation,)
    assert catalogue.published == {
        "model.p.a": PublishedRelation(
            unique_id="model.p.a",
            relation=RelationName("marts", "a"),
            kind="table",
            version=RelationName("seg_versions", "marts.a@1"),
            definition='select * from "seg_versions"."marts.a@1"',
            fingerprint=table.fingerprint,
            columns=(("i", "INTEGER"), ("s", "VARCHAR")),
            row_count=2,
        ),
        "model.p.b": PublishedRelation(
            unique_id="model.p.b",
            relation=RelationName("main", "b"),
            kind="view",
            version=None,
            definition=view.definition,
            fingerprint=view.fingerprint,
            columns=(("j", "INTEGER"),),
            row_count=None,
        ),
    }


def test_a_generation_is_the_one_before_overlaid_with_the_changes(warehouse: Warehouse):
    warehouse.publish(warehouse.table("a", "select 1 as i"), warehouse.table("b", "select 1 as i"))
    warehouse.publish(warehouse.table("b", "select 2 as i"))
    published = warehouse.engine.catalogue().published
    assert {row.version.identifier for row in published.values() if row.version} == {
        "main.a@1",
        "main.b@3",
    }
    assert warehouse.rows("select a.i, b.i from a, b") == [(1, 2)]


def test_a_view_becomes_a_table_and_back(warehouse: Warehouse):
    warehouse.publish(warehouse.view("a", "select 1 as i"))
    assert warehouse.publish(warehouse.table("a", "select 2 as i")) == (2, ())
    assert warehouse.rows("from a") == [(2,)]
    assert warehouse.publish(warehouse.view("a", "select 3 as i")) == (3, ())
    assert warehouse.rows("from a") == [(3,)]


def test_previews_are_dropped(warehouse: Warehouse):
    change = warehouse.view("a", "select 1 as i")
    warehouse.session.execute(f'create view seg_versions."{change.version.identifier}" as select 1')
    warehouse.publish(change)
    assert warehouse.versions() == []


def test_a_row_count_that_building_told_is_taken(warehouse: Warehouse):
    """Tables are not counted again, unless a delta was applied. Views have no count."""
    told = replace(warehouse.table("a", "select 1 as k"), row_count=7)
    view = replace(warehouse.view("v", "select 1 as i"), row_count=9)
    warehouse.publish(told, view, warehouse.table("b", "select 1 as k"))
    assert row_counts(warehouse) == {"model.p.a": 7, "model.p.v": None, "model.p.b": 1}
    delta = delta_of(warehouse, "from (values (1), (2)) t(k)", ("k",))
    warehouse.publish(replace(told, delta=delta))
    assert row_counts(warehouse) == {"model.p.a": 2, "model.p.v": None, "model.p.b": 1}


def row_counts(warehouse: Warehouse) -> dict[str, int | None]:
    published = warehouse.engine.catalogue().published
    return {unique_id: row.row_count for unique_id, row in published.items()}


COLUMNS = (("version_schema", "varchar"), ("version", "varchar"), ("rows", "bigint"))


def notes_on(warehouse: Warehouse) -> Notes:
    """A note on the version `v.a`, in place of those that there are on `v.a` and on `v.gone`."""
    table = Connected(warehouse.session, DIALECT).internal_table("facts", COLUMNS)
    return Notes(
        table,
        columns=("version", "version_schema", "rows"),
        rows=[("a", "v", 3), ("b", "v", None)],
        key=("version_schema", "version"),
        gone=[("v", "a"), ("v", "gone")],
    )


def test_notes_are_written_with_the_generation(warehouse: Warehouse):
    notes = notes_on(warehouse)
    warehouse.session.execute(
        "insert into _seg.facts "
        "values ('v', 'a', 1), ('v', 'gone', 1), ('w', 'a', 1), ('v', 'c', 1)"
    )
    warehouse.engine.publish([warehouse.table("a", "select 1 as i")], "run", AT, [notes])
    assert warehouse.rows("from _seg.facts order by all") == [
        ("v", "a", 3), ("v", "b", None), ("v", "c", 1), ("w", "a", 1),
    ]  # fmt: skip
    nothing = Notes(notes.table, notes.columns)
    warehouse.engine.publish([], "run", AT, [nothing])
    assert len(warehouse.rows("from _seg.facts")) == 4


def test_notes_of_a_refused_generation_are_not_written(warehouse: Warehouse):
    notes = notes_on(warehouse)
    warehouse.session.execute("insert into _seg.facts values ('v', 'a', 1)")
    missing = Notes(RelationName("_seg", "nowhere"), ("i",), [(1,)])
    with pytest.raises(StatementError):
        warehouse.engine.publish(
            [warehouse.table("a", "select 1 as i")], "run", AT, [notes, missing]
        )
    assert warehouse.rows("from _seg.facts") == [("v", "a", 1)]
    assert warehouse.engine.catalogue().published == {}


def test_an_unchanged_view_stays_as_it_is(warehouse: Warehouse):
    view = warehouse.view("a", "select 1 as i")
    other = warehouse.view("b", "select 1 as i")
    look = "select view_name, view_oid from duckdb_views() where view_name in ('a', 'b')"
    warehouse.publish(view, other)
    before = dict(warehouse.rows(look))
    warehouse.publish(view, replace(other, definition="select 2 as i"))
    after = dict(warehouse.rows(look))
    assert before["a"] == after["a"]
    assert before["b"] != after["b"]


def test_somebody_elses_table_is_kept_under_another_name(warehouse: Warehouse):
    warehouse.session.execute("create table a as select 'theirs' as s")
    warehouse.session.execute("create table a__before_seg as select 'older' as s")
    assert warehouse.publish(warehouse.table("a", "select 1 as i")) == (
        1,
        ("main.a was a table that seg did not create: it is kept as main.a__before_seg_2",),
    )
    assert warehouse.rows("from a") == [(1,)]
    assert warehouse.rows("from a__before_seg") == [("older",)]
    assert warehouse.rows("from a__before_seg_2") == [("theirs",)]
    assert warehouse.publish(warehouse.table("A", "select 2 as i")) == (2, ())


def test_a_refused_definition_publishes_nothing(warehouse: Warehouse):
    warehouse.publish(warehouse.table("a", "select 1 as i"))
    bad = warehouse.view("b", "select nope from a")
    with pytest.raises(StatementError) as refused:
        warehouse.publish(warehouse.table("a", "select 2 as i"), bad)
    assert refused.value.message == (
        'publishing main.b: Binder Error: Referenced column "nope" not found in FROM clause!\n'
        'Candidate bindings: "i"'
    )
    assert warehouse.rows("from a") == [(1,)]
    assert [g.number for g in warehouse.engine.catalogue().generations] == [1]


def test_other_views_stay_readable_when_columns_change(warehouse: Warehouse):
    warehouse.publish(
        warehouse.table("a", "select 1 as i"), warehouse.view("all_of_a", "select * from a")
    )
    assert warehouse.publish(warehouse.table("a", "select 1 as i, 'x' as s")) == (2, ())
    assert warehouse.rows("from all_of_a") == [(1, "x")]
    published = warehouse.engine.catalogue().published
    assert published["model.p.all_of_a"].columns == (("i", "INTEGER"), ("s", "VARCHAR"))


def test_views_that_cannot_be_read_any_more_are_named(warehouse: Warehouse):
    warehouse.publish(
        warehouse.table("a", "select 1 as i"),
        warehouse.view("b", "select i from a"),
        warehouse.view("c", "select 1 as one from a"),
    )
    assert warehouse.publish(warehouse.table("a", "select 1 as renamed")) == (
        2,
        (
            'main.b can no longer be read: Referenced column "i" not found in FROM clause!\n'
            'Candidate bindings: "renamed"',
        ),
    )
    assert warehouse.rows("from c") == [(1,)]


def test_names_can_be_swapped(warehouse: Warehouse):
    a, b = warehouse.table("a", "select 1 as i"), warehouse.table("b", "select 2 as i")
    warehouse.publish(a, b)
    warehouse.publish(replace(a, relation=b.relation), replace(b, relation=a.relation))
    assert warehouse.rows("select a.i, b.i from a, b") == [(2, 1)]


def test_a_name_that_a_node_left_is_dropped(warehouse: Warehouse):
    change = warehouse.table("a", "select 1 as i")
    warehouse.publish(change)
    warehouse.publish(replace(change, relation=RelationName("main", "new_name")))
    assert warehouse.names() == ["main.new_name"]


def test_a_node_whose_name_another_took_ends(warehouse: Warehouse):
    change = warehouse.table("a", "select 1 as i")
    warehouse.publish(change)
    warehouse.publish(replace(change, unique_id="model.p.other"))
    assert list(warehouse.engine.catalogue().published) == ["model.p.other"]
    assert warehouse.rows("from a") == [(1,)]


def test_a_version_dropped_by_hand_counts_as_unpublished(warehouse: Warehouse):
    warehouse.publish(warehouse.table("a", "select 1 as i"))
    warehouse.session.execute('drop table seg_versions."main.a@1"')
    assert warehouse.engine.catalogue().published == {}


def delta_of(warehouse: Warehouse, select: str, key: tuple[str, ...]) -> Delta:
    number = warehouse.engine.catalogue().next_version
    rows = RelationName("seg_versions", f"main.a@{number}.delta")
    warehouse.session.execute(f'create table seg_versions."{rows.identifier}" as {select}')
    undo = RelationName("seg_versions", f"main.a@{number}.undo")
    return Delta(rows, undo if key else None, key)


def test_a_delta_replaces_rows_by_key_and_adds_new_ones(warehouse: Warehouse):
    change = warehouse.table("a", "from (values (1, 'a'), (2, 'b'), (2, 'b'), (null, 'n')) t(k, v)")
    warehouse.publish(change)
    delta = delta_of(warehouse, "from (values ('B', 2), ('c', 3), ('m', null)) t(v, k)", ("k",))
    warehouse.publish(replace(change, delta=delta))
    assert warehouse.rows("from a order by all") == [
        (1, "a"), (2, "B"), (3, "c"), (None, "m"), (None, "n"),
    ]  # fmt: skip
    assert warehouse.engine.catalogue().published["model.p.a"].row_count == 5
    assert warehouse.rows('from seg_versions."main.a@2.undo"') == [(2, "b"), (2, "b")]


def test_a_delta_with_many_rows_a_key_and_a_key_of_two_columns(warehouse: Warehouse):
    """NULL in any part of a key matches nothing."""
    change = warehouse.table(
        "a",
        "select range % 3 as k, case when range % 2 = 0 then 'x' end as l, 'old' as v "
        "from range(12000)",
    )
    warehouse.publish(change)
    select = (
        "select range % 2 as k, case when range < 3000 then 'x' end as l, 'new' as v "
        "from range(4000)"
    )
    delta = delta_of(warehouse, select, ("k", "l"))
    warehouse.publish(replace(change, delta=delta))
    assert warehouse.rows("select k, l, v, count(*) from a group by all order by all") == [
        (0, "x", "new", 1500),
        (0, None, "new", 500),
        (0, None, "old", 2000),
        (1, "x", "new", 1500),
        (1, None, "new", 500),
        (1, None, "old", 2000),
        (2, "x", "old", 2000),
        (2, None, "old", 2000),
    ]
    undo = 'from seg_versions."main.a@2.undo"'
    assert warehouse.rows(f"select k, l, count(*) {undo} group by all order by all") == [
        (0, "x", 2000), (1, "x", 2000),
    ]  # fmt: skip
    warehouse.engine.rollback(1, "undo", AT)
    assert warehouse.rows("select k, v, count(*) from a group by all order by all") == [
        (0, "old", 4000), (1, "old", 4000), (2, "old", 4000),
    ]  # fmt: skip


def test_a_delta_costs_by_its_rows_and_not_by_how_many_a_key_has(warehouse: Warehouse):
    """A join of old and new rows of a key took 50 s with all rows in two keys."""

    def seconds(name: str, keys: int) -> float:
        change = warehouse.table(name, f"select range % {keys} as k, range as v from range(60000)")
        warehouse.publish(change)
        number = warehouse.engine.catalogue().next_version
        rows = RelationName("seg_versions", f"main.{name}@{number}.delta")
        warehouse.session.execute(
            f'create table seg_versions."{rows.identifier}" as '
            f"select range % {keys} as k, range as v from range(60000)"
        )
        started = perf_counter()
        warehouse.publish(replace(change, delta=Delta(rows, None, ("k",))))
        return perf_counter() - started

    one_row_a_key = seconds("a", 60_000)
    assert seconds("b", 2) < 8 * one_row_a_key + 0.5
    assert warehouse.rows("select count(*), count(distinct v) from b") == [(60_000, 60_000)]


def test_a_delta_without_key_appends(warehouse: Warehouse):
    change = warehouse.table("a", "select 1 as k")
    warehouse.publish(change)
    warehouse.publish(replace(change, delta=delta_of(warehouse, "select 1 as k", ())))
    assert warehouse.rows("from a") == [(1,), (1,)]


def test_a_delta_can_add_columns(warehouse: Warehouse):
    change = warehouse.table("a", "select 1 as k")
    warehouse.publish(change)
    delta = delta_of(warehouse, "select 2 as k, 'x' as extra", ("k",))
    warehouse.publish(replace(change, delta=delta, columns=()))
    assert warehouse.rows("from a order by k") == [(1, None), (2, "x")]
    assert warehouse.engine.catalogue().published["model.p.a"].columns == (
        ("k", "INTEGER"),
        ("extra", "VARCHAR"),
    )


def test_names_differ_as_the_engine_says(warehouse: Warehouse):
    """The engine folds A to Z only."""
    warehouse.publish(warehouse.table("Ä", "select 1 as i"), warehouse.table("ä", "select 2 as i"))
    warehouse.publish(warehouse.table("ä", "select 3 as i"))
    assert warehouse.rows('select (select i from "Ä"), (select i from "ä")') == [(1, 3)]
    warehouse.engine.prepare([])
    assert len(warehouse.versions()) == 3
