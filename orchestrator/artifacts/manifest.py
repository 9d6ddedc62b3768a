"""manifest.json: the project in the shape of dbt's manifest v12."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from orchestrator.artifacts.dbt_defaults import DOCS
from orchestrator.artifacts.entries import Entries
from orchestrator.artifacts.entry_parts import Entry, file_entry
from orchestrator.artifacts.files import write_atomically
from orchestrator.artifacts.metadata import metadata
from orchestrator.ids import unique_id_of
from orchestrator.json_text import json_instant, json_pieces
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName
from orchestrator.nodes import DocsBlock, MacroFile, Node
from orchestrator.project.invocation import Invocation
from orchestrator.project.value import ParsedProject
from orchestrator.properties.declared import MacroDeclaration
from orchestrator.secrets import NO_SECRETS, Mask
from orchestrator.templates.blocks import KEPT_FILES

SCHEMA = "manifest/v12"

CallsOf = Callable[[str, str], Sequence[str]]
"""Returns the unique ids of the macros that a macro calls, by its name and package."""

_MACRO = lazy_regex(
    r"\{%-?\s*(?P<tag>macro|test|data_test)\s+(?P<name>\w+).*?"
    r"\{%-?\s*end(?P=tag)\s*-?%\}",
    re.DOTALL,
)


def manifest(
    project: ParsedProject,
    invocation: Invocation,
    spell: Callable[[RelationName], str],
    at: datetime,
    compiled: Mapping[str, str] | None = None,
    calls_of: CallsOf = lambda *_: (),
) -> dict[str, Any]:
    """Return the manifest as a document for `json_pieces`: its sections are iterators.

    `spell` writes a relation as SQL; `compiled` is the SQL of nodes by unique id, where known;
    `calls_of` returns the calls of macros.
    """
    entries = Entries(project, spell, invocation.target.database, at.timestamp(), compiled or {})
    on, graph = project.nodes.values(), project.selected_graph
    return {
        "metadata": {
            **metadata(SCHEMA, invocation, at),
            "project_name": project.name,
            "project_id": None,
            "user_id": None,
            "send_anonymous_usage_stats": False,
            "adapter_type": invocation.target.type,
            "quoting": {"database": True, "schema": True, "identifier": True, "column": None},
            "run_started_at": json_instant(invocation.started_at),
        },
        "nodes": _section("nodes", on, entries),
        "sources": _section("sources", on, entries),
        "macros": _macros(project, entries.created_at, calls_of),
        "docs": ((block.unique_id, _docs_block(block, project)) for block in project.docs),
        "exposures": _section("exposures", on, entries),
        "metrics": _section("metrics", on, entries),
        "groups": ((group.unique_id, entries.of(group)) for group in project.groups),
        "selectors": {},
        "disabled": ((node.unique_id, [entries.of(node)]) for node in project.disabled.values()),
        "parent_map": graph.parents,
        "child_map": {name: sorted(below) for name, below in graph.children.items()},
        "group_map": _group_map(project),
        "saved_queries": _section("saved_queries", on, entries),
        "semantic_models": _section("semantic_models", on, entries),
        "unit_tests": _section("unit_tests", on, entries),
        "functions": {},
    }


def write_manifest(
    path: Path,
    project: ParsedProject,
    invocation: Invocation,
    spell: Callable[[RelationName], str],
    at: datetime,
    compiled: Mapping[str, str] | None = None,
    calls_of: CallsOf = lambda *_: (),
    mask: Mask = NO_SECRETS,
) -> None:
    """Write `manifest` to a file; raises EnvironmentFault and leaves the old file."""
    content = manifest(project, invocation, spell, at, compiled, calls_of)
    write_atomically(path, json_pieces(content, mask))


def _section(section: str, nodes: Iterable[Node], entries: Entries) -> Iterator[tuple[str, Entry]]:
    return (
        (node.unique_id, entries.of(node)) for node in nodes if node.resource.section == section
    )


def _docs_block(block: DocsBlock, project: ParsedProject) -> Entry:
    original = project.path_of(block.package, block.path)
    return {
        "name": block.name,
        "resource_type": "doc",
        "package_name": block.package,
        **file_entry(original),
        "unique_id": block.unique_id,
        "block_contents": block.text,
    }


def _group_map(project: ParsedProject) -> dict[str, list[str]]:
    """Return the nodes of each group, by the group's name."""
    found: dict[str, list[str]] = {group.name: [] for group in project.groups}
    for node in project.nodes.values():
        group = project.group_of(node)
        if group in found:
            found[group].append(node.unique_id)
    return found


def _macros(
    project: ParsedProject, created_at: float, calls_of: CallsOf
) -> Iterator[tuple[str, Entry]]:
    for file in project.macro_files:
        path = project.path_of(file.package, file.path)
        for name, source_code in _macros_in(file.source_code):
            described = project.described_macros.get((file.package, name))
            entry = _macro(file, path, name, source_code, created_at, described)
            if file.package in project.packages:
                entry["depends_on"] = {"macros": calls_of(name, file.package)}
            yield entry["unique_id"], entry


def macro_texts(project: ParsedProject) -> dict[str, str]:
    """Return the text of each macro of the project and its packages, by unique id."""
    return {
        unique_id_of("macro", file.package, name): text
        for file in project.macro_files
        if file.package in project.packages
        for name, text in _macros_in(file.source_code)
    }


@lru_cache(KEPT_FILES)
def _macros_in(source_code: str) -> tuple[tuple[str, str], ...]:
    """Return the name and the text of each macro in a file; names of tests begin with `test_`."""
    return tuple(
        (f"test_{found['name']}" if found["tag"] != "macro" else found["name"], found.group())
        for found in _MACRO.finditer(source_code)
    )


def _macro(
    file: MacroFile,
    path: str,
    name: str,
    source_code: str,
    created_at: float,
    described: MacroDeclaration | None,
) -> Entry:
    docs = {**DOCS, **(described.docs if described else {})}
    meta = dict(described.meta) if described else {}
    return {
        "name": name,
        "resource_type": "macro",
        "package_name": file.package,
        "path": path,
        "original_file_path": path,
        "unique_id": unique_id_of("macro", file.package, name),
        "macro_sql": source_code,
        "depends_on": {"macros": []},
        "description": described.description.value if described else "",
        "meta": meta,
        "docs": docs,
        "config": {"meta": meta, "docs": docs},
        "patch_path": f"{file.package}://{described.place.path}" if described else None,
        "arguments": [
            {
                "name": argument.name,
                "type": argument.type,
                "description": argument.description.value,
            }
            for argument in (described.arguments if described else ())
        ],
        "created_at": created_at,
        "supported_languages": None,
    }
