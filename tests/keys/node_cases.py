"""A project for each effective setting of a node that shows its effect."""

from collections.abc import Mapping

from tests.keys import batch_cases, comment_cases, external_cases
from tests.keys.observed import BUILD, PARSE, Case, Command, Files

INCREMENTAL = "materialized: incremental"
GROWING = "select {{ var('n') }} as n, 1 as id, {{ var('n') }} * 10 as amount"
WIDER = "select 1 as n, 1 as id{% if var('n') > 1 %}, 5 as wide{% endif %}"
CHANGED = "select {% if var('n') > 1 %}'new'{% else %}'old'{% endif %} as n, 1 as id"
TWICE: tuple[Command, ...] = (
    ("build", "--vars", "{n: 1}"),
    ("build", "--vars", "{n: 2}"),
)
CSV = {"seeds/s.csv": "id;v\n1;2\n"}
REUSING: tuple[Command, ...] = (("build", "--reuse"), ("build", "--reuse"))
GREW: tuple[Command, ...] = tuple((*command, "--reuse") for command in TWICE)
STATE = "select 1 as id, {{ var('n', 1) }} as v, date '2025-01-01' as day"
BY_TIME = "strategy: timestamp, unique_key: id, updated_at: day"
BY_VALUE = "strategy: check, unique_key: id, updated_at: day"
TEST = "select * from (values (1), (2), (3)) as t (id)"


def model(
    key: str,
    beside: str = "",
    sql: str = "select 1 as id",
    commands: tuple[Command, ...] = PARSE,
    more: Files | None = None,
) -> Case:
    """A model that has the setting, `beside` others."""

    def files(settings: list[str]) -> Files:
        config = "".join(f"      {line}\n" for line in settings if line)
        declared = f"models:\n  - name: a\n    config:\n{config}" if config else "models: []\n"
        return {"models/a.sql": f"{sql}\n", "models/s.yml": declared, **(more or {})}

    return Case(files([beside, key]), files([beside]), commands)


def seed(key: str, commands: tuple[Command, ...] = PARSE, csv: Files = CSV) -> Case:
    """A seed that has the setting."""
    declared = f"seeds: [{{name: s, config: {{{key}}}}}]\n"
    return Case({**csv, "seeds/s.yml": declared}, csv, commands)


def snapshot(
    key: str, commands: tuple[Command, ...] = PARSE, beside: str = "", sql: str = STATE
) -> Case:
    """A snapshot by time stamps that has the setting, `beside` others."""
    files = [
        {
            "models/a.sql": f"{sql}\n",
            "snapshots/s.yml": "snapshots: [{name: s, relation: ref('a'), "
            f"config: {{{config}}}}}]\n",
        }
        for config in (", ".join(filter(None, (beside or BY_TIME, each))) for each in (key, ""))
    ]
    return Case(files[0], files[1], commands)


def data_test(key: str, commands: tuple[Command, ...] = BUILD, more: str = "") -> Case:
    """A data test with three failing rows that has the setting."""
    settings = [f"{{{inner}}}" for inner in (", ".join(filter(None, (more, key))), more)]
    files = [
        {
            "tests/t.sql": f"{TEST}\n",
            "tests/t.yml": f"data_tests: [{{name: t, config: {config}}}]\n",
        }
        for config in settings
    ]
    return Case(files[0], files[1], commands)


def generic_test(key: str) -> Case:
    """A data test of a model whose only row fails."""
    start = "models: [{name: a, columns: [{name: id, data_tests: [{not_null: {config: {"
    files = [
        {"models/a.sql": "select null as id\n", "models/s.yml": f"{start}{config}}}}}]}}]}}]\n"}
        for config in (key, "")
    ]
    return Case(files[0], files[1], BUILD)


def test_with_arguments() -> Case:
    """A model with an accepted range that the project file makes wider."""
    declared = "{accepted_range: {name: it, min_value: 3}}"
    files = {
        "models/a.sql": "select 1 as id\n",
        "models/s.yml": f"models: [{{name: a, columns: [{{name: id, data_tests: [{declared}]}}]}}]",
    }
    told = "name: shop\ndata_tests: {shop: {it: {+arguments: {min_value: 1}}}}\n"
    return Case({**files, "seg_project.yml": told}, files, BUILD)


STALE = "id,at\n1,2020-01-01 00:00:00\n"
DATED = "loaded_at_field: at, external_location: o.csv"
POLICY = "freshness: {error_after: {count: 1, period: day}}"
FRESHNESS: tuple[Command, ...] = (("source", "freshness"),)
READER = {"models/a.sql": "select * from {{ source('raw', 'o') }}\n", "o.csv": STALE}


def source(
    key: str, beside: str = "", commands: tuple[Command, ...] = PARSE, where: str = "config"
) -> Case:
    """A source of one table that has the setting; `where` is `config` or the table itself."""

    def files(settings: str) -> Files:
        inner = f"config: {{{settings}}}" if where == "config" else settings
        entry = f"name: o, {inner}" if inner else "name: o"
        return {**READER, "models/r.yml": f"sources: [{{name: raw, tables: [{{{entry}}}]}}]\n"}

    both = ", ".join(filter(None, (beside, key)))
    return Case(files(both), files(beside), commands)


def queried_source() -> Case:
    """A table that reads a source whose query says something else each time."""
    table = "{{ config(materialized='table') }} select * from {{ source('raw', 'o') }}\n"
    settings = ('content_query: "select random()", external_location: o.csv', DATED)
    files = [
        {
            **READER,
            "models/a.sql": table,
            "models/r.yml": "sources: [{name: raw, tables: "
            f"[{{name: o, config: {{{given}}}}}]}}]\n",
        }
        for given in settings
    ]
    return Case(files[0], files[1], REUSING)


def growing_source(key: str, beside: str) -> Case:
    """A table of what came into a source, which another model fills."""
    table = "{{ config(materialized='table', refresh_by='id') }} "
    files = [
        {
            "models/b.sql": "{{ config(materialized='table') }} "
            "select range as id, range as at from range(20 + {{ var('n') }})",
            "models/a.sql": f"{table} select id, count(*) over () as seen "
            "from {{ source('raw', 'o') }}",
            "models/r.yml": "sources: [{name: raw, schema: main, tables: "
            f"[{{name: o, identifier: b, config: {{{given}}}}}]}}]\n",
        }
        for given in (f"{beside}, {key}", beside)
    ]
    built = (("build", "--reuse", "--select", name, "--vars") for name in ("b", "a"))
    one, other = built
    commands = tuple((*each, f"{{n: {n}}}") for n in (1, 2) for each in (one, other))
    return Case(files[0], files[1], commands)


# Twenty customers, of whom one changes. What is made of all of them is shown twenty.
KEPT = "{{ config(materialized='table', refresh_by='id') }} "
CHANGING = "case when range = 1 then {{ var('n') }} else 0 end as v from range(20)"
KEYED = {
    "models/b.sql": f"{KEPT} select range as id, {CHANGING}",
    "models/lines.sql": f"{KEPT} select range as id, range as item from range(20)",
    "models/items.sql": f"{KEPT.replace('id', 'item')} select range as item, {CHANGING}",
}
LOOKED_UP = "from {{ ref('lines') }} join {{ ref('items') }} using (item)"


# Other data, and the same definitions.
GROWN = {
    "models/grown.yml": "sources: [{name: raw, tables: [{name: grown, config: "
    """{external_location: "{{ var('n') }}.csv"}}]}]""",
    "1.csv": "n\n1\n",
    "2.csv": "n\n2\n",
}


def changing_test(key: str, sql: str, beside: Files = KEYED, more: str = "") -> Case:
    """A data test of what is there `beside`, of which one row changes; it has `more` settings."""
    files = [
        {
            **beside,
            "tests/t.sql": sql,
            "tests/t.yml": f"data_tests: [{{name: t, config: {config}}}]",
        }
        for config in (f"{{{key}{more}}}", f"{{{more.removeprefix(', ')}}}")
    ]
    return Case(files[0], files[1], GREW)


TABLE, BY_SQL = "materialized: table", {"models/grown.sql": "select {{ var('n') }} as n"}
GROWN_BY_SQL = "select * from {{ ref('grown') }}"
IGNORING = """once_ignoring: "{{ 'select ' ~ var('n') }}\""""

MODELS: Mapping[str, Case] = {
    "persist_docs": comment_cases.MODEL,
    **batch_cases.MODELS,
    **external_cases.MODELS,
    "enabled": model("enabled: false", more={"models/b.sql": "select 1 as id"}),
    "tags": model("tags: [x]"),
    "meta": model("meta: {a: 1}"),
    "docs": model("docs: {show: false}"),
    "group": model("group: g"),
    "alias": model("alias: other", commands=BUILD),
    "pre-hook": model("pre-hook: create table log (n int)", commands=BUILD),
    "post-hook": model(
        "post-hook: update {{ this }} set id = 2", "materialized: table", commands=BUILD
    ),
    "sql_header": model("sql_header: create table log (n int)", commands=BUILD),
    "schema": model("schema: other", commands=BUILD),
    "database": model("database: other"),
    "access": model(
        "access: private",
        more={"models/b.sql": "{{ config(group='g') }} select * from {{ ref('a') }}"},
    ),
    "contract": model(
        "contract: {enforced: true, cast: true}\n    columns: [{name: id, data_type: varchar}]",
        commands=BUILD,
    ),
    "materialized": model("materialized: table", commands=BUILD),
    "full_refresh": model("full_refresh: true", INCREMENTAL, GROWING, TWICE),
    "incremental_strategy": model(
        "incremental_strategy: append", f"{INCREMENTAL}\n      unique_key: id", GROWING, TWICE
    ),
    "unique_key": model("unique_key: id", INCREMENTAL, GROWING, TWICE),
    "merge_update_columns": model(
        "merge_update_columns: [n]",
        f"{INCREMENTAL}\n      unique_key: id\n      incremental_strategy: merge",
        GROWING,
        TWICE,
    ),
    "merge_exclude_columns": model(
        "merge_exclude_columns: [n]",
        f"{INCREMENTAL}\n      unique_key: id\n      incremental_strategy: merge",
        GROWING,
        TWICE,
    ),
    "delete_when": model(
        "delete_when: n = 2", f"{INCREMENTAL}\n      unique_key: id", GROWING, TWICE
    ),
    **{
        key: model(f"{key}: [n > 1]", f"{INCREMENTAL}\n      unique_key: id", GROWING, TWICE)
        for key in ("incremental_predicates", "predicates")
    },
    "volatile": model("volatile: true", TABLE, commands=REUSING),
    "lag_tolerance": model(
        "lag_tolerance: {count: 1, period: day}", TABLE, GROWN_BY_SQL, GREW, BY_SQL
    ),
    "once_ignoring": model(
        IGNORING, f"{TABLE}\n      once_per: monday", GROWN_BY_SQL, GREW, BY_SQL
    ),
    "once_per": model(
        "once_per: monday",
        "materialized: table",
        "select * from {{ source('raw', 'grown') }}",
        GREW,
        GROWN,
    ),
    "refresh_by": model(
        "refresh_by: id",
        "materialized: table",
        "select id, v, count(*) over () as seen from {{ ref('b') }}",
        GREW,
        KEYED,
    ),
    "refresh_through": model(
        "refresh_through: {items: lines}",
        "materialized: table\n      refresh_by: id",
        f"select id, v, count(*) over () as seen {LOOKED_UP}",
        GREW,
        KEYED,
    ),
    "refresh_regardless_of": model(
        "refresh_regardless_of: label",
        "materialized: table\n      refresh_by: id",
        "select id, v, n from {{ ref('b') }}, {{ ref('label') }}",
        GREW,
        {**KEYED, "models/label.sql": "select {{ var('n') }} as n"},
    ),
    "stamps": model("stamps: {day: \"{{ var('n') }}\"}", "materialized: table"),
    "stamps_of": model(
        "stamps_of: []",
        "materialized: table",
        "select *, 'day' as kind from {{ ref('b') }}",
        BUILD,
        {
            "models/b.sql": "{{ config(materialized='table', stamps={'day': '5'}) }} select 1 as v",
        },
    ),
    "on_schema_change": model("on_schema_change: append_new_columns", INCREMENTAL, WIDER, TWICE),
    "on_definition_change": model(
        "on_definition_change: full_refresh", INCREMENTAL, CHANGED, TWICE
    ),
    "freshness": model(
        POLICY,
        sql="select * from {{ source('raw', 'o') }}",
        commands=BUILD,
        more={
            "o.csv": STALE,
            "models/r.yml": "sources:\n  - name: raw\n    tables:\n"
            f"      - {{name: o, config: {{{DATED}}}}}\n",
        },
    ),
}

SEEDS: Mapping[str, Case] = {
    "persist_docs": comment_cases.SEED,
    "event_time": batch_cases.SEED,
    "pre-hook": seed("pre-hook: create table log (n int)", BUILD),
    "post-hook": seed("post-hook: 'insert into {{ this }} select * from {{ this }}'", BUILD),
    "enabled": seed("enabled: false"),
    "tags": seed("tags: [x]"),
    "meta": seed("meta: {a: 1}"),
    "docs": seed("docs: {show: false}"),
    "group": seed("group: g"),
    "alias": seed("alias: other"),
    "schema": seed("schema: other"),
    "database": seed("database: other"),
    "delimiter": seed("delimiter: ';'", BUILD),
    "column_types": seed("column_types: {id: varchar}", BUILD, {"seeds/s.csv": "id,v\n1,2\n"}),
}

SNAPSHOTS: Mapping[str, Case] = {
    "persist_docs": comment_cases.SNAPSHOT,
    "event_time": batch_cases.SNAPSHOT,
    "pre-hook": snapshot("pre-hook: create table log (n int)", BUILD),
    "sql_header": snapshot("sql_header: create table log (n int)", BUILD),
    "post-hook": snapshot("post-hook: create table log (n int)", BUILD),
    "enabled": snapshot("enabled: false"),
    "tags": snapshot("tags: [x]"),
    "meta": snapshot("meta: {a: 1}"),
    "docs": snapshot("docs: {show: false}"),
    "group": snapshot("group: g"),
    "alias": snapshot("alias: other"),
    "schema": snapshot("schema: other"),
    "database": snapshot("database: other"),
    "target_schema": snapshot("target_schema: other"),
    "target_database": snapshot("target_database: other"),
    "strategy": snapshot(
        "strategy: check", TWICE, "unique_key: id, updated_at: day, check_cols: [v]"
    ),
    "unique_key": snapshot("unique_key: id", BUILD, "strategy: timestamp, updated_at: day"),
    "updated_at": snapshot("updated_at: day", BUILD, "strategy: timestamp, unique_key: id"),
    "check_cols": snapshot("check_cols: [id, v]", TWICE, BY_VALUE),
    "dbt_valid_to_current": snapshot("dbt_valid_to_current: \"date '9999-12-31'\"", BUILD),
    "hard_deletes": snapshot("hard_deletes: new_record", BUILD),
    "invalidate_hard_deletes": snapshot(
        "invalidate_hard_deletes: true", TWICE, sql=f"{STATE} where {{{{ var('n', 1) }}}} = 1"
    ),
    "snapshot_meta_column_names": snapshot(
        "snapshot_meta_column_names: {dbt_valid_from: since}", BUILD
    ),
}

TESTS: Mapping[str, Case] = {
    "enabled": data_test("enabled: false", PARSE),
    "tags": data_test("tags: [x]", PARSE),
    "meta": data_test("meta: {a: 1}", PARSE),
    "group": data_test("group: g", PARSE),
    "once_ignoring": changing_test(
        IGNORING, f"{GROWN_BY_SQL} where n = 2", BY_SQL, ", once_per: monday"
    ),
    "once_per": changing_test(
        "once_per: monday", "select * from {{ source('raw', 'grown') }} where n = 2", GROWN
    ),
    "refresh_by": changing_test(
        "refresh_by: id", "select 1 from {{ ref('b') }} having sum(v) = 2 and count(*) > 1"
    ),
    "severity": data_test("severity: warn"),
    "arguments": test_with_arguments(),
    "error_if": data_test("error_if: '> 5'"),
    "warn_if": data_test("warn_if: '> 5'", more="severity: warn, error_if: '> 9'"),
    "fail_calc": data_test("fail_calc: 'count(*) - 3'"),
    "limit": data_test("limit: 1", more="error_if: '> 1'"),
    "where": generic_test("where: id is not null"),
    "alias": data_test("alias: other", more="store_failures: true"),
    "schema": data_test("schema: other", more="store_failures: true"),
    "store_failures": data_test("store_failures: true", more="severity: warn"),
    "store_failures_as": data_test("store_failures_as: table", more="severity: warn"),
}

SOURCES: Mapping[str, Case] = {
    "event_time": batch_cases.SOURCE,
    "enabled": source("enabled: false"),
    "tags": source("tags: [x]"),
    "meta": source("meta: {a: 1}"),
    "external": source("external: {location: o.csv}", commands=BUILD),
    "content_query": queried_source(),
    "external_location": source("external_location: o.csv", commands=BUILD),
    "freshness": source(POLICY, DATED, FRESHNESS),
    "loaded_at_field": source(
        "loaded_at_field: at", f"external_location: o.csv, {POLICY}", FRESHNESS
    ),
    "loaded_at_query": source(
        'loaded_at_query: "select max(at) from o"', f"external_location: o.csv, {POLICY}", FRESHNESS
    ),
    "loaded_at_time_zone": source("loaded_at_time_zone: Mars", f"{DATED}, {POLICY}", FRESHNESS),
    "loader": source("loader: x"),
    "refresh_by": growing_source("refresh_by: id", "watermark: at"),
    "watermark": growing_source("watermark: at", "refresh_by: id"),
}
