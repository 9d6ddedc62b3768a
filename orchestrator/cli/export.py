"""`seg export`: the reachable members of a segment as a file, whole or as a difference."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

import click

from orchestrator.artifacts.files import write_atomically
from orchestrator.cli.export_target import ExportTarget, export_target
from orchestrator.cli.family_choice import choose_segment
from orchestrator.cli.given import Given
from orchestrator.cli.lazy import Command
from orchestrator.cli.listed_keys import SALT
from orchestrator.cli.options import global_options
from orchestrator.cli.role_relations import RoleRelations
from orchestrator.cli.saying import notices, say
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.nodes import Model
from orchestrator.people.lists import Lists, Read, Wanted, Written
from orchestrator.people.no_contact import COLUMNS, NoContact
from orchestrator.plan.relations import Relations
from orchestrator.roles import REACHABILITY
from orchestrator.segments.family_sql import AS_OF_DATE
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, require_warehouse

DEFAULT_MINIMUM_CELL = 11
FRESH_DAYS = 3


@click.command("export", cls=Command)
@global_options
@click.argument("segment")
@click.option("--channel", required=True, help="The channel that members must be reachable by.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "parquet"]),
    help="Default: by the file's name, else csv.",
)
@click.option("-o", "--output", help="The file, - for standard output. Default: in target/exports.")
@click.option("--delta", is_flag=True, help="Who is to be added and removed, not all members.")
@click.option("--hash-keys", is_flag=True, help=f"SHA-256 of keys, after {SALT}.")
@click.option("--acknowledge", is_flag=True, help="The last file was taken in; write none.")
@click.option(
    "--max-removals",
    type=click.FloatRange(0, 1),
    default=0.2,
    show_default=True,
    help="The greatest part of the acknowledged people that may go.",
)
@click.option("--allow-removals", is_flag=True, help="Any part may go.")
def export(**given: Any) -> int:
    """Write the members of SEGMENT (family.segment) who can be reached by a channel."""
    call = Given.of(given)
    own = call.own
    workspace = open_workspace(call.flags, "export")
    notices(workspace)
    model, family, segment = choose_segment(workspace, own["segment"])
    require_warehouse(workspace)
    wanted = Wanted(
        family=model.name,
        segment=segment.name,
        channel=own["channel"],
        entity=family.entity,
        kind="delta" if own["delta"] else "full",
        minimum_cell=_minimum_cell(workspace, model.package),
        most_removed=None if own["allow_removals"] else own["max_removals"],
        salt=workspace.invocation.environment.get(SALT, "") if own["hash_keys"] else None,
    )
    if own["acknowledge"]:
        return _acknowledge(workspace, wanted, own)
    return _write(workspace, model, wanted, own)


def _acknowledge(workspace: Workspace, wanted: Wanted, own: Mapping[str, Any]) -> int:
    for flag in ("output", "format_", "delta", "hash_keys"):
        if own[flag]:
            shown = f"--{flag.rstrip('_').replace('_', '-')}"
            fix = "acknowledge a file after it was taken in, in a call of its own"
            raise UsageError(f"--acknowledge writes no file: {shown} has no meaning", fix=fix)
    with opened(workspace) as engine:
        lists = Lists(engine, engine.session(), workspace.dialect)
        found = lists.acknowledge(wanted.name, workspace.now)
    at = f"{found.written_at:%Y-%m-%d %H:%M} UTC"
    say(workspace, f"Acknowledged the file of {at}: {found.people} people are on {wanted.name}.")
    return 0


def _write(workspace: Workspace, model: Model, wanted: Wanted, own: Mapping[str, Any]) -> int:
    name = f"{wanted.family}.{wanted.segment}_{wanted.channel}_{wanted.kind}"
    target = export_target(workspace, own["output"], own["format_"], name)
    # The engine may write below the project only; the file is moved from there, whole.
    aside = workspace.file.root / f".{uuid4()}.aside"
    with opened(workspace) as engine:
        read = _read(workspace, model, wanted, engine.catalogue())
        lists = Lists(engine, engine.session(), workspace.dialect)
        try:
            written = lists.write(wanted, read, aside, target.format_)
            if target.file is None:
                click.echo(aside.read_bytes(), nl=False)
            else:
                write_atomically(target.file, aside.read_bytes())
        finally:
            aside.unlink(missing_ok=True)
        lists.remember(wanted, written, target.remembered(workspace.file.root), workspace.now)
    for line in _told(workspace, wanted, written, target):
        # Standard output has the list itself, if anything has.
        click.echo(workspace.mask.text(line), err=target.file is None)
    return 0


def _told(
    workspace: Workspace, wanted: Wanted, written: Written, target: ExportTarget
) -> Iterator[str]:
    """What was written, of which day, and what is to be done next."""
    rows = written.people if wanted.kind == "full" else written.added + written.removed
    yield f"Wrote {target.shown}: {rows} rows."
    yield (
        f"  {written.people} of {written.members} members can be reached by {wanted.channel}; "
        f"against what was acknowledged {written.added} are new, {written.removed} are gone."
    )
    if written.as_of is not None:
        days = (workspace.now.date() - written.as_of).days
        yield (
            f"  It is of {written.as_of}: what forbids contact counts until now, "
            "the rest until then."
        )
        if days > FRESH_DAYS:
            yield f"  Warning: that is {days} days ago. Run 'seg build' for newer data."
    if wanted.salt == "":
        yield f"  Whoever can guess a key can find it: {SALT} is not set."
    command = f"seg export {wanted.family}.{wanted.segment} --channel {wanted.channel}"
    yield f"  Once it was taken in: {command} --acknowledge"


def _read(workspace: Workspace, model: Model, wanted: Wanted, catalogue: Catalogue) -> Read:
    """Where people read the family and the reachability; raises UsageError."""
    roles = RoleRelations(workspace, catalogue)
    reachability = roles.require(REACHABILITY, model.unique_id)
    if model.unique_id not in catalogue.published:
        raise UsageError(f"'{model.name}' is not built yet", fix="run 'seg build' first")
    memberships = Relations(workspace.project, workspace.dialect, {}).published(model.unique_id)
    forbidding = {role: roles.if_declared(role) for role in COLUMNS}
    dated = roles.has_column(reachability, AS_OF_DATE)
    extra = (wanted.entity, AS_OF_DATE) if dated else (wanted.entity,)
    reachable = roles.sql(reachability, ("channel", "is_reachable"), extra)
    return Read(
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
        (memberships, reachable) if dated else (memberships,),
    )


def _minimum_cell(workspace: Workspace, package: str) -> int:
    found = workspace.loaded.by_package[package]["var"]("minimum_cell", DEFAULT_MINIMUM_CELL)
    if not isinstance(found, int) or isinstance(found, bool):
        raise UsageError(f"the variable minimum_cell is {found!r}", fix="make it a whole number")
    return found
