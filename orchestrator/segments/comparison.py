"""Compares a family before and after: who moved, and why.

Each membership that began or ended is compared with mixtures that were never published: for each
cause, the result of changing only that, and of changing everything else. A cause moved it if
changing only that gives the new state, and changing everything else the old one, and no other cause
does both. All other moves have several causes. So for each segment, the parts add up to all moves.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from msgspec import Struct

from orchestrator.segments.family_sql import Spelling

NEW, NONE, GONE = "new", "no segment", "gone"
"""Where an entity is that was not, or is not, in any segment.

`new` and `gone` are no entities of the family before, or after.
"""


Cause = Literal["definition", "model", "data"]
CAUSES: tuple[Cause, ...] = get_args(Cause)


class Causes(Struct, frozen=True):
    """Numbers of members by what moved them: rules, models upstream, data, or several of these."""

    definition: int
    model: int
    data: int
    several: int


class Corner(Struct, frozen=True):
    """The members with only one cause changed (`alone`), and with all `others`, as SQL to read."""

    alone: str
    others: str


class SegmentMoves(Struct, frozen=True, kw_only=True):
    """Members before and after, who entered and left, and their values if there are any.

    Causes are None if unknown.
    """

    segment: str
    before: int
    after: int
    entered: int
    left: int
    entered_by: Causes | None
    left_by: Causes | None
    value_before: float | None
    value_after: float | None
    value_entered: float | None
    value_left: float | None


class Flow(Struct, frozen=True):
    """Members who moved between two segments of an exclusive family."""

    came_from: str
    went_to: str
    members: int
    value: float | None


class Entities(Struct, frozen=True):
    """How many entities a family divides before, after and on both sides, and how many moved.

    Those moved are on both sides, in different segments.
    """

    before: int
    after: int
    on_both: int
    moved: int


class FamilyTwice(Struct, frozen=True):
    """The two sides to compare, as SQL to read from.

    `corners` are of the causes that can be separated. `value` is a column of the entities.
    """

    entity: str
    before: str
    after: str
    entities_before: str
    entities_after: str
    corners: Mapping[Cause, Corner]
    value: str | None = None


def segment_moves_sql(sides: FamilyTwice, spelling: Spelling) -> str:
    """Return the query for one row per segment that has members on a side."""
    entered, left = "was_in = 0 and is_in = 1", "was_in = 1 and is_in = 0"
    causes = {cause: f"(alone_{cause} = is_in and others_{cause} = was_in)" for cause in CAUSES}
    counted = ["was_in = 1", "is_in = 1", entered, left]
    for moved in (entered, left):
        for cause in sides.corners:
            others = [f"not {causes[other]}" for other in sides.corners if other != cause]
            counted.append(" and ".join([moved, causes[cause], *others]))
    summed = [
        ("was_in = 1", "value_before"),
        ("is_in = 1", "value_after"),
        (entered, "value_after"),
        (left, "value_before"),
    ]
    lines = [f"sum(case when {condition} then 1 else 0 end)" for condition in counted]
    lines += [f"sum(case when {condition} then {value} end)" for condition, value in summed]
    return (
        f"with {_memberships(sides, spelling)},\n{_everyone(sides, spelling)}\n"
        f"select memberships.segment, {', '.join(lines)}\nfrom memberships\n"
        "left join everyone on everyone.entity = memberships.entity\n"
        "group by memberships.segment order by memberships.segment"
    )


def entities_sql(sides: FamilyTwice, spelling: Spelling) -> str:
    """Return the query for one row: entities before, after and on both sides, and moved ones."""
    return (
        f"with {_memberships(sides, spelling)},\n{_everyone(sides, spelling)},\n"
        "moved as (select distinct entity from memberships where was_in <> is_in)\n"
        "select coalesce(sum(was_there), 0), coalesce(sum(is_there), 0), "
        "coalesce(sum(was_there * is_there), 0), coalesce(sum(case when moved.entity is not null "
        "then was_there * is_there else 0 end), 0)\n"
        "from everyone left join moved on moved.entity = everyone.entity"
    )


def flows_sql(sides: FamilyTwice, spelling: Spelling) -> str:
    """Return the query for one row per pair of segments between which someone moved.

    For an exclusive family.
    """
    entity = _text(sides.entity, spelling)
    side = "{0} as (select distinct {1} as entity, segment from {2} as members)"
    was = f"case when was_there = 0 then '{NEW}' else coalesce(old.segment, '{NONE}') end"
    now = f"case when is_there = 0 then '{GONE}' else coalesce(now.segment, '{NONE}') end"
    return (
        f"with {side.format('old', entity, sides.before)},\n"
        f"{side.format('now', entity, sides.after)},\n{_everyone(sides, spelling)},\n"
        f"moved as (select {was} as came_from, {now} as went_to,"
        " coalesce(value_after, value_before) as member_value\n"
        "from everyone left join old on old.entity = everyone.entity\n"
        "left join now on now.entity = everyone.entity)\n"
        "select came_from, went_to, count(*), sum(member_value)\nfrom moved\n"
        f"where came_from <> went_to group by came_from, went_to order by 3 desc, 1, 2"
    )


def differing_sql(one: str, other: str, entity: str, spelling: Spelling) -> str:
    """Return the query for how many memberships two relations of one family do not share."""
    key = _text(entity, spelling)
    sides = [f"select distinct {key} as entity, segment from {each} as t" for each in (one, other)]
    return (
        "select count(*) from (select entity, segment from ("
        f"{sides[0]} union all {sides[1]}) as both_sides group by entity, segment"
        " having count(*) = 1) as differing"
    )


def segment_moves(rows: Sequence[tuple[Any, ...]], causes: Sequence[Cause]) -> list[SegmentMoves]:
    """Return the rows of `segment_moves_sql`, which counts by these causes, as values."""
    cause_count = len(causes)
    return [
        SegmentMoves(
            segment=segment,
            before=int(before),
            after=int(after),
            entered=int(entered),
            left=int(left),
            entered_by=_causes(int(entered), causes, more[:cause_count]),
            left_by=_causes(int(left), causes, more[cause_count : 2 * cause_count]),
            value_before=_number(values[0]),
            value_after=_number(values[1]),
            value_entered=_number(values[2]),
            value_left=_number(values[3]),
        )
        for segment, before, after, entered, left, *more in rows
        for values in [more[2 * cause_count :]]
    ]


def flows_of(rows: Sequence[tuple[Any, ...]]) -> list[Flow]:
    """Return the rows of `flows_sql` as values."""
    return [Flow(was, now, int(members), _number(value)) for was, now, members, value in rows]


def _causes(moved: int, causes: Sequence[Cause], counts: Sequence[Any]) -> Causes | None:
    """Return the members who moved, by cause; None if there are no causes."""
    if not causes:
        return None
    by = dict.fromkeys(CAUSES, 0) | dict(zip(causes, map(int, counts), strict=True))
    return Causes(**by, several=moved - sum(by.values()))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _memberships(sides: FamilyTwice, spelling: Spelling) -> str:
    """Return a CTE with a row per entity and segment, and on which sides it is."""
    entity = _text(sides.entity, spelling)
    relations = {
        "was_in": sides.before,
        "is_in": sides.after,
        **{f"alone_{cause}": corner.alone for cause, corner in sides.corners.items()},
        **{f"others_{cause}": corner.others for cause, corner in sides.corners.items()},
    }
    parts = [
        f"select {entity} as entity, segment, '{name}' as side from {relation} as members"
        for name, relation in relations.items()
    ]
    flags = ", ".join(
        f"max(case when side = '{name}' then 1 else 0 end) as {name}" for name in relations
    )
    union = "\nunion all ".join(parts)
    return (
        f"memberships as (select entity, segment, {flags}\nfrom ({union}) as sides\n"
        "where entity is not null group by entity, segment)"
    )


def _everyone(sides: FamilyTwice, spelling: Spelling) -> str:
    """Return a CTE with a row per entity: on which sides it is, and its value there."""
    entity = _text(sides.entity, spelling)
    value = "null" if sides.value is None else spelling.column(sides.value)
    no_value = "cast(null as double)"
    return (
        "everyone as (select entity, max(was_there) as was_there, max(is_there) as is_there, "
        "sum(value_before) as value_before, sum(value_after) as value_after from (\n"
        f"select {entity} as entity, 1 as was_there, 0 as is_there, "
        f"cast({value} as double) as value_before, {no_value} as value_after "
        f"from {sides.entities_before} as entities\nunion all "
        f"select {entity}, 0, 1, {no_value}, cast({value} as double) "
        f"from {sides.entities_after} as entities) as sides\n"
        "where entity is not null group by entity)"
    )


def _text(column: str, spelling: Spelling) -> str:
    return f"cast({spelling.column(column)} as varchar)"
