"""Compares each family that differs: who moved, from where to where, and why."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.diff.crossing import Crossed, Crossing
from orchestrator.commands.diff.sides import TwoSides
from orchestrator.commands.number_variables import minimum_cell
from orchestrator.commands.published.families import entities_of, spelling_of, value_column_of
from orchestrator.nodes import Family, Model
from orchestrator.roles import ACCOUNTS
from orchestrator.segments.comparison import (
    Entities,
    FamilyTwice,
    Flow,
    SegmentMoves,
    entities_sql,
    flows_of,
    flows_sql,
    segment_moves,
    segment_moves_sql,
)
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.value import Workspace


class FamilyDiff(Struct, frozen=True, kw_only=True):
    """A family whose members or definition changed.

    `flows` are moves between segments of an exclusive family with at least `minimum_cell` members;
    `small_flows` counts the others. Sums of the column `value` are hidden for fewer members.
    `untold` says why causes are unknown. If models are `redefined_above` the family,
    `models_untold` says why their effect is counted as data.
    """

    family: str
    entity: str
    mode: str
    is_redefined: bool
    entities: Entities
    segments: tuple[SegmentMoves, ...]
    flows: tuple[Flow, ...]
    small_flows: int
    minimum_cell: int
    value: str | None
    untold: str | None
    redefined_above: tuple[str, ...] = ()
    models_untold: str | None = None

    @property
    def is_same(self) -> bool:
        """Return whether nobody entered or left a segment."""
        return not any(each.entered or each.left for each in self.segments)

    @property
    def moved_share(self) -> float:
        """Return the share of members on both sides who are in different segments than before."""
        return self.entities.moved / self.entities.on_both if self.entities.on_both else 0.0


class NewFamily(Struct, frozen=True):
    """A family that the side before does not have, with the sizes of its segments."""

    family: str
    sizes: Mapping[str, int]


def new_family(sides: TwoSides, warehouse: Warehouse, model: Model) -> NewFamily:
    """Return a family that only the side after has; raises StatementError if unreadable."""
    family = model.family
    assert family is not None
    relation = sides.after.relations[model.unique_id].sql
    entity = warehouse.dialect.column(family.entity)
    rows = warehouse.rows(
        f"select segment, count(distinct {entity}) from {relation} as members group by segment"
    )
    found = {segment: int(members) for segment, members in rows}
    return NewFamily(
        model.name, {name: found[name] for name in sorted(found, key=_place_in(family))}
    )


def family_diff(
    workspace: Workspace,
    sides: TwoSides,
    crossing: Crossing,
    warehouse: Warehouse,
    model: Model,
) -> FamilyDiff:
    """Compare one family on both sides; raises StatementError if a side cannot be read."""
    family, spelling = model.family, spelling_of(workspace)
    assert family is not None
    crossed = crossing.of(model)
    twice = _twice(workspace, sides, crossing, crossed, warehouse, model)
    least = _fewest_shown(workspace, model)
    rows = warehouse.rows(segment_moves_sql(twice, spelling))
    moves = segment_moves(rows, tuple(crossed.corners))
    flows: list[Flow] = []
    if family.mode == "exclusive":
        flows = flows_of(warehouse.rows(flows_sql(twice, spelling)))
    shown = tuple(flow for flow in flows if flow.members >= least)
    return FamilyDiff(
        family=model.name,
        entity=family.entity,
        mode=family.mode,
        is_redefined=crossed.is_redefined,
        entities=Entities(*map(int, warehouse.rows(entities_sql(twice, spelling))[0])),
        segments=tuple(_without_small_values(each, least) for each in _in_order(moves, family)),
        flows=shown,
        small_flows=len(flows) - len(shown),
        minimum_cell=least,
        value=twice.value,
        untold=crossed.untold,
        redefined_above=crossed.redefined_above,
        models_untold=crossed.models_untold,
    )


def _twice(
    workspace: Workspace,
    sides: TwoSides,
    crossing: Crossing,
    crossed: Crossed,
    warehouse: Warehouse,
    model: Model,
) -> FamilyTwice:
    """Return where the family and its entities are read on the two sides."""
    assert model.family is not None
    on, value = entities_of(workspace, model), value_column_of(workspace, model)
    if on.is_ephemeral:
        # The family's entities cannot be read, so its members are used instead.
        on, value = model, None
    before, after = sides.before, sides.after
    entities = [crossing.relation(side, on.unique_id) for side in (before, after)]
    # A value that exists on one side only was not moved.
    is_on_both = value is not None and all(
        value.casefold() in {name.casefold() for name, _ in warehouse.session.describe(select)}
        for select in (f"select * from {relation}" for relation in entities)
    )
    return FamilyTwice(
        model.family.entity,
        crossing.relation(before, model.unique_id),
        crossing.relation(after, model.unique_id),
        entities[0],
        entities[1],
        crossed.corners,
        value if is_on_both else None,
    )


def _fewest_shown(workspace: Workspace, model: Model) -> int:
    """Return the fewest members for which values and flows are reported; 0 for companies."""
    accounts = workspace.project.roles.get(ACCOUNTS)
    is_nobody = accounts is not None and accounts.unique_id == model.depends_on[0]
    return 0 if is_nobody else minimum_cell(workspace, model.package)


def _in_order(moves: Iterable[SegmentMoves], family: Family) -> list[SegmentMoves]:
    """Order moves as the family lists its segments, followed by segments that it no longer has."""
    place = _place_in(family)
    return sorted(moves, key=lambda each: place(each.segment))


def _place_in(family: Family) -> Callable[[str], tuple[int, str]]:
    """Return a sort key for segments: their position in the family; unknown ones last."""
    places = {segment.name: place for place, segment in enumerate(family.segments)}
    return lambda segment: (places.get(segment, len(places)), segment)


def _without_small_values(moves: SegmentMoves, least: int) -> SegmentMoves:
    """Remove values of fewer members than may be reported together.

    If so few came or went, the sum after is removed too: its difference to the sum before would
    reveal theirs.
    """

    def unless_small(value: float | None, members: int) -> float | None:
        return None if 0 < members < least else value

    is_small = any(0 < each < least for each in (moves.entered, moves.left))
    return replace(
        moves,
        value_before=unless_small(moves.value_before, moves.before),
        value_after=None if is_small else unless_small(moves.value_after, moves.after),
        value_entered=unless_small(moves.value_entered, moves.entered),
        value_left=unless_small(moves.value_left, moves.left),
    )
