"""The values that dbt writes into a manifest entry by default."""

from collections.abc import Mapping
from typing import Any

DOCS: Mapping[str, Any] = {"show": True, "node_color": None}
CONTRACT: Mapping[str, Any] = {"enforced": False, "alias_types": True}

_CONFIG: Mapping[str, Any] = {
    "enabled": True,
    "alias": None,
    "schema": None,
    "database": None,
    "tags": (),
    "meta": {},
    "group": None,
    "static_analysis": None,
}
NODE_CONFIG: Mapping[str, Any] = {
    **_CONFIG,
    "materialized": "view",
    "incremental_strategy": None,
    "batch_size": None,
    "lookback": 1,
    "begin": None,
    "persist_docs": {},
    "post-hook": (),
    "pre-hook": (),
    "quoting": {},
    "column_types": {},
    "full_refresh": None,
    "unique_key": None,
    "on_schema_change": "ignore",
    "on_configuration_change": "apply",
    "grants": {},
    "packages": (),
    "docs": DOCS,
    "contract": CONTRACT,
    "event_time": None,
    "concurrent_batches": None,
}
MODEL_CONFIG: Mapping[str, Any] = {**NODE_CONFIG, "access": "protected", "freshness": None}
SEED_CONFIG: Mapping[str, Any] = {
    **NODE_CONFIG,
    "materialized": "seed",
    "delimiter": ",",
    "quote_columns": None,
}
SNAPSHOT_CONFIG: Mapping[str, Any] = {
    **NODE_CONFIG,
    "materialized": "snapshot",
    "strategy": None,
    "target_schema": None,
    "target_database": None,
    "updated_at": None,
    "check_cols": None,
    "snapshot_meta_column_names": {
        "dbt_valid_to": None,
        "dbt_valid_from": None,
        "dbt_scd_id": None,
        "dbt_updated_at": None,
        "dbt_is_deleted": None,
    },
    "dbt_valid_to_current": None,
}
TEST_CONFIG: Mapping[str, Any] = {
    **_CONFIG,
    "schema": "dbt_test__audit",
    "materialized": "test",
    "severity": "ERROR",
    "store_failures": None,
    "store_failures_as": None,
    "where": None,
    "limit": None,
    "fail_calc": "count(*)",
    "warn_if": "!= 0",
    "error_if": "!= 0",
}
