"""The schemas of property files: models, seeds, sources, macros, tests and families."""

from collections.abc import Mapping
from types import MappingProxyType

from orchestrator.config.config_keys import NODE_KEYS, Kind
from orchestrator.config.key_effects import KeyTable
from orchestrator.config.property_keys import (
    ANALYSIS_ENTRY_KEYS,
    ARGUMENT_KEYS,
    COLUMN_CONFIG_KEYS,
    COLUMN_KEYS,
    CONSTRAINT_KEYS,
    DATA_TEST_ENTRY_KEYS,
    EXPOSURE_KEYS,
    FILE_KEYS,
    FIXTURE_KEYS,
    GIVEN_KEYS,
    GROUP_CONFIG_KEYS,
    GROUP_KEYS,
    MACRO_CONFIG_KEYS,
    MACRO_KEYS,
    MODEL_ENTRY_KEYS,
    OVERRIDE_KEYS,
    SEED_ENTRY_KEYS,
    SNAPSHOT_ENTRY_KEYS,
    SOURCE_KEYS,
    TABLE_KEYS,
    TESTED_VERSION_KEYS,
    UNIT_TEST_KEYS,
)
from orchestrator.config.semantic import (
    TimeSpine,
    WrittenMetric,
    WrittenSavedQuery,
    WrittenSemanticModel,
)
from orchestrator.data_tests.built_in import built_in_tests
from orchestrator.editors.families import family
from orchestrator.editors.settings import VALUES, settings
from orchestrator.editors.shapes import (
    BOOLEAN,
    MAPPING,
    NAME,
    NUMBER,
    STRING,
    STRING_OR_STRINGS,
    Schema,
    Shapes,
    document,
    list_of,
)
from orchestrator.nodes.exposure import EXPOSURE_TYPES, MATURITIES
from orchestrator.properties.constraints import TYPES
from orchestrator.properties.data_tests import FLAT_SETTINGS
from orchestrator.properties.unit_tests import FORMATS

_RAW = Shapes()
"""Names, descriptions and types are read as written."""

_TESTS: Schema = {"$ref": "#/definitions/data_tests"}
_COLUMNS: Schema = {"$ref": "#/definitions/columns"}


def properties_schema() -> Schema:
    """Return the schema of a property file."""
    shapes: Mapping[str, Schema] = {
        "version": {"const": 2},
        "models": list_of(_node("models", MODEL_ENTRY_KEYS)),
        "seeds": list_of(_node("seeds", SEED_ENTRY_KEYS)),
        "snapshots": list_of(_node("snapshots", SNAPSHOT_ENTRY_KEYS)),
        "data_tests": list_of(_node("tests", DATA_TEST_ENTRY_KEYS)),
        "tests": list_of(_node("tests", DATA_TEST_ENTRY_KEYS)),
        "unit_tests": list_of(_unit_test()),
        "exposures": list_of(_exposure()),
        "groups": list_of(_group()),
        "analyses": list_of(_node("models", ANALYSIS_ENTRY_KEYS)),
        "semantic_models": list_of(_semantic("semantic_models", WrittenSemanticModel)),
        "metrics": list_of(_semantic("metrics", WrittenMetric)),
        "saved_queries": list_of(_semantic("saved_queries", WrittenSavedQuery)),
        "sources": list_of(_source()),
        "macros": list_of(_macro()),
        "segment_families": list_of(family(_RAW.value(_TESTS), _config("models"))),
    }
    return document(
        "seg: a property file",
        _RAW.entry(FILE_KEYS, shapes),
        {
            "data_tests": list_of(_data_test()),
            "test_body": _test_body(),
            "columns": list_of(_column()),
            **{f"{kind}_config": settings(kind) for kind in NODE_KEYS},
        },
    )


def _node(kind: Kind, table: KeyTable) -> Schema:
    """Return an entry that describes a node; some settings are allowed next to its `config:`."""
    values = VALUES[kind]
    beside = {key: values[key] for key in table if key in values}
    shapes = {
        **beside,
        **({"relation": STRING} if "relation" in table else {}),
        "name": NAME,
        "description": STRING,
        "config": _config(kind),
        "columns": _COLUMNS,
        "tests": _TESTS,
        "data_tests": _TESTS,
    }
    if "time_spine" in table:
        shapes["time_spine"] = _RAW.of_class(TimeSpine)
    if "deprecation_date" in table:
        shapes["deprecation_date"] = STRING
    if "constraints" in table:
        shapes["constraints"] = list_of(_constraint())
    return _RAW.entry(table, shapes, required=("name",))


def _config(kind: Kind) -> Schema:
    return {"$ref": f"#/definitions/{kind}_config"}


def _column() -> Schema:
    config = _RAW.entry(COLUMN_CONFIG_KEYS, {"tags": STRING_OR_STRINGS, "meta": MAPPING})
    shapes = {
        "name": NAME,
        "description": STRING,
        "data_type": STRING,
        "tests": _TESTS,
        "data_tests": _TESTS,
        "tags": STRING_OR_STRINGS,
        "meta": MAPPING,
        "config": config,
        "quote": BOOLEAN,
        "granularity": STRING,
        "constraints": list_of(_constraint()),
    }
    return _RAW.entry(COLUMN_KEYS, shapes, required=("name",))


def _constraint() -> Schema:
    shapes = {
        "type": {"enum": list(TYPES)},
        "name": STRING,
        "columns": STRING_OR_STRINGS,
        "expression": STRING,
        "to": STRING,
        "to_columns": STRING_OR_STRINGS,
        "warn_unsupported": BOOLEAN,
        "warn_unenforced": BOOLEAN,
    }
    return _RAW.entry(CONSTRAINT_KEYS, shapes, required=("type",))


def _source() -> Schema:
    levels: Mapping[str, Schema] = {
        "name": NAME,
        "description": STRING,
        "config": _config("sources"),
        "meta": MAPPING,
        "tags": STRING_OR_STRINGS,
        "freshness": VALUES["sources"]["freshness"],
        "loaded_at_field": STRING,
        "loaded_at_query": STRING,
        "loaded_at_time_zone": STRING,
        "loader": STRING,
    }
    table = {
        **levels,
        "identifier": STRING,
        "external": MAPPING,
        "columns": _COLUMNS,
        "tests": _TESTS,
        "data_tests": _TESTS,
    }
    source = {
        **levels,
        "schema": STRING,
        "database": STRING,
        "tables": list_of(_RAW.entry(TABLE_KEYS, table, required=("name",))),
    }
    return _RAW.entry(SOURCE_KEYS, source, required=("name",))


def _owner() -> Schema:
    return {"type": "object", "anyOf": [{"required": ["name"]}, {"required": ["email"]}]}


def _exposure() -> Schema:
    shapes: Mapping[str, Schema] = {
        "name": NAME,
        "type": {"enum": list(EXPOSURE_TYPES)},
        "owner": _owner(),
        "label": STRING,
        "maturity": {"enum": list(MATURITIES)},
        "url": STRING,
        "description": STRING,
        "depends_on": list_of(STRING),
        "config": _config("exposures"),
        "enabled": BOOLEAN,
        "meta": MAPPING,
        "tags": STRING_OR_STRINGS,
    }
    return _RAW.entry(EXPOSURE_KEYS, shapes, required=("name", "type", "owner"))


def _group() -> Schema:
    shapes = {
        "name": NAME,
        "owner": _owner(),
        "description": STRING,
        "meta": MAPPING,
        "config": _RAW.entry(GROUP_CONFIG_KEYS, {"meta": MAPPING}),
    }
    return _RAW.entry(GROUP_KEYS, shapes, required=("name", "owner"))


def _semantic(kind: Kind, cls: type) -> Schema:
    """Return an entry that is decoded as a whole, once its templates are rendered."""
    shapes = Shapes(has_templates=True, shapes=MappingProxyType({cls: {"config": _config(kind)}}))
    return shapes.of_class(cls)


def _unit_test() -> Schema:
    rows: Mapping[str, Schema] = {
        "rows": {"anyOf": [list_of(MAPPING), STRING]},
        "format": {"enum": list(FORMATS)},
        "fixture": STRING,
    }
    given = _RAW.entry(GIVEN_KEYS, {**rows, "input": NAME}, required=("input",))
    versions = {"anyOf": [STRING, NUMBER, {"type": "array", "items": {"anyOf": [STRING, NUMBER]}}]}
    shapes = {
        "name": NAME,
        "model": NAME,
        "description": STRING,
        "given": list_of(given),
        "expect": _RAW.entry(FIXTURE_KEYS, rows),
        "overrides": _RAW.entry(OVERRIDE_KEYS, dict.fromkeys(OVERRIDE_KEYS, MAPPING)),
        "versions": _RAW.entry(TESTED_VERSION_KEYS, dict.fromkeys(TESTED_VERSION_KEYS, versions)),
        "config": _config("unit_tests"),
        "meta": MAPPING,
        "tags": STRING_OR_STRINGS,
    }
    return _RAW.entry(UNIT_TEST_KEYS, shapes, required=("name", "model", "expect"))


def _macro() -> Schema:
    argument = _RAW.entry(
        ARGUMENT_KEYS, {"name": NAME, "type": STRING, "description": STRING}, required=("name",)
    )
    config = _RAW.entry(MACRO_CONFIG_KEYS, {"meta": MAPPING})
    shapes = {
        "name": NAME,
        "description": STRING,
        "arguments": list_of(argument),
        "meta": MAPPING,
        "config": {**config, "additionalProperties": True},
    }
    return _RAW.entry(MACRO_KEYS, shapes, required=("name",))


def _data_test() -> Schema:
    """Return a test: its name, or its name with arguments and settings, in either of two forms."""
    body: Schema = {"$ref": "#/definitions/test_body"}
    tests = built_in_tests()
    return {
        "anyOf": [
            {"enum": list(tests)},
            NAME,
            {
                "allOf": [
                    body,
                    {"required": ["test_name"], "properties": {"test_name": STRING}},
                ]
            },
            {
                "type": "object",
                "not": {"required": ["test_name"], "properties": {"test_name": STRING}},
                "minProperties": 1,
                "maxProperties": 1,
                "properties": {
                    name: {"description": purpose, "anyOf": [body, {"type": "null"}]}
                    for name, purpose in tests.items()
                },
                "additionalProperties": {"anyOf": [body, {"type": "null"}]},
            },
        ]
    }


def _test_body() -> Schema:
    test_settings = settings("tests")["properties"]
    flat = {key: test_settings[key] for key in sorted(FLAT_SETTINGS)}
    return {
        "type": "object",
        "properties": {
            "name": _RAW.value(STRING),
            "description": _RAW.value(STRING),
            "arguments": _RAW.value(MAPPING),
            "config": _RAW.value(_config("tests")),
            **flat,
        },
    }
