"""Whether anybody is known by a key: a mistyped one must not bar who is given it later."""

from collections.abc import Iterable

from orchestrator.cli.exported_files import rewrite_lists
from orchestrator.cli.known_person import known_person
from orchestrator.cli.left_elsewhere import is_in_file_sources
from orchestrator.engines.boundary import Catalogue, Engine, Session
from orchestrator.errors import UsageError
from orchestrator.names import closest
from orchestrator.people.forgetting import forget
from orchestrator.people.person_rows import Person
from orchestrator.workspace.value import Workspace

_MOST = 10_000


def require_known_keys(
    workspace: Workspace, engine: Engine, session: Session, column: str, keys: Iterable[str]
) -> None:
    """Raise UsageError for the first key that nobody has and that was never erased."""
    catalogue = engine.catalogue()
    for key in keys:
        person = known_person(workspace, session, catalogue, column, key)
        if _is_known(workspace, engine, session, catalogue, person):
            continue
        nearest = _nearest_key(workspace, session, catalogue, column, key)
        meant = f"did you mean '{nearest}'? " if nearest else ""
        raise UsageError(
            f"'{key}' in {column} is known nowhere: nothing was erased",
            fix=f"{meant}--force keeps the key out of later builds all the same",
        )


def _is_known(
    workspace: Workspace, engine: Engine, session: Session, catalogue: Catalogue, person: Person
) -> bool:
    """Whether tables, lists or sources have them, or the log of erasures."""
    found = forget(engine, session, workspace.dialect, person, workspace.now, is_trial=True)
    if found.erased.seg_tables or found.erased.other_tables or found.lists or found.erased_at:
        return True
    return (
        is_in_file_sources(workspace, session, person)
        or _is_in_published(workspace, session, catalogue, person)
        or any(
            file.found for file in rewrite_lists(workspace, engine, session, person, is_trial=True)
        )
    )


def _is_in_published(
    workspace: Workspace, session: Session, catalogue: Catalogue, person: Person
) -> bool:
    """Whether a view shows them, of something that is neither a table nor a declared source."""
    dialect = workspace.dialect
    keys = ", ".join(map(dialect.literal, person.keys))
    return any(
        session.query(
            f"select 1 from {dialect.relation(published.relation)} "
            f"where cast({dialect.quote(name)} as varchar) in ({keys})",
            limit=1,
        ).values
        for published in catalogue.published.values()
        for name, _ in published.columns
        if name.casefold() == person.column.casefold() and published.kind == "view"
    )


def _nearest_key(
    workspace: Workspace, session: Session, catalogue: Catalogue, column: str, key: str
) -> str | None:
    """The published key that is nearest to `key`, if one is near.

    One wrong character leaves the first half of a key or the second as it was: only such keys are
    fetched, as there may be millions.
    """
    dialect = workspace.dialect
    half = max(1, len(key) // 2)
    first, second = dialect.literal(key[:half]), dialect.literal(key[-half:])
    found: set[str] = set()
    for published in catalogue.published.values():
        named = [name for name, _ in published.columns if name.casefold() == column.casefold()]
        if not named:
            continue
        value = f"cast({dialect.quote(named[0])} as varchar)"
        rows = session.query(
            f"select distinct {value} as entity from {dialect.relation(published.relation)}\n"
            f"where length({value}) between {len(key) - 1} and {len(key) + 1}\n"
            f"and (left({value}, {half}) = {first} or right({value}, {half}) = {second})\n"
            "order by entity",
            limit=_MOST,
        )
        found |= {str(row[0]) for row in rows.values}
    return closest(key, found)
