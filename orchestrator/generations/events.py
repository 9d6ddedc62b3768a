"""Who enters and leaves segments with a generation: which relations have to be compared.

The publishing transaction writes the events. Applying all events of a family in order must give its
published members: every rule here serves that.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.generations.draft import Draft
from orchestrator.generations.values import (
    AppliedDelta,
    FamilyVersion,
    Published,
    PublishedRelation,
)
from orchestrator.names import RelationName

EVENTS = "segment_events"
"""The internal table that publishing appends to, for all targets of a database."""

STREAMS = "segment_event_streams"
"""The internal table with a row per target: its newest number, and the newest one deleted."""

STARTED, BY_DATA, BY_DEFINITION, BY_ROLLBACK = "start", "data", "definition", "rollback"
"""Causes of events. If the project has a history of memberships, its reasons are used too."""

HISTORY_COLUMNS = ("family", "segment", "valid_from", "valid_to", "entry_reason", "exit_reason")

HISTORY_MOMENTS = ("entered_at", "exited_at")
"""Optional columns of a history, which distinguish several stays on one day."""


class History(Struct, frozen=True):
    """The node that records why members came and went; `columns` by seg's names for them.

    Those of HISTORY_MOMENTS may be missing.
    """

    unique_id: str
    columns: Mapping[str, str]


class FollowedFamily(Struct, frozen=True):
    """A family whose moves are recorded as events, as the project currently declares it."""

    family: FamilyVersion
    history: History | None = None


class Following(Struct, frozen=True):
    """The families with events, by unique id, and how many days events are kept (None: forever)."""

    families: Mapping[str, FollowedFamily] = field(default_factory=dict)
    keep_days: int | None = None


NOBODY = Following()


class Members(Struct, frozen=True):
    """A relation with the members of a family, and the column with their key."""

    relation: RelationName
    entity: str


class Reasons(Struct, frozen=True):
    """Where a history has intervals that began or ended now; its columns by seg's names."""

    relation: RelationName
    columns: Mapping[str, str]


class FamilyChange(Struct, frozen=True):
    """Two states of a family, whose difference gives the events.

    `before` is None if the family starts, `after` if it ends. With a `delta`, both are one
    relation, to which it was applied. `cause` applies to events without `reasons`.
    """

    family: str
    before: Members | None
    after: Members | None
    cause: str
    delta: AppliedDelta | None = None
    reasons: Reasons | None = None


def with_families(draft: Draft, following: Following, replaced: Collection[str] = ()) -> Draft:
    """Return the draft with the family recorded in each relation of a followed one.

    An unchanged relation that was not followed so far starts with this generation, unless it was
    `replaced`.
    """
    changing = {row.unique_id for row in draft.changed}.union(draft.gone)
    begun = [
        row
        for unique_id, row in draft.before.items()
        if row.family is None
        and unique_id not in changing.union(replaced)
        and _family(row, following)
    ]
    rows = [
        replace(row, family=row.family or _family(row, following))
        for row in (*draft.changed, *begun)
    ]
    return replace(draft, changed=tuple(rows))


def family_changes(
    draft: Draft,
    deltas: Sequence[AppliedDelta],
    following: Following,
    cause: str | None = None,
) -> Iterator[FamilyChange]:
    """Yield what to compare in a draft `with_families`; `cause` overrides that of all events."""
    before, after = draft.before, draft.published
    changed = {row.unique_id: row for row in draft.changed}
    applied = {delta.version: delta for delta in deltas}
    for unique_id in sorted({*changed, *draft.gone}):
        was, now = _followed(before, unique_id), _followed(after, unique_id)
        if was is None and now is None:
            continue
        is_begun = was is None and now is not None and _is_as_it_was(before.get(unique_id), now)
        move_cause = _cause(was, now) if cause is None or is_begun else cause
        if was is None or now is None or _is_of_others(was, now):
            # If the key column changed, nobody stays.
            yield from _all_of(was, now, move_cause)
            continue
        delta = applied.get(now.version) if now.version else None
        if was.version == now.version and delta is None:
            continue
        history = following.families[unique_id].history if unique_id in following.families else None
        reasons = None
        if history is not None and cause is None and history.unique_id in changed:
            reasons = _reasons(history, changed[history.unique_id], applied, _members(now).entity)
        sides, rest = _sides(was, now, delta)
        yield FamilyChange(_name(now), *sides, move_cause, rest, reasons)


def _sides(
    was: PublishedRelation, now: PublishedRelation, delta: AppliedDelta | None
) -> tuple[tuple[Members, Members], AppliedDelta | None]:
    """Return what to compare, and the delta if it alone does not say who was there before.

    A delta whose key is the entity's (with or without the segment) replaces all its rows, so the
    rest of the table need not be read.
    """
    entity = _members(now).entity
    if delta is not None and delta.undo is not None and delta.key:
        of_entity = {entity.casefold(), "family", "segment"}
        if {name.casefold() for name in delta.key} <= of_entity:
            return (Members(delta.undo, entity), Members(delta.rows, entity)), None
    return (_members(was), _members(now)), delta


def _all_of(
    was: PublishedRelation | None, now: PublishedRelation | None, cause: str
) -> Iterator[FamilyChange]:
    """Yield changes in which everybody leaves, and everybody enters."""
    if was is not None:
        yield FamilyChange(_name(was), _members(was), None, cause)
    if now is not None:
        yield FamilyChange(_name(now), None, _members(now), cause)


def _family(row: PublishedRelation, following: Following) -> FamilyVersion | None:
    """Return the family whose members a relation has; None for views, which change at any time."""
    followed = following.families.get(row.unique_id)
    if followed is None or row.version is None:
        return None
    # The columns of a family's SELECT: the entity, then these.
    names = [name.casefold() for name, _ in row.columns]
    return followed.family if names[1:3] == ["family", "segment"] else None


def _followed(published: Published, unique_id: str) -> PublishedRelation | None:
    row = published.get(unique_id)
    return row if row is not None and row.family is not None else None


def _is_as_it_was(was: PublishedRelation | None, now: PublishedRelation) -> bool:
    return was is not None and was.version == now.version


def _cause(was: PublishedRelation | None, now: PublishedRelation | None) -> str:
    if was is None:
        return STARTED
    if now is None or was.family != now.family or _is_of_others(was, now):
        return BY_DEFINITION
    return BY_DATA


def _is_of_others(was: PublishedRelation, now: PublishedRelation) -> bool:
    """Return whether a different column identifies the members."""
    return _members(was).entity != _members(now).entity


def _members(row: PublishedRelation) -> Members:
    assert row.version is not None
    return Members(row.version, row.columns[0][0])


def _name(row: PublishedRelation) -> str:
    assert row.family is not None
    return row.family.name


def _reasons(
    history: History,
    row: PublishedRelation,
    applied: Mapping[RelationName, AppliedDelta],
    entity: str,
) -> Reasons | None:
    """Return where the history has new rows; None if it is about a different entity."""
    there = {name.casefold() for name, _ in row.columns}
    columns = {
        name: called
        for name, called in {"entity": entity, **history.columns}.items()
        if called.casefold() in there
    }
    if not {"entity", *HISTORY_COLUMNS} <= columns.keys():
        return None
    delta = applied.get(row.version) if row.version else None
    return Reasons(delta.rows if delta else row.version or row.relation, columns)
