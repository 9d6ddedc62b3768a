"""The schemas of nodes' settings, under `config:` and in the trees of a project file."""

from collections.abc import Mapping
from typing import get_args

from orchestrator.config.config_keys import (
    MAPPINGS,
    MATERIALIZATIONS,
    META_COLUMN_NAMES,
    NODE_KEYS,
    SPELLINGS,
    STRATEGIES,
    Kind,
)
from orchestrator.config.key_effects import KeyTable
from orchestrator.editors.shapes import (
    ANYTHING,
    BOOLEAN,
    DATE,
    INTEGER,
    MAPPING,
    STRING,
    STRING_OR_STRINGS,
    Schema,
    Shapes,
    at_least,
)
from orchestrator.nodes import (
    BatchSize,
    FreshnessPolicy,
    HardDeletes,
    HistoryColumns,
    OnDefinitionChange,
    OnSchemaChange,
    SnapshotStrategy,
    Threshold,
)

SHAPES = Shapes(has_templates=True)
"""Templates in settings are rendered before they are read."""

_TEXTS: Schema = {
    "type": "object",
    "additionalProperties": STRING,
}
_STATEMENT: Schema = {
    "anyOf": [
        STRING,
        {
            "type": "object",
            "properties": {"sql": STRING, "transaction": BOOLEAN},
            "required": ["sql"],
        },
    ]
}
_STATEMENTS: Schema = {"anyOf": [*_STATEMENT["anyOf"], {"type": "array", "items": _STATEMENT}]}
_HOOKS: Mapping[str, Schema] = dict.fromkeys(("pre-hook", "post-hook"), _STATEMENTS)
_PERSIST_DOCS: Schema = {
    "type": "object",
    "properties": dict.fromkeys(("relation", "columns"), BOOLEAN),
    "additionalProperties": False,
}
_CONTRACT: Schema = {
    "type": "object",
    "properties": dict.fromkeys(("enforced", "alias_types", "cast", "extra_columns"), BOOLEAN),
    "additionalProperties": False,
}
_COMMON: Mapping[str, Schema] = {
    "enabled": BOOLEAN,
    "tags": STRING_OR_STRINGS,
    "meta": MAPPING,
    "schema": STRING,
    "database": STRING,
    "alias": STRING,
    "group": STRING,
    "content_query": STRING,
    "event_time": STRING,
}
_DOCS: Schema = {
    "type": "object",
    "properties": {"show": BOOLEAN, "node_color": {"anyOf": [STRING, {"type": "null"}]}},
    "additionalProperties": False,
}
_ONCE_PER: Schema = {"anyOf": [{"type": "string", "minLength": 1}, INTEGER, DATE]}
_FRESHNESS = SHAPES.of_class(FreshnessPolicy)
# A table can contain parts that its source does not: they are merged before they are read.
_AGE = {
    key: node_settings
    for key, node_settings in SHAPES.of_class(Threshold).items()
    if key != "required"
}
_SOURCE_FRESHNESS: Schema = {
    **_FRESHNESS,
    "properties": {
        **_FRESHNESS["properties"],
        **dict.fromkeys(("warn_after", "error_after"), SHAPES.value(_AGE)),
    },
}
_BUILD_AFTER = SHAPES.value(ANYTHING)

VALUES: Mapping[Kind, Mapping[str, Schema]] = {
    "models": {
        **_COMMON,
        "materialized": {"enum": list(MATERIALIZATIONS)},
        "access": {"enum": ["private", "protected", "public"]},
        "contract": _CONTRACT,
        "delete_when": STRING,
        "delimiter": STRING,
        "format": STRING,
        "location": STRING,
        "options": MAPPING,
        "freshness": {
            **_FRESHNESS,
            "properties": {**_FRESHNESS["properties"], "build_after": _BUILD_AFTER},
        },
        "full_refresh": BOOLEAN,
        "incremental_strategy": {"anyOf": [{"enum": list(STRATEGIES)}, STRING]},
        "lag_tolerance": SHAPES.of_class(Threshold),
        "merge_exclude_columns": STRING_OR_STRINGS,
        "sql_header": STRING,
        "batch_size": {"enum": list(get_args(BatchSize))},
        "begin": ANYTHING,
        "lookback": at_least(0),
        "incremental_predicates": STRING_OR_STRINGS,
        "predicates": STRING_OR_STRINGS,
        "merge_update_columns": STRING_OR_STRINGS,
        "docs": _DOCS,
        "persist_docs": _PERSIST_DOCS,
        "on_definition_change": {"enum": list(get_args(OnDefinitionChange))},
        "on_schema_change": {"enum": list(get_args(OnSchemaChange))},
        "once_ignoring": STRING,
        "once_per": _ONCE_PER,
        **_HOOKS,
        "refresh_by": STRING_OR_STRINGS,
        "refresh_regardless_of": STRING_OR_STRINGS,
        "refresh_through": _TEXTS,
        "stamps": {
            "type": "object",
            "additionalProperties": {"type": "string", "pattern": "\\S"},
        },
        "stamps_of": STRING_OR_STRINGS,
        "unique_key": STRING_OR_STRINGS,
        "volatile": BOOLEAN,
    },
    "seeds": {
        **_COMMON,
        "column_types": _TEXTS,
        "delimiter": {"type": "string", "minLength": 1, "maxLength": 1},
        **_HOOKS,
        "docs": _DOCS,
        "persist_docs": _PERSIST_DOCS,
        "quote_columns": BOOLEAN,
    },
    "snapshots": {
        **_COMMON,
        "sql_header": STRING,
        "check_cols": {"anyOf": [{"const": "all"}, {"type": "array", "items": STRING}]},
        "dbt_valid_to_current": STRING,
        "hard_deletes": {"enum": list(get_args(HardDeletes))},
        **_HOOKS,
        "invalidate_hard_deletes": BOOLEAN,
        META_COLUMN_NAMES: {
            "type": "object",
            "properties": {f"dbt_{name}": STRING for name in HistoryColumns.__struct_fields__},
            "additionalProperties": False,
        },
        "docs": _DOCS,
        "persist_docs": _PERSIST_DOCS,
        "strategy": {"enum": list(get_args(SnapshotStrategy))},
        "target_database": STRING,
        "target_schema": STRING,
        "unique_key": STRING_OR_STRINGS,
        "updated_at": STRING,
    },
    "tests": {
        **_COMMON,
        "alias": STRING,
        "error_if": STRING,
        "fail_calc": STRING,
        "limit": at_least(0),
        "once_ignoring": STRING,
        "once_per": _ONCE_PER,
        "refresh_by": STRING_OR_STRINGS,
        "schema": STRING,
        "severity": {"type": "string", "pattern": "^([Ee][Rr][Rr][Oo][Rr]|[Ww][Aa][Rr][Nn])?$"},
        "store_failures": BOOLEAN,
        "store_failures_as": {"enum": ["table", "view", "ephemeral"]},
        "warn_if": STRING,
        "where": STRING,
    },
    "exposures": _COMMON,
    "semantic_models": _COMMON,
    "metrics": _COMMON,
    "saved_queries": _COMMON,
    "unit_tests": _COMMON,
    "sources": {
        **_COMMON,
        "freshness": _SOURCE_FRESHNESS,
        "refresh_by": STRING_OR_STRINGS,
        "watermark": STRING,
    },
}


def settings_table(kind: Kind) -> KeyTable:
    """Return the settings of a kind of node, under all spellings."""
    table = NODE_KEYS[kind]
    return {
        **table,
        **{other: table[key] for other, key in SPELLINGS.items() if key in table},
    }


def settings(kind: Kind) -> Schema:
    """Return the schema of `config:` for this kind of node."""
    return SHAPES.entry(settings_table(kind), VALUES[kind])


def tree(kind: Kind, name: str) -> Schema:
    """Return a config tree for this kind of node: settings, and folders, packages and names below.

    A mapping is a folder unless its key begins with `+`. `name` is the schema's own name, which the
    levels below refer to.
    """
    node_settings = settings(kind)["properties"]
    below: Schema = {"$ref": f"#/definitions/{name}"}
    properties: dict[str, Schema] = {f"+{key}": schema for key, schema in node_settings.items()}
    for key, schema in node_settings.items():
        properties[key] = {"anyOf": [below, schema]} if key not in MAPPINGS else below
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": below,
        "propertyNames": {
            "anyOf": [{"enum": [f"+{key}" for key in node_settings]}, {"not": {"pattern": "^\\+"}}]
        },
    }
