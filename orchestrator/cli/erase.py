"""`seg erase`: a person's rows leave the warehouse, all kept generations included."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from orchestrator.cli.exported_files import ListFile, rewrite_lists
from orchestrator.cli.given import Given
from orchestrator.cli.known_column import require_known_column
from orchestrator.cli.known_key import require_known_keys
from orchestrator.cli.known_person import known_person
from orchestrator.cli.lazy import Command
from orchestrator.cli.left_elsewhere import (
    artifacts,
    file_sources,
    other_tables,
    rows_text,
)
from orchestrator.cli.options import global_options
from orchestrator.cli.saying import notices, say
from orchestrator.engines.boundary import Engine, Session
from orchestrator.errors import EnvironmentFault, StatementError, UsageError
from orchestrator.names import name_of_version
from orchestrator.people.forgetting import Forgotten, forget, readmit
from orchestrator.people.ledger import open_ledger
from orchestrator.people.person_rows import Person
from orchestrator.roles import CUSTOMERS
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, require_warehouse

_NOT_COMPACTED = (
    "Not compacted: the bytes of these rows are still in free blocks of the database's file. "
    "They go when 'seg erase' runs without --no-compact."
)


@click.command("erase", cls=Command)
@global_options
@click.argument("customers", nargs=-1, required=True, metavar="CUSTOMER...")
@click.option(
    "--column", help="The column that names the person (default: that of the role customers)."
)
@click.option("--readmit", is_flag=True, help="Let later builds take an erased CUSTOMER in again.")
@click.option("--force", is_flag=True, help="Keep out a CUSTOMER too of whom nothing is known.")
@click.option("--dry-run", is_flag=True, help="Count the rows, and delete none.")
@click.option(
    "--compact/--no-compact",
    default=True,
    help="Write the database's file anew, without the bytes of deleted rows. Default: do.",
)
def erase(**given: Any) -> int:
    """Delete each CUSTOMER from all that seg made, for good, and say what is left elsewhere."""
    call = Given.of(given)
    own = call.own
    workspace = open_workspace(call.flags, "erase")
    notices(workspace)
    require_warehouse(workspace)
    own = {**own, "column": own["column"] or _usual_column(workspace)}
    if own["readmit"]:
        return _readmit(workspace, own["column"], own["customers"])
    is_trial, is_compacted = own["dry_run"], own["compact"] and not own["dry_run"]
    done: dict[str, _Done] = {}
    with opened(workspace) as engine:
        session = engine.session()
        _require_known(workspace, engine, session, own)
        if is_compacted:
            # Before anything is deleted, as what follows needs a second copy of the file.
            engine.require_room()
        for key in dict.fromkeys(own["customers"]):
            person = known_person(workspace, session, engine.catalogue(), own["column"], key)
            done[key] = _erase_person(workspace, engine, session, person, is_trial=is_trial)
        if is_compacted:
            _compact(workspace, engine)
        elif not is_trial:
            say(workspace, _NOT_COMPACTED)
    _tell_mentions(workspace, [found.forgotten for found in done.values()])
    for found in done.values():
        found.elsewhere += artifacts(workspace, found.person)
    _tell_elsewhere(workspace, [found.elsewhere for found in done.values()], is_trial=is_trial)
    return 1 if not is_trial and any(found.is_left for found in done.values()) else 0


def _usual_column(workspace: Workspace) -> str:
    customers = workspace.project.roles.get(CUSTOMERS)
    return customers.column("customer_id") if customers else "customer_id"


def _require_known(
    workspace: Workspace, engine: Engine, session: Session, own: Mapping[str, Any]
) -> None:
    """Raise UsageError, before anything is written, for a column or a key that nothing has."""
    ledger = open_ledger(engine, workspace.dialect)
    require_known_column(workspace, session, engine.catalogue(), ledger, own["column"])
    if not own["force"]:
        require_known_keys(workspace, engine, session, own["column"], own["customers"])


@dataclass(slots=True)
class _Done:
    """What became of one person; `elsewhere` is left to whoever keeps it, a line each."""

    person: Person
    forgotten: Forgotten
    files: tuple[ListFile, ...]
    elsewhere: list[str]

    @property
    def is_left(self) -> bool:
        """Whether something is as it was that seg should have changed."""
        rows = any(rows.left for rows in self.forgotten.erased.seg_tables)
        return rows or any(file.why_left for file in self.files)


def _erase_person(
    workspace: Workspace, engine: Engine, session: Session, person: Person, *, is_trial: bool
) -> _Done:
    """Erase them from tables and lists, and tell of it; a trial only counts."""
    forgotten = forget(engine, session, workspace.dialect, person, workspace.now, is_trial=is_trial)
    _tell_tables(workspace, forgotten, is_trial=is_trial)
    files = []
    for file in rewrite_lists(workspace, engine, session, person, is_trial=is_trial):
        files.append(file)
        if file.found:
            done = "holds" if is_trial else "was rewritten without"
            say(workspace, f"  {file.name} {done} {rows_text(file.found)} of theirs")
    elsewhere = [
        *(f"file {file.name}: {file.why_left}" for file in files if file.why_left),
        *other_tables(workspace, forgotten),
        *file_sources(workspace, session, person),
    ]
    return _Done(person, forgotten, tuple(files), elsewhere)


def _readmit(workspace: Workspace, column: str, keys: tuple[str, ...]) -> int:
    with opened(workspace) as engine:
        session = engine.session()
        for key in keys:
            if not readmit(engine, session, workspace.dialect, column, key):
                raise UsageError(f"'{key}' in {column} was not erased", fix="see _seg.erasures")
            say(workspace, f"Later builds take in again what sources hold of {key}.")
    return 0


def _tell_tables(workspace: Workspace, forgotten: Forgotten, *, is_trial: bool) -> None:
    """The rows of each table, all its versions together."""
    found: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for rows in forgotten.erased.seg_tables:
        found[name_of_version(rows.relation)] += rows.found
        left[name_of_version(rows.relation)] += rows.left
    shown = ", ".join(f"{key_hash[:12]}..." for key_hash in forgotten.key_hashes)
    where = f"{rows_text(found.total())} {'in' if is_trial else 'of'} {len(found)} tables"
    if is_trial:
        say(workspace, f"{shown}: {where}.")
    else:
        say(workspace, f"Erased {shown}: {where}, {left.total()} left.")
    if forgotten.erased_at is not None:
        say(workspace, f"  (erased before, on {forgotten.erased_at:%Y-%m-%d %H:%M} UTC)")
    for table in sorted(found):
        after = "" if is_trial else f", {left[table]} left"
        say(workspace, f"  {table}: {rows_text(found[table])}{after}")


def _compact(workspace: Workspace, engine: Engine) -> None:
    try:
        compacted = engine.compact()
    except (EnvironmentFault, StatementError):
        say(workspace, _NOT_COMPACTED)
        raise
    if compacted is None:
        say(workspace, "The database is in memory: there is no file to compact.")
        return
    before, after = (
        f"{size / 2**20:,.1f} MiB" for size in (compacted.bytes_before, compacted.bytes_after)
    )
    say(
        workspace,
        f"Compacted the database's file: {before} before, {after} now, "
        "and no byte of a deleted row in it.",
    )


def _tell_mentions(workspace: Workspace, people: Iterable[Forgotten]) -> None:
    """Rows that are kept and tell of them: of others, or of nobody."""
    mentions: Counter[tuple[str, str]] = Counter()
    for forgotten in people:
        for found in forgotten.erased.mentions:
            mentions[name_of_version(found.relation), found.column] += found.rows
    if mentions:
        say(workspace, "Kept, as these rows are not theirs, though a column tells of them:")
    for (table, column), count in sorted(mentions.items()):
        say(workspace, f"  {table}.{column}: {rows_text(count)}")


def _tell_elsewhere(
    workspace: Workspace, elsewhere: Iterable[list[str]], *, is_trial: bool
) -> None:
    """What is left to whoever keeps it, each line once."""
    lines = dict.fromkeys(line for found in elsewhere for line in found)
    if lines:
        say(workspace, "Left to you, as seg does not change it:")
    for line in lines:
        say(workspace, f"  {line}")
    if not is_trial:
        say(workspace, "Later builds leave out what sources still hold of them.")
        say(workspace, "Sizes and other totals count them until then: run 'seg build'.")
