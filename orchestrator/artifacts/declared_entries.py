"""Manifest entries of what no run builds: exposures, groups, the semantic layer."""

from collections.abc import Iterator, Mapping
from typing import Any

from orchestrator.artifacts.entry_parts import Entry, file_entry
from orchestrator.artifacts.shared_entries import SharedEntries
from orchestrator.nodes import Exposure, Group, Metric, RelationNode, SavedQuery, SemanticModel
from orchestrator.project.value import ParsedProject

_NOBODY: Mapping[str, Any] = {"email": None, "name": None}


def exposure_entry(entries: SharedEntries, node: Exposure) -> Entry:
    """Return the entry of an exposure: what it depends on, and its owner."""
    return {
        **_shared(entries, node, "group"),
        **entries.named(node),
        "type": node.exposure_type,
        "owner": {**_NOBODY, **node.owner},
        "label": node.label,
        "maturity": node.maturity,
        "url": node.url,
        "config": {"enabled": True, **node.settings, "tags": node.tags, "meta": node.meta},
    }


def semantic_model_entry(entries: SharedEntries, node: SemanticModel) -> Entry:
    """Return the entry of a semantic model, with the relation of its model."""
    found = [entries.project.nodes.get(name) for name in node.depends_on]
    of = next((each for each in found if isinstance(each, RelationNode)), None)
    entry = _semantic(entries, node, "tags", "meta")
    entry |= {"node_relation": None, "description": node.description or None}
    if of is not None:
        placed = entries.placed(of.relation)
        entry["node_relation"] = {
            "alias": placed["alias"],
            "schema_name": placed["schema"],
            "database": placed["database"],
            "relation_name": entries.named_in_database(of.relation),
        }
    return entry


def metric_entry(entries: SharedEntries, node: Metric) -> Entry:
    """Return the entry of a metric with all measures, also those of its input metrics."""
    found: list[Any] = []
    for measure in _measures(node, entries.project):
        if measure not in found:
            found.append(measure)
    params = {**node.definition["type_params"], "input_measures": found}
    return {**_semantic(entries, node), "type_params": params, "sources": [], "metrics": []}


def saved_query_entry(entries: SharedEntries, node: SavedQuery) -> Entry:
    """Return the entry of a saved query."""
    entry = _semantic(entries, node, "meta")
    defaults = {"export_as": None, "schema": None, "cache": {"enabled": False}}
    description = node.description or None
    return {**entry, "description": description, "config": {**defaults, **entry["config"]}}


def group_entry(group: Group, project: ParsedProject) -> Entry:
    """Return the entry of a group, with its owner."""
    original = project.path_of(group.package, group.path)
    return {
        "name": group.name,
        "resource_type": "group",
        "package_name": group.package,
        **file_entry(original),
        "unique_id": group.unique_id,
        "owner": {**_NOBODY, **group.owner},
        "description": group.description or None,
        "config": {"meta": group.meta},
    }


def _semantic(
    entries: SharedEntries, node: SemanticModel | Metric | SavedQuery, *left_out: str
) -> Entry:
    named = entries.named(node)
    return {
        **_shared(entries, node, *left_out),
        **node.definition,
        "refs": named["refs"],
        "depends_on": named["depends_on"],
        "config": {"enabled": True, "group": None, **node.settings, "meta": node.meta},
    }


def _shared(
    entries: SharedEntries, node: Exposure | SemanticModel | Metric | SavedQuery, *left_out: str
) -> Entry:
    without = ("docs", "build_path", "doc_blocks", *left_out)
    return {key: value for key, value in entries.shared(node).items() if key not in without}


def _measures(node: Metric, project: ParsedProject) -> Iterator[Any]:
    params = node.definition["type_params"]
    conversion = params["conversion_type_params"] or {}
    own = (params["measure"], conversion.get("base_measure"), conversion.get("conversion_measure"))
    yield from (measure for measure in own if measure is not None)
    for name in node.depends_on:
        parent = project.nodes.get(name)
        if isinstance(parent, Metric):
            yield from _measures(parent, project)
