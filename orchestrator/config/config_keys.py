"""The configuration keys of each kind of node: their effect, and how two values are merged."""

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
"""Their values are templates, rendered while compiling, because macros are known then."""
SPELLINGS: Mapping[str, str] = {
    "pre_hook": "pre-hook",
    "post_hook": "post-hook",
}

# Keys whose values are mappings: without a `+`, a config tree would treat them as folders.
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
"""A table that is also written to a file, once it is published."""
MATERIALIZATIONS = ("view", "table", "incremental", "ephemeral", EXTERNAL)

# How an incremental model adds new rows; `default` is append, or delete+insert with a key.
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
    """Return whether a hook, or one in a list, can change rows; few kinds of statement cannot."""
    hooks = value if isinstance(value, list | tuple) else [value]
    texts = (hook.get("sql") if isinstance(hook, Mapping) else hook for hook in hooks)
    return not all(isinstance(text, str) and _HARMLESS_HOOK.match(text) for text in texts)


def _quotes_all(value: Any) -> bool:
    if not isinstance(value, Mapping) or not _QUOTED.issuperset(value):
        return False
    return all(item is True for item in value.values())


def _is_not_enforced(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("enforced") in (None, False)


_QUOTED = frozenset({"database", "schema", "identifier", "column"})
QUOTING = Unused(
    "every name is quoted, and names in DuckDB are case-insensitive",
    is_met=_quotes_all,
)
DOCS_KEYS = ("show", "node_color")
DOCS = Works(
    "whether and in which colour the site of 'seg docs generate' shows the node; manifest.json"
)
NO_DOCS = Unused("the site of 'seg docs generate' shows it along with its node")
_OTHER_ENGINE = Unused("only other engines or external files use it")


def unique_indexes(value: Any) -> list[Mapping[str, Any]]:
    """Return those of a node's `indexes` that would refuse duplicate rows."""
    indexes = value if isinstance(value, list | tuple) else ()
    return [each for each in indexes if isinstance(each, Mapping) and each.get("unique")]


# `unused.py` reports unique indexes in more detail.
_INDEXES = Unused(
    "seg creates no indexes, as they do not change any result",
    is_met=lambda value: bool(unique_indexes(value)),
)
_OTHER_MERGE = Unused(
    "a merge updates the rows whose key exists and inserts the others",
    "choose columns with merge_update_columns or merge_exclude_columns, rows in the SELECT",
    changes_data=always,
)
FILE_FORMATS = ("parquet", "csv", "json")
LOCATION = "location"
EXTERNAL_KEYS: Mapping[str, Works] = {
    "delimiter": Works("the delimiter of an external CSV file"),
    "format": Works("the file format of an external model: parquet, csv or json"),
    LOCATION: Works("the file of an external model"),
    "options": Works("options for writing the file of an external model"),
}
_PREDICATES = Works("which rows of its table an incremental model may replace")
TARGET_ALIAS = lazy_regex(r"\b(?:DBT_INTERNAL_DEST|DBT_INCREMENTAL_TARGET)\s*\.\s*", re.IGNORECASE)
SOURCE_ALIAS = lazy_regex(r"\bDBT_INTERNAL_SOURCE\s*\.", re.IGNORECASE)
"""The aliases that predicates use for existing and new rows."""
SQL_HEADER = "sql_header"
_NO_HEADER = Unused(
    "a data test is a single query, without statements before it",
    "set options in the profile ('settings:'), or move what the statement does into the query",
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
    "database": Works("must be the target's own"),
    "access": Works("who may refer to the model, selection (access:x)"),
    "contract": Unused("only models have one", is_met=_is_not_enforced),
    "docs": DOCS,
    "event_time": Works("the column by which batches and --sample filter its rows"),
    "full_refresh": Works("whether an incremental model is rebuilt from scratch"),
    "indexes": _INDEXES,
    "grants": Unused(
        "DuckDB has no users and no privileges", "restrict access to the database's file"
    ),
    "on_configuration_change": Unused("it is for materialized views, which DuckDB does not have"),
    "on_error": Unused("nodes downstream of a failed node are always skipped"),
    "packages": Unused(
        "a Python model imports from the environment that seg runs in",
        "install the packages with pip",
    ),
    "persist_docs": Works("whether descriptions become comments in the database"),
    "post-hook": Works("statements to run after the node is built and before it is tested"),
    "pre-hook": Works("statements to run before the node is built"),
    "quoting": QUOTING,
    "static_analysis": Unused("it is for the compiler of another engine"),
}
_MODEL: dict[str, Effect] = {
    **_RELATION,
    "contract": Works("which columns the model must have, and their types"),
    "materialized": Works("view, table, incremental, ephemeral or external"),
    "batch_size": Works("the length of a microbatch model's batches"),
    "begin": Works("the start of its first batch"),
    "column_types": Unused("only seeds read it", "cast the columns in the SELECT"),
    "concurrent_batches": Unused(
        "the batches of a model are built one after another", is_met=lambda value: value is False
    ),
    "event_time": Works(
        "the column by which its batches, and those of downstream models, are filtered"
    ),
    "delete_when": Works("which new rows only delete the existing rows of their key"),
    "freshness": Works("how old the data of the model's inputs may be"),
    "incremental_predicates": _PREDICATES,
    "incremental_strategy": Works("how new rows are added to an incremental model"),
    "lag_tolerance": Works("how far the model may lag behind newer data"),
    "latest_version_pointer": Unused(
        "the latest version has no second relation", "read it by ref() without 'v'"
    ),
    "lookback": Works("how many batches before the newest are rebuilt"),
    "merge_clauses": _OTHER_MERGE,
    "merge_exclude_columns": Works("the columns that a merge does not update"),
    "merge_insert_condition": _OTHER_MERGE,
    "merge_on_using_columns": _OTHER_MERGE,
    "merge_returning_columns": Unused("the result of a merge is not used"),
    "merge_update_columns": Works("the columns that a merge updates"),
    "merge_update_condition": _OTHER_MERGE,
    "merge_update_set_expressions": _OTHER_MERGE,
    "on_definition_change": Works("whether a changed SELECT rebuilds the table from scratch"),
    "on_schema_change": Works("what happens when the columns of new rows differ from the table's"),
    "once_ignoring": Works("a text of SQL whose change is no reason to build it for `once_per`"),
    "once_per": Works("build the model once per value of this, even if its data changes"),
    "predicates": _PREDICATES,
    "refresh_by": Works("the columns whose values identify the rows to rebuild when data changes"),
    "refresh_regardless_of": Works("inputs whose changes do not rebuild rows"),
    "stamps_of": Works("the inputs from which the stamps are read"),
    "refresh_through": Works("which input maps changes of another input to the keys of refresh_by"),
    SQL_HEADER: Works("a statement to run before the model is built, like a pre-hook"),
    STAMPS: Works("columns with the same value in all rows, which are not stored"),
    "unique_key": Works("which rows an incremental model replaces"),
    "unique_tmp_table_suffix": _OTHER_ENGINE,
    "volatile": Works("whether the model is rebuilt in every run"),
}
# Keys of dbt's adapters: packages set them for every engine that they support.
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

_NO_ACCESS = Unused("only models have access levels", is_met=lambda value: value == "protected")
_STORED_FAILURES = Unused("failing rows are always stored in the target's database")
_OUTSIDE_CONFIG = "it belongs next to 'config:', not in it"


def _outside_config(key: str) -> Unused:
    """Return the effect of a key that a source reads only next to `config:`."""
    return Unused(_OUTSIDE_CONFIG, f"move '{key}' out of 'config:'", changes_data=always)


_SEMANTIC: KeyTable = {key: effect for key, effect in _EVERYWHERE.items() if key != "tags"}

NODE_KEYS: Mapping[Kind, KeyTable] = {
    "models": {**OTHER_ENGINES, **EXTERNAL_KEYS, **_MODEL},
    "seeds": {
        **OTHER_ENGINES,
        **_RELATION,
        "access": _NO_ACCESS,
        "column_types": Works("the types of columns"),
        "delimiter": Works("the delimiter of the file"),
        "full_refresh": Unused("a seed is always loaded in full", is_met=lambda it: it is True),
        "materialized": Unused(
            "a seed is always a table", is_met=lambda value: value in ("seed", "table")
        ),
        "quote_columns": Unused("every name is quoted", is_met=lambda value: value is True),
    },
    "snapshots": {
        **OTHER_ENGINES,
        **_RELATION,
        "access": _NO_ACCESS,
        "check_cols": Works("which columns are compared"),
        "column_types": _MODEL["column_types"],
        "dbt_valid_to_current": Works("the value of dbt_valid_to in current rows"),
        "full_refresh": Unused("a snapshot's history is never rebuilt"),
        "hard_deletes": Works("what happens to rows whose key no longer exists in the source"),
        "invalidate_hard_deletes": Works("the older form of hard_deletes"),
        "materialized": Unused(
            "a snapshot has no other materialization", is_met=lambda value: value == "snapshot"
        ),
        META_COLUMN_NAMES: Works("the names of the columns that the snapshot adds"),
        SQL_HEADER: Works("a statement to run before the snapshot is taken, like a pre-hook"),
        "strategy": Works("how changed rows are detected"),
        "target_database": Works("must be the target's own"),
        "target_schema": Works("the relation's schema, without the target's schema as a prefix"),
        "unique_key": Works("the column or columns that identify a record"),
        "updated_at": Works("the column that says when a row last changed"),
    },
    "tests": {
        **_EVERYWHERE,
        "alias": Works("the name of the table of failing rows, if they are stored"),
        "arguments": Works(
            "arguments from the project file, which override those of the test's declaration"
        ),
        "database": _STORED_FAILURES,
        "error_if": Works("when the test fails"),
        "fail_calc": Works("the expression that counts failures"),
        "limit": Works("the most failing rows that are counted"),
        "materialized": Unused("a data test is a query", is_met=lambda value: value == "test"),
        "once_ignoring": Works("a text of SQL whose change is no reason to run it for `once_per`"),
        "once_per": Works("run the test once per value of this, even if its data changes"),
        "refresh_by": Works(
            "the columns whose values identify the rows to test again when data changes"
        ),
        "schema": Works("the schema of that table, in place of `dbt_test__audit`"),
        "severity": Works("whether a failure is an error"),
        SQL_HEADER: _NO_HEADER,
        "static_analysis": _RELATION["static_analysis"],
        "store_failures": Works("whether failing rows are stored in a table"),
        "store_failures_as": Works("whether failing rows are stored: table or view, or ephemeral"),
        "warn_if": Works("when the test warns"),
        "where": Works("which rows are tested"),
    },
    "exposures": {key: effect for key, effect in _EVERYWHERE.items() if key != "group"},
    "semantic_models": _SEMANTIC,
    "metrics": _SEMANTIC,
    "saved_queries": {
        **_EVERYWHERE,
        "cache": Unused("seg does not run saved queries"),
        "export_as": Works("artifacts: the materialization of its exports"),
        "schema": Works("artifacts: the schema of its exports"),
    },
    "unit_tests": {
        **{key: effect for key, effect in _EVERYWHERE.items() if key != "group"},
        "static_analysis": _RELATION["static_analysis"],
    },
    "sources": {
        **_EVERYWHERE,
        "content_query": Works("a query whose value changes when the source does"),
        "database": _outside_config("database"),
        "event_time": _RELATION["event_time"],
        "external": Works("the file to read (external.location)"),
        "external_location": Works("the file to read"),
        "formatter": Unused(
            "only {name} and {identifier} in a location are replaced",
            "write the location with {name} or {identifier}",
            is_met=lambda value: value == "newstyle",
            changes_data=always,
        ),
        "freshness": Works("how old the source's data may be"),
        "group": Unused("sources do not belong to groups"),
        "identifier": _outside_config("identifier"),
        "loaded_at_field": Works("the column with the time at which a row was loaded"),
        "loaded_at_query": Works("a query for the time at which the source was loaded"),
        "loaded_at_time_zone": Works("the time zone of loading times without one"),
        "loader": Works("artifacts"),
        "plugin": Unused(
            "seg has no plugins", "load the data beforehand, or use 'external_location'",
            changes_data=always,
        ),
        "quoting": QUOTING,
        "refresh_by": Works("the columns that identify changed rows"),
        "schema": _outside_config("schema"),
        "watermark": Works("a column that only grows: new rows have greater values"),
    },
}  # fmt: skip

KNOWN_KEYS: Mapping[Kind, frozenset[str]] = {
    kind: frozenset(table) for kind, table in NODE_KEYS.items()
}
