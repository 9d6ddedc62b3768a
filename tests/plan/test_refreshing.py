"""Which nodes can be refreshed by key, and which tables provide the keys."""

from collections.abc import Mapping
from typing import Any

import pytest

from orchestrator.errors import Place
from orchestrator.names import RelationName
from orchestrator.nodes import DataTest, LookedUp, Model, ModelConfig, Node, TestConfig
from orchestrator.plan.keyed_reads import keyed_reads, keys_of
from orchestrator.plan.refreshing import (
    ChangedTable,
    KeyedReads,
    KeyLookup,
    Refreshing,
    TableChange,
    contents_before,
    view_content,
)
from orchestrator.state.definitions import Definition, Kind
from orchestrator.state.source_changes import NewRows

HERE = Place("models/s.yml", 1)


def definition(name: str, *inputs: str, kind: Kind = "table", **settings: Any) -> Definition:
    given = {"reads_itself": False, "settles": False, "doubts": (), "text": "", "config": ""}
    return Definition(
        unique_id=name,
        kind=kind,
        digest=f"digest of {name}",
        rows_digest=f"rows of {name}",
        inputs=inputs,
        **(given | settings),
    )


def defined(*definitions: Definition) -> dict[str, Definition]:
    return {each.unique_id: each for each in definitions}


def model(name: str, **settings: Any) -> Model:
    return Model(
        unique_id=name,
        name=name,
        package="shop",
        path=f"models/{name}.sql",
        place=HERE,
        fqn=("shop", name),
        relation=RelationName("main", name),
        config=ModelConfig(**({"materialized": "table"} | settings)),
        source_code="",
    )


def data_test(name: str, attached_to: str | None = None, **fields: Any) -> DataTest:
    config = fields.pop("config", TestConfig())
    return DataTest(
        unique_id=name,
        name=name,
        package="shop",
        path=f"tests/{name}.sql",
        place=HERE,
        fqn=("shop", name),
        config=config,
        source_code="",
        attached_to=attached_to,
        **fields,
    )


def columns_of(*names: str, columns: tuple[str, ...] = ("id",)) -> dict[str, frozenset[str]]:
    return dict.fromkeys(names, frozenset(columns))


KEYED = model("base", refresh_by=("id",))


def reads_of(
    node: Node,
    more: Mapping[str, Any] | None = None,
    columns: tuple[str, ...] = ("id",),
    **settings: Any,
) -> KeyedReads | None:
    """What a node that reads `base` and `reference` is refreshed by."""
    found = keyed_reads(
        {"base": KEYED, "reference": model("reference"), "it": node, **(more or {})},
        defined(definition("it", "base", "reference", **settings)),
        columns_of("base", "reference", columns=columns),
        {"it": "count(*)"} if isinstance(node, DataTest) else {},
    )
    return found.get("it")


@pytest.mark.parametrize(
    ("node", "settings", "expected"),
    [
        (model("it", refresh_by=("id",)), {}, KeyedReads(("id",), frozenset({"base"}))),
        (model("it", refresh_by=("ID",)), {}, KeyedReads(("ID",), frozenset({"base"}))),
        (model("it"), {}, None),
        (model("it", refresh_by=("id", "day")), {}, None),
        (model("it", refresh_by=("id",)), {"doubts": ("now()",)}, None),
        (model("it", refresh_by=("id",)), {"reads_itself": True}, None),
    ],
    ids=["declared", "in another case", "not declared", "no such column", "volatile", "of itself"],
)
def test_what_a_model_is_refreshed_by(
    node: Model, settings: Mapping[str, Any], expected: KeyedReads | None
) -> None:
    assert reads_of(node, **settings) == expected


BY_KEY = TestConfig(refresh_by=("id",))


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        # A test of rows goes by what its table goes by, `unique` by its own column.
        (data_test("it", "base"), KeyedReads(("id",), frozenset({"base"}), is_by_row=True)),
        (
            data_test("it", "base", test_name="unique", column="id"),
            KeyedReads(("id",), frozenset({"base"})),
        ),
        (data_test("it", "base", test_name="unique", column="a || b"), None),
        (data_test("it", "reference"), None),
        (data_test("it"), None),
        (data_test("it", config=BY_KEY), KeyedReads(("id",), frozenset({"base"}), is_by_row=True)),
        (data_test("it", config=TestConfig(refresh_by=("id",), warn_if="> 3")), None),
    ],
    ids=["rows", "unique", "an expression", "a reference", "one's own", "declared", "a threshold"],
)
def test_what_a_test_is_refreshed_by(test: DataTest, expected: KeyedReads | None) -> None:
    assert reads_of(test) == expected


@pytest.mark.parametrize(
    "screen",
    ["count(case when v > (select 1) then 1 end)", "count(case when v in (FROM t) then 1 end)"],
)
def test_a_test_with_a_subquery_is_none_of_rows(screen: str) -> None:
    nodes = {"base": KEYED, "it": data_test("it", "base")}
    of_it = defined(definition("it", "base", kind="test"))
    assert keyed_reads(nodes, of_it, columns_of("base"), {"it": screen}) == {}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"refresh_by": ("id",)}, ("id",)),
        ({"materialized": "incremental", "unique_key": ("id", "day")}, ("id", "day")),
        ({"materialized": "incremental", "unique_key": ("id",), "refresh_by": ("day",)}, ("day",)),
        ({"materialized": "incremental"}, ()),
        ({"unique_key": ("id",)}, ()),
    ],
)
def test_what_a_model_is_kept_by(settings: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert keys_of(model("it", **settings)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"base": ("id",)}),
        ({"arguments": {"to": "{{ ref('base') }}", "field": "ID"}}, {"base": ("ID",)}),
        ({"test_name": "coverage", "arguments": {"of": "ref('base')", "entity": "id"}}, None),
        ({"arguments": {"to": "ref('base') ~ ' where v > 1'", "field": "id"}}, {}),
        ({"arguments": {"to": "(select * from ref('base'))", "field": "id"}}, {}),
        ({"arguments": {"to": "ref('base')", "field": "upper(id)"}}, {}),
        ({"depends_on": ("table", "base", "more")}, {}),
    ],
    ids=[
        "relationships",
        "a template",
        "coverage",
        "some rows",
        "a query",
        "an expression",
        "more inputs",
    ],
)
def test_which_columns_are_read_of_what_values_are_looked_up_in(
    fields: dict[str, Any], expected: Mapping[str, tuple[str, ...]] | None
) -> None:
    given = {
        "test_name": "relationships",
        "column": "id",
        "arguments": {"to": "ref('base')", "field": "id"},
        "depends_on": ("table", "base"),
    }
    test = data_test("it", "table", config=BY_KEY, **(given | fields))
    nodes = {"base": KEYED, "table": model("table", refresh_by=("id",)), "it": test}
    of_it = defined(definition("it", "table", "base", kind="test"))
    columns = columns_of("base", "table", columns=("id", "v"))
    found = keyed_reads(nodes, of_it, columns, {}, {"it"})["it"]
    assert found.inputs >= {"table"}
    assert found.read_columns == ({"base": ("id",)} if expected is None else expected)
    # A macro of the project's own may read anything.
    assert keyed_reads(nodes, of_it, columns, {})["it"].read_columns == {}


def test_what_is_looked_up_is_found_through_another_input() -> None:
    nodes = {
        "lines": model("lines", refresh_by=("id",)),
        "items": model("items", refresh_by=("item",)),
        "it": model("it", refresh_by=("id",), refresh_through={"items": LookedUp("lines")}),
    }
    found = keyed_reads(
        nodes,
        defined(definition("it", "items", "lines")),
        # Both have both columns: the items are looked up all the same.
        columns_of("items", "lines", columns=("id", "item")),
        {},
    )
    lookup = KeyLookup("lines", ("item",), ("item",))
    assert found == {"it": KeyedReads(("id",), frozenset({"lines"}), lookups={"items": lookup})}


READS = {
    "it": KeyedReads(("id",), frozenset({"base", "view"})),
    "view": KeyedReads(("id",), frozenset({"base"})),
}
OF_IT = defined(
    definition("base"),
    definition("view", "base", "reference", kind="view"),
    definition("it", "base", "view", "reference"),
)
BEFORE = {"base": "b1", "reference": "r1", "view": "v1"}


def changed(
    now: Mapping[str, str | None],
    known: set[str],
    made_of: Mapping[str, str | None] = BEFORE,
    reads: Mapping[str, KeyedReads] = READS,
    before: Mapping[str, str | None] = BEFORE,
) -> tuple[ChangedTable, ...] | None:
    refreshing = Refreshing(reads, {}, before)
    changes = dict.fromkeys(known, FEW)
    return refreshing.changed_tables("it", made_of, OF_IT, {**BEFORE, **now}.get, changes)


BASE = (ChangedTable("base"),)
A, B = RelationName("seg", "base@2"), RelationName("seg", "base@1")
FEW, MOST = TableChange(A, B, is_full=True), TableChange(A, B, is_full=True, is_other=True)
NEW = {"base": "b2", "view": "v2"}


def test_the_tables_that_tell_are_those_that_changed_and_those_behind_views() -> None:
    assert changed({}, set()) == ()
    assert changed({"base": "b2"}, {"base"}) == BASE
    assert changed(NEW, {"base"}) == BASE
    # The content of what came out otherwise need not be known.
    assert changed({"base": None, "view": None}, {"base"}) == BASE


@pytest.mark.parametrize(
    ("now", "options"),
    [
        ({"base": "b2"}, {"known": set()}),
        ({"reference": "r2"}, {"known": {"reference"}}),
        (
            {"view": "v2", "reference": "r2"},
            {"known": {"reference"}, "made_of": {**BEFORE, "reference": "r2"}},
        ),
        ({"base": "b2"}, {"known": {"base"}, "made_of": {**BEFORE, "base": "b0"}}),
        ({"base": "b2"}, {"known": {"base"}, "made_of": {"reference": "r1", "view": "v1"}}),
        ({"base": "b2"}, {"known": {"base"}, "before": {**BEFORE, "base": None}}),
        (NEW, {"known": {"base"}, "reads": {"it": READS["it"]}}),
        (NEW, {"known": {"base"}, "reads": {**READS, "view": KeyedReads(("id",), frozenset())}}),
    ],
    ids=[
        "how it changed is not known",
        "a reference changed",
        "a reference of a view changed",
        "it was made of something older",
        "what it was made of is not known",
        "what there was before is not known",
        "a view that does not say how it is kept",
        "a view whose input is not kept by key",
    ],
)
def test_what_makes_all_of_it_again(now: dict[str, str | None], options: dict[str, Any]) -> None:
    assert changed(now, **options) is None


def test_where_most_rows_are_others_it_is_asked_for_the_columns_that_are_read() -> None:
    reads = {**READS, "it": KeyedReads(("id",), frozenset({"base"}), read_columns={"base": ("v",)})}
    refreshing = Refreshing(reads, {}, BEFORE)

    now = {**BEFORE, "base": "b2"}.get
    for changes, expected in (
        ({"base": MOST}, (ChangedTable("base", read=("v",)),)),
        ({"base": FEW}, BASE),
        ({}, None),
    ):
        assert refreshing.changed_tables("it", BEFORE, OF_IT, now, changes) == expected


def test_where_most_rows_are_others_of_which_all_is_read_all_of_it_is_made_again() -> None:
    refreshing = Refreshing(READS, {}, BEFORE)
    now = {**BEFORE, **NEW}.get
    assert refreshing.changed_tables("it", BEFORE, OF_IT, now, {"base": MOST}) is None


def test_a_view_by_another_column_tells_which_of_its_rows_are_others() -> None:
    reads = {**READS, "view": KeyedReads(("other",), frozenset({"base"}))}
    assert changed(NEW, {"base"}, reads=reads) == (*BASE, ChangedTable("view", behind=BASE))
    assert changed(NEW, set(), reads=reads) is None


def test_what_a_view_is_made_of_regardless_changes_none_of_its_rows() -> None:
    regardless = frozenset({"reference"})
    reads = {
        "it": KeyedReads(("id",), frozenset({"base", "view"}), regardless=regardless),
        "view": KeyedReads(("other",), frozenset({"base"}), regardless=regardless),
    }
    now = {"reference": "r2", "view": "v2"}
    assert changed(now, set(), reads=reads) == ()
    assert changed({**now, "base": "b2"}, {"base"}, reads=reads) == (
        *BASE,
        ChangedTable("view", behind=BASE),
    )


def test_new_rows_of_a_source_are_the_change_of_it() -> None:
    new = {"base": NewRows("b1", "at > 3", (("id", "VARCHAR"),))}
    refreshing = Refreshing(READS, {}, BEFORE, new)
    definitions = {name: OF_IT[name] for name in ("view", "it")}
    now = {**BEFORE, **NEW}.get
    assert refreshing.changed_tables("it", BEFORE, definitions, now, {}) == BASE


def test_what_is_looked_up_is_found_by_other_columns_and_over_several_steps() -> None:
    on = {"number": "person"}
    through = {"orders": LookedUp("people", on), "refunds": LookedUp("orders", {"o": "order_id"})}
    nodes = {
        "people": model("people", refresh_by=("id",)),
        "orders": model("orders", refresh_by=("order_id",)),
        "refunds": model("refunds", refresh_by=("o",)),
        "it": model("it", refresh_by=("id",), refresh_through=through),
    }
    columns = {
        "people": frozenset({"id", "person"}),
        "orders": frozenset({"order_id", "number"}),
        "refunds": frozenset({"o"}),
    }
    found = keyed_reads(nodes, defined(definition("it", *columns)), columns, {})["it"]
    assert found.inputs == {"people"}
    assert found.lookups == {
        "orders": KeyLookup("people", ("number",), ("person",), is_narrowed=True),
        "refunds": KeyLookup("orders", ("o",), ("order_id",), is_narrowed=True),
    }
    nodes["refunds"] = model("refunds")
    found = keyed_reads(nodes, defined(definition("it", *columns)), columns, {})["it"]
    assert found.lookups.keys() == {"orders"}
    columns["orders"] = frozenset({"order_id"})
    found = keyed_reads(nodes, defined(definition("it", *columns)), columns, {})["it"]
    assert found.lookups == {}


def test_a_lookup_is_told_by_its_own_table() -> None:
    lookup = KeyLookup("base", ("item",), ("item",))
    reads = {"it": KeyedReads(("id",), frozenset({"base", "view"}), lookups={"reference": lookup})}
    looked_up = ChangedTable("reference", lookup)
    assert changed({"reference": "r2"}, {"reference"}, reads=reads) == (looked_up,)
    assert changed({"reference": "r2"}, set(), reads=reads) is None
    both = changed({"reference": "r2", "base": "b2"}, {"reference", "base"}, reads=reads)
    assert both == (ChangedTable("base"), looked_up)


def test_what_nodes_held_before_follows_from_what_is_published() -> None:
    view = OF_IT["view"]
    found = contents_before(
        ["base", "view", "it"], OF_IT, {"base": "b1"}, {"reference": "r1"}, "base"
    )
    assert found == {
        "reference": "r1",
        "base": "b1",
        "view": view_content(view, {"base": "b1", "reference": "r1"}, "base"),
        "it": None,
    }
    assert contents_before(["view"], OF_IT, {}, {"reference": "r1"}, "base")["view"] is None
