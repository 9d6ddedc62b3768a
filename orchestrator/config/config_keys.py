"""Which configuration keys there are for each kind of resource, and how two values of one merge."""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["models", "seeds", "tests", "sources", "snapshots"]

KIND_WORDS: Mapping[Kind, str] = {
    "models": "a model",
    "seeds": "a seed",
    "tests": "a data test",
    "sources": "a source",
    "snapshots": "a snapshot",
}

ADDED_UP = frozenset({"tags", "packages", "pre-hook", "post-hook"})
MERGED = frozenset({"meta", "persist_docs", "quoting", "column_types", "docs", "contract"})
GRANTS = "grants"
SPELLINGS: Mapping[str, str] = {
    "pre_hook": "pre-hook",
    "post_hook": "post-hook",
}

# Values that are mappings: without a `+`, a config tree would take them for folders.
MAPPINGS = MERGED | {GRANTS, "freshness", "options", "partition_by"}

_EVERYWHERE = frozenset({"enabled", "tags", "meta", "group"})
_RELATION = _EVERYWHERE | {
    "alias",
    "schema",
    "database",
    "materialized",
    "full_refresh",
    "persist_docs",
    "quoting",
    "column_types",
    "grants",
    "packages",
    "docs",
    "contract",
    "access",
    "event_time",
    "on_configuration_change",
    "on_error",
    "pre-hook",
    "post-hook",
    "static_analysis",
}
_MODEL = _RELATION | {
    "batch_size",
    "begin",
    "concurrent_batches",
    "delete_when",
    "freshness",
    "incremental_predicates",
    "incremental_strategy",
    "latest_version_pointer",
    "lookback",
    "merge_exclude_columns",
    "merge_update_columns",
    "on_definition_change",
    "on_schema_change",
    "sql_header",
    "unique_key",
    "unique_tmp_table_suffix",
}
# Keys of dbt's adapters: packages set them for whichever engine they meet.
_OTHER_ENGINES = frozenset(
    {
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
        "indexes",
        "kms_key_name",
        "labels",
        "location",
        "location_root",
        "options",
        "order_by",
        "overwrite",
        "partition_by",
        "partition_expiration_days",
        "partition_columns",
        "partitioned_by",
        "partitions",
        "parquet_read_options",
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
    }
)

KNOWN_KEYS: Mapping[Kind, frozenset[str]] = {
    "models": _MODEL | _OTHER_ENGINES,
    "seeds": _RELATION | {"delimiter", "quote_columns"} | _OTHER_ENGINES,
    "tests": _EVERYWHERE
    | {
        "alias",
        "database",
        "error_if",
        "fail_calc",
        "limit",
        "materialized",
        "schema",
        "severity",
        "sql_header",
        "static_analysis",
        "store_failures",
        "store_failures_as",
        "warn_if",
        "where",
    },
    "sources": _EVERYWHERE
    | {
        "database",
        "event_time",
        "external",
        "external_location",
        "formatter",
        "freshness",
        "identifier",
        "loaded_at_field",
        "loaded_at_query",
        "loaded_at_time_zone",
        "loader",
        "plugin",
        "quoting",
        "schema",
    },
    "snapshots": _RELATION
    | {
        "check_cols",
        "dbt_valid_to_current",
        "hard_deletes",
        "invalidate_hard_deletes",
        "snapshot_meta_column_names",
        "sql_header",
        "strategy",
        "target_database",
        "target_schema",
        "unique_key",
        "updated_at",
    }
    | _OTHER_ENGINES,
}

MATERIALIZATIONS = ("view", "table", "incremental", "ephemeral")

# How an incremental model takes its new rows in; `default` is append, or with a key delete+insert.
STRATEGIES = ("append", "default", "delete+insert", "merge")
KEYED_STRATEGIES = ("delete+insert", "merge")
