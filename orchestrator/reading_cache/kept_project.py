"""Converts a project to rows and back: its nodes, and the rest."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from orchestrator.errors import Place
from orchestrator.nodes import DocsBlock, Group, MacroFile
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.value import ParsedProject
from orchestrator.properties.declared import MacroDeclaration
from orchestrator.reading_cache.rows import (
    KeptNodes,
    NodeRows,
    Row,
    row_of,
    rows_of,
    to_json,
    value_of,
)
from orchestrator.roles import RoleRelation, Roles
from orchestrator.secrets import Mask


class KeptProject(Struct, frozen=True):
    """A project without its project files' content, disabled names, and messages for the user."""

    project: ParsedProject
    switched_off: Mapping[str, Place]
    warnings: tuple[str, ...]


class _Rest(Struct, frozen=True):
    """The parts of a project other than nodes; mappings as keys and values."""

    macro_files: tuple[MacroFile, ...]
    described: tuple[tuple[str, str], ...]
    declarations: tuple[MacroDeclaration, ...]
    roles: tuple[RoleRelation, ...]
    groups: tuple[Group, ...]
    docs: tuple[DocsBlock, ...]
    switched_off: tuple[str, ...]
    places: tuple[Place, ...]
    warnings: tuple[str, ...]


class _Kept(Struct, frozen=True, array_like=True):
    nodes: NodeRows
    disabled: NodeRows
    rest: Row


def packed(kept: KeptProject, mask: Mask) -> bytes | None:
    """Return the project as bytes; None if it contains a secret.

    Raises TypeError or ValueError for values that cannot be represented exactly.
    """
    project = kept.project
    rest = _Rest(
        project.macro_files,
        tuple(project.described_macros),
        tuple(project.described_macros.values()),
        project.roles.relations,
        project.groups,
        project.docs,
        tuple(kept.switched_off),
        tuple(kept.switched_off.values()),
        kept.warnings,
    )
    if mask.in_json is not None:
        shown = to_json([*project.nodes.values(), *project.disabled.values(), rest])
        if mask.json(shown) != shown:
            return None
    held = _Kept(
        rows_of(project.nodes.values()), rows_of(project.disabled.values()), row_of(_Rest, rest)
    )
    return msgspec.msgpack.encode(held)


def unpacked(data: bytes, folders: Sequence[PackageFolder]) -> KeptProject:
    """Return what `packed` was given, for the same packages; raises MsgspecError or ValueError."""
    root = folders[0].file
    kept = msgspec.msgpack.decode(data, type=_Kept)
    rest: _Rest = value_of(_Rest, kept.rest)
    project = ParsedProject(
        root=root.root,
        name=root.name,
        is_strict=root.is_strict,
        nodes=KeptNodes(kept.nodes),
        disabled=KeptNodes(kept.disabled),
        macro_files=rest.macro_files,
        packages={folder.name: folder.file.root for folder in folders},
        described_macros=dict(zip(rest.described, rest.declarations, strict=True)),
        variables={folder.name: folder.file.vars for folder in folders},
        roles=Roles(rest.roles),
        groups=rest.groups,
        docs=rest.docs,
    )
    switched_off = dict(zip(rest.switched_off, rest.places, strict=True))
    return KeptProject(project, switched_off, rest.warnings)
