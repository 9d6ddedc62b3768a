"""The keys of property files, per entry, with their effects. Settings are in `config_keys`."""

from typing import Any

from orchestrator.config.config_keys import DOCS, NO_DOCS, QUOTING
from orchestrator.config.key_effects import KeyTable, Remark, Unused, Works, always

_SEMANTIC = Unused("seg has no semantic layer")
_DESCRIPTION = Works("artifacts")
_CONFIG = Works("the node's settings")
_TESTS = Works("data tests")
_CONSTRAINTS = Works("what must hold for all rows, if the contract is enforced")


FILE_KEYS: KeyTable = {
    "version": Works("must be 2"),
    "anchors": Works("YAML anchors"),
    "models": Works("models"),
    "seeds": Works("seeds"),
    "sources": Works("sources"),
    "macros": Works("macros"),
    "data_tests": Works("singular data tests"),
    "tests": Works("singular data tests"),
    "segment_families": Works("segment families"),
    "analyses": Works("analyses"),
    "exposures": Works("exposures"),
    "functions": Unused(
        "seg does not create functions, because DuckDB does not support dbt's statement for them",
        "write a macro, or 'create macro' under 'on-run-start:'",
    ),
    "groups": Works("groups"),
    "metrics": Works("metrics"),
    "saved_queries": Works("saved queries"),
    "semantic_models": Works("semantic models"),
    "snapshots": Works("snapshots"),
    "unit_tests": Works("unit tests"),
}

# Keys that can be written next to `config:` although they are settings.
BESIDE_CONFIG = frozenset({"access", "docs", "group", "meta", "tags"})
_NEXT_TO_CONFIG: KeyTable = {key: Works("the setting of that name") for key in BESIDE_CONFIG}

SEED_ENTRY_KEYS: KeyTable = {
    **_NEXT_TO_CONFIG,
    "name": Works("the seed's name"),
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "columns": Works("columns and their tests"),
    "tests": _TESTS,
    "data_tests": _TESTS,
}
ANALYSIS_ENTRY_KEYS: KeyTable = {
    "name": Works("the analysis's name"),
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "columns": Works("descriptions of columns"),
    "docs": DOCS,
    "group": Works("the setting of that name"),
    "meta": Works("the setting of that name"),
    "tags": Works("the setting of that name"),
}
SNAPSHOT_ENTRY_KEYS: KeyTable = {
    **SEED_ENTRY_KEYS,
    "name": Works("the snapshot's name"),
    "relation": Works("the relation to snapshot, if the snapshot has no block"),
}
MODEL_ENTRY_KEYS: KeyTable = {
    **SEED_ENTRY_KEYS,
    "name": Works("the model's name"),
    "constraints": _CONSTRAINTS,
    "deprecation_date": Works("the day after which uses of the model are reported"),
    "latest_version": Works("the version that a reference without 'v' means"),
    "versions": Works("the model's versions, each with a file of its own"),
    "agg_time_dimension": _SEMANTIC,
    "derived_semantics": _SEMANTIC,
    "metrics": _SEMANTIC,
    "primary_entity": _SEMANTIC,
    "semantic_model": _SEMANTIC,
    "time_spine": Works("artifacts: marks the model as the time spine of a semantic layer"),
}
VERSION_KEYS: KeyTable = {
    **_NEXT_TO_CONFIG,
    "v": Works("the version's number or name"),
    "defined_in": Works("the file that defines it"),
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "columns": Works("columns and their tests; include or exclude columns of the model"),
    "tests": _TESTS,
    "data_tests": _TESTS,
    "constraints": _CONSTRAINTS,
    "deprecation_date": Works("the day after which uses of the model are reported"),
}
EXPOSURE_KEYS: KeyTable = {
    "name": Works("the exposure's name"),
    "type": Works("the kind of exposure: a dashboard, a notebook, ..."),
    "owner": Works("who owns it"),
    "label": Works("the name shown to people"),
    "maturity": Works("how mature it is: high, medium or low"),
    "url": Works("its URL"),
    "description": _DESCRIPTION,
    "depends_on": Works("the nodes that it reads"),
    "config": _CONFIG,
    "enabled": Works("the setting of that name"),
    "meta": Works("the setting of that name"),
    "tags": Works("the setting of that name"),
}
GROUP_KEYS: KeyTable = {
    "name": Works("the group's name"),
    "owner": Works("who owns its nodes"),
    "description": _DESCRIPTION,
    "meta": Works("artifacts"),
    "config": Works("the group's meta"),
}
GROUP_CONFIG_KEYS: KeyTable = {"meta": Works("artifacts")}
DATA_TEST_ENTRY_KEYS: KeyTable = {
    "name": Works("the data test's name"),
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "meta": Works("the setting of that name"),
    "docs": NO_DOCS,
}


UNIT_TEST_KEYS: KeyTable = {
    "name": Works("the unit test's name"),
    "model": Works("the model to test"),
    "description": _DESCRIPTION,
    "given": Works("the input rows"),
    "expect": Works("the expected rows"),
    "overrides": Works("values that templates get instead of the real ones"),
    "versions": Works("the versions of the model to test"),
    "config": _CONFIG,
    "meta": Works("the setting of that name"),
    "tags": Works("the setting of that name"),
}
FIXTURE_KEYS: KeyTable = {
    "rows": Works("the rows"),
    "format": Works("the format of the rows: dict, csv or sql"),
    "fixture": Works("the file in tests/fixtures that contains the rows"),
}
GIVEN_KEYS: KeyTable = {"input": Works("the input that the rows replace"), **FIXTURE_KEYS}
OVERRIDE_KEYS: KeyTable = {
    "macros": Works("the return values of macros"),
    "vars": Works("the values of var()"),
    "env_vars": Works("the values of env_var()"),
}
TESTED_VERSION_KEYS: KeyTable = {
    "include": Works("the versions to test"),
    "exclude": Works("the versions not to test"),
}


def _is_true(value: Any) -> bool:
    return value is True


COLUMN_KEYS: KeyTable = {
    "name": Works("the column's name"),
    "description": _DESCRIPTION,
    "data_type": _DESCRIPTION,
    "tests": _TESTS,
    "data_tests": _TESTS,
    "tags": Works("whether the column is personal; artifacts"),
    "meta": Works("whether the column is personal; artifacts"),
    "config": Works("tags and meta"),
    "quote": Unused("every name is quoted", is_met=_is_true),
    "constraints": _CONSTRAINTS,
    "docs": NO_DOCS,
    "policy_tags": Unused("only other engines use it", "tag the column 'personal'"),
    "granularity": Works("artifacts: the granularity of the column's times"),
    "dimension": _SEMANTIC,
    "entity": _SEMANTIC,
}
COLUMN_CONFIG_KEYS: KeyTable = {"tags": COLUMN_KEYS["tags"], "meta": COLUMN_KEYS["meta"]}

CONSTRAINT_KEYS: KeyTable = {
    "type": Works("the kind of constraint"),
    "name": Works("the name used in messages"),
    "columns": Works("the columns of the constraint"),
    "expression": Works("the condition that a check requires of each row"),
    "to": Works("the relation that a foreign key refers to"),
    "to_columns": Works("the columns that a foreign key refers to"),
    "warn_unsupported": Works("whether to warn if the model's materialization has no constraints"),
    "warn_unenforced": Remark(
        "whether to warn if it is not enforced; seg enforces all constraints"
    ),
}

_SOURCE_LEVELS: KeyTable = {
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "meta": Works("the setting of that name"),
    "tags": Works("the setting of that name"),
    "quoting": QUOTING,
    "freshness": Works("how old the source's data may be"),
    "loaded_at_field": Works("the column with the time at which a row was loaded"),
    "loaded_at_query": Works("a query for the time at which the source was loaded"),
    "loaded_at_time_zone": Works("the time zone of loading times without one"),
    "loader": _DESCRIPTION,
}
SOURCE_KEYS: KeyTable = {
    **_SOURCE_LEVELS,
    "name": Works("the source's name"),
    "schema": Works("where the tables are stored"),
    "database": Works("where the tables are stored"),
    "tables": Works("the tables"),
    "overrides": Unused(
        "the sources of a package cannot be overridden",
        "set the package's variables, or configure its sources under 'sources:'",
        changes_data=always,
    ),
}
TABLE_KEYS: KeyTable = {
    **_SOURCE_LEVELS,
    "name": Works("the table's name"),
    "identifier": Works("the table's name in the database"),
    "external": Works("the file to read (external.location)"),
    "columns": Works("columns and their tests"),
    "tests": _TESTS,
    "data_tests": _TESTS,
}
EXTERNAL_KEYS: KeyTable = {"location": Works("the file to read")}
# `external` is open to keys that other tools need for a file.
OTHER_EXTERNAL_KEY = Unused(
    "only the location is used: DuckDB detects the format by the file's name"
)

MACRO_KEYS: KeyTable = {
    "name": Works("the macro's name"),
    "description": _DESCRIPTION,
    "arguments": _DESCRIPTION,
    "meta": _DESCRIPTION,
    "config": Works("meta"),
    "docs": DOCS,
}
MACRO_CONFIG_KEYS: KeyTable = {"meta": _DESCRIPTION, "docs": DOCS}
ARGUMENT_KEYS: KeyTable = {
    "name": Works("the argument's name"),
    "type": _DESCRIPTION,
    "description": _DESCRIPTION,
}
