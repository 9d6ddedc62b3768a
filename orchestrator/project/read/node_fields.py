"""The fields that nodes of every kind have, built in one place."""

from collections.abc import Mapping
from typing import Any, TypedDict

from orchestrator.config.settings import NodeSettings
from orchestrator.errors import Place
from orchestrator.ids import unique_id_of
from orchestrator.nodes import Description
from orchestrator.nodes.node import NodeBase


class NodeFields(TypedDict):
    """The fields that all nodes have, passed to the class of a kind as `**fields`."""

    unique_id: str
    name: str
    package: str
    path: str
    fqn: tuple[str, ...]
    place: Place
    tags: tuple[str, ...]
    meta: Mapping[str, Any]
    description: str
    doc_blocks: tuple[str, ...]


def node_fields(
    kind: type[NodeBase],
    fqn: tuple[str, ...],
    place: Place,
    settings: NodeSettings,
    description: Description,
    within: str | None = None,
    *,
    is_versioned: bool = False,
    digest: str | None = None,
) -> NodeFields:
    """Return the fields of a node whose `fqn` is the path from its package to its name.

    `within` is the scope, in addition to the package, in which a name is unique: for a table, its
    source. The `fqn` of a versioned node ends in its version. A `digest` distinguishes nodes with
    the same name.
    """
    package, name = fqn[0], fqn[-2] if is_versioned else fqn[-1]
    names = (within, name) if within else fqn[-2:] if is_versioned else (name,)
    names = (*names, digest) if digest else names
    return {
        "unique_id": unique_id_of(kind.resource.word, package, *names),
        "name": name,
        "package": package,
        "path": place.path,
        "fqn": fqn,
        "place": place,
        "tags": tuple(settings.get("tags", ())),
        "meta": settings.get("meta", {}),
        "description": description.text,
        "doc_blocks": description.doc_blocks,
    }
