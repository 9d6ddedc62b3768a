"""Checks that a key is known: a mistyped one must not block whoever gets it later."""

from collections.abc import Iterable

from orchestrator.commands.erase.exported_lists import rewrite_lists
from orchestrator.commands.erase.person_lookup import look_up_person
from orchestrator.commands.erase.residual_copies import is_in_file_sources
from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.errors import UsageError
from orchestrator.names import closest
from orchestrator.people.forgetting import forget
from orchestrator.people.person_rows import Person
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.value import Workspace

_MOST = 10_000


def require_known_keys(
    workspace: Workspace, engine: Engine, warehouse: Warehouse, column: str, keys: Iterable[str]
) -> None:
    """Raise UsageError for the first key that nobody has and that was never erased."""
    catalogue = engine.catalogue()
    for key in keys:
        person = look_up_person(workspace, warehouse, catalogue, column, key)
        if _is_known(workspace, engine, warehouse, catalogue, person):
            continue
        nearest = _nearest_key(warehouse, catalogue, column, key)
        meant = f"did you mean '{nearest}'? " if nearest else ""
        raise UsageError(
            f"'{key}' in {column} is not known anywhere: nothing was erased",
            fix=f"{meant}--force suppresses it in later builds even if unknown",
        )


def _is_known(
    workspace: Workspace, engine: Engine, warehouse: Warehouse, catalogue: Catalogue, person: Person
) -> bool:
    """Return whether tables, lists, sources or the erasure log contain the person."""
    found = forget(engine, warehouse, person, workspace.now, dry_run=True)
    if found.erased.seg_tables or found.erased.other_tables or found.lists or found.erased_at:
        return True
    return (
        is_in_file_sources(workspace, warehouse, person)
        or _is_in_published(warehouse, catalogue, person)
        or any(
            file.found for file in rewrite_lists(workspace, engine, warehouse, person, dry_run=True)
        )
    )


def _is_in_published(warehouse: Warehouse, catalogue: Catalogue, person: Person) -> bool:
    """Return whether a view shows the person, from no table or declared source."""
    return any(
        warehouse.rows(
            f"select 1 from {warehouse.name(published.relation)} "
            f"where {warehouse.is_one_of(name, person.keys)}",
            limit=1,
        )
        for published in catalogue.published.values()
        for name, _ in published.columns
        if name.casefold() == person.column.casefold() and published.kind == "view"
    )


def _nearest_key(warehouse: Warehouse, catalogue: Catalogue, column: str, key: str) -> str | None:
    """Return the published key closest to `key`, if one is close.

    One wrong character leaves one half of the key intact, so only keys with an equal half are
    fetched: there may be millions.
    """
    half = max(1, len(key) // 2)
    first, second = warehouse.literal(key[:half]), warehouse.literal(key[-half:])
    found: set[str] = set()
    for published in catalogue.published.values():
        named = [name for name, _ in published.columns if name.casefold() == column.casefold()]
        if not named:
            continue
        value = warehouse.text(named[0])
        rows = warehouse.rows(
            f"select distinct {value} as entity from {warehouse.name(published.relation)}\n"
            f"where length({value}) between {len(key) - 1} and {len(key) + 1}\n"
            f"and (left({value}, {half}) = {first} or right({value}, {half}) = {second})\n"
            "order by entity",
            limit=_MOST,
        )
        found |= {str(row[0]) for row in rows}
    return closest(key, found)
