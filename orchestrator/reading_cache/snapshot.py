"""A project as it was read, as JSON and back: its nodes by kind, in columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from orchestrator.errors import Place
from orchestrator.nodes import RESOURCE_TYPES, MacroFile, Node
from orchestrator.project.collecting import without_collecting
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.value import ParsedProject
from orchestrator.properties.declared import MacroDeclaration
from orchestrator.reading_cache.columns import pack, unpack
from orchestrator.roles import RoleRelation, Roles


class Snapshot(Struct, frozen=True):
    """A project without what its project files say, where names were disabled, what was told."""

    project: ParsedProject
    switched_off: Mapping[str, Place]
    told: tuple[str, ...]


def packed(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as JSON; raises TypeError for values that JSON has no exact form for."""
    project, switched_off = snapshot.project, snapshot.switched_off
    return {
        "nodes": _nodes(tuple(project.nodes.values())),
        "disabled": _nodes(tuple(project.disabled.values())),
        "macro_files": _sized(MacroFile, project.macro_files),
        "described_macros": [
            list(map(list, project.described_macros)),
            _sized(MacroDeclaration, tuple(project.described_macros.values())),
        ],
        "roles": _sized(RoleRelation, project.roles.relations),
        "switched_off": [list(switched_off), _sized(Place, tuple(switched_off.values()))],
        "told": list(snapshot.told),
    }


def unpacked(held: Mapping[str, Any], folders: Sequence[PackageFolder]) -> Snapshot:
    """What `packed` was given, for the same packages; raises ValueError, KeyError or TypeError."""
    root = folders[0].file
    with without_collecting():
        names, places = held["switched_off"]
        described, declarations = held["described_macros"]
        project = ParsedProject(
            root=root.root,
            name=root.name,
            nodes=_by_id(held["nodes"]),
            disabled=_by_id(held["disabled"]),
            macro_files=tuple(_values(MacroFile, held["macro_files"])),
            packages={folder.name: folder.file.root for folder in folders},
            described_macros={
                (package, name): declaration
                for (package, name), declaration in zip(
                    described, _values(MacroDeclaration, declarations), strict=True
                )
            },
            variables={folder.name: folder.file.vars for folder in folders},
            roles=Roles(tuple(_values(RoleRelation, held["roles"]))),
        )
        switched_off = dict(zip(names, _values(Place, places), strict=True))
    return Snapshot(project, switched_off, tuple(held["told"]))


def _nodes(nodes: Sequence[Node]) -> dict[str, Any]:
    """The nodes of each kind as one column, and where in the order of all each stands."""
    found: dict[str, Any] = {}
    for kind, name in RESOURCE_TYPES.items():
        at = [position for position, node in enumerate(nodes) if type(node) is kind]
        found[name] = [at, pack(kind, [nodes[position] for position in at])]
    return found


def _by_id(held: Mapping[str, Any]) -> dict[str, Node]:
    count = sum(len(at) for at, _ in held.values())
    nodes: list[Any] = [None] * count
    for kind, name in RESOURCE_TYPES.items():
        at, column = held[name]
        for position, node in zip(at, unpack(kind, column, len(at)), strict=True):
            nodes[position] = node
    return {node.unique_id: node for node in nodes}


def _sized(kind: Any, values: Sequence[Any]) -> list[Any]:
    return [len(values), pack(kind, values)]


def _values(kind: Any, held: Sequence[Any]) -> list[Any]:
    count, column = held
    return unpack(kind, column, count)
