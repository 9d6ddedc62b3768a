"""Drafts the next generation before anything is done: which names switch, and which end."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.errors import UsageError
from orchestrator.generations.values import Change, Inventory, Published, PublishedRelation
from orchestrator.names import RelationName

OTHER_NAME = (
    "give the targets different schemas, and the node one that is derived from its target's"
)
"""How two targets can share a database."""

Fold = Callable[[RelationName], RelationName]
"""Folds a relation's name to the form that the database compares."""


class State(Struct, frozen=True):
    """The starting point of a draft: the last generation's number and relations, and the database.

    `taken` are folded names that other targets publish, with how messages call the target.
    `replaced` are nodes whose name shows a view that seg did not make.
    """

    number: int
    published: Published
    inventory: Inventory
    fold: Fold
    taken: Mapping[RelationName, str] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()


class Switch(Struct, frozen=True):
    """What to do so that the name of `row` shows it.

    `set_aside` is the new name for a table that seg did not make; `replaces`: a view exists that is
    replaced; `is_unchanged`: nothing to do.
    """

    row: PublishedRelation
    set_aside: RelationName | None = None
    replaces: bool = False
    is_unchanged: bool = False


class Draft(Struct, frozen=True):
    """A future generation, as the previous one and the changes.

    `changed` relations start with it, the nodes `gone` end. `schemas` are names in each schema that
    is needed, `left` the views that no node has any more.
    """

    number: int
    before: Published
    changed: tuple[PublishedRelation, ...] = ()
    gone: tuple[str, ...] = ()
    schemas: tuple[RelationName, ...] = ()
    switches: tuple[Switch, ...] = ()
    left: tuple[RelationName, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def published(self) -> Published:
        """Return what the generation publishes."""
        stays = {name: row for name, row in self.before.items() if name not in self.gone}
        return {**stays, **{row.unique_id: row for row in self.changed}}


def row_of(change: Change, row_count: int | None) -> PublishedRelation:
    """Return what a change publishes; views have no version and no row count."""
    is_table = change.kind == "table"
    return PublishedRelation(
        unique_id=change.unique_id,
        relation=change.relation,
        kind=change.kind,
        version=change.version if is_table else None,
        definition=change.definition,
        fingerprint=change.fingerprint,
        columns=change.columns,
        row_count=row_count if is_table else None,
    )


def draft_generation(
    state: State, changed: Sequence[PublishedRelation], gone: Iterable[str] = ()
) -> Draft:
    """Return the generation after `state` with the `changed` relations, without the nodes `gone`.

    A node whose name one of `changed` takes over ends too. If a name is given up, a table or view
    of that name that seg did not make stays.
    """
    fold = state.fold
    for row in changed:
        if owner := state.taken.get(fold(row.relation)):
            raise UsageError(
                f"{row.relation} is published in this database by a target with the schema "
                f"'{owner}'",
                fix=OTHER_NAME,
            )
    taken = {fold(row.relation) for row in changed}
    changing = {row.unique_id for row in changed}
    ended = [
        *gone,
        *(
            unique_id
            for unique_id, row in state.published.items()
            if unique_id not in changing and fold(row.relation) in taken
        ),
    ]
    switches = tuple(_switch(row, state) for row in changed)
    draft = Draft(
        number=state.number + 1,
        before=state.published,
        changed=tuple(changed),
        gone=tuple(dict.fromkeys(ended)),
        schemas=_schemas(changed),
        switches=switches,
        notices=tuple(
            f"{switch.row.relation} was a table that seg did not create: it is kept as "
            f"{switch.set_aside}"
            for switch in switches
            if switch.set_aside is not None
        ),
    )
    held = {fold(row.relation) for row in draft.published.values()}
    left = [
        row
        for row in state.published.values()
        if fold(row.relation) not in held and _kind(row.relation, state) == "view"
    ]
    kept = tuple(
        f"{row.relation} is a view that seg did not create: it is kept"
        for row in left
        if row.unique_id in state.replaced
    )
    return replace(
        draft,
        left=tuple(row.relation for row in left if row.unique_id not in state.replaced),
        notices=(*draft.notices, *kept),
    )


def _switch(row: PublishedRelation, state: State) -> Switch:
    kind, before = _kind(row.relation, state), state.published.get(row.unique_id)
    if kind == "table":
        return Switch(row, set_aside=_name_aside(row.relation, state))
    is_same = before is not None and (before.relation, before.definition) == (
        row.relation,
        row.definition,
    )
    is_there = kind is not None
    is_shown = is_there and row.unique_id not in state.replaced
    return Switch(row, replaces=is_there, is_unchanged=is_shown and is_same)


def _kind(name: RelationName, state: State) -> str | None:
    """Return what currently has a name."""
    found = state.inventory.get(state.fold(name))
    return None if found is None else found.kind


def _name_aside(table: RelationName, state: State) -> RelationName:
    """Return a free name for a table that seg did not make, so that no rows are lost."""
    standing = state.inventory[state.fold(table)].relation
    kept = replace(standing, identifier=f"{standing.identifier}__before_seg")
    number = 2
    while state.fold(kept) in state.inventory:
        kept = replace(standing, identifier=f"{standing.identifier}__before_seg_{number}")
        number += 1
    return kept


def _schemas(rows: Iterable[PublishedRelation]) -> tuple[RelationName, ...]:
    first: dict[tuple[str | None, str], RelationName] = {}
    for row in rows:
        first.setdefault((row.relation.database, row.relation.schema), row.relation)
    return tuple(first[schema] for schema in sorted(first, key=lambda key: (key[0] or "", key[1])))


def with_columns(draft: Draft, columns: Mapping[str, tuple[tuple[str, str], ...]]) -> Draft:
    """Return the draft with the actual columns of its relations, by unique id."""
    return replace(
        draft,
        changed=tuple(
            replace(row, columns=columns.get(row.unique_id, row.columns)) for row in draft.changed
        ),
    )


def dependent_views(draft: Draft) -> tuple[PublishedRelation, ...]:
    """Return published views outside the draft that may read something with changed columns."""
    if not any(_is_other(draft.before.get(row.unique_id), row) for row in draft.changed):
        return ()
    changing = {row.unique_id for row in draft.changed}.union(draft.gone)
    return tuple(
        row for row in draft.before.values() if row.kind == "view" and row.unique_id not in changing
    )


def _is_other(before: PublishedRelation | None, after: PublishedRelation) -> bool:
    return before is not None and (before.columns, before.relation) != (
        after.columns,
        after.relation,
    )
