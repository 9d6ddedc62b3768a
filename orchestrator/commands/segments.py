"""Lists all segments of families: published sizes, disabled ones, and families never built."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from orchestrator.commands.published.families import no_family
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.names import composed
from orchestrator.nodes import Model, Segment
from orchestrator.plan.relations import Relations
from orchestrator.project.checks.segment_reviews import review_day
from orchestrator.project.read.segment_list import families_among
from orchestrator.roles import DAILY_SIZES
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened_to_read

_MOST_DAYS = 11
_HISTORY_COLUMNS = ("family", "segment", "as_of_date", "members")


class SegmentLine(Struct, frozen=True, kw_only=True):
    """One segment as listed; None means unknown, as nothing was built yet.

    `sizes` are the members on the last recorded days, oldest first, then the current ones; empty
    without a history.
    """

    family: str
    segment: str
    members: int | None
    share: float | None
    change: int | None
    sizes: tuple[int, ...]
    as_of_date: date | None
    age_days: int | None
    owner: str | None
    review_by: date | None
    is_review_overdue: bool
    mode: str
    rule: str
    purpose: str | None
    description: str


class LeftOut(Struct, frozen=True):
    """A disabled family, or a disabled segment as `family.segment`."""

    name: str
    place: str

    @property
    def family(self) -> str:
        """Return the family's name."""
        return self.name.partition(".")[0]

    @property
    def segment(self) -> str:
        """Return the segment's name, empty for a family."""
        return self.name.partition(".")[2]


class SegmentList(Struct, frozen=True):
    """All segments, what is disabled, and the families that were never built.

    For a copy for readers (`is_copy`): families that are not in it.
    """

    lines: tuple[SegmentLine, ...]
    left_out: tuple[LeftOut, ...]
    not_built: tuple[str, ...]
    is_copy: bool = False


class _Measured(Struct, frozen=True):
    """What is published of a family: the number of entities, and members by segment.

    `before` are the members on the last recorded days before the family's own, oldest first.
    """

    everyone: int
    day: date | None
    members: Mapping[str, int]
    before: Sequence[Mapping[str, int]] = ()


def segments(workspace: Workspace, names: Sequence[str] = ()) -> SegmentList:
    """Return the segments of the families `names`, by default of all; raises UsageError."""
    families = _chosen(workspace, names)
    if not families or not has_warehouse(workspace):
        return _listed(workspace, names, families, {})
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        return segments_in(RoleRelations(workspace, engine.catalogue()), warehouse, names)


def segments_in(
    roles: RoleRelations, warehouse: Warehouse, names: Sequence[str] = ()
) -> SegmentList:
    """Return the same from a warehouse, or a copy for readers, that is open."""
    families = _chosen(roles.workspace, names)
    measured = _measured(roles, warehouse, families)
    is_copy = roles.catalogue.copy_of is not None
    return _listed(roles.workspace, names, families, measured, is_copy=is_copy)


def _listed(
    workspace: Workspace,
    names: Sequence[str],
    families: Sequence[Model],
    measured: Mapping[str, _Measured],
    *,
    is_copy: bool = False,
) -> SegmentList:
    overdue = _overdue(workspace, families)
    return SegmentList(
        tuple(
            _line(workspace, model, segment, measured.get(model.name), overdue)
            for model in families
            if model.family is not None
            for segment in model.family.segments
        ),
        tuple(_left_out(workspace, names)),
        tuple(model.name for model in families if model.name not in measured),
        is_copy,
    )


def _chosen(workspace: Workspace, names: Sequence[str]) -> list[Model]:
    families = families_among(workspace.project.nodes.values())
    known = [model.name for model in families]
    off = [node.name for node in families_among(workspace.project.disabled.values())]
    for name in names:
        if composed(name) not in map(composed, (*known, *off)):
            raise no_family(name, known)
    return [model for model in families if not names or _is_among(model.name, names)]


def _is_among(name: str, names: Sequence[str]) -> bool:
    return composed(name) in map(composed, names)


def _left_out(workspace: Workspace, names: Sequence[str]) -> list[LeftOut]:
    found = [
        LeftOut(node.name, str(node.place))
        for node in families_among(workspace.project.disabled.values())
    ]
    for model in families_among(workspace.project.nodes.values()):
        assert model.family is not None
        found += [
            LeftOut(f"{model.name}.{name}", str(model.place)) for name in model.family.left_out
        ]
    return [each for each in found if not names or _is_among(each.family, names)]


def _measured(
    roles: RoleRelations, warehouse: Warehouse, families: Sequence[Model]
) -> dict[str, _Measured]:
    """Return what is published of each built family, by its name."""
    nodes, published = roles.workspace.project.nodes, roles.catalogue.published
    built = [
        model
        for model in families
        if all(
            name in published or not nodes[name].is_built
            for name in (model.unique_id, model.depends_on[0])
        )
    ]
    if not built:
        return {}
    relations = Relations(roles.workspace.project, warehouse.dialect, {})
    everyone = {
        unique_id: warehouse.count(relations.published(unique_id))
        for unique_id in dict.fromkeys(model.depends_on[0] for model in built)
    }
    rows = warehouse.rows(
        "\nunion all\n".join(
            f"select {warehouse.literal(model.name)} as family, segment, count(*) as members,"
            f" max(as_of_date) as as_of_date from {relations.published(model.unique_id)}"
            " group by segment"
            for model in built
        )
    )
    members: dict[str, dict[str, int]] = {model.name: {} for model in built}
    days: dict[str, date | None] = dict.fromkeys(members)
    for family, segment, count, day in rows:
        members[family][segment] = count
        days[family] = max((each for each in (days[family], day) if each), default=None)
    before = _sizes_before(roles, warehouse, built, days)
    return {
        model.name: _Measured(
            everyone[model.depends_on[0]],
            days[model.name],
            members[model.name],
            before.get(model.name, ()),
        )
        for model in built
    }


def _sizes_before(
    roles: RoleRelations,
    warehouse: Warehouse,
    built: Sequence[Model],
    days: Mapping[str, date | None],
) -> dict[str, list[dict[str, int]]]:
    """Return members by segment on the last recorded days before the family's own, by family."""
    wanted: dict[str, list[str]] = {}
    for model in built:
        day, history = days[model.name], roles.get(DAILY_SIZES, model.unique_id)
        if day is None or history is None:
            continue
        wanted.setdefault(roles.sql(history, _HISTORY_COLUMNS), []).append(
            f"(family = {warehouse.literal(model.name)} and as_of_date < {warehouse.literal(day)})"
        )
    sizes: dict[str, list[dict[str, int]]] = {}
    for relation, conditions in wanted.items():
        rows = warehouse.rows(
            f"with past as (select family, segment, members, as_of_date from {relation} as sizes"
            f" where {' or '.join(conditions)}),"
            " days as (select family, as_of_date, row_number() over"
            " (partition by family order by as_of_date desc) as days_ago"
            " from (select distinct family, as_of_date from past) as each_day)"
            " select past.family, past.as_of_date, past.segment, past.members"
            " from past inner join days"
            " on past.family = days.family and past.as_of_date = days.as_of_date"
            f" where days.days_ago <= {_MOST_DAYS} order by past.family, past.as_of_date"
        )
        for (family, _), found in groupby(rows, key=lambda row: (row[0], row[1])):
            sizes.setdefault(family, []).append({row[2]: row[3] for row in found})
    return sizes


def _line(
    workspace: Workspace,
    model: Model,
    segment: Segment,
    measured: _Measured | None,
    overdue: frozenset[str],
) -> SegmentLine:
    family = model.family
    assert family is not None
    members = share = change = day = None
    sizes: tuple[int, ...] = ()
    if measured is not None:
        day = measured.day
        members = measured.members.get(segment.name, 0)
        share = members / measured.everyone if measured.everyone else None
        if measured.before:
            sizes = (*(each.get(segment.name, 0) for each in measured.before), members)
            change = members - sizes[-2]
    return SegmentLine(
        family=model.name,
        segment=segment.name,
        members=members,
        share=share,
        change=change,
        sizes=sizes,
        as_of_date=day,
        age_days=(workspace.now.date() - day).days if day else None,
        owner=family.owner,
        review_by=family.review_by,
        is_review_overdue=model.name in overdue,
        mode=family.mode,
        rule=segment.rule,
        purpose=family.purpose,
        description=segment.description,
    )


def _overdue(workspace: Workspace, families: Sequence[Model]) -> frozenset[str]:
    """Return the project's own families whose review date has passed, not those of packages."""
    loaded, own = workspace.loaded, workspace.project.name
    # Data is never newer than the call. Only for these does its as-of date matter, and finding it
    # requires rendering a macro.
    possible = {
        model.name: model.family.review_by
        for model in families
        if model.package == own
        and model.family is not None
        and model.family.review_by is not None
        and model.family.review_by < workspace.now.date()
    }
    if not possible:
        return frozenset()
    names = {**loaded.shared, **loaded.by_package[own]}
    today = review_day(loaded.renderer, names, own, workspace.now)
    return frozenset(name for name, review_by in possible.items() if review_by < today)
