"""What another target of the project publishes, in the same database or a different one."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.diff.sides import noted_selects
from orchestrator.engines.boundary import PublishedRelation
from orchestrator.errors import UsageError
from orchestrator.names import RelationName
from orchestrator.warehouse import connected
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened_to_read

_ATTACHED_AS = "seg_other_target"

_FROM_THERE = "seg diff --target {} --against-target {}"


class OtherTarget(Struct, frozen=True):
    """What a target publishes, by unique id, and the SELECTs of its families.

    `attached` is the database to attach; None if it is the same one.
    """

    label: str
    published: Mapping[str, PublishedRelation]
    selects: Mapping[str, str]
    attached: Mapping[str, Any] | None = None


def look_at_target(workspace: Workspace, name: str) -> OtherTarget:
    """Return what the target `name` publishes; raises UsageError if that is nothing."""
    if name == workspace.target.name:
        fix = "choose another target to compare with"
        raise UsageError(f"'{name}' is the target being compared", fix=fix)
    flags = replace(workspace.flags, target=name)
    other = replace(open_workspace(flags, workspace.invocation.command), tell=workspace.tell)
    missing = UsageError(f"nothing is published on the target '{name}'", fix="build it first")
    if not has_warehouse(other):
        raise missing
    with opened_to_read(other) as engine, connected(engine, other.dialect) as warehouse:
        catalogue = engine.catalogue()
        published = catalogue.published
        selects = noted_selects(other, warehouse.session, published)
    if not catalogue.generations:
        raise missing
    label = f"target {name}, generation {catalogue.generations[0].number}"
    file, own = (each.adapter.database_of(each.connection()) for each in (other, workspace))
    if catalogue.copy_of is not None and other.readers is not None:
        file = other.readers.file
    if file == own:
        return OtherTarget(label, published, selects)
    if not other.abilities.has_rows_in_file:
        raise UsageError(
            f"the rows of the target '{name}' can only be read from itself",
            fix=_FROM_THERE.format(name, workspace.target.name),
        )
    if file is None:
        raise UsageError(f"the target '{name}' is in memory", fix="give it a path")
    # Relations in databases that only its profile attaches cannot be read here.
    readable = {key: _attached(row) for key, row in published.items() if not row.relation.database}
    attached = {"path": str(file), "alias": _ATTACHED_AS, "read_only": True}
    return OtherTarget(label, readable, selects, attached)


def attaching(workspace: Workspace, other: OtherTarget) -> Workspace:
    """Return the workspace, whose database is opened together with that of the other target."""
    if other.attached is None:
        return workspace
    settings = workspace.target.settings
    attach = [*(settings.get("attach") or ()), other.attached]
    return replace(
        workspace, target=replace(workspace.target, settings={**settings, "attach": attach})
    )


def _attached(row: PublishedRelation) -> PublishedRelation:
    version = None if row.version is None else _in_other(row.version)
    return replace(row, relation=_in_other(row.relation), version=version)


def _in_other(relation: RelationName) -> RelationName:
    return RelationName(relation.schema, relation.identifier, _ATTACHED_AS)
