"""The schemas of the project file, packages and profiles."""

from collections.abc import Mapping
from types import MappingProxyType

from orchestrator.config.destination import Destination
from orchestrator.config.key_effects import KeyTable
from orchestrator.config.project_file import GIVEN, VERSION, ProjectFile, Publish
from orchestrator.config.project_keys import (
    FLAG_KEYS,
    PACKAGE_KEYS,
    PACKAGES_FILE_KEYS,
    PROJECT_KEYS,
)
from orchestrator.config.reviewing import Reviewing
from orchestrator.config.serving import Serving
from orchestrator.config.target_keys import (
    ATTACH_KEYS,
    EXTENSION_KEYS,
    PROFILE_KEYS,
    TARGET_KEYS,
)
from orchestrator.editors.families import roles
from orchestrator.editors.settings import tree
from orchestrator.editors.shapes import (
    BOOLEAN,
    LIST,
    MAPPING,
    NAME,
    NUMBER,
    STRING,
    TEMPLATE,
    Schema,
    Shapes,
    at_least,
    document,
    list_of,
)

_TREE_OF: Mapping[str, str] = {
    "models": "models",
    "seeds": "seeds",
    "snapshots": "snapshots",
    "sources": "sources",
    "data_tests": "tests",
    "tests": "tests",
    "unit_tests": "unit_tests",
    "exposures": "exposures",
    "semantic-models": "semantic_models",
    "metrics": "metrics",
    "saved-queries": "saved_queries",
}
_RENDERED = Shapes(has_templates=True)
_VERSION: Schema = {"type": "string", "pattern": VERSION}
_PERCENTAGE: Schema = {
    "type": "string",
    "pattern": r"^\s*(\d{1,2}(\.\d*)?|\.\d+|100(\.0*)?)%\s*$",
}
_DESTINATION: Mapping[str, Schema] = {
    "url": {"type": "string", "pattern": "^https://|^http://(localhost|127\\.0\\.0\\.1|\\[::1\\])"},
    "batch": at_least(1),
    "retries": at_least(0),
    "timeout_seconds": {"type": "number", "exclusiveMinimum": 0},
}


def project_schema() -> Schema:
    """Return the schema of `seg_project.yml`, and of `dbt_project.yml` without seg's own keys."""
    shapes = Shapes(
        has_templates=True,
        texts={ProjectFile: PROJECT_KEYS},
        shapes=MappingProxyType(
            {
                ProjectFile: {
                    "name": NAME,
                    "version": {"anyOf": [NUMBER, _VERSION, TEMPLATE]},
                    "config-version": {"const": 2},
                    "flags": _flags(),
                    "engine": _target(is_own=True),
                    "roles": roles(),
                    "store_failures_days": at_least(1),
                    **{key: {"$ref": f"#/definitions/{of}"} for key, of in _TREE_OF.items()},
                },
                Publish: {"keep_generations": at_least(1), "keep_events_days": at_least(1)},
                Serving: {"requests_per_second": at_least(1)},
                Reviewing: {
                    "fail_if_moved": _PERCENTAGE,
                    "families": {"type": "object", "additionalProperties": _PERCENTAGE},
                    "examples": at_least(0),
                },
                Destination: _DESTINATION,
            }
        ),
    )
    trees: Mapping[str, Schema] = {
        "models": tree("models", "models"),
        "seeds": tree("seeds", "seeds"),
        "snapshots": tree("snapshots", "snapshots"),
        "sources": tree("sources", "sources"),
        "tests": tree("tests", "tests"),
        "unit_tests": tree("unit_tests", "unit_tests"),
        "exposures": tree("exposures", "exposures"),
        "semantic_models": tree("semantic_models", "semantic_models"),
        "metrics": tree("metrics", "metrics"),
        "saved_queries": tree("saved_queries", "saved_queries"),
    }
    return document("seg: the project file", shapes.of_class(ProjectFile, GIVEN), trees)


def _flags() -> Schema:
    """Return the schema of the flags; unknown ones change dbt's own behaviour."""
    flags = _RENDERED.entry(FLAG_KEYS, {"strict": BOOLEAN})
    return {**flags, "additionalProperties": True}


def packages_schema() -> Schema:
    """Return the schema of `packages.yml`, and of `packages:` in `dependencies.yml`."""
    kinds = {
        "local": (),
        "package": ("version", "install_prerelease", "install-prerelease"),
        "git": ("revision", "subdirectory", "warn-unpinned"),
        "tarball": ("name",),
    }
    entries = []
    for kind, more in kinds.items():
        table: KeyTable = {key: PACKAGE_KEYS[key] for key in (kind, *more)}
        entries.append(_RENDERED.entry(table, {kind: NAME}, required=(kind,)))
    file = _RENDERED.entry(PACKAGES_FILE_KEYS, {"packages": list_of({"anyOf": entries})})
    return document("seg: packages", file)


def profiles_schema() -> Schema:
    """Return the schema of `profiles.yml`: profiles by name, with targets for DuckDB."""
    profile = _RENDERED.entry(
        PROFILE_KEYS,
        {"target": STRING, "outputs": {"type": "object", "additionalProperties": _target()}},
        required=("outputs",),
    )
    file: Schema = {
        "type": "object",
        "properties": {"config": {"description": "Has no effect in seg.", "deprecated": True}},
        "additionalProperties": profile,
    }
    return document("seg: profiles", file)


def _target(*, is_own: bool = False) -> Schema:
    """Return a target of any engine; the project's own `engine:` defaults to the first one."""
    shapes: Mapping[str, Schema] = {
        "path": STRING,
        "schema": {"type": "string", "pattern": "\\S"},
        "database": STRING,
        "threads": at_least(1),
        "lock_timeout_seconds": at_least(0, NUMBER),
        "attach": _entries(ATTACH_KEYS),
        "extensions": _entries(EXTENSION_KEYS),
        "method": {"enum": ["session"]},
        **dict.fromkeys(("master", "records", "versions_schema"), STRING),
        "conf": MAPPING,
    }
    found = []
    for at, (engine, keys) in enumerate(TARGET_KEYS.items()):
        known_shapes = {key: shape for key, shape in shapes.items() if key in keys}
        of_engine = {"type": {"enum": [engine]}, **known_shapes}
        required = () if is_own and at == 0 else ("type",)
        found.append(_RENDERED.entry(keys, of_engine, required=required))
    return {"anyOf": found}


def _entries(table: KeyTable) -> Schema:
    """Return a list of mappings with these keys; the engine checks everything else."""
    entry = {"anyOf": [_RENDERED.entry(table, {}), {"not": MAPPING}]}
    return {"anyOf": [list_of(entry), {"not": LIST}]}
