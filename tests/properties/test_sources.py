import pytest

from orchestrator.errors import Place
from orchestrator.properties import declared
from orchestrator.properties.property_file import read_properties
from tests.config.refusal import refusal


def tables(text):
    return read_properties(text, "s.yml").sources


def refused(text):
    return refusal(read_properties, text, "s.yml")


def at(line, column):
    return Place("s.yml", line, column)


def test_a_short_source():
    assert tables("sources: [{name: shop, tables: [{name: orders}]}]") == (
        declared.SourceDeclaration(
            source_name="shop",
            name="orders",
            place=at(1, 33),
            schema="shop",
            identifier="orders",
            config=({}, {}),
        ),
    )


def test_a_full_source():
    text = """\
sources:
  - name: shop
    description: The shop
    schema: raw
    database: db
    loader: fivetran
    loaded_at_field: loaded_at
    loaded_at_time_zone: Europe/Berlin
    freshness:
      warn_after: {count: 12, period: hour}
      error_after: {count: 24, period: hour}
    tags: [daily]
    meta: {owner: me}
    quoting: {schema: true}
    config: {enabled: true}
    tables:
      - name: orders
        description: Its orders
        identifier: raw_orders
        loader: script
        freshness:
          warn_after: {count: 6}
          filter: id > 1
        external: {location: data/orders.csv}
        tags: [core]
        config: {event_time: ts}
        columns: [{name: id, tests: [unique]}]
        tests: [not_empty]
"""
    assert tables(text) == (
        declared.SourceDeclaration(
            source_name="shop",
            name="orders",
            place=at(17, 9),
            description=declared.PlacedText("Its orders", at(18, 22)),
            source_description=declared.PlacedText("The shop", at(3, 18)),
            schema="raw",
            database="db",
            identifier="raw_orders",
            loader="script",
            location=declared.PlacedText("data/orders.csv", at(24, 30)),
            loaded_at_field="loaded_at",
            loaded_at_time_zone="Europe/Berlin",
            freshness={
                "warn_after": {"count": 6, "period": "hour"},
                "error_after": {"count": 24, "period": "hour"},
                "filter": "id > 1",
            },
            config=(
                {
                    "tags": ["daily"],
                    "meta": {"owner": "me"},
                    "quoting": {"schema": True},
                    "enabled": True,
                },
                {"tags": ["core"], "event_time": "ts"},
            ),
            columns=(declared.ColumnDeclaration("id", at(27, 19)),),
            tests=(
                declared.TestDeclaration("unique", at(27, 38), column="id"),
                declared.TestDeclaration("not_empty", at(28, 17)),
            ),
        ),
    )


def test_freshness_is_inherited_and_null_switches_it_off():
    text = """\
sources:
  - name: shop
    freshness: {warn_after: {count: 1, period: day}}
    tables:
      - name: inherits
      - {name: "off", freshness: null}
      - {name: one_off, freshness: {warn_after: null, error_after: {count: 2, period: day}}}
      - {name: in_config, config: {freshness: {filter: x}}}
  - name: other
    config: {freshness: {filter: y}}
    tables:
      - name: inherits
      - {name: own, freshness: {filter: z}}
"""
    day = {"count": 1, "period": "day"}
    found = {(table.source_name, table.name): table.freshness for table in tables(text)}

    assert found == {
        ("shop", "inherits"): {"warn_after": day},
        ("shop", "off"): None,
        ("shop", "one_off"): {"warn_after": None, "error_after": {"count": 2, "period": "day"}},
        ("shop", "in_config"): {"warn_after": day, "filter": "x"},
        ("other", "inherits"): {"filter": "y"},
        ("other", "own"): {"filter": "z"},
    }


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("{name: t}", ("at", None)),
        ("{name: t, loaded_at_field: own}", ("own", None)),
        ("{name: t, loaded_at_query: select 1}", (None, "select 1")),
        ("{name: t, config: {loaded_at_query: select 2}}", (None, "select 2")),
    ],
)
def test_how_the_time_of_loading_is_known(table, expected):
    [found] = tables(f"sources: [{{name: s, loaded_at_field: at, tables: [{table}]}}]")

    assert (found.loaded_at_field, found.loaded_at_query) == expected


@pytest.mark.parametrize(
    ("source", "table", "location"),
    [
        ("", "meta: {external_location: a.csv}", "a.csv"),
        ("", "config: {external_location: a.csv}", "a.csv"),
        ("", "config: {meta: {external_location: a.csv}}", "a.csv"),
        ("", "external: {location: a.csv, file_format: csv}", "a.csv"),
        ("meta: {external_location: '{name}.csv'},", "", "{name}.csv"),
        ("config: {external_location: s.csv},", "meta: {external_location: t.csv}", "t.csv"),
    ],
)
def test_where_the_file_of_a_table_is_said(source, table, location):
    [found] = tables(f"sources: [{{name: s, {source} tables: [{{name: t, {table}}}]}}]")

    assert found.location.value == location


def test_all_problems_of_sources():
    text = """\
sources:
  - name: shop
    freshnes: {}
    loader: 3
    config: {enabeld: true}
    loaded_at_field: a
    loaded_at_query: b
    tables:
      - name: orders
        identifer: x
      - name: orders
      - orders
  - name: shop
    tables: [{name: t, freshness: 3, config: {loaded_at_field: a, loaded_at_query: b}}]
  - name: other
    tables: t
"""
    assert refused(text) == [
        "s.yml:3:5: unknown key 'freshnes'\n  fix: did you mean 'freshness'?",
        "s.yml:4:13: 'loader': expected a string, found 3",
        "s.yml:5:14: 'enabeld' is not a setting of a source\n  fix: did you mean 'enabled'?",
        "s.yml:7:5: 'loaded_at_field' and 'loaded_at_query' are mutually exclusive\n"
        "  fix: keep one of them",
        "s.yml:10:9: unknown key 'identifer'\n  fix: did you mean 'identifier'?",
        "s.yml:11:9: the source table 'orders' is described twice: also in s.yml:9:9\n"
        "  fix: merge the two",
        "s.yml:12:9: 'tables': expected mappings with a 'name', found 'orders'\n"
        "  fix: write '- name: orders'",
        "s.yml:13:5: the source 'shop' is described twice: also in s.yml:2:5\n  fix: merge the two",
        "s.yml:14:67: 'loaded_at_field' and 'loaded_at_query' are mutually exclusive\n"
        "  fix: keep one of them",
        "s.yml:14:35: 'freshness': expected a mapping, found 3",
        "s.yml:16:13: 'tables': expected a list, found 't'",
    ]


def test_tags_next_to_config_too_are_added_up_where_dbt_adds_them():
    both = "tags: a, config: {tags: [b]}"
    text = (
        f"models: [{{name: m, {both}}}]\n"
        f"sources: [{{name: s, {both}, tables: [{{name: t, {both}}}]}}]\n"
        f"exposures: [{{name: e, type: ml, owner: {{name: x}}, {both}}}]\n"
    )
    found = read_properties(text, "f.yml")
    assert found.models[0].config == {"tags": ["b"]}
    assert found.sources[0].config == ({"tags": ["a", "b"]}, {"tags": ["a", "b"]})
    assert found.exposures[0].config == {"tags": ["a", "b"]}
    assert [str(key.problem) for key in found.unused] == [
        f"f.yml:{place}: 'tags' is both in 'config' and next to it\n  fix: keep the one in 'config'"
        for place in ("1:20", "2:21", "2:70", "3:51")
    ]
