"""The reachable members of a segment as a list, whole or as a difference; acknowledging it."""

from collections.abc import Callable
from datetime import date
from typing import Literal
from uuid import uuid4

from msgspec import Struct

from orchestrator.artifacts.files import write_atomically
from orchestrator.commands.export.target import ExportTarget, export_target
from orchestrator.commands.families import choose_segment
from orchestrator.commands.role_relations import RoleRelations
from orchestrator.engines.boundary import Catalogue, FileFormat
from orchestrator.errors import UsageError
from orchestrator.nodes import Model
from orchestrator.people.listed_keys import SALT
from orchestrator.people.lists import Acknowledged, Kind, ListDiff, ListInputs, ListRequest, Lists
from orchestrator.people.no_contact import COLUMNS, NoContact
from orchestrator.plan.relations import Relations
from orchestrator.roles import REACHABILITY
from orchestrator.segments.family_sql import AS_OF_DATE
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import not_built, opened, require_warehouse

DEFAULT_MINIMUM_CELL = 11
DEFAULT_MOST_REMOVED = 0.2


class Exported(Struct, frozen=True):
    """A list that was written, to where, and how it differs from what was acknowledged."""

    request: ListRequest
    diff: ListDiff
    target: ExportTarget

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        if self.request.kind == "full":
            return self.diff.people
        return self.diff.added + self.diff.removed

    def age_days(self, today: date) -> int | None:
        """How old the data is; None when its tables do not say."""
        return (today - self.diff.as_of).days if self.diff.as_of else None


def export(
    workspace: Workspace,
    segment: str,
    channel: str,
    *,
    output: str | None = None,
    format_: FileFormat | None = None,
    kind: Kind = "full",
    hash_keys: bool = False,
    most_removed: float | None = DEFAULT_MOST_REMOVED,
    to_standard_output: Callable[[bytes], None] | None = None,
) -> Exported:
    """Write the members of `segment` (family.segment) who can be reached by `channel`.

    `output` is a file; without one it goes to target/exports, and for `-` to `to_standard_output`.
    `most_removed` is the greatest part of the acknowledged people that may go at once, None for
    any. Raises UsageError, or Refused when a rule of the project forbids the list.
    """
    model, request = _requested(workspace, segment, channel, kind, most_removed, hash_keys)
    name = f"{request.family}.{request.segment}_{request.channel}_{request.kind}"
    target = export_target(workspace, output, format_, name)
    # The engine may write below the project only; the file is moved from there, whole.
    aside = workspace.file.root / f".{uuid4()}.aside"
    with opened(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        inputs = _inputs(workspace, model, request, engine.catalogue())
        lists = Lists(engine, warehouse)
        try:
            diff = lists.write(request, inputs, aside, target.format_)
            if target.file is not None:
                write_atomically(target.file, aside.read_bytes())
            elif to_standard_output is not None:
                to_standard_output(aside.read_bytes())
        finally:
            aside.unlink(missing_ok=True)
        remembered = target.remembered(workspace.file.root)
        lists.remember(request, diff, remembered, workspace.now)
    return Exported(request, diff, target)


class Acknowledgement(Struct, frozen=True):
    """The list, and the people of it that whoever imported the file now holds."""

    name: str
    acknowledged: Acknowledged


def acknowledge(workspace: Workspace, segment: str, channel: str) -> Acknowledgement:
    """The last file of a list was imported: its people count as known; raises UsageError."""
    _, request = _requested(workspace, segment, channel)
    with opened(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        found = Lists(engine, warehouse).acknowledge(request.name, workspace.now)
    return Acknowledgement(request.name, found)


def _requested(
    workspace: Workspace,
    segment: str,
    channel: str,
    kind: Literal["full", "delta"] = "full",
    most_removed: float | None = None,
    hash_keys: bool = False,
) -> tuple[Model, ListRequest]:
    model, family, chosen = choose_segment(workspace, segment)
    require_warehouse(workspace)
    request = ListRequest(
        family=model.name,
        segment=chosen.name,
        channel=channel,
        entity=family.entity,
        kind=kind,
        minimum_cell=_minimum_cell(workspace, model.package),
        most_removed=most_removed,
        salt=workspace.invocation.environment.get(SALT, "") if hash_keys else None,
    )
    return model, request


def _inputs(
    workspace: Workspace, model: Model, request: ListRequest, catalogue: Catalogue
) -> ListInputs:
    """Where people read the family and the reachability; raises UsageError."""
    roles = RoleRelations(workspace, catalogue)
    reachability = roles.require(REACHABILITY, model.unique_id)
    if model.unique_id not in catalogue.published:
        raise not_built(model.name)
    memberships = Relations(workspace.project, workspace.dialect, {}).published(model.unique_id)
    forbidding = {role: roles.if_declared(role) for role in COLUMNS}
    is_dated = roles.has_column(reachability, AS_OF_DATE)
    extra = (request.entity, AS_OF_DATE) if is_dated else (request.entity,)
    reachable = roles.sql(reachability, ("channel", "is_reachable"), extra)
    return ListInputs(
        memberships,
        reachable,
        NoContact(
            workspace.dialect,
            {
                role: roles.sql(found, COLUMNS[role])
                for role, found in forbidding.items()
                if found is not None
            },
        ),
        workspace.now,
        (memberships, reachable) if is_dated else (memberships,),
    )


def _minimum_cell(workspace: Workspace, package: str) -> int:
    found = workspace.loaded.by_package[package]["var"]("minimum_cell", DEFAULT_MINIMUM_CELL)
    if not isinstance(found, int) or isinstance(found, bool):
        raise UsageError(f"the variable minimum_cell is {found!r}", fix="make it a whole number")
    return found
