"""Who enters and who leaves a segment with a generation: which relations have to be compared.

Events are written by the transaction that publishes. Whoever reads all of a family's, in their
order, ends with the members that are published: that is what every rule here is for.
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
"""The internal table with a row for each target: its newest number, and the newest forgotten."""

STARTED, BY_DATA, BY_DEFINITION, BY_ROLLBACK = "start", "data", "definition", "rollback"
"""Causes. Where the project keeps a history of memberships, there are those that it gives, too."""

HISTORY_COLUMNS = ("family", "segment", "valid_from", "valid_to", "entry_reason", "exit_reason")

HISTORY_MOMENTS = ("entered_at", "exited_at")
"""Columns that a history may have besides: they tell stays of one day apart."""


class History(Struct, frozen=True):
    """The node that records why members came and went; its `columns` by seg's names for them.

    It may lack those of HISTORY_MOMENTS.
    """

    unique_id: str
    columns: Mapping[str, str]


class FollowedFamily(Struct, frozen=True):
    """A family whose members publishing tells of, as the project declares it now."""

    family: FamilyVersion
    history: History | None = None


class Following(Struct, frozen=True):
    """The families to tell of, by unique id, and how many days events are kept (None: for good)."""

    families: Mapping[str, FollowedFamily] = field(default_factory=dict)
    keep_days: int | None = None


NOBODY = Following()


class Members(Struct, frozen=True):
    """A relation with the members of a family, and its column that says who they are."""

    relation: RelationName
    entity: str


class Reasons(Struct, frozen=True):
    """Where a history has the intervals that began or ended now; its columns by seg's names."""

    relation: RelationName
    columns: Mapping[str, str]


class FamilyChange(Struct, frozen=True):
    """Two states of a family whose difference are its events.

    There is nobody `before` where it begins, and nobody `after` where it ends. With a `delta` both
    are one relation, to which that was applied. `cause` is that of an event for which there are no
    `reasons`.
    """

    family: str
    before: Members | None
    after: Members | None
    cause: str
    delta: AppliedDelta | None = None
    reasons: Reasons | None = None


def with_families(draft: Draft, following: Following, replaced: Collection[str] = ()) -> Draft:
    """The draft in which each relation of a followed family says so.

    One that is as it was, and that nobody followed until now, begins with this generation, unless
    somebody `replaced` it.
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
    """What is to be compared in a draft `with_families`; `cause` is that of all events."""
    before, after = draft.before, draft.published
    changed = {row.unique_id: row for row in draft.changed}
    applied = {delta.version: delta for delta in deltas}
    for unique_id in sorted({*changed, *draft.gone}):
        was, now = _followed(before, unique_id), _followed(after, unique_id)
        if was is None and now is None:
            continue
        is_begun = was is None and now is not None and _is_as_it_was(before.get(unique_id), now)
        told = _cause(was, now) if cause is None or is_begun else cause
        if was is None or now is None or _is_of_others(was, now):
            # Nobody stays who is told of by another column.
            yield from _all_of(was, now, told)
            continue
        delta = applied.get(now.version) if now.version else None
        if was.version == now.version and delta is None:
            continue
        history = following.families[unique_id].history if unique_id in following.families else None
        reasons = None
        if history is not None and cause is None and history.unique_id in changed:
            reasons = _reasons(history, changed[history.unique_id], applied, _members(now).entity)
        sides, rest = _sides(was, now, delta)
        yield FamilyChange(_name(now), *sides, told, rest, reasons)


def _sides(
    was: PublishedRelation, now: PublishedRelation, delta: AppliedDelta | None
) -> tuple[tuple[Members, Members], AppliedDelta | None]:
    """What is compared, and the delta where that alone does not tell who was there before.

    A delta whose key is of an entity replaces all rows of it, or all of it in a segment: nothing
    else of the table has to be read.
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
    """Everybody leaves, and everybody enters."""
    if was is not None:
        yield FamilyChange(_name(was), _members(was), None, cause)
    if now is not None:
        yield FamilyChange(_name(now), None, _members(now), cause)


def _family(row: PublishedRelation, following: Following) -> FamilyVersion | None:
    """The family that a relation has the members of; a view has other ones at any moment."""
    followed = following.families.get(row.unique_id)
    if followed is None or row.version is None:
        return None
    # As a family's SELECT gives them: who it is, and then these.
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
    """Whether another column says who the members are."""
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
    """Where the history has what is new in it; None if it is not about such members."""
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
