"""The keys of property files, entry by entry: what each does. Settings stand in `config_keys`."""

from typing import Any

from orchestrator.config.config_keys import DOCS, NO_DOCS, QUOTING
from orchestrator.config.key_effects import KeyTable, Remark, Unused, Works, always

_SEMANTIC = Unused("seg has no semantic layer")
_DESCRIPTION = Works("artifacts")
_CONFIG = Works("the node's settings")
_TESTS = Works("data tests")
_CONSTRAINTS = Works("what has to hold for the rows, where a contract is enforced")


FILE_KEYS: KeyTable = {
    "version": Works("refused unless it is 2"),
    "anchors": Works("YAML anchors"),
    "models": Works("models"),
    "seeds": Works("seeds"),
    "sources": Works("sources"),
    "macros": Works("macros"),
    "data_tests": Works("singular data tests"),
    "tests": Works("singular data tests"),
    "segment_families": Works("families of segments"),
    "analyses": Works("analyses"),
    "exposures": Works("exposures"),
    "functions": Unused(
        "seg makes none: DuckDB does not know dbt's statement for them",
        "write a macro, or 'create macro' under 'on-run-start:'",
    ),
    "groups": Works("groups"),
    "metrics": Works("metrics"),
    "saved_queries": Works("saved queries"),
    "semantic_models": Works("semantic models"),
    "snapshots": Works("snapshots"),
    "unit_tests": Works("unit tests"),
}

# What may stand beside `config:` and is a setting all the same.
BESIDE_CONFIG = frozenset({"access", "docs", "group", "meta", "tags"})
_BESIDE: KeyTable = {key: Works("the setting of that name") for key in BESIDE_CONFIG}

SEED_ENTRY_KEYS: KeyTable = {
    **_BESIDE,
    "name": Works("which seed is described"),
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "columns": Works("columns and their tests"),
    "tests": _TESTS,
    "data_tests": _TESTS,
}
ANALYSIS_ENTRY_KEYS: KeyTable = {
    "name": Works("which analysis is described"),
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
    "name": Works("which snapshot is described, or there is"),
    "relation": Works("what a snapshot without a block is of"),
}
MODEL_ENTRY_KEYS: KeyTable = {
    **SEED_ENTRY_KEYS,
    "name": Works("which model is described"),
    "constraints": _CONSTRAINTS,
    "deprecation_date": Works("that it is told who reads the model after that day"),
    "latest_version": Works("which version a reference without one means"),
    "versions": Works("a model for each, in a file of its own"),
    "agg_time_dimension": _SEMANTIC,
    "derived_semantics": _SEMANTIC,
    "metrics": _SEMANTIC,
    "primary_entity": _SEMANTIC,
    "semantic_model": _SEMANTIC,
    "time_spine": Works("artifacts: that a semantic layer can go by its days"),
}
VERSION_KEYS: KeyTable = {
    **_BESIDE,
    "v": Works("what the version is called"),
    "defined_in": Works("the name of its file"),
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "columns": Works("columns and their tests, and which of the model's it has"),
    "tests": _TESTS,
    "data_tests": _TESTS,
    "constraints": _CONSTRAINTS,
    "deprecation_date": Works("that it is told who reads the model after that day"),
}
EXPOSURE_KEYS: KeyTable = {
    "name": Works("the exposure's name"),
    "type": Works("what it is: a dashboard, a notebook, ..."),
    "owner": Works("who answers for it"),
    "label": Works("what people call it"),
    "maturity": Works("how much it can be relied on"),
    "url": Works("where it is"),
    "description": _DESCRIPTION,
    "depends_on": Works("what it reads"),
    "config": _CONFIG,
    "enabled": Works("the setting of that name"),
    "meta": Works("the setting of that name"),
    "tags": Works("the setting of that name"),
}
GROUP_KEYS: KeyTable = {
    "name": Works("the group's name"),
    "owner": Works("who answers for its nodes"),
    "description": _DESCRIPTION,
    "meta": Works("artifacts"),
    "config": Works("the group's meta"),
}
GROUP_CONFIG_KEYS: KeyTable = {"meta": Works("artifacts")}
DATA_TEST_ENTRY_KEYS: KeyTable = {
    "name": Works("which data test is described"),
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "meta": Works("the setting of that name"),
    "docs": NO_DOCS,
}


UNIT_TEST_KEYS: KeyTable = {
    "name": Works("the unit test's name"),
    "model": Works("which model is tested"),
    "description": _DESCRIPTION,
    "given": Works("what the model reads"),
    "expect": Works("what the model has to give"),
    "overrides": Works("what templates are told instead"),
    "versions": Works("which versions of the model are tested"),
    "config": _CONFIG,
    "meta": Works("the setting of that name"),
    "tags": Works("the setting of that name"),
}
FIXTURE_KEYS: KeyTable = {
    "rows": Works("rows as they are given"),
    "format": Works("how they are written: dict, csv or sql"),
    "fixture": Works("the file of tests/fixtures that has them"),
}
GIVEN_KEYS: KeyTable = {"input": Works("which input they stand for"), **FIXTURE_KEYS}
OVERRIDE_KEYS: KeyTable = {
    "macros": Works("what macros give"),
    "vars": Works("what var() gives"),
    "env_vars": Works("what env_var() gives"),
}
TESTED_VERSION_KEYS: KeyTable = {
    "include": Works("the versions that are tested"),
    "exclude": Works("the versions that are not"),
}


def _is_true(value: Any) -> bool:
    return value is True


COLUMN_KEYS: KeyTable = {
    "name": Works("which column is described"),
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
    "policy_tags": Unused("it is for another engine", "tag the column 'personal'"),
    "granularity": Works("artifacts: how fine the column's times are"),
    "dimension": _SEMANTIC,
    "entity": _SEMANTIC,
}
COLUMN_CONFIG_KEYS: KeyTable = {"tags": COLUMN_KEYS["tags"], "meta": COLUMN_KEYS["meta"]}

CONSTRAINT_KEYS: KeyTable = {
    "type": Works("what has to hold"),
    "name": Works("what messages call it"),
    "columns": Works("of which columns it has to hold"),
    "expression": Works("the condition of a check"),
    "to": Works("where the values of a foreign key have to be"),
    "to_columns": Works("in which columns they have to be"),
    "warn_unsupported": Works("whether it is told that a model without rows has none"),
    "warn_unenforced": Remark("whether to warn of what is not enforced: all constraints are"),
}

_SOURCE_LEVELS: KeyTable = {
    "description": _DESCRIPTION,
    "config": _CONFIG,
    "meta": Works("the setting of that name"),
    "tags": Works("the setting of that name"),
    "quoting": QUOTING,
    "freshness": Works("how old the source may be"),
    "loaded_at_field": Works("where a row says when it was loaded"),
    "loaded_at_query": Works("the query that says when the source was loaded"),
    "loaded_at_time_zone": Works("the zone of loading times that name none"),
    "loader": _DESCRIPTION,
}
SOURCE_KEYS: KeyTable = {
    **_SOURCE_LEVELS,
    "name": Works("the source's name"),
    "schema": Works("where the tables are"),
    "database": Works("where the tables are"),
    "tables": Works("the tables"),
    "overrides": Unused(
        "a source of a package stays as the package declares it",
        "set the package's variables, or its sources' settings under 'sources:'",
        changes_data=always,
    ),
}
TABLE_KEYS: KeyTable = {
    **_SOURCE_LEVELS,
    "name": Works("the table's name"),
    "identifier": Works("what the table is called in the database"),
    "external": Works("the file to read (external.location)"),
    "columns": Works("columns and their tests"),
    "tests": _TESTS,
    "data_tests": _TESTS,
}
EXTERNAL_KEYS: KeyTable = {"location": Works("the file to read")}
# `external` is open for what other tools want to know of a file.
OTHER_EXTERNAL_KEY = Unused("only the location is read: DuckDB tells the format by the file's name")

MACRO_KEYS: KeyTable = {
    "name": Works("which macro is described"),
    "description": _DESCRIPTION,
    "arguments": _DESCRIPTION,
    "meta": _DESCRIPTION,
    "config": Works("meta"),
    "docs": DOCS,
}
MACRO_CONFIG_KEYS: KeyTable = {"meta": _DESCRIPTION, "docs": DOCS}
ARGUMENT_KEYS: KeyTable = {
    "name": Works("which argument is described"),
    "type": _DESCRIPTION,
    "description": _DESCRIPTION,
}
