"""`seg erase`: a person's rows leave the warehouse, all kept generations included."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from orchestrator.cli.carry_out import opened, say
from orchestrator.cli.chosen import notices
from orchestrator.cli.family_choice import require_warehouse
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import Settings, global_options
from orchestrator.cli.workspace import Workspace, open_workspace
from orchestrator.engines.boundary import RowsOf, Session
from orchestrator.errors import StatementError
from orchestrator.nodes import Seed, Source
from orchestrator.people.forgetting import Forgotten, forget

_VERSION = re.compile(r"@\d+(\.\w+)?$")


@click.command("erase", cls=Command)
@global_options
@click.argument("customer")
@click.option(
    "--column", default="customer_id", show_default=True, help="The column that names the person."
)
@click.option("--dry-run", is_flag=True, help="Count the rows, and delete none.")
def erase(**given: Any) -> int:
    """Delete CUSTOMER from all tables that seg made, and say what is left elsewhere."""
    settings, own = Settings.split(given)
    workspace = open_workspace(settings, "erase")
    notices(workspace)
    require_warehouse(workspace)
    key, column = own["customer"], own["column"]
    failures = (f"{workspace.target.schema}_dbt_test__audit",)
    with opened(workspace) as engine:
        session = engine.session()
        forgotten = forget(
            engine,
            session,
            workspace.dialect,
            column,
            key,
            failures,
            workspace.now,
            is_trial=own["dry_run"],
        )
        files = list(_file_sources(workspace, session, column, key))
    _tell_tables(workspace, forgotten, is_trial=own["dry_run"])
    elsewhere = [*_elsewhere(workspace, forgotten), *files, *_artifacts(workspace, key)]
    if elsewhere:
        say(workspace, "Left to you, as seg does not change it:")
    for line in elsewhere:
        say(workspace, f"  {line}")
    if not forgotten.erased.seg_tables and not elsewhere and forgotten.erased_at is None:
        say(workspace, f"  There was nothing: is '{key}' written as in {column}?")
        return 1
    is_left = any(rows.left for rows in forgotten.erased.seg_tables)
    return 1 if is_left and not own["dry_run"] else 0


def _tell_tables(workspace: Workspace, forgotten: Forgotten, *, is_trial: bool) -> None:
    """The rows of each table, all its versions together."""
    found: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for rows in forgotten.erased.seg_tables:
        found[_table(rows)] += rows.found
        left[_table(rows)] += rows.left
    shown = f"{forgotten.key_hash[:12]}..."
    if is_trial:
        say(workspace, f"{shown} has {found.total()} rows in {len(found)} tables:")
    else:
        say(workspace, f"Erased {shown}: {found.total()} rows of {len(found)} tables.")
    if forgotten.erased_at is not None:
        say(workspace, f"  (erased before, on {forgotten.erased_at:%Y-%m-%d %H:%M} UTC)")
    for table in sorted(found):
        after = "" if is_trial else f", {left[table]} left"
        say(workspace, f"  {table}: {found[table]} rows{after}")


def _table(rows: RowsOf) -> str:
    """The name that people know; a version's name is that with a number."""
    if _VERSION.search(rows.relation.identifier):
        return _VERSION.sub("", rows.relation.identifier)
    return str(rows.relation)


def _elsewhere(workspace: Workspace, forgotten: Forgotten) -> Iterator[str]:
    """What holds the person and is not seg's: sources, seed files, lists that were taken in."""
    for rows in forgotten.erased.other_tables:
        yield f"table {rows.relation}: {rows.found} rows"
    seeds = {
        str(node.relation): node
        for node in workspace.project.nodes.values()
        if isinstance(node, Seed)
    }
    for table in sorted({_table(rows) for rows in forgotten.erased.seg_tables} & seeds.keys()):
        yield f"file {seeds[table].path}: the next seg build loads it again"
    for name in forgotten.lists:
        yield f"list {name}: whoever took it in"


def _file_sources(workspace: Workspace, session: Session, column: str, key: str) -> Iterator[str]:
    """Sources that are files, and hold the person."""
    dialect = workspace.dialect
    for node in workspace.project.nodes.values():
        if not isinstance(node, Source) or not node.location:
            continue
        rows = f"select * from {dialect.file(node.location)}"
        try:
            names = [name for name, _ in session.describe(rows)]
            named = next((name for name in names if name.casefold() == column.casefold()), None)
            if named is None:
                continue
            found = session.query(
                f"select count(*) from ({rows}) as source_rows "
                f"where cast({dialect.quote(named)} as varchar) = {dialect.literal(key)}"
            )
        except StatementError as error:
            yield f"source {node.name}: cannot be read: {error.message}"
            continue
        if found.values[0][0]:
            yield f"source {node.name} ({node.location}): {found.values[0][0]} rows"


def _artifacts(workspace: Workspace, key: str) -> Iterator[str]:
    """Files that seg wrote beside the project and that name the person."""
    wanted = re.compile(rb"(?<![\w-])" + re.escape(key.encode()) + rb"(?![\w-])")
    for file in sorted(workspace.target_path.rglob("*")):
        if file.is_file() and wanted.search(_bytes(file)):
            shown = file.relative_to(workspace.file.root)
            yield f"file {shown}: 'seg clean' deletes it"


def _bytes(file: Path) -> bytes:
    return file.read_bytes()
