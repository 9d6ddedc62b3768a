"""`seg erase`: a person's rows leave the warehouse, all kept generations included."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from orchestrator.cli.carry_out import opened, say
from orchestrator.cli.chosen import notices
from orchestrator.cli.family_choice import require_warehouse
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import Settings, global_options
from orchestrator.cli.workspace import Workspace, open_workspace
from orchestrator.engines.boundary import Catalogue, Person, RowsOf, Session
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.nodes import Model, Seed, Source
from orchestrator.people.forgetting import Forgotten, forget
from orchestrator.plan.relations import Relations

XREF = "customer_xref"

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
    with opened(workspace) as engine:
        session = engine.session()
        person = _person(workspace, session, engine.catalogue(), own["column"], own["customer"])
        forgotten = forget(
            engine, session, workspace.dialect, person, workspace.now, is_trial=own["dry_run"]
        )
        files = list(_file_sources(workspace, session, person))
    _tell_tables(workspace, forgotten, is_trial=own["dry_run"])
    elsewhere = [*_elsewhere(workspace, forgotten), *files, *_artifacts(workspace, person)]
    if elsewhere:
        say(workspace, "Left to you, as seg does not change it:")
    for line in elsewhere:
        say(workspace, f"  {line}")
    if not forgotten.erased.seg_tables and not elsewhere and forgotten.erased_at is None:
        say(workspace, f"  There was nothing: is '{own['customer']}' as in {own['column']}?")
        return 1
    is_left = any(rows.left for rows in forgotten.erased.seg_tables)
    return 1 if is_left and not own["dry_run"] else 0


def _person(
    workspace: Workspace, session: Session, catalogue: Catalogue, column: str, key: str
) -> Person:
    """All ids that the published cross-reference knows the person by, if there is one."""
    ids = [("customer", key)]
    nodes = workspace.project.nodes.values()
    xref = next((node for node in nodes if isinstance(node, Model) and node.name == XREF), None)
    if xref is not None and xref.unique_id in catalogue.published and column == "customer_id":
        relation = Relations(workspace.project, workspace.dialect, {}).published(xref.unique_id)
        literal = workspace.dialect.literal(key)
        rows = session.query(
            f"select source_id_type, source_id from {relation}\n"
            "where not is_protected and customer_id in (\n"
            f"select customer_id from {relation}\n"
            f"where source_id_type = 'customer' and source_id = {literal})\n"
            "order by all"
        )
        ids += [(str(kind), str(value)) for kind, value in rows.values if value != key]
    customers = tuple(dict.fromkeys(value for kind, value in ids if kind == "customer"))
    return Person(
        column=column,
        keys=customers,
        texts=tuple(text for kind, value in ids for text in (value, f"{kind}:{value}")),
        text_columns=_personal_columns(workspace),
        failures_schemas=(f"{workspace.target.schema}_dbt_test__audit",),
    )


def _personal_columns(workspace: Workspace) -> dict[RelationName, tuple[str, ...]]:
    """The columns that are marked as personal, of each table that a run makes."""
    found = {}
    for node in workspace.project.nodes.values():
        if isinstance(node, Model | Seed):
            names = tuple(column.name for column in node.columns if column.is_personal)
            if names:
                found[node.relation] = names
    return found


def _tell_tables(workspace: Workspace, forgotten: Forgotten, *, is_trial: bool) -> None:
    """The rows of each table, all its versions together."""
    found: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for rows in forgotten.erased.seg_tables:
        found[_table(rows)] += rows.found
        left[_table(rows)] += rows.left
    shown = ", ".join(f"{key_hash[:12]}..." for key_hash in forgotten.key_hashes)
    if is_trial:
        say(workspace, f"{shown}: {_rows(found.total())} in {len(found)} tables.")
    else:
        say(workspace, f"Erased {shown}: {_rows(found.total())} of {len(found)} tables.")
    if forgotten.erased_at is not None:
        say(workspace, f"  (erased before, on {forgotten.erased_at:%Y-%m-%d %H:%M} UTC)")
    for table in sorted(found):
        after = "" if is_trial else f", {left[table]} left"
        say(workspace, f"  {table}: {_rows(found[table])}{after}")


def _table(rows: RowsOf) -> str:
    """The name that people know; a version's name is that with a number."""
    if _VERSION.search(rows.relation.identifier):
        return _VERSION.sub("", rows.relation.identifier)
    return str(rows.relation)


def _elsewhere(workspace: Workspace, forgotten: Forgotten) -> Iterator[str]:
    """What holds the person and is not seg's: sources, seed files, lists that were taken in."""
    for rows in forgotten.erased.other_tables:
        yield f"table {rows.relation}: {_rows(rows.found)}"
    seeds = {
        str(node.relation): node
        for node in workspace.project.nodes.values()
        if isinstance(node, Seed)
    }
    for table in sorted({_table(rows) for rows in forgotten.erased.seg_tables} & seeds.keys()):
        yield f"file {seeds[table].path}: the next seg build loads it again"
    for name in forgotten.lists:
        yield f"list {name}: whoever took it in"


def _file_sources(workspace: Workspace, session: Session, person: Person) -> Iterator[str]:
    """Sources that are files, and hold the person."""
    dialect, column = workspace.dialect, person.column
    keys = ", ".join(dialect.literal(key) for key in person.keys)
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
                f"where cast({dialect.quote(named)} as varchar) in ({keys})"
            )
        except StatementError as error:
            yield f"source {node.name}: cannot be read: {error.message}"
            continue
        if found.values[0][0]:
            yield f"source {node.name} ({node.location}): {_rows(found.values[0][0])}"


def _artifacts(workspace: Workspace, person: Person) -> Iterator[str]:
    """Files that seg wrote beside the project and that name the person."""
    keys = b"|".join(re.escape(key.encode()) for key in person.keys)
    wanted = re.compile(rb"(?<![\w-])(?:" + keys + rb")(?![\w-])")
    for file in sorted(workspace.target_path.rglob("*")):
        if file.is_file() and wanted.search(file.read_bytes()):
            yield f"file {file.relative_to(workspace.target_path.parent)}: 'seg clean' deletes it"


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"
