"""What is published about one customer or account: values, facts, channels, segments and moves."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from msgspec import Struct

from orchestrator.commands.published.recorded_stays import recorded_intervals
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import Model
from orchestrator.plan.relations import Relations
from orchestrator.project.read.segment_list import families_among
from orchestrator.roles import (
    CUSTOMER_FACTS,
    MEMBERSHIP_HISTORY,
    REACHABILITY,
    ROLES,
    RoleRelation,
)
from orchestrator.segments.stays import Interval, Stay, last_stay
from orchestrator.warehouse import Warehouse

Intervals = Mapping[tuple[str, str], list[Interval]]
"""The recorded stays of one entity, by family and segment."""

_MOST_MOVES = 20
_AS_OF, _BLOCKED_BY = "as_of_date", "blocked_by"
_WHOLE_NUMBERS = frozenset(
    f"{sign}{size}"
    for sign in ("", "U")
    for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
)
_WHOLE_NUMBER = lazy_regex(r"-?[0-9]{1,38}")


class Fact(Struct, frozen=True):
    """Something known about a customer, in words."""

    topic: str
    label: str
    value: str


class Channel(Struct, frozen=True):
    """Whether a channel can contact the customer; `blocked_by` says why not, if known."""

    channel: str
    is_reachable: bool
    blocked_by: str | None = None


class SegmentOfCustomer(Struct, frozen=True):
    """A segment that the customer is in, and by which condition.

    `stay` is None if no history records since when.
    """

    family: str
    segment: str
    rule: str
    stay: Stay | None = None


class Move(Struct, frozen=True):
    """A day on which the customer entered or left a segment, and why.

    `moment` is the time of the run that found it, in UTC, if known. `is_within_a_day`: the stay
    ended on the day on which it began.
    """

    day: date
    family: str
    segment: str
    has_entered: bool
    reason: str | None
    moment: datetime | None = None
    is_within_a_day: bool = False


class Lookup(Struct, frozen=True):
    """Finds the rows of one entity by its `key`, in the column that `entity` names.

    `role` is the role of the relation with all such entities: customers, or accounts.
    """

    roles: RoleRelations
    warehouse: Warehouse
    role: RoleRelation
    entity: str
    key: str

    @classmethod
    def of(cls, roles: RoleRelations, warehouse: Warehouse, role: str, key: str) -> "Lookup":
        """Return a lookup in the relation with the role; raises UsageError if none has it."""
        found = roles.require(role)
        return cls(roles, warehouse, found, found.column(ROLES[role][0]), key)

    def is_it(self, unique_id: str | None, column: str, shown_as: str | None = None) -> str:
        """Return the condition for the entity's rows, whose key is the node's `column`."""
        shown = shown_as or column
        is_equal = self.warehouse.is_one_of(shown, [self.key])
        is_number = is_whole_number(column_type(self.roles, unique_id, column), self.key)
        if is_number is None:
            return is_equal
        if not is_number:
            return "false"
        # Compare numbers as well: a comparison as text alone has to read all rows.
        return f"{self.warehouse.dialect.column(shown)} = {int(self.key)} and {is_equal}"

    def families(self) -> Iterator[Model]:
        """Yield the families of such entities, sorted by name."""
        for model in families_among(self.roles.workspace.project.nodes.values()):
            if is_of(model, self.entity):
                yield model


def column_type(roles: RoleRelations, unique_id: str | None, column: str) -> str | None:
    """Return the published type of a column; None if unknown."""
    published = roles.catalogue.published.get(unique_id or "")
    types = {name.casefold(): type_ for name, type_ in published.columns} if published else {}
    return types.get(column.casefold())


def is_whole_number(type_: str | None, key: str) -> bool | None:
    """Return whether a key fits a column of whole numbers; None for other columns."""
    return bool(_WHOLE_NUMBER.fullmatch(key)) if type_ in _WHOLE_NUMBERS else None


def is_of(model: Model, entity: str) -> bool:
    """Return whether a family divides the entities of that column."""
    return model.family is not None and model.family.entity.casefold() == entity.casefold()


def is_known(lookup: Lookup) -> bool:
    """Return whether such a customer or account exists."""
    relation = lookup.roles.sql(lookup.role, (), (lookup.entity,))
    condition = lookup.is_it(lookup.role.unique_id, lookup.entity)
    return lookup.warehouse.count(f"{relation} as entities", condition) > 0


def as_of(roles: RoleRelations, warehouse: Warehouse, role: RoleRelation) -> date | None:
    """Return the as-of date of the tables, if they have one."""
    if not roles.has_column(role, _AS_OF):
        return None
    relation = roles.sql(role, (), (_AS_OF,))
    found = warehouse.value(f"select cast(max({_AS_OF}) as date) from {relation} as entities")
    return found if isinstance(found, date) else None


def values(lookup: Lookup, is_served: Callable[[str], bool]) -> dict[str, Any]:
    """Return the columns of the entity's row that may be shown; empty if there is none."""
    published = lookup.roles.catalogue.published.get(lookup.role.unique_id or "")
    names = [name for name, _ in published.columns if is_served(name)] if published else []
    if not names:
        return {}
    needed = dict.fromkeys((lookup.entity, *names))
    relation = lookup.roles.sql(lookup.role, (), tuple(needed))
    shown = ", ".join(map(lookup.warehouse.dialect.column, names))
    rows = lookup.warehouse.rows(
        f"select {shown} from {relation} as entities "
        f"where {lookup.is_it(lookup.role.unique_id, lookup.entity)} limit 1"
    )
    return dict(zip(names, rows[0], strict=True)) if rows else {}


def facts(lookup: Lookup) -> tuple[Fact, ...]:
    """Return the facts about a customer, in words."""
    roles = lookup.roles
    role = roles.get(CUSTOMER_FACTS)
    if role is None:
        return ()
    is_it = lookup.is_it(role.unique_id, role.column("customer_id"), "customer_id")
    rows = lookup.warehouse.rows(
        f"select topic, label, cast(value as varchar) from {roles.sql(role, ROLES[CUSTOMER_FACTS])}"
        f" as facts where {is_it} and value is not null order by position, label"
    )
    return tuple(Fact(*row) for row in rows)


def channels(lookup: Lookup) -> tuple[Channel, ...]:
    """Return the channels and whether they can contact the customer."""
    roles, entity = lookup.roles, lookup.entity
    role = roles.get(REACHABILITY)
    if role is None or not roles.has_column(role, entity):
        return ()
    why = roles.has_column(role, _BLOCKED_BY)
    extra = (entity, _BLOCKED_BY) if why else (entity,)
    rows = lookup.warehouse.rows(
        f"select channel, is_reachable, {_BLOCKED_BY if why else 'null'} "
        f"from {roles.sql(role, ('channel', 'is_reachable'), extra)} as channels "
        f"where {lookup.is_it(role.unique_id, entity)} order by channel"
    )
    return tuple(Channel(*row) for row in rows)


def intervals(lookup: Lookup) -> Intervals:
    """Return what all families' histories record of the entity."""
    roles, entity = lookup.roles, lookup.entity
    found: dict[tuple[str, str], list[Interval]] = {}
    for role in _histories(lookup):
        is_it = lookup.is_it(role.unique_id, entity)
        more = recorded_intervals(roles, role, lookup.warehouse, entity, is_it)
        for name, recorded in more.items():
            found.setdefault(name, []).extend(recorded)
    return found


def _histories(lookup: Lookup) -> list[RoleRelation]:
    """Return the history of the project, and those that families have of their own."""
    families = (None, *(model.unique_id for model in lookup.families()))
    found: dict[str | None, RoleRelation] = {}
    for family in families:
        role = lookup.roles.get(MEMBERSHIP_HISTORY, family)
        if role is not None and lookup.roles.has_column(role, lookup.entity):
            found.setdefault(role.unique_id, role)
    return [*found.values()]


def segments(lookup: Lookup, recorded: Intervals) -> Iterator[SegmentOfCustomer]:
    """Yield the segments that the entity is in, in the order of the families' names."""
    warehouse = lookup.warehouse
    relations = Relations(lookup.roles.workspace.project, warehouse.dialect, {})
    models = [
        model for model in lookup.families() if model.unique_id in lookup.roles.catalogue.published
    ]
    if not models:
        return
    # One statement for all families takes half as long as one each.
    in_each = " union all ".join(
        f"select {number} as family, cast(segment as varchar) as segment "
        f"from {relations.published(model.unique_id)} as members "
        f"where {lookup.is_it(model.unique_id, lookup.entity)}"
        for number, model in enumerate(models)
    )
    rows = warehouse.rows(
        f"select family, segment from ({in_each}) as memberships "
        "where segment is not null order by family, segment"
    )
    for number, segment in rows:
        model = models[number]
        assert model.family is not None
        rules = {found.name: found.where or "otherwise" for found in model.family.segments}
        stay = last_stay(recorded.get((model.name, segment), ()))
        yield SegmentOfCustomer(model.name, segment, rules.get(segment, ""), stay)


def moves(recorded: Intervals) -> list[Move]:
    """Return the last entries and exits; the first recorded day counts as none."""
    found = []
    for (family, segment), stays in recorded.items():
        for each in stays:
            if each.is_empty:
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
