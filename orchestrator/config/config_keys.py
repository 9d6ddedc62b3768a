"""The configuration keys of each kind of node: what each does, and how two values of one merge."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from orchestrator.config.key_effects import (
    Effect,
    KeyTable,
    Unused,
    Works,
    always,
)
from orchestrator.lazy_regex import lazy_regex

Kind = Literal[
    "models",
    "seeds",
    "snapshots",
    "tests",
    "unit_tests",
    "exposures",
    "semantic_models",
    "metrics",
    "saved_queries",
    "sources",
]

KIND_WORDS: Mapping[Kind, str] = {
    "models": "a model",
    "seeds": "a seed",
    "snapshots": "a snapshot",
    "tests": "a data test",
    "unit_tests": "a unit test",
    "exposures": "an exposure",
    "semantic_models": "a semantic model",
    "metrics": "a metric",
    "saved_queries": "a saved query",
    "sources": "a source",
}

ADDED_UP = frozenset({"tags", "packages", "pre-hook", "post-hook"})
MERGED = frozenset(
    {"arguments", "meta", "persist_docs", "quoting", "column_types", "docs", "contract"}
)
META_COLUMN_NAMES = "snapshot_meta_column_names"
GRANTS = "grants"
STAMPS = "stamps"
"""Its values are templates, rendered where the model is compiled: macros are known there."""
SPELLINGS: Mapping[str, str] = {
    "pre_hook": "pre-hook",
    "post_hook": "post-hook",
}

# Values that are mappings: without a `+`, a config tree would take them for folders.
MAPPINGS = MERGED | {
    GRANTS,
    "freshness",
    "lag_tolerance",
    "options",
    "partition_by",
    "refresh_through",
    META_COLUMN_NAMES,
    STAMPS,
}

EXTERNAL = "external"
"""A table that is written into a file as well, once it is published."""
MATERIALIZATIONS = ("view", "table", "incremental", "ephemeral", EXTERNAL)

# How an incremental model takes its new rows in; `default` is append, or with a key delete+insert.
MICROBATCH = "microbatch"
STRATEGIES = ("append", "default", "delete+insert", "merge", MICROBATCH)
KEYED_STRATEGIES = ("delete+insert", "merge")

# Statements that change no row that a model or test reads.
_HARMLESS_HOOK = lazy_regex(
    r"\s*(?:grant|revoke|analyze|vacuum|checkpoint|comment\s+on|create\s+(?:unique\s+)?index"
    r"|create\s+schema)\b|\s*;?\s*\Z",
    re.IGNORECASE,
)


def hooks_change_data(value: Any) -> bool:
    """Whether a hook, or one of a list, may change rows: all but a few kinds of statement may."""
    hooks = value if isinstance(value, list | tuple) else [value]
    texts = (hook.get("sql") if isinstance(hook, Mapping) else hook for hook in hooks)
    return not all(isinstance(text, str) and _HARMLESS_HOOK.match(text) for text in texts)


def _is_all_true(value: Any) -> bool:
    return isinstance(value, Mapping) and all(item is True for item in value.values())


def _is_not_enforced(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("enforced") in (None, False)


QUOTING = Unused(
    "every name is quoted, and DuckDB does not tell upper from lower case",
    is_met=_is_all_true,
)
DOCS_KEYS = ("show", "node_color")
DOCS = Works("whether the site of 'seg docs generate' shows it, and in which colour; manifest.json")
NO_DOCS = Unused("the site of 'seg docs generate' shows it where it shows its node")
_OTHER_ENGINE = Unused("only other engines, or external files, use it")


def unique_indexes(value: Any) -> list[Mapping[str, Any]]:
    """Those of the `indexes` of a node that would refuse rows."""
    indexes = value if isinstance(value, list | tuple) else ()
    return [each for each in indexes if isinstance(each, Mapping) and each.get("unique")]


# Of those that are unique, `unused.py` says more.
_INDEXES = Unused(
    "an index changes no answer, and seg makes none",
    is_met=lambda value: bool(unique_indexes(value)),
)
_OTHER_MERGE = Unused(
    "a merge updates the rows whose key is there, and inserts the others",
    "choose columns with merge_update_columns or merge_exclude_columns, rows in the SELECT",
    changes_data=always,
)
FILE_FORMATS = ("parquet", "csv", "json")
LOCATION = "location"
EXTERNAL_KEYS: Mapping[str, Works] = {
    "delimiter": Works("what stands between the values of an external CSV file"),
    "format": Works("how an external model is written: parquet, csv or json"),
    LOCATION: Works("the file of an external model"),
    "options": Works("how the file of an external model is written"),
}
_PREDICATES = Works("which rows of its table an incremental model may replace")
TARGET_ALIAS = lazy_regex(r"\b(?:DBT_INTERNAL_DEST|DBT_INCREMENTAL_TARGET)\s*\.\s*", re.IGNORECASE)
SOURCE_ALIAS = lazy_regex(r"\bDBT_INTERNAL_SOURCE\s*\.", re.IGNORECASE)
"""What predicates call the rows that are there, and the new ones."""
SQL_HEADER = "sql_header"
_NO_HEADER = Unused(
    "a data test is one query, with nothing before it",
    "set options in the profile ('settings:'), or put the statement's work into the query",
    changes_data=always,
)

_EVERYWHERE: KeyTable = {
    "enabled": Works("whether the node is part of the project"),
    "tags": Works("selection (tag:x), artifacts"),
    "meta": Works("templates, selection (config.meta.x:y), artifacts"),
    "group": Works("selection (group:x)"),
}
_RELATION: dict[str, Effect] = {
    **_EVERYWHERE,
    "alias": Works("the relation's name"),
    "schema": Works("the relation's schema"),
    "database": Works("refused unless it is the target's own"),
    "access": Works("who may refer to the model, selection (access:x)"),
    "contract": Unused("only models have one", is_met=_is_not_enforced),
    "docs": DOCS,
    "event_time": Works("by which column batches and samples of time read it"),
    "full_refresh": Works("whether an incremental model is built from nothing"),
    "indexes": _INDEXES,
    "grants": Unused(
        "DuckDB has no users and no privileges", "restrict access to the database's file"
    ),
    "on_configuration_change": Unused(
        "only materialized views read it, which DuckDB does not have"
    ),
    "on_error": Unused("what depends on a failed node is always skipped"),
    "packages": Unused(
        "a Python model imports what is installed beside seg", "install the packages with pip"
    ),
    "persist_docs": Works("whether descriptions become comments in the database"),
    "post-hook": Works("statements on what was made, before its tests"),
    "pre-hook": Works("statements before it is made"),
    "quoting": QUOTING,
    "static_analysis": Unused("only another engine's compiler reads it"),
}
_MODEL: dict[str, Effect] = {
    **_RELATION,
    "contract": Works("which columns the model has to have, of which types"),
    "materialized": Works("view, table, incremental, ephemeral or external"),
    "batch_size": Works("how long a batch of a microbatch model is"),
    "begin": Works("when its first batch begins"),
    "column_types": Unused("only seeds read it", "cast the columns in the SELECT"),
    "concurrent_batches": Unused(
        "batches of a model are made one after another", is_met=lambda value: value is False
    ),
    "event_time": Works("by which column its batches go, and those that read it"),
    "delete_when": Works("which rows of a delta only delete"),
    "freshness": Works("how old the model's inputs may be"),
    "incremental_predicates": _PREDICATES,
    "incremental_strategy": Works("how an incremental model takes new rows in"),
    "lag_tolerance": Works("for how long it may lag behind newer data"),
    "latest_version_pointer": Unused(
        "the latest version has no relation beside its own", "read it by ref() without 'v'"
    ),
    "lookback": Works("how many batches before the newest are made again"),
    "merge_clauses": _OTHER_MERGE,
    "merge_exclude_columns": Works("which columns a merge leaves as they are"),
    "merge_insert_condition": _OTHER_MERGE,
    "merge_on_using_columns": _OTHER_MERGE,
    "merge_returning_columns": Unused("nobody reads what a merge returns"),
    "merge_update_columns": Works("which columns a merge replaces"),
    "merge_update_condition": _OTHER_MERGE,
    "merge_update_set_expressions": _OTHER_MERGE,
    "on_definition_change": Works("whether a changed SELECT builds the table from nothing"),
    "on_schema_change": Works("what happens when the columns of a delta differ"),
    "once_per": Works("the value for which it is built once, whatever data comes"),
    "predicates": _PREDICATES,
    "refresh_by": Works("the columns by whose values it is built again where data changed"),
    "refresh_regardless_of": Works("which inputs are no reason to make rows again"),
    "stamps_of": Works("of which inputs the stamps are read"),
    "refresh_through": Works("which input tells whose rows a change of another input is about"),
    SQL_HEADER: Works("a statement before the model is made, as a pre-hook"),
    STAMPS: Works("columns that have one value in all rows, and are not stored"),
    "unique_key": Works("which rows an incremental model replaces"),
    "unique_tmp_table_suffix": _OTHER_ENGINE,
    "volatile": Works("whether it is built in every run"),
}
# Keys of dbt's adapters: packages set them for whichever engine they meet.
OTHER_ENGINES: KeyTable = dict.fromkeys(
    (
        "auto_refresh",
        "automatic_clustering",
        "backup",
        "bind",
        "buckets",
        "cluster_by",
        "clustered_by",
        "copy_grants",
        "delimiter",
        "dist",
        "external_volume",
        "file_format",
        "format",
        "glue_register",
        "grant_access_to",
        "hours_to_expiration",
        "kms_key_name",
        "labels",
        "location",
        "location_root",
        "options",
        "order_by",
        "overwrite",
        "parquet_read_options",
        "partition_by",
        "partition_columns",
        "partition_expiration_days",
        "partitioned_by",
        "partitions",
        "plugin",
        "query_tag",
        "require_partition_filter",
        "resource_tags",
        "secure",
        "snowflake_warehouse",
        "sort",
        "sort_type",
        "submission_method",
        "table_format",
        "target_lag",
        "tblproperties",
        "transient",
        "unlogged",
    ),
    _OTHER_ENGINE,
)

_STORED_FAILURES = Unused("failing rows are stored in the target's database")
_BESIDE_CONFIG = "it belongs beside 'config:', not in it"


def _beside(key: str) -> Unused:
    """A key of a source that is read beside `config:` only."""
    return Unused(_BESIDE_CONFIG, f"move '{key}' out of 'config:'", changes_data=always)


_SEMANTIC: KeyTable = {key: effect for key, effect in _EVERYWHERE.items() if key != "tags"}

NODE_KEYS: Mapping[Kind, KeyTable] = {
    "models": {**OTHER_ENGINES, **EXTERNAL_KEYS, **_MODEL},
    "seeds": {
        **OTHER_ENGINES,
        **_RELATION,
        "access": Unused("only models have an access", is_met=lambda value: value == "protected"),
        "column_types": Works("the types of columns"),
        "delimiter": Works("how the file is read"),
        "full_refresh": Unused("a seed is always loaded as a whole", is_met=lambda it: it is True),
        "materialized": Unused(
            "a seed is always a table", is_met=lambda value: value in ("seed", "table")
        ),
        "quote_columns": Unused("every name is quoted", is_met=lambda value: value is True),
    },
    "snapshots": {
        **OTHER_ENGINES,
        **_RELATION,
        "access": Unused("only models have an access", is_met=lambda value: value == "protected"),
        "check_cols": Works("which columns are compared"),
        "column_types": _MODEL["column_types"],
        "dbt_valid_to_current": Works("the end of what holds now"),
        "full_refresh": Unused("history is never built from nothing"),
        "hard_deletes": Works("what becomes of a key that is gone"),
        "invalidate_hard_deletes": Works("an older way to say hard_deletes"),
        "materialized": Unused(
            "a snapshot is always one", is_met=lambda value: value == "snapshot"
        ),
        META_COLUMN_NAMES: Works("what the columns of the history are called"),
        SQL_HEADER: Works("a statement before the snapshot is made, as a pre-hook"),
        "strategy": Works("how states of a key are told apart"),
        "target_database": Works("refused unless it is the target's own"),
        "target_schema": Works("the relation's schema, without the target's before it"),
        "unique_key": Works("which rows are states of one thing"),
        "updated_at": Works("when a row became as it is"),
    },
    "tests": {
        **_EVERYWHERE,
        "alias": Works("what the table of failing rows is called, where they are kept"),
        "arguments": Works("what a project file tells the test, over what its declaration does"),
        "database": _STORED_FAILURES,
        "error_if": Works("when the test fails"),
        "fail_calc": Works("what is counted"),
        "limit": Works("how many failing rows are counted"),
        "materialized": Unused("a data test is a query", is_met=lambda value: value == "test"),
        "once_per": Works("the value for which it passes once, whatever data comes"),
        "refresh_by": Works("the columns by whose values it is run again where data changed"),
        "schema": Works("the schema of that table, in place of `dbt_test__audit`"),
        "severity": Works("whether a failure is an error"),
        SQL_HEADER: _NO_HEADER,
        "static_analysis": _RELATION["static_analysis"],
        "store_failures": Works("whether failing rows are kept in a table"),
        "store_failures_as": Works("whether failing rows are kept: table or view, or ephemeral"),
        "warn_if": Works("when the test warns"),
        "where": Works("which rows are tested"),
    },
    "exposures": {key: effect for key, effect in _EVERYWHERE.items() if key != "group"},
    "semantic_models": _SEMANTIC,
    "metrics": _SEMANTIC,
    "saved_queries": {
        **_EVERYWHERE,
        "cache": Unused("seg answers no saved query, and keeps no answer"),
        "export_as": Works("artifacts: what its exports become"),
        "schema": Works("artifacts: where its exports would be"),
    },
    "unit_tests": {
        **{key: effect for key, effect in _EVERYWHERE.items() if key != "group"},
        "static_analysis": _RELATION["static_analysis"],
    },
    "sources": {
        **_EVERYWHERE,
        "content_query": Works("the query whose value tells whether the source has changed"),
        "database": _beside("database"),
        "event_time": _RELATION["event_time"],
        "external": Works("the file to read (external.location)"),
        "external_location": Works("the file to read"),
        "formatter": Unused(
            "{name} and {identifier} in a location are replaced, and nothing else is",
            "write the location with {name} or {identifier}",
            is_met=lambda value: value == "newstyle",
            changes_data=always,
        ),
        "freshness": Works("how old the source may be"),
        "group": Unused("sources are in no group"),
        "identifier": _beside("identifier"),
        "loaded_at_field": Works("where a row says when it was loaded"),
        "loaded_at_query": Works("the query that says when the source was loaded"),
        "loaded_at_time_zone": Works("the zone of loading times that name none"),
        "loader": Works("artifacts"),
        "plugin": Unused(
            "seg has no plugins", "load the data beforehand, or use 'external_location'",
            changes_data=always,
        ),
        "quoting": QUOTING,
        "refresh_by": Works("the columns by whose values new rows are told"),
        "schema": _beside("schema"),
        "watermark": Works("the column whose later values new rows have"),
    },
}  # fmt: skip

KNOWN_KEYS: Mapping[Kind, frozenset[str]] = {
    kind: frozenset(table) for kind, table in NODE_KEYS.items()
}
