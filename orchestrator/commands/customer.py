"""One customer at a glance: facts, channels, segments with their days, and what changed."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from msgspec import Struct

from orchestrator.commands.explainer import Explainer
from orchestrator.commands.other_ids import known_as
from orchestrator.commands.recorded_stays import recorded_intervals
from orchestrator.commands.role_relations import RoleRelations
from orchestrator.errors import UsageError
from orchestrator.nodes import Model
from orchestrator.people.ledger import has_ledger, is_erased
from orchestrator.plan.relations import Relations
from orchestrator.project.segment_list import families_among
from orchestrator.roles import (
    CUSTOMER_FACTS,
    CUSTOMERS,
    MEMBERSHIP_HISTORY,
    REACHABILITY,
    ROLES,
    RoleRelation,
)
from orchestrator.segments.nearness import Near, near_thresholds, nearest
from orchestrator.segments.stays import Interval, Stay, last_stay
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_to_read, require_warehouse

_NEAREST = 3
_MOST_MOVES = 20
_MOST_NEAR = 5  # of those to enter a segment, and of those to leave one
_AS_OF, _BLOCKED_BY = "as_of_date", "blocked_by"


class Fact(Struct, frozen=True):
    """Something that is known of a customer, in words."""

    topic: str
    label: str
    value: str


class Channel(Struct, frozen=True):
    """Whether the customer can be contacted by a channel; `blocked_by` says why not, if known."""

    channel: str
    is_reachable: bool
    blocked_by: str | None = None


class SegmentOfCustomer(Struct, frozen=True):
    """A segment that the customer is in, by which condition.

    `stay` is None where no history tells since when.
    """

    family: str
    segment: str
    rule: str
    stay: Stay | None = None


class Move(Struct, frozen=True):
    """A day on which the customer entered a segment or left it, and why.

    `moment` is that of the run that found it, in UTC, where it is known; `is_within_a_day` says
    that the stay ended on the day on which it began.
    """

    day: date
    family: str
    segment: str
    has_entered: bool
    reason: str | None
    moment: datetime | None = None
    is_within_a_day: bool = False


class CustomerPage(Struct, frozen=True):
    """All that is told of a customer; `as_of` is the day that the tables look at, where they say.

    Moves are the last ones, the newest first; `next_thresholds` the nearest to enter a segment, and
    those to leave one.
    """

    customer: str
    as_of: date | None
    facts: tuple[Fact, ...]
    channels: tuple[Channel, ...]
    segments: tuple[SegmentOfCustomer, ...]
    moves: tuple[Move, ...]
    next_thresholds: tuple[Near, ...] = ()


def customer(workspace: Workspace, key: str) -> CustomerPage:
    """What is published of a customer; raises UsageError for one who is not there."""
    require_warehouse(workspace)
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        roles = RoleRelations(workspace, engine.catalogue())
        customers = roles.require(CUSTOMERS)
        entity = customers.column("customer_id")
        _require_known(roles, warehouse, customers, entity, key)
        intervals = _intervals(roles, warehouse, entity, key)
        return CustomerPage(
            key,
            _as_of(roles, warehouse, customers),
            _facts(roles, warehouse, key),
            _channels(roles, warehouse, entity, key),
            tuple(_segments(roles, warehouse, entity, key, intervals)),
            tuple(_moves(intervals)),
            _next_thresholds(roles, warehouse, entity, key),
        )


def _require_known(
    roles: RoleRelations, warehouse: Warehouse, customers: RoleRelation, entity: str, key: str
) -> None:
    relation = f"{roles.sql(customers, ('customer_id',))} as customers"
    if warehouse.count(relation, warehouse.is_one_of("customer_id", [key])):
        return
    if has_ledger(roles.catalogue, warehouse.dialect):
        erased = is_erased(warehouse.dialect, warehouse.literal(key), entity)
        if warehouse.value(f"select {erased}"):
            what = f"'{key}' was erased: nothing is known of them any more"
            raise UsageError(what, fix="see docs/erasing.md, also for how to let them in again")
    fix = known_as(roles, warehouse, key) or _near(warehouse, relation, key)
    raise UsageError(f"no customer '{key}'", fix=fix)


def _near(warehouse: Warehouse, relation: str, key: str) -> str:
    """The customers whose numbers are spelt most like it."""
    number = warehouse.text("customer_id")
    nearest = warehouse.texts(
        f"select customer_id from {relation} "
        f"order by levenshtein({number}, {warehouse.literal(key)}), customer_id limit {_NEAREST}"
    )
    return f"near it: {', '.join(nearest)}" if nearest else "there are no customers yet"


def _as_of(roles: RoleRelations, warehouse: Warehouse, customers: RoleRelation) -> date | None:
    if not roles.has_column(customers, _AS_OF):
        return None
    relation = roles.sql(customers, ("customer_id",), (_AS_OF,))
    found = warehouse.value(f"select cast(max({_AS_OF}) as date) from {relation} as customers")
    return found if isinstance(found, date) else None


def _facts(roles: RoleRelations, warehouse: Warehouse, key: str) -> tuple[Fact, ...]:
    role = roles.get(CUSTOMER_FACTS)
    if role is None:
        return ()
    rows = warehouse.rows(
        f"select topic, label, cast(value as varchar) from {roles.sql(role, ROLES[CUSTOMER_FACTS])}"
        f" as facts where customer_id = {warehouse.literal(key)} and value is not null "
        "order by position, label"
    )
    return tuple(Fact(*row) for row in rows)


def _channels(
    roles: RoleRelations, warehouse: Warehouse, entity: str, key: str
) -> tuple[Channel, ...]:
    role = roles.get(REACHABILITY)
    if role is None or not roles.has_column(role, entity):
        return ()
    why = roles.has_column(role, _BLOCKED_BY)
    extra = (entity, _BLOCKED_BY) if why else (entity,)
    rows = warehouse.rows(
        f"select channel, is_reachable, {_BLOCKED_BY if why else 'null'} "
        f"from {roles.sql(role, ('channel', 'is_reachable'), extra)} as channels "
        f"where {warehouse.is_one_of(entity, [key])} order by channel"
    )
    return tuple(Channel(*row) for row in rows)


def _intervals(
    roles: RoleRelations, warehouse: Warehouse, entity: str, key: str
) -> dict[tuple[str, str], list[Interval]]:
    """What the history records of the customer, by family and segment."""
    role = roles.get(MEMBERSHIP_HISTORY)
    if role is None or not roles.has_column(role, entity):
        return {}
    return recorded_intervals(roles, role, warehouse, entity, key)


def _segments(
    roles: RoleRelations,
    warehouse: Warehouse,
    entity: str,
    key: str,
    intervals: dict[tuple[str, str], list[Interval]],
) -> Iterator[SegmentOfCustomer]:
    """Where the customer is in, of the families of such customers, in the order of their names."""
    relations = Relations(roles.workspace.project, warehouse.dialect, {})
    for model in families_among(roles.workspace.project.nodes.values()):
        if not _is_of(model, entity) or model.unique_id not in roles.catalogue.published:
            continue
        assert model.family is not None
        rules = {found.name: found.where or "otherwise" for found in model.family.segments}
        for segment in warehouse.texts(
            f"select segment from {relations.published(model.unique_id)} as members "
            f"where {warehouse.is_one_of(entity, [key])} order by segment"
        ):
            stay = last_stay(intervals.get((model.name, segment), ()))
            yield SegmentOfCustomer(model.name, segment, rules.get(segment, ""), stay)


def _next_thresholds(
    roles: RoleRelations, warehouse: Warehouse, entity: str, key: str
) -> tuple[Near, ...]:
    """The nearest thresholds of all families, from what is published of what they divide."""
    published = roles.catalogue.published
    explainer = Explainer(roles.workspace, roles.catalogue, warehouse.session, key)
    found: list[Near] = []
    for model in families_among(roles.workspace.project.nodes.values()):
        if not _is_of(model, entity) or not published.keys() >= _built(roles.workspace, model):
            continue
        explained = explainer.all_rules(model)
        if explained is not None:
            found += near_thresholds(explained)
    entering = [each for each in found if each.enters]
    leaving = [each for each in found if not each.enters]
    return nearest(entering, _MOST_NEAR) + nearest(leaving, _MOST_NEAR)


def _built(workspace: Workspace, model: Model) -> set[str]:
    """The family, and what it reads of all that is built."""
    nodes = workspace.project.nodes
    return {model.unique_id, *(name for name in model.depends_on if nodes[name].is_built)}


def _is_of(model: Model, entity: str) -> bool:
    return model.family is not None and model.family.entity.casefold() == entity.casefold()


def _moves(intervals: dict[tuple[str, str], list[Interval]]) -> list[Move]:
    """The last entries and exits; the first recorded day tells of none."""
    found = []
    for (family, segment), stays in intervals.items():
        for each in stays:
            if each.is_nothing:
                continue
            move = partial(
                Move,
                family=family,
                segment=segment,
                is_within_a_day=each.ends_on == each.starts_on,
            )
            if each.entry_reason != "start":
                found.append(
                    move(
                        each.starts_on,
                        has_entered=True,
                        reason=each.entry_reason,
                        moment=each.began_at,
                    )
                )
            if each.ends_on is not None:
                found.append(
                    move(
                        each.ends_on,
                        has_entered=False,
                        reason=each.exit_reason,
                        moment=each.ended_at,
                    )
                )
    found.sort(key=lambda move: (move.family, move.segment, move.has_entered))
    found.sort(key=lambda move: (move.day, move.moment or datetime.min), reverse=True)
    return found[:_MOST_MOVES]
