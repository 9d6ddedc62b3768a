"""A project for each effective key of property files that shows its effect."""

from collections.abc import Mapping

from tests.keys.node_cases import POLICY, source
from tests.keys.observed import BUILD, Case, Files
from tests.keys.semantic_cases import METRIC, SEMANTIC_MODEL

ONE = "select 1 as id\n"
MACRO = {"macros/m.sql": "{% macro m(x) %}1{% endmacro %}\n"}
SEED = {"seeds/s.csv": "id\n1\n"}
TEST = {"tests/t.sql": ONE}
SNAPSHOTS = {
    "snapshots/s.sql": "{% snapshot s %}\n"
    "{{ config(strategy='timestamp', unique_key='id', updated_at='id') }}\n"
    "select * from {{ ref('a') }}\n{% endsnapshot %}\n"
}


def section(text: str, more: Files | None = None) -> Case:
    """A property file with a section."""
    return Case({"models/s.yml": f"{text}\n", **(more or {})}, more or {})


def entry(of: str, name: str, key: str, more: Files | None = None, beside: str = "") -> Case:
    """An entry of a section with the key."""
    start = ", ".join(filter(None, (f"name: {name}", beside)))
    files = [
        {"models/s.yml": f"{of}: [{{{inner}}}]\n", **(more or {})}
        for inner in (f"{start}, {key}", start)
    ]
    return Case(files[0], files[1])


def renamed(of: str, name: str, more: Files) -> Case:
    """An entry that describes something else."""
    files = [entry(of, found, "description: x", more).with_key for found in ("other", name)]
    return Case(files[0], files[1])


def node(of: str, name: str, more: Files) -> dict[str, Case]:
    """The keys of an entry for a node with columns and tests."""
    return {
        "name": renamed(of, name, more),
        "description": entry(of, name, "description: x", more),
        "config": entry(of, name, "config: {tags: x}", more),
        "columns": entry(of, name, "columns: [{name: id}]", more),
        "tests": entry(of, name, "tests: [row_count_between: {min_value: 1}]", more),
        "data_tests": entry(of, name, "data_tests: [row_count_between: {min_value: 1}]", more),
        "group": entry(of, name, "group: g", more),
        "meta": entry(of, name, "meta: {a: 1}", more),
        "tags": entry(of, name, "tags: [x]", more),
        "access": entry(of, name, "access: private", more),
        "docs": entry(of, name, "docs: {show: false}", more),
    }


def column(key: str, name: str = "id") -> Case:
    """A model with a column that has the key."""
    return entry("models", "a", f"columns: [{{name: {name}, {key}}}]")


def macro(key: str, name: str = "m") -> Case:
    """A macro that is described."""
    return entry("macros", name, key, MACRO)


def table(key: str, beside: str = "") -> Case:
    """A table of a source with the key beside its name."""
    return source(key, beside, where="table")


def of_source(key: str, tables: str = "[{name: o}]") -> Case:
    """A source with the key beside its name."""
    read = {"models/a.sql": "select * from {{ source('raw', 'o') }}\n"}
    files = [
        {**read, "models/r.yml": f"sources: [{{name: raw, tables: {tables}{inner}}}]\n"}
        for inner in (f", {key}", "")
    ]
    return Case(files[0], files[1])


FAMILY = (
    "segment_families:\n  - name: f\n    on: ref('a')\n    entity: id\n    mode: exclusive\n"
    "    segments: [{name: all, otherwise: true}]"
)
FILE: Mapping[str, Case] = {
    "version": section("version: 3"),
    "anchors": section("anchors: &x {name: a, description: d}\nmodels: [*x]"),
    "models": section("models: [{name: a, description: x}]"),
    "seeds": section("seeds: [{name: s, description: x}]", SEED),
    "snapshots": section("snapshots: [{name: s, description: x}]", SNAPSHOTS),
    "sources": section("sources: [{name: raw, tables: [{name: o}]}]"),
    "macros": section("macros: [{name: m, description: x}]", MACRO),
    "data_tests": section("data_tests: [{name: t, description: x}]", TEST),
    "tests": section("tests: [{name: t, description: x}]", TEST),
    "exposures": section("exposures: [{name: e, type: ml, owner: {name: x}}]"),
    "analyses": section("analyses: [{name: q, description: x}]", {"analyses/q.sql": "select 1"}),
    "semantic_models": section(f"semantic_models: [{SEMANTIC_MODEL}]"),
    "metrics": section(f"semantic_models: [{SEMANTIC_MODEL}]\nmetrics: [{METRIC}]"),
    "saved_queries": section("saved_queries: [{name: s, query_params: {}}]"),
    "groups": section("groups: [{name: g, owner: {name: x}}]"),
    "unit_tests": section("unit_tests: [{name: t, model: a, expect: {rows: [{id: 1}]}}]"),
    "segment_families": section(FAMILY, {"models/a.sql": "select 1 as id, 1 as as_of_date\n"}),
}
TWO_FILES = {
    "models/a_v1.sql": "select 1 as id\n",
    "models/a_v2.sql": "select 2 as id\n",
    "models/b.sql": "select * from {{ ref('a') }}\n",
}


def version(key: str) -> Case:
    """A model with one version, in the file `a`, that has the key."""
    shown = [f"{{v: 1, defined_in: a{more}}}" for more in (f", {key}", "")]
    files = [{"models/s.yml": f"models: [{{name: a, versions: [{one}]}}]\n"} for one in shown]
    return Case(files[0], files[1])


def two_versions(key: str) -> dict[str, str]:
    """A model with two versions and a key, in files of their own."""
    model = f"models: [{{name: a, versions: [{{v: 1}}, {{v: 2}}]{key}}}]\n"
    return {**TWO_FILES, "models/s.yml": model}


HEAD = "{name: a, config: {materialized: table, contract: {enforced: true}}"
NAMED = "columns: [{name: id, data_type: integer}, {name: n, data_type: integer}]"


def constrained(key: str, beside: str = "") -> Case:
    """A table of two rows with a constraint that has the key."""
    found = [
        {
            "models/s.yml": f"models: [{HEAD}, {NAMED}, constraints: [{{{inner}}}]}}]\n",
            "models/a.sql": "select 1 as id, null::int as n union all select 1, 2\n",
            "models/b.sql": "select 1 as id, 5 as n\n",
        }
        for inner in (", ".join(filter(None, (beside, key))), beside)
    ]
    return Case(found[0], found[1], BUILD)


def of_view(more: str) -> Files:
    """A view with a constraint."""
    beside = f"{NAMED}, config: {{contract: {{enforced: true}}}}"
    key = f"constraints: [{{type: check, expression: 'true'{more}}}]"
    return entry("models", "a", key, beside=beside).with_key


POINTING = "type: foreign_key, columns: [id]"
CONSTRAINT: Mapping[str, Case] = {
    "type": Case(
        constrained("type: primary_key, columns: [n]").with_key,
        constrained("type: unique, columns: [n]").with_key,
        BUILD,
    ),
    "name": constrained("name: large", "type: check, expression: id > 1"),
    "columns": Case(
        constrained("type: unique, columns: [id]").with_key,
        constrained("type: unique, columns: [n]").with_key,
        BUILD,
    ),
    "expression": constrained("expression: id > 1", "type: check"),
    "to": constrained("to: ref('b')", f"{POINTING}, to_columns: [id]"),
    "to_columns": Case(
        constrained(f"{POINTING}, to: ref('b'), to_columns: [n]").with_key,
        constrained(f"{POINTING}, to: ref('b'), to_columns: [id]").with_key,
        BUILD,
    ),
    "warn_unsupported": Case(of_view(", warn_unsupported: false"), of_view("")),
}
MODEL: Mapping[str, Case] = {
    **node("models", "a", {}),
    "constraints": entry("models", "a", "constraints: [{type: check, expression: id > 1}]"),
    "versions": entry("models", "a", "versions: [{v: 1, defined_in: a}]"),
    "time_spine": entry("models", "a", "time_spine: {standard_granularity_column: id}"),
    "deprecation_date": entry("models", "a", "deprecation_date: 2020-01-01"),
    "latest_version": Case(two_versions(", latest_version: 1"), two_versions("")),
}
VERSION: Mapping[str, Case] = {
    "deprecation_date": version("deprecation_date: 2020-01-01"),
    "constraints": version("constraints: [{type: check, expression: id > 1}]"),
    "v": Case(
        {"models/s.yml": "models: [{name: a, versions: [{v: 2, defined_in: a}]}]\n"},
        {"models/s.yml": "models: [{name: a, versions: [{v: 1, defined_in: a}]}]\n"},
    ),
    "defined_in": Case(
        {
            "models/a_v1.sql": "select 1 as id\n",
            "models/s.yml": "models: [{name: c, versions: [{v: 1, defined_in: a_v1}]}]\n",
        },
        {
            "models/a_v1.sql": "select 1 as id\n",
            "models/s.yml": "models: [{name: c, versions: [{v: 1}]}]\n",
        },
    ),
    "description": version("description: x"),
    "config": version("config: {tags: x}"),
    "columns": version("columns: [{name: id}]"),
    "tests": version("tests: [row_count_between: {min_value: 1}]"),
    "data_tests": version("data_tests: [row_count_between: {min_value: 1}]"),
    "group": version("group: g"),
    "meta": version("meta: {a: 1}"),
    "tags": version("tags: [x]"),
    "access": version("access: private"),
    "docs": version("docs: {show: false}"),
}
SEEDS: Mapping[str, Case] = node("seeds", "s", SEED)
BY_TIME = "config: {strategy: timestamp, unique_key: id, updated_at: id}"
SNAPSHOT: Mapping[str, Case] = {
    **node("snapshots", "s", SNAPSHOTS),
    "relation": entry("snapshots", "n", "relation: ref('a')", beside=BY_TIME),
}
DATA_TEST: Mapping[str, Case] = {
    key: case
    for key, case in node("data_tests", "t", TEST).items()
    if key in ("name", "description", "config", "meta")
}
COLUMN: Mapping[str, Case] = {
    "name": Case(column("description: x", "other").with_key, column("description: x").with_key),
    "description": column("description: x"),
    "data_type": column("data_type: integer"),
    "granularity": column("granularity: day"),
    "tests": column("tests: [unique]"),
    "data_tests": column("data_tests: [unique]"),
    "tags": column("tags: [personal]"),
    "meta": column("meta: {personal: true}"),
    "config": column("config: {tags: [personal]}"),
    "constraints": column("constraints: [{type: not_null}]"),
}
COLUMN_CONFIG: Mapping[str, Case] = {
    "tags": column("config: {tags: [personal]}"),
    "meta": column("config: {meta: {personal: true}}"),
}
LEVELS = ("freshness", "loaded_at_field", "loaded_at_query", "loaded_at_time_zone")
SOURCE: Mapping[str, Case] = {
    "name": Case(
        {"models/r.yml": "sources: [{name: other, tables: [{name: o}]}]\n"},
        {"models/r.yml": "sources: [{name: raw, tables: [{name: o}]}]\n"},
    ),
    "description": of_source("description: x"),
    "config": of_source("config: {tags: [x]}"),
    "meta": of_source("meta: {a: 1}"),
    "tags": of_source("tags: [x]"),
    "schema": of_source("schema: other"),
    "database": of_source("database: other"),
    "tables": of_source("loader: x", "[{name: o}, {name: p}]"),
    "loader": of_source("loader: x"),
    "freshness": of_source(POLICY, "[{name: o, loaded_at_field: at}]"),
    "loaded_at_field": of_source("loaded_at_field: at"),
    "loaded_at_query": of_source("loaded_at_query: select 1"),
    "loaded_at_time_zone": of_source("loaded_at_time_zone: Mars"),
}
TABLE: Mapping[str, Case] = {
    "name": SOURCE["name"],
    "description": table("description: x"),
    "config": table("config: {tags: [x]}"),
    "meta": table("meta: {a: 1}"),
    "tags": table("tags: [x]"),
    "identifier": table("identifier: other"),
    "external": table("external: {location: o.csv}"),
    "columns": table("columns: [{name: id}]"),
    "tests": table("tests: [row_count_between: {min_value: 1}]"),
    "data_tests": table("data_tests: [row_count_between: {min_value: 1}]"),
    "loader": table("loader: x"),
    "freshness": table(POLICY, "loaded_at_field: at"),
    "loaded_at_field": table("loaded_at_field: at"),
    "loaded_at_query": table("loaded_at_query: select 1"),
    "loaded_at_time_zone": table("loaded_at_time_zone: Mars"),
}
EXTERNAL: Mapping[str, Case] = {"location": TABLE["external"]}
MACROS: Mapping[str, Case] = {
    "name": renamed("macros", "m", MACRO),
    "description": macro("description: x"),
    "arguments": macro("arguments: [{name: x}]"),
    "meta": macro("meta: {a: 1}"),
    "config": macro("config: {meta: {a: 1}}"),
    "docs": macro("docs: {show: false}"),
}
MACRO_CONFIG: Mapping[str, Case] = {
    "meta": MACROS["config"],
    "docs": macro("config: {docs: {show: false}}"),
}
ARGUMENT: Mapping[str, Case] = {
    "name": MACROS["arguments"],
    "type": Case(
        macro("arguments: [{name: x, type: text}]").with_key,
        macro("arguments: [{name: x}]").with_key,
    ),
    "description": Case(
        macro("arguments: [{name: x, description: y}]").with_key,
        macro("arguments: [{name: x}]").with_key,
    ),
}
