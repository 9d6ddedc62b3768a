"""One customer at a glance: facts, channels, segments with dates, and changes."""

from datetime import date

from msgspec import Struct

from orchestrator.commands.published.entity import (
    Channel,
    Fact,
    Lookup,
    Move,
    SegmentOfCustomer,
    as_of,
    channels,
    facts,
    intervals,
    is_known,
    moves,
    segments,
)
from orchestrator.commands.published.explainer import Explainer
from orchestrator.commands.published.other_ids import known_as
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.errors import UsageError
from orchestrator.nodes import Model
from orchestrator.people.ledger import has_ledger, is_erased
from orchestrator.roles import CUSTOMERS
from orchestrator.segments.nearness import Near, near_thresholds, nearest
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_to_read, require_warehouse

_NEAREST = 3
_MOST_NEAR = 5  # to enter a segment, and as many to leave one


class CustomerPage(Struct, frozen=True):
    """Everything that is shown of a customer; `as_of` is the tables' as-of date, if they have one.

    `moves` are the latest, newest first; `next_thresholds` the nearest to enter or leave a segment.
    """

    customer: str
    as_of: date | None
    facts: tuple[Fact, ...]
    channels: tuple[Channel, ...]
    segments: tuple[SegmentOfCustomer, ...]
    moves: tuple[Move, ...]
    next_thresholds: tuple[Near, ...] = ()


def customer(workspace: Workspace, key: str) -> CustomerPage:
    """Return what is published about a customer; raises UsageError if there is none."""
    require_warehouse(workspace)
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        roles = RoleRelations(workspace, engine.catalogue())
        lookup = Lookup.of(roles, warehouse, CUSTOMERS, key)
        _require_known(lookup)
        recorded = intervals(lookup)
        return CustomerPage(
            key,
            as_of(roles, warehouse, lookup.role),
            facts(lookup),
            channels(lookup),
            tuple(segments(lookup, recorded)),
            tuple(moves(recorded)),
            _next_thresholds(lookup),
        )


def _require_known(lookup: Lookup) -> None:
    if is_known(lookup):
        return
    roles, warehouse, key = lookup.roles, lookup.warehouse, lookup.key
    if has_ledger(roles.catalogue, warehouse.dialect):
        erased = is_erased(warehouse.dialect, warehouse.literal(key), lookup.entity)
        if warehouse.value(f"select {erased}"):
            what = f"'{key}' was erased: nothing is known about them any more"
            raise UsageError(what, fix="see docs/erasing.md, also for how to include them again")
    fix = known_as(roles, warehouse, key) or _near(lookup)
    raise UsageError(f"no customer '{key}'", fix=fix)


def _near(lookup: Lookup) -> str:
    """Return the hint with the customer numbers that are spelled most like this one."""
    warehouse = lookup.warehouse
    number = warehouse.text("customer_id")
    nearest = warehouse.texts(
        f"select customer_id from {lookup.roles.sql(lookup.role, ('customer_id',))} as customers "
        f"order by levenshtein({number}, {warehouse.literal(lookup.key)}), customer_id "
        f"limit {_NEAREST}"
    )
    return f"similar ids: {', '.join(nearest)}" if nearest else "there are no customers yet"


def _next_thresholds(lookup: Lookup) -> tuple[Near, ...]:
    """Return the nearest thresholds of all families, computed from published data."""
    roles = lookup.roles
    explainer = Explainer(roles.workspace, roles.catalogue, lookup.warehouse.session, lookup.key)
    found: list[Near] = []
    for model in lookup.families():
        if not roles.catalogue.published.keys() >= _built(roles.workspace, model):
            continue
        explained = explainer.all_rules(model)
        if explained is not None:
            found += near_thresholds(explained)
    entering = [each for each in found if each.enters]
    leaving = [each for each in found if not each.enters]
    return nearest(entering, _MOST_NEAR) + nearest(leaving, _MOST_NEAR)


def _built(workspace: Workspace, model: Model) -> set[str]:
    """Return the family and the built nodes that it reads."""
    nodes = workspace.project.nodes
    return {model.unique_id, *(name for name in model.depends_on if nodes[name].is_built)}
