"""Lists the members of a segment, in full or as a difference, and acknowledges lists.

People are listed if a channel reaches them; accounts, which are not people, are all listed.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.artifacts.aside import aside, clear_left_aside
from orchestrator.artifacts.files import write_atomically
from orchestrator.commands.export.details import details_sql, known_attributes
from orchestrator.commands.export.sending import destination_of, send
from orchestrator.commands.export.target import ExportTarget, export_target
from orchestrator.commands.export.uploads import write_upload
from orchestrator.commands.number_variables import minimum_cell, number_variable
from orchestrator.commands.published.families import choose_segment
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.nodes import Family, Model
from orchestrator.people.list_requests import ChannelReach, Kind, ListInputs, ListRequest
from orchestrator.people.listed_keys import SALT
from orchestrator.people.lists import Acknowledged, ListDiff, Lists
from orchestrator.people.no_contact import COLUMNS, NoContact
from orchestrator.people.upload_formats import UPLOAD_FORMATS, UploadFormat
from orchestrator.plan.relations import Relations
from orchestrator.roles import ACCOUNTS, CONTROL_GROUPS, REACHABILITY, ROLES
from orchestrator.segments.family_sql import AS_OF_DATE
from orchestrator.warehouse import connected
from orchestrator.workspace.pending_lists import kept_pending
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import (
    not_built,
    opened,
    opened_to_list,
    require_warehouse,
)

DEFAULT_MOST_REMOVED = 0.2
DEFAULT_MAX_AGE_DAYS = 7


class Exported(Struct, frozen=True):
    """A list that was written or sent, and how it differs from the acknowledged one.

    `target` is None for a list sent to the `destination` in `requests` requests, which acknowledges
    it. `left_out` people could not be matched by the platform.
    """

    request: ListRequest
    diff: ListDiff
    target: ExportTarget | None
    destination: str = ""
    requests: int = 0
    left_out: int = 0

    @property
    def rows(self) -> int:
        """Return the number of rows of the list."""
        if self.request.kind == "full":
            return self.diff.people - self.left_out
        return self.diff.added + self.diff.removed

    def age_days(self, today: date) -> int | None:
        """Return the age of the data; None if its tables do not say."""
        return (today - self.diff.as_of).days if self.diff.as_of else None


class ListOptions(Struct, frozen=True):
    """What a list contains, and which limits are lifted.

    `columns` are listed in addition to the key. `most_removed` is the greatest share of
    acknowledged people that may be removed at once, None for any. `allow_old` allows data older
    than the variable list_max_age_days.
    """

    kind: Kind = "full"
    hash_keys: bool = False
    columns: tuple[str, ...] = ()
    most_removed: float | None = DEFAULT_MOST_REMOVED
    allow_old: bool = False


_USUAL = ListOptions()


def export(
    workspace: Workspace,
    segment: str,
    channel: str | None,
    options: ListOptions = _USUAL,
    *,
    output: str | None = None,
    format_: str | None = None,
    to_standard_output: Callable[[bytes], None] | None = None,
) -> Exported:
    """Write the members of `segment` (family.segment) who can be reached by `channel`.

    Lists of people need a channel; lists of accounts have none. `output` is a file, by default in
    target/exports; `-` calls `to_standard_output`. `format_` is a file format (csv, parquet, jsonl)
    or a platform (UPLOAD_FORMATS). Raises UsageError, or Refused if a rule of the project forbids
    the list.
    """
    upload = UPLOAD_FORMATS.get(format_ or "")
    _require_sense(upload, options)
    model, request = _requested(workspace, segment, channel, options)
    ending = upload.name if upload else request.kind
    name = f"{request.name.replace('/', '_')}_{ending}"
    target = export_target(workspace, output, "csv" if upload else format_, name)
    # The engine can only write below the project; the complete file is then moved to its place.
    in_project = workspace.file.root / name
    # The copy does not contain who was on the list before, nor the salt that identifies its hashes.
    is_copy_enough = options.kind == "full" and not options.hash_keys
    with (
        opened_to_list(workspace, is_copy_enough=is_copy_enough) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        catalogue = engine.catalogue()
        is_copy = catalogue.copy_of is not None
        request, inputs = _inputs(workspace, model, request, upload, catalogue)
        lists = Lists(engine, warehouse, is_copy=is_copy)
        file = target.remembered(workspace.file.root)
        left_out = 0
        with aside(in_project) as made:
            diff = lists.compare(request, inputs)
            select = lists.rows(request, inputs)
            if upload is None:
                warehouse.session.unload(select, made, target.format_)
            else:
                left_out = write_upload(upload, request.details, warehouse.rows(select), made)
            # Record it before anyone has the list: erased people must be found in it.
            kept: AbstractContextManager[None] = nullcontext()
            if is_copy:
                pending = lists.pending(request, diff, file, workspace.now)
                kept = kept_pending(workspace, pending)
            with kept:
                if target.file is not None:
                    clear_left_aside(target.file.parent)
                    write_atomically(target.file, made.read_bytes())
                elif to_standard_output is not None:
                    to_standard_output(made.read_bytes())
        if not is_copy:
            lists.remember(request, diff, file, workspace.now)
    return Exported(request, diff, target, left_out=left_out)


def deliver(
    workspace: Workspace,
    segment: str,
    channel: str | None,
    to: str,
    options: ListOptions = _USUAL,
) -> Exported:
    """Send the members of `segment` to a destination of the project, which acknowledges them.

    Without columns in the options, the destination's own are sent. Raises UsageError, Refused, or
    EnvironmentFault if not all were accepted: then nobody is acknowledged.
    """
    destination = destination_of(workspace, to)
    options = replace(options, columns=options.columns or destination.columns)
    model, request = _requested(workspace, segment, channel, options)
    with opened(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        request, inputs = _inputs(workspace, model, request, None, engine.catalogue())
        lists = Lists(engine, warehouse)
        diff = lists.compare(request, inputs)
        rows = warehouse.rows(lists.rows(request, inputs))
        requests = send(destination, request, rows, lists.acknowledgements(request.name))
        lists.remember(request, diff, None, workspace.now)
        lists.acknowledge(request.name, workspace.now)
    return Exported(request, diff, None, destination=to, requests=requests)


def _require_sense(upload: UploadFormat | None, options: ListOptions) -> None:
    """Raise UsageError for options that a platform's format does not allow."""
    if upload is None:
        return
    for name, value in (
        ("a difference", options.kind == "delta"),
        ("hashed keys", options.hash_keys),
        ("more columns", bool(options.columns)),
    ):
        if value:
            raise UsageError(
                f"the format {upload.name} does not allow {name}",
                fix=f"{upload.platform} takes full lists in its own columns",
            )


class Acknowledgement(Struct, frozen=True):
    """The list, who is on it, and which of them the importer of the file now holds."""

    name: str
    who: str
    acknowledged: Acknowledged


def acknowledge(workspace: Workspace, segment: str, channel: str | None) -> Acknowledgement:
    """Record that a list's last file was imported, so its people are known; raises UsageError."""
    _, request = _requested(workspace, segment, channel)
    with opened(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        found = Lists(engine, warehouse).acknowledge(request.name, workspace.now)
    return Acknowledgement(request.name, request.who, found)


def _requested(
    workspace: Workspace, segment: str, channel: str | None, options: ListOptions = _USUAL
) -> tuple[Model, ListRequest]:
    model, family, chosen = choose_segment(workspace, segment)
    _require_channel(workspace, family, f"{model.name}.{chosen.name}", channel)
    require_warehouse(workspace)
    # A small cell would reveal who is in it.
    least = minimum_cell(workspace, model.package)
    most_days = number_variable(workspace, model.package, "list_max_age_days", DEFAULT_MAX_AGE_DAYS)
    request = ListRequest(
        family=model.name,
        segment=chosen.name,
        channel=channel,
        entity=family.entity,
        kind=options.kind,
        minimum_cell=0 if channel is None else least,
        most_removed=options.most_removed,
        salt=workspace.invocation.environment.get(SALT, "") if options.hash_keys else None,
        most_days=None if options.allow_old else most_days,
        details=tuple(dict.fromkeys(options.columns)),
    )
    return model, request


def _require_channel(
    workspace: Workspace, family: Family, segment: str, channel: str | None
) -> None:
    """Raise UsageError for accounts with a channel, and for people without one."""
    role = workspace.project.roles.get(ACCOUNTS)
    is_of_accounts = (
        role is not None
        and role.unique_id is not None
        and role.column("account_id").casefold() == family.entity.casefold()
    )
    if is_of_accounts and channel is not None:
        raise UsageError(
            f"{segment} contains accounts, which cannot be contacted by a channel: consent is "
            "given by people",
            fix="export it without a channel; to contact people, export a list of people",
        )
    if not is_of_accounts and channel is None:
        raise UsageError(
            f"{segment} contains people, who consent per channel, but no channel was given",
            fix="pass the channel, such as 'email'",
        )


def _inputs(
    workspace: Workspace,
    model: Model,
    request: ListRequest,
    upload: UploadFormat | None,
    catalogue: Catalogue,
) -> tuple[ListRequest, ListInputs]:
    """Return the request with what is known of people, and where its inputs are read.

    Raises UsageError.
    """
    roles = RoleRelations(workspace, catalogue)
    dated: tuple[str, ...] = ()
    reach = None
    if request.channel is not None:
        reach, dated = _reach(roles, model, request.entity, request.channel)
    if model.unique_id not in catalogue.published:
        raise not_built(model.name, catalogue)
    memberships = Relations(workspace.project, workspace.dialect, {}).published(model.unique_id)
    if upload is not None:
        known = known_attributes(roles, upload, request.entity)
        request = replace(request, upload=upload, details=known)
    details = details_sql(workspace, model, request, catalogue)
    return request, ListInputs(memberships, reach, workspace.now, (memberships, *dated), details)


def _reach(
    roles: RoleRelations, model: Model, entity: str, channel: str
) -> tuple[ChannelReach, tuple[str, ...]]:
    """Return whom the channel reaches, and the relation that says so, if it has a date."""
    reachability = roles.require(REACHABILITY, model.unique_id)
    forbidding = {role: roles.if_declared(role) for role in COLUMNS}
    is_dated = roles.has_column(reachability, AS_OF_DATE)
    extra = (entity, AS_OF_DATE) if is_dated else (entity,)
    reachable = roles.sql(reachability, ("channel", "is_reachable"), extra)
    known = {
        role: roles.sql(found, COLUMNS[role])
        for role, found in forbidding.items()
        if found is not None
    }
    no_contact = NoContact(roles.workspace.dialect, known)
    groups = roles.if_declared(CONTROL_GROUPS)
    controls = None if groups is None else roles.sql(groups, ROLES[CONTROL_GROUPS])
    reach = ChannelReach(channel, reachable, no_contact, controls)
    return reach, (reachable,) if is_dated else ()
