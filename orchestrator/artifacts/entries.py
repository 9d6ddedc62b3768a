"""Manifest entries of nodes: plain dicts with dbt's keys."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from orchestrator.artifacts.dbt_defaults import (
    CONTRACT,
    DOCS,
    MODEL_CONFIG,
    NODE_CONFIG,
    SEED_CONFIG,
    SNAPSHOT_CONFIG,
    TEST_CONFIG,
)
from orchestrator.artifacts.declared_entries import (
    exposure_entry,
    group_entry,
    metric_entry,
    saved_query_entry,
    semantic_model_entry,
)
from orchestrator.artifacts.entry_parts import (
    Entry,
    as_written,
    checksum_entry,
    columns_entry,
    constraints_entry,
    freshness_entry,
    one_or_many,
    version_entry,
)
from orchestrator.artifacts.seed_checksums import seed_checksum
from orchestrator.artifacts.shared_entries import SharedEntries
from orchestrator.config.config_keys import META_COLUMN_NAMES
from orchestrator.names import RelationName
from orchestrator.nodes import (
    Analysis,
    DataTest,
    Exposure,
    Fixture,
    Group,
    Metric,
    MockedNames,
    Model,
    Node,
    Operation,
    SavedQuery,
    Seed,
    SemanticModel,
    Snapshot,
    Source,
    TestConfig,
    UnitTest,
    hook_keys,
)

_NOT_OF_UNIT_TESTS = frozenset(
    {"tags", "meta", "group", "docs", "build_path", "unrendered_config", "doc_blocks"}
)


class Entries(SharedEntries, frozen=True):
    """Creates the entries of one project."""

    def of(self, node: Node | Group) -> Entry:
        """Return the manifest entry of a node or a group."""
        if isinstance(node, Group):
            return group_entry(node, self.project)
        return ENTRIES[type(node)](self, node)


def _model(entries: SharedEntries, node: Model) -> Entry:
    config = node.config
    return {
        **entries.shared(node),
        **entries.placed(node.relation),
        **entries.code(node, node.source_code),
        "checksum": checksum_entry(node.source_code),
        "config": {
            **MODEL_CONFIG,
            **_common(node),
            **_settings(config.settings),
            "materialized": config.materialized,
            "incremental_strategy": config.incremental_strategy,
            "unique_key": one_or_many(config.unique_key),
            "on_schema_change": config.on_schema_change or "ignore",
            "full_refresh": config.full_refresh,
        },
        "columns": columns_entry(node.columns, node.contract),
        "patch_path": entries.patch_path(node),
        "relation_name": None if node.is_ephemeral else entries.named_in_database(node.relation),
        "access": config.settings.get("access", "protected"),
        "constraints": constraints_entry(node.contract),
        "version": version_entry(node.version),
        "latest_version": _latest_version(entries, node),
        "deprecation_date": node.deprecation_date,
        "primary_key": entries.primary_keys.get(node.unique_id, []),
        "time_spine": node.time_spine,
    }


def _latest_version(entries: SharedEntries, node: Model) -> int | float | str | None:
    if node.version is None or node.is_latest:
        return version_entry(node.version)
    key = (node.package, node.name)
    versions = (
        each.version
        for each in entries.project.nodes.values()
        if each.version and each.is_latest and (each.package, each.name) == key
    )
    return version_entry(next(versions, None))


def _seed(entries: SharedEntries, node: Seed) -> Entry:
    config = node.config
    return {
        **entries.shared(node),
        **entries.placed(node.relation),
        "checksum": seed_checksum(node, entries.project),
        "config": {
            **SEED_CONFIG,
            **_common(node),
            **_settings(config.settings),
            "delimiter": config.delimiter,
            "column_types": config.column_types,
        },
        "columns": columns_entry(node.columns),
        "patch_path": entries.patch_path(node),
        "relation_name": entries.named_in_database(node.relation),
        "raw_code": "",
        "root_path": str(entries.package_root(node)),
        "depends_on": {"macros": []},
    }


def _snapshot(entries: SharedEntries, node: Snapshot) -> Entry:
    config, names = node.config, SNAPSHOT_CONFIG[META_COLUMN_NAMES]
    entry = {
        **entries.shared(node),
        **entries.placed(node.relation),
        **entries.code(node, node.source_code),
        "checksum": checksum_entry(node.source_code),
        "config": {
            **SNAPSHOT_CONFIG,
            **_common(node),
            **_settings(config.settings),
            META_COLUMN_NAMES: {**names, **(config.settings.get(META_COLUMN_NAMES) or {})},
            "unique_key": one_or_many(config.unique_key),
        },
        "columns": columns_entry(node.columns),
        "patch_path": entries.patch_path(node),
        "relation_name": entries.named_in_database(node.relation),
    }
    if node.patch_path == node.path:
        entry["path"] = f"{entry['path']}/{node.name}.sql"
    return entry


def _test(entries: SharedEntries, node: DataTest) -> Entry:
    config = node.config
    entry = {
        **entries.shared(node),
        **entries.placed(node.failures or RelationName("", node.name)),
        **entries.code(node, node.source_code),
        "checksum": (
            {"name": "none", "checksum": ""}
            if node.is_generic
            else checksum_entry(node.source_code)
        ),
        "config": {
            **TEST_CONFIG,
            **_common(node),
            **({"alias": node.short_name} if node.short_name != node.name else {}),
            **config.settings,
            "severity": config.settings.get("severity", "ERROR"),
            **_stored(config),
            "where": config.where,
            "limit": config.limit,
            "fail_calc": config.fail_calc,
            "warn_if": config.warn_if,
            "error_if": config.error_if,
        },
        "columns": {},
        "patch_path": None,
        "relation_name": None,
    }
    if node.is_generic:
        namespace, _, name = (node.test_name or "").rpartition(".")
        entry["path"] = f"{node.short_name}.sql"
        entry["raw_code"] = f"{{{{ {node.macro_name}(**_dbt_generic_test_kwargs) }}}}"
        entry["column_name"] = None if node.column is None else node.kwargs.get("column_name")
        entry["file_key_name"] = _file_key(node)
        # As in dbt: sources and the nodes of other packages are not attached.
        kind, _, rest = (node.attached_to or "").partition(".")
        is_attached = kind != "source" and rest.startswith(f"{node.package}.")
        entry["attached_node"] = node.attached_to if is_attached else None
        entry["test_metadata"] = {
            "name": name,
            "kwargs": node.kwargs,
            "namespace": namespace or None,
        }
    return entry


def _unit_test(entries: SharedEntries, node: UnitTest) -> Entry:
    shared = entries.shared(node)
    mocked = node.mocked
    checked = repr((node.model, node.versions, node.given, node.expect, mocked))
    tested = entries.project.nodes.get(node.attached_to or "")
    return {
        **{key: value for key, value in shared.items() if key not in _NOT_OF_UNIT_TESTS},
        "model": node.model,
        "given": [{"input": given.call, **_fixture(given.fixture)} for given in node.given],
        "expect": _fixture(node.expect),
        "overrides": {
            "macros": mocked.macros,
            "vars": mocked.variables,
            "env_vars": mocked.environment,
        }
        if mocked != MockedNames()
        else None,
        "depends_on": {"macros": [], "nodes": node.depends_on},
        "config": {
            "static_analysis": None,
            "enabled": True,
            **node.settings,
            "tags": node.tags,
            "meta": node.meta,
        },
        "checksum": checksum_entry(checked)["checksum"],
        "schema": tested.relation.schema if isinstance(tested, Model) else None,
        "versions": node.versions and {"include": None, "exclude": None, **node.versions},
        "version": version_entry(node.version),
    }


_QUOTING = dict.fromkeys(("database", "schema", "identifier", "column"))


def _source(entries: SharedEntries, node: Source) -> Entry:
    freshness = freshness_entry(node.freshness)
    loaded = {"loaded_at_field": node.loaded_at_field, "loaded_at_query": node.loaded_at_query}
    shared = entries.shared(node)
    left_out = ("group", "docs", "build_path")
    return {
        **{key: value for key, value in shared.items() if key not in left_out},
        "path": shared["original_file_path"],
        "schema": node.relation.schema,
        "database": node.relation.database or entries.database,
        "identifier": node.relation.identifier,
        "source_name": node.source_name,
        "source_description": node.source_description,
        "loader": node.loader,
        "quoting": {**_QUOTING, **(node.settings.get("quoting") or {})},
        **loaded,
        "freshness": freshness,
        "external": {"location": node.location} if node.location else None,
        "columns": columns_entry(node.columns),
        "source_meta": {},
        "config": {
            "enabled": True,
            "event_time": None,
            **{key: value for key, value in node.settings.items() if key != "quoting"},
            "freshness": freshness,
            **loaded,
            "meta": node.meta,
            "tags": node.tags,
            "static_analysis": None,
        },
        "patch_path": None,
        "relation_name": entries.named_in_database(node.relation),
        "unrendered_database": None,
        "unrendered_schema": None,
    }


def _analysis(entries: SharedEntries, node: Analysis) -> Entry:
    return {
        **entries.shared(node),
        **entries.placed(node.relation),
        **entries.code(node, node.source_code),
        "path": entries.within("analysis", node),
        "checksum": checksum_entry(node.source_code),
        "config": {**NODE_CONFIG, **_common(node), **_settings(node.settings)},
        "columns": columns_entry(node.columns),
        "patch_path": entries.patch_path(node),
        "relation_name": None,
    }


def _operation(entries: SharedEntries, node: Operation) -> Entry:
    return {
        **entries.shared(node),
        **entries.placed(node.relation),
        **entries.code(node, node.source_code),
        "path": f"hooks/{node.name}.sql",
        "original_file_path": f"./{entries.project.path_in_package(node)}",
        "checksum": checksum_entry(node.source_code),
        "config": {**NODE_CONFIG, **_settings(node.settings)},
        "columns": {},
        "patch_path": None,
        "relation_name": None,
        "index": node.index,
    }


# The manifest entry, by resource type.
ENTRIES: Mapping[type[Node], Callable[[SharedEntries, Any], Entry]] = {
    Model: _model,
    Seed: _seed,
    Snapshot: _snapshot,
    Source: _source,
    DataTest: _test,
    UnitTest: _unit_test,
    Exposure: exposure_entry,
    SemanticModel: semantic_model_entry,
    Metric: metric_entry,
    SavedQuery: saved_query_entry,
    Analysis: _analysis,
    Operation: _operation,
}


def _fixture(fixture: Fixture) -> Entry:
    return {
        "rows": fixture.sql if fixture.sql is not None else fixture.rows,
        "format": fixture.format,
        "fixture": fixture.file,
    }


def _settings(written: Mapping[str, Any]) -> Entry:
    """Return settings as written; some have nested defaults."""
    found = as_written(written)
    if "contract" in found:
        # seg's own keys do not exist there; they are part of the contract's digest.
        said = found["contract"] or {}
        found["contract"] = {key: said.get(key, default) for key, default in CONTRACT.items()}
    if "docs" in found:
        found["docs"] = {**DOCS, **(found["docs"] or {})}
    if isinstance(found.get("begin"), str | date):
        with suppress(ValueError):
            found["begin"] = datetime.fromisoformat(str(found["begin"])).isoformat()
    for key in ("pre-hook", "post-hook"):
        if key in found:
            found[key] = _hooks(found[key])
    return found


def _hooks(written: Any) -> list[Entry]:
    hooks = written if isinstance(written, list | tuple) else [written]
    return [{"transaction": True, "index": None, **hook_keys(each)} for each in hooks]


def _common(node: Node) -> Entry:
    return {"tags": node.tags, "meta": node.meta}


def _stored(config: TestConfig) -> Entry:
    """Return whether failing rows are kept: each of the two settings determines the other."""
    kept_as, is_stored = config.settings.get("store_failures_as"), None
    if kept_as is not None:
        is_stored = kept_as != "ephemeral"
    elif (is_stored := config.settings.get("store_failures")) is not None:
        kept_as = "table" if is_stored else "ephemeral"
    return {"store_failures": is_stored, "store_failures_as": kept_as}


def _file_key(node: DataTest) -> str:
    """`models.orders`: the part of the property file that declares the test."""
    kind, _, rest = (node.attached_to or "").partition(".")
    parts = rest.split(".")
    return f"{kind}s.{parts[1]}" if len(parts) > 1 else ""
