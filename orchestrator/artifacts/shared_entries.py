"""What the entries of several resource types have in common, made for one project."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from orchestrator.artifacts.dbt_defaults import CONTRACT
from orchestrator.artifacts.entry_parts import Entry, version_entry
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


class SharedEntries(Struct, frozen=True):
    """Makes parts of the entries of one project.

    `spell` writes a relation as SQL. `database` is the target's own, for relations that name none;
    `created_at` stands in for the time of parsing, in seconds since 1970. `compiled` holds the
    SQL of the nodes that were compiled.
    """

    project: ParsedProject
    spell: Callable[[RelationName], str]
    database: str | None
    created_at: float
    compiled: Mapping[str, str] = field(default_factory=dict)

    def shared(self, node: Node) -> Entry:
        """What is said of all nodes."""
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
            "docs": node.docs,
            "build_path": None,
            "unrendered_config": {},
            "created_at": self.created_at,
            "doc_blocks": node.doc_blocks,
        }

    def placed(self, relation: RelationName) -> Entry:
        """Where a relation is."""
        return {
            "alias": relation.identifier,
            "schema": relation.schema,
            "database": relation.database or self.database,
        }

    def code(self, node: TemplateNode | Operation, source_code: str) -> Entry:
        """What is said of a template, and of its SQL once it was compiled."""
        entry: Entry = {
            "raw_code": source_code,
            "language": node.language,
            **self.named(node),
            "functions": [],
            "compiled_path": None,
            "contract": {
                **CONTRACT,
                "enforced": isinstance(node, Model) and node.contract is not None,
                "checksum": None,
            },
        }
        if node.unique_id in self.compiled:
            entry["compiled"] = True
            entry["compiled_code"] = self.compiled[node.unique_id]
            entry["extra_ctes_injected"] = True
            entry["extra_ctes"] = []
        return entry

    def named(self, node: Node) -> Entry:
        """What a node refers to; sources come first."""
        parents = self._parents(node)
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
            "depends_on": {"macros": [], "nodes": self.project.sources_first(node)},
        }

    def _parents(self, node: Node) -> Sequence[Node]:
        nodes = self.project.nodes
        return [nodes[parent] for parent in node.depends_on if parent in nodes]

    def package_root(self, node: Node) -> Path:
        """The folder of a node's package."""
        return self.project.packages.get(node.package, self.project.root)

    def within(self, folder: str, node: Node) -> str:
        """The file of a node, in `folder` in place of the one that the project file names."""
        _, _, path = self.project.path_in_package(node).partition("/")
        return f"{folder}/{path}"
