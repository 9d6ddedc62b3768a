"""What the entries of several resource types share, for one project."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from orchestrator.artifacts.dbt_defaults import CONTRACT
from orchestrator.artifacts.entry_parts import Entry, as_written, file_entry, version_entry
from orchestrator.artifacts.primary_keys import primary_keys
from orchestrator.names import RelationName
from orchestrator.nodes import (
    Metric,
    Model,
    Node,
    Operation,
    Source,
    TemplateNode,
    resource_type,
)
from orchestrator.project.value import ParsedProject


class SharedEntries(Struct, frozen=True, dict=True):
    """Creates parts of the entries of one project.

    `spell` writes a relation as SQL. `database` is the target's own, for relations that name none;
    `created_at` is used as the time of parsing, in seconds since 1970. `compiled` has the SQL of
    the nodes that were compiled.
    """

    project: ParsedProject
    spell: Callable[[RelationName], str]
    database: str | None
    created_at: float
    compiled: Mapping[str, str] = field(default_factory=dict)

    def shared(self, node: Node) -> Entry:
        """Return the keys of all nodes."""
        original = self.project.path_in_package(node)
        return {
            "name": node.name,
            "resource_type": resource_type(node),
            "package_name": node.package,
            **file_entry(original),
            "unique_id": node.unique_id,
            "fqn": node.fqn,
            "tags": node.tags,
            "description": node.description,
            "meta": node.meta,
            "group": self.project.group_of(node),
            "docs": node.docs,
            "build_path": None,
            "unrendered_config": as_written(node.settings),
            "created_at": self.created_at,
            "doc_blocks": node.doc_blocks,
        }

    def placed(self, relation: RelationName) -> Entry:
        """Return where a relation is."""
        return {
            "alias": relation.identifier,
            "schema": relation.schema,
            "database": relation.database or self.database,
        }

    def named_in_database(self, relation: RelationName) -> str:
        """Return a relation as SQL, with its database."""
        return self.spell(relation.in_database(self.database))

    def code(self, node: TemplateNode | Operation, source_code: str) -> Entry:
        """Return the keys about a template, and about its SQL if compiled."""
        entry: Entry = {
            "raw_code": source_code.strip(),
            "language": node.language,
            **self.named(node),
            "functions": [],
            "compiled_path": None,
            "contract": _contract_entry(node),
        }
        if node.unique_id in self.compiled:
            entry["compiled"] = True
            entry["compiled_code"] = self.compiled[node.unique_id]
            entry["extra_ctes_injected"] = True
            entry["extra_ctes"] = []
        return entry

    @cached_property
    def primary_keys(self) -> Mapping[str, list[str]]:
        """Return the primary keys of models, as far as data tests show them."""
        return primary_keys(self.project)

    def patch_path(self, node: Node) -> str | None:
        """Return the property file that describes a node, with its package."""
        if not node.patch_path:
            return None
        package = self.project.package_of(node.patch_path, node.package)
        return f"{package}://{self.project.path_of(package, node.patch_path)}"

    def named(self, node: Node) -> Entry:
        """Return a node's dependencies: sources first, the tested node of a test last."""
        names = self.project.sources_first(node)
        if node.is_generic and node.attached_to in names:
            names.remove(node.attached_to)
            names.append(node.attached_to)
        nodes = self.project.nodes
        parents = [nodes[parent] for parent in names if parent in nodes]
        return {
            "refs": [
                {"name": parent.name, "package": None, "version": version_entry(parent.version)}
                for parent in parents
                if parent.resource.called_by == "ref"
            ],
            "sources": [
                [parent.source_name, parent.name]
                for parent in parents
                if isinstance(parent, Source)
            ],
            "metrics": [[parent.name] for parent in parents if isinstance(parent, Metric)],
            "depends_on": {"macros": node.macros, "nodes": names},
        }

    def package_root(self, node: Node) -> Path:
        """Return the folder of a node's package."""
        return self.project.packages.get(node.package, self.project.root)

    def within(self, folder: str, node: Node) -> str:
        """Return the file of a node, in `folder` instead of the one that the project file names."""
        _, _, path = self.project.path_in_package(node).partition("/")
        return f"{folder}/{path}"


def _contract_entry(node: Node) -> Entry:
    """Return whether a contract is enforced, and a digest of its contents."""
    contract = node.contract if isinstance(node, Model) else None
    if contract is None:
        return {**CONTRACT, "checksum": None}
    digest = hashlib.sha256(contract.meaning.encode("utf-8", "surrogatepass")).hexdigest()
    return {**CONTRACT, "enforced": True, "checksum": digest}
