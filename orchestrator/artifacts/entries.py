"""Nodes as the manifest holds them: plain dicts with dbt's keys."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from orchestrator.artifacts.dbt_defaults import (
    CONTRACT,
    DOCS,
    MODEL_CONFIG,
    SEED_CONFIG,
    SNAPSHOT_CONFIG,
    TEST_CONFIG,
)
from orchestrator.artifacts.entry_parts import (
    Entry,
    checksum_entry,
    columns_entry,
    constraints_entry,
    freshness_entry,
    one_or_many,
    version_entry,
)
from orchestrator.artifacts.exposure_entries import exposure_entry, group_entry
from orchestrator.config.config_keys import META_COLUMN_NAMES
from orchestrator.names import RelationName
from orchestrator.nodes import (
    DataTest,
    Exposure,
    Fixture,
    Group,
    MockedNames,
    Model,
    Node,
    Seed,
    Snapshot,
    Source,
    TemplateNode,
    TestConfig,
    UnitTest,
    resource_type,
)
from orchestrator.project.value import ParsedProject

_NOT_OF_UNIT_TESTS = frozenset(
    {"tags", "meta", "group", "docs", "build_path", "unrendered_config", "doc_blocks"}
)


class Entries(Struct, frozen=True):
    """Makes the entries of one project.

    `spell` writes a relation as SQL. `database` is the target's own, for relations that name none;
    `created_at` stands in for the time of parsing, in seconds since 1970. `compiled` holds the
    SQL of the nodes that were compiled.
    """

    project: ParsedProject
    spell: Callable[[RelationName], str]
    database: str | None
    created_at: float
    compiled: Mapping[str, str] = field(default_factory=dict)

    def of(self, node: Node | Group) -> Entry:
        """The entry of a node or a group, as the manifest holds it."""
        if isinstance(node, Group):
            return group_entry(node, self.project)
        return ENTRIES[type(node)](self, node)

    def _model(self, node: Model) -> Entry:
        config = node.config
        return {
            **self._shared(node),
            **self._placed(node.relation),
            **self._code(node, node.source_code),
            "checksum": checksum_entry(node.source_code),
            "config": {
                **MODEL_CONFIG,
                **_common(node),
                **config.settings,
                "materialized": config.materialized,
                "incremental_strategy": config.incremental_strategy,
                "unique_key": one_or_many(config.unique_key),
                "on_schema_change": config.on_schema_change or "ignore",
                "full_refresh": config.full_refresh,
            },
            "columns": columns_entry(node.columns, node.contract),
            "patch_path": f"{node.package}://{node.patch_path}" if node.patch_path else None,
            "relation_name": None if node.is_ephemeral else self.spell(node.relation),
            "access": config.settings.get("access", "protected"),
            "constraints": constraints_entry(node.contract),
            "version": version_entry(node.version),
            "latest_version": self._latest_version(node),
            "deprecation_date": None,
            "primary_key": [],
            "time_spine": None,
        }

    def _latest_version(self, node: Model) -> int | float | str | None:
        if node.version is None or node.is_latest:
            return version_entry(node.version)
        key = (node.package, node.name)
        versions = (
            each.version
            for each in self.project.nodes.values()
            if each.version and each.is_latest and (each.package, each.name) == key
        )
        return version_entry(next(versions, None))

    def _seed(self, node: Seed) -> Entry:
        config = node.config
        return {
            **self._shared(node),
            **self._placed(node.relation),
            "checksum": {"name": "sha256", "checksum": node.checksum},
            "config": {
                **SEED_CONFIG,
                **_common(node),
                **config.settings,
                "delimiter": config.delimiter,
                "quote_columns": config.quote_columns,
                "column_types": config.column_types,
            },
            "columns": columns_entry(node.columns),
            "patch_path": None,
            "relation_name": self.spell(node.relation),
            "raw_code": "",
            "root_path": str(self._package_root(node)),
            "depends_on": {"macros": []},
        }

    def _snapshot(self, node: Snapshot) -> Entry:
        config, names = node.config, SNAPSHOT_CONFIG[META_COLUMN_NAMES]
        entry = {
            **self._shared(node),
            **self._placed(node.relation),
            **self._code(node, node.source_code),
            "checksum": checksum_entry(node.source_code),
            "config": {
                **SNAPSHOT_CONFIG,
                **_common(node),
                **config.settings,
                META_COLUMN_NAMES: {**names, **(config.settings.get(META_COLUMN_NAMES) or {})},
                "unique_key": one_or_many(config.unique_key),
            },
            "columns": columns_entry(node.columns),
            "patch_path": f"{node.package}://{node.patch_path}" if node.patch_path else None,
            "relation_name": self.spell(node.relation),
        }
        if node.patch_path == node.path:
            entry["path"] = f"{entry['path']}/{node.name}.sql"
        return entry

    def _test(self, node: DataTest) -> Entry:
        config = node.config
        entry = {
            **self._shared(node),
            **self._placed(node.failures or RelationName("", node.name)),
            **self._code(node, node.source_code),
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
            entry["column_name"] = node.kwargs.get("column_name", node.column)
            entry["file_key_name"] = _file_key(node)
            entry["attached_node"] = node.attached_to
            entry["test_metadata"] = {
                "name": name,
                "kwargs": node.kwargs,
                "namespace": namespace or None,
            }
        return entry

    def _unit_test(self, node: UnitTest) -> Entry:
        shared = self._shared(node)
        mocked = node.mocked
        checked = repr((node.model, node.versions, node.given, node.expect, mocked))
        tested = self.project.nodes.get(node.attached_to or "")
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
            "config": {"tags": node.tags, "meta": node.meta, "enabled": True, **node.settings},
            "checksum": checksum_entry(checked)["checksum"],
            "schema": tested.relation.schema if isinstance(tested, Model) else None,
            "versions": node.versions,
            "version": version_entry(node.version),
        }

    def _source(self, node: Source) -> Entry:
        freshness = freshness_entry(node.freshness)
        loaded = {"loaded_at_field": node.loaded_at_field, "loaded_at_query": node.loaded_at_query}
        shared = self._shared(node)
        left_out = ("group", "docs", "build_path")
        return {
            **{key: value for key, value in shared.items() if key not in left_out},
            "path": shared["original_file_path"],
            "schema": node.relation.schema,
            "database": node.relation.database or self.database,
            "identifier": node.relation.identifier,
            "source_name": node.source_name,
            "source_description": node.source_description,
            "loader": node.loader,
            "quoting": {"database": None, "schema": None, "identifier": None, "column": None},
            **loaded,
            "freshness": freshness,
            "external": {"location": node.location} if node.location else None,
            "columns": columns_entry(node.columns),
            "source_meta": {},
            "config": {
                "enabled": True,
                "event_time": None,
                **node.settings,
                "freshness": freshness,
                **loaded,
                "meta": node.meta,
                "tags": node.tags,
                "static_analysis": None,
            },
            "patch_path": None,
            "relation_name": self.spell(node.relation),
            "unrendered_database": None,
            "unrendered_schema": None,
        }

    def _exposure(self, node: Exposure) -> Entry:
        return exposure_entry(node, self._shared(node), self._named(node))

    def _shared(self, node: Node) -> Entry:
        original = self.project.path_in_package(node)
        return {
            "name": node.name,
            "resource_type": resource_type(node),
            "package_name": node.package,
            "path": original.partition("/")[2] or original,
            "original_file_path": original,
            "unique_id": node.unique_id,
            "fqn": node.fqn,
            "tags": node.tags,
            "description": node.description,
            "meta": node.meta,
            "group": self.project.group_of(node),
            "docs": DOCS,
            "build_path": None,
            "unrendered_config": {},
            "created_at": self.created_at,
            "doc_blocks": [],
        }

    def _placed(self, relation: RelationName) -> Entry:
        return {
            "alias": relation.identifier,
            "schema": relation.schema,
            "database": relation.database or self.database,
        }

    def _code(self, node: TemplateNode, source_code: str) -> Entry:
        entry: Entry = {
            "raw_code": source_code,
            "language": node.language,
            **self._named(node),
            "functions": [],
            "compiled_path": None,
            "contract": {**CONTRACT, "enforced": _has_contract(node), "checksum": None},
        }
        if node.unique_id in self.compiled:
            entry["compiled"] = True
            entry["compiled_code"] = self.compiled[node.unique_id]
            entry["extra_ctes_injected"] = True
            entry["extra_ctes"] = []
        return entry

    def _named(self, node: Node) -> Entry:
        """What a node refers to; sources come first."""
        parents = self._parents(node)
        return {
            "refs": [
                {"name": parent.name, "package": None, "version": version_entry(parent.version)}
                for parent in parents
                if not isinstance(parent, Source)
            ],
            "sources": [
                [parent.source_name, parent.name]
                for parent in parents
                if isinstance(parent, Source)
            ],
            "metrics": [],
            "depends_on": {"macros": [], "nodes": self.project.sources_first(node)},
        }

    def _parents(self, node: Node) -> Sequence[Node]:
        nodes = self.project.nodes
        return [nodes[parent] for parent in node.depends_on if parent in nodes]

    def _package_root(self, node: Node) -> Path:
        return self.project.packages.get(node.package, self.project.root)


# What the manifest says of a node of each resource type.
ENTRIES: Mapping[type[Node], Callable[[Entries, Any], Entry]] = {
    Model: Entries._model,
    Seed: Entries._seed,
    Snapshot: Entries._snapshot,
    Source: Entries._source,
    DataTest: Entries._test,
    UnitTest: Entries._unit_test,
    Exposure: Entries._exposure,
}


def _fixture(fixture: Fixture) -> Entry:
    return {
        "rows": fixture.sql if fixture.sql is not None else fixture.rows,
        "format": fixture.format,
        "fixture": fixture.file,
    }


def _common(node: Node) -> Entry:
    return {"tags": node.tags, "meta": node.meta}


def _has_contract(node: Node) -> bool:
    return isinstance(node, Model) and node.contract is not None


def _stored(config: TestConfig) -> Entry:
    """Whether failing rows are kept: each of the two settings tells the other."""
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
