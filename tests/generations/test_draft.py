"""The draft of the next generation, without a database."""

import pytest
from msgspec.structs import replace

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.errors import UsageError
from orchestrator.generations.draft import (
    Draft,
    State,
    Switch,
    dependent_views,
    draft_generation,
    row_of,
    with_columns,
)
from orchestrator.generations.values import Change, Existing, Kind, PublishedRelation
from orchestrator.names import RelationName


def row(node: str, name: str, kind: Kind = "table", number: int = 1) -> PublishedRelation:
    """`node` publishes `name`: a table by its version, a view by a definition."""
    relation = RelationName("main", name)
    version = DIALECT.version_name(relation, number) if kind == "table" else None
    definition = f"from {version or number}"
    return PublishedRelation(node, relation, kind, version, definition, "f", (("i", "INT"),), 1)


def state(*rows: PublishedRelation, tables: tuple[str, ...] = ()) -> State:
    """Generation 4 publishes the rows as views; `tables` are somebody else's."""
    views = [Existing(published.relation, "view") for published in rows]
    others = [Existing(RelationName("main", name), "table") for name in tables]
    return State(
        number=4,
        published={published.unique_id: published for published in rows},
        inventory={DIALECT.folded(found.relation): found for found in (*views, *others)},
        fold=DIALECT.folded,
    )


def test_a_draft_says_all_that_will_happen():
    stays, before, moved = row("stays", "s"), row("a", "a"), row("m", "old_name")
    after, renamed = row("a", "A", number=5), row("m", "new_name")
    new = replace(row("n", "n", "view"), relation=RelationName("marts", "n"))
    draft = draft_generation(
        state(stays, before, moved, row("gone", "g")), [after, renamed, new], ["gone"]
    )
    assert draft == Draft(
        number=5,
        before={
            "stays": stays,
            "a": before,
            "m": moved,
            "gone": row("gone", "g"),
        },
        changed=(after, renamed, new),
        gone=("gone",),
        schemas=(after.relation, new.relation),
        switches=(Switch(after, replaces=True), Switch(renamed), Switch(new)),
        left=(RelationName("main", "old_name"), RelationName("main", "g")),
        notices=(),
    )
    assert draft.published == {"stays": stays, "a": after, "m": renamed, "n": new}


def test_a_view_that_is_the_same_is_not_switched():
    view = row("v", "v", "view")
    assert draft_generation(state(view), [view]).switches == (
        Switch(view, replaces=True, is_unchanged=True),
    )
    replaced_by_hand = replace(state(view), replaced=frozenset({"v"}))
    assert draft_generation(replaced_by_hand, [view]).switches == (Switch(view, replaces=True),)
    dropped_by_hand = State(4, {"v": view}, {}, DIALECT.folded)
    assert draft_generation(dropped_by_hand, [view]).switches == (Switch(view),)


def test_tables_of_others_are_set_aside_under_a_free_name():
    draft = draft_generation(
        state(tables=("A", "a__BEFORE_seg", "A__before_seg_2")), [row("a", "a")]
    )
    aside = RelationName("main", "A__before_seg_3")
    assert draft.switches == (Switch(row("a", "a"), set_aside=aside),)
    assert draft.notices == (
        "main.a was a table that seg did not create: it is kept as main.A__before_seg_3",
    )


def test_a_table_under_a_name_that_was_left_is_not_segs():
    known = state(row("a", "a"))
    inventory = {name: replace(found, kind="table") for name, found in known.inventory.items()}
    draft = draft_generation(replace(known, inventory=inventory), [row("a", "b")])
    assert (draft.left, draft.switches) == ((), (Switch(row("a", "b")),))


def test_a_node_ends_whose_name_another_takes():
    draft = draft_generation(state(row("one", "a")), [row("other", "A", number=2)])
    assert draft.gone == ("one",)
    assert draft.left == ()
    assert list(draft.published) == ["other"]
    again = draft_generation(state(row("one", "a")), [row("other", "A", number=2)], ["one"])
    assert again == draft


def test_a_name_of_another_target_is_refused():
    taken = {RelationName("main", "a"): "dev"}
    known = replace(state(row("one", "b")), taken=taken)
    with pytest.raises(UsageError) as refused:
        draft_generation(known, [row("other", "A", number=2)])
    assert str(refused.value) == (
        "main.A is published in this database by a target with the schema 'dev'\n  fix: give the "
        "targets different schemas, and the node one that is derived from its target's"
    )
    assert draft_generation(known, [row("one", "b", number=2)]).gone == ()


def test_names_can_be_swapped_without_ending():
    one, two = row("one", "a"), row("two", "b")
    draft = draft_generation(
        state(one, two),
        [replace(one, relation=two.relation), replace(two, relation=one.relation)],
    )
    assert (draft.gone, draft.left) == ((), ())
    assert [switch.replaces for switch in draft.switches] == [True, True]


def test_views_are_looked_at_when_columns_below_them_may_have_changed():
    table, view, other = row("t", "t"), row("v", "v", "view"), row("w", "w", "view")
    known = state(table, view, other)
    same = draft_generation(known, [row("t", "t", number=5), row("w", "w", "view", number=5)])
    assert dependent_views(same) == ()
    wider = with_columns(same, {"t": (("i", "INT"), ("j", "INT"))})
    assert dependent_views(wider) == (view,)
    assert [found.columns for found in wider.changed] == [
        (("i", "INT"), ("j", "INT")),
        (("i", "INT"),),
    ]
    renamed = draft_generation(known, [row("t", "new_name")])
    assert dependent_views(renamed) == (view, other)
    assert dependent_views(draft_generation(known, [row("new", "n")], ["v"])) == ()


def test_views_have_no_version_and_no_row_count():
    name, version = RelationName("main", "a"), RelationName("seg_versions", "main.a@1")
    table = Change("a", name, "table", version, "from x", "f", (("i", "INT"),))
    assert row_of(table, 3) == PublishedRelation(
        "a", name, "table", version, "from x", "f", (("i", "INT"),), 3
    )
    assert row_of(replace(table, kind="view"), 3) == PublishedRelation(
        "a", name, "view", None, "from x", "f", (("i", "INT"),), None
    )
