"""Each family that is other on the two sides: who moved, from where, and what moved them."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.diff.crossing import Crossed, Crossing
from orchestrator.commands.diff.sides import TwoSides
from orchestrator.commands.families import entities_of, spelling_of, value_column_of
from orchestrator.commands.number_variables import minimum_cell
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
    """A family whose members are others, or that is defined otherwise.

    `flows` are those between segments of an exclusive family with at least `minimum_cell` members,
    `small_flows` is how many others there are. `value` is the column whose sums are moved; of fewer
    members than the minimum it is not told. `untold` says why the causes are not. Where models are
    `redefined_above` the family, `models_untold` says why what they did is among the data.
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
        """Whether nobody entered or left a segment."""
        return not any(each.entered or each.left for each in self.segments)

    @property
    def moved_share(self) -> float:
        """The part of those on both sides who are in other segments than before."""
        return self.entities.moved / self.entities.on_both if self.entities.on_both else 0.0


class NewFamily(Struct, frozen=True):
    """A family that the side before does not have, and how many are in its segments."""

    family: str
    sizes: Mapping[str, int]


def new_family(sides: TwoSides, warehouse: Warehouse, model: Model) -> NewFamily:
    """A family that is on the side after alone; raises StatementError where it cannot be read."""
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
    """One family on the two sides; raises StatementError where a side cannot be read."""
    family, spelling = model.family, spelling_of(workspace)
    assert family is not None
    crossed = crossing.of(model)
    twice = _twice(workspace, sides, crossing, crossed, warehouse, model)
    least = _least_told(workspace, model)
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
    """Where the family and whom it divides are read on the two sides."""
    assert model.family is not None
    on, value = entities_of(workspace, model), value_column_of(workspace, model)
    if on.is_ephemeral:
        # Nobody can read whom the family divides: its members stand for them.
        on, value = model, None
    before, after = sides.before, sides.after
    entities = [crossing.relation(side, on.unique_id) for side in (before, after)]
    # A value that is new, or is no more, was not moved.
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


def _least_told(workspace: Workspace, model: Model) -> int:
    """The fewest of whom is told what they are worth, and between which segments they went.

    Companies are nobody.
    """
    accounts = workspace.project.roles.get(ACCOUNTS)
    is_nobody = accounts is not None and accounts.unique_id == model.depends_on[0]
    return 0 if is_nobody else minimum_cell(workspace, model.package)


def _in_order(moves: Iterable[SegmentMoves], family: Family) -> list[SegmentMoves]:
    """As the family lists them, and behind them those that it has no more."""
    place = _place_in(family)
    return sorted(moves, key=lambda each: place(each.segment))


def _place_in(family: Family) -> Callable[[str], tuple[int, str]]:
    """Where a segment stands in a family; behind all others, where it does not."""
    places = {segment.name: place for place, segment in enumerate(family.segments)}
    return lambda segment: (places.get(segment, len(places)), segment)


def _without_small_values(moves: SegmentMoves, least: int) -> SegmentMoves:
    """Without the values of fewer members than may be told of together.

    Where those who came or went are so few, the sum after is not told: with the one before, it
    would tell theirs.
    """

    def told(value: float | None, members: int) -> float | None:
        return None if 0 < members < least else value

    is_small = any(0 < each < least for each in (moves.entered, moves.left))
    return replace(
        moves,
        value_before=told(moves.value_before, moves.before),
        value_after=None if is_small else told(moves.value_after, moves.after),
        value_entered=told(moves.value_entered, moves.entered),
        value_left=told(moves.value_left, moves.left),
    )
