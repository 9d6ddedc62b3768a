"""Exposures and groups as the manifest holds them."""

from collections.abc import Mapping
from typing import Any

from orchestrator.artifacts.entry_parts import Entry
from orchestrator.nodes import Exposure, Group
from orchestrator.project.value import ParsedProject

_LEFT_OUT = frozenset({"group", "docs", "build_path", "doc_blocks"})
_NOBODY: Mapping[str, Any] = {"email": None, "name": None}


def exposure_entry(node: Exposure, shared: Entry, named: Entry) -> Entry:
    """An exposure: what all nodes have, what it reads, and who answers for it."""
    return {
        **{key: value for key, value in shared.items() if key not in _LEFT_OUT},
        **named,
        "type": node.exposure_type,
        "owner": {**_NOBODY, **node.owner},
        "label": node.label,
        "maturity": node.maturity,
        "url": node.url,
        "config": {"enabled": True, **node.settings, "tags": node.tags, "meta": node.meta},
    }


def group_entry(group: Group, project: ParsedProject) -> Entry:
    """A group, and who answers for its nodes."""
    original = project.path_of(group.package, group.path)
    return {
        "name": group.name,
        "resource_type": "group",
        "package_name": group.package,
        "path": original.partition("/")[2] or original,
        "original_file_path": original,
        "unique_id": group.unique_id,
        "owner": {**_NOBODY, **group.owner},
        "description": group.description,
        "config": {"meta": group.meta},
    }
