"""Charts of segment families: sizes, moves, overlap, profile, value, reach, experiments."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from orchestrator import roles
from orchestrator.commands.docs.curves import curves_of_families
from orchestrator.commands.docs.reading import FigureReader
from orchestrator.nodes import Model
from orchestrator.site.small_cells import Total, shown_rows
from orchestrator.site.values import Figures


class _Chart(Struct, frozen=True):
    """A chart that shows columns of a role; small cells are treated as in `shown_rows`."""

    role: str
    columns: tuple[str, ...]
    order: str
    needs: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    hides_with: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()


_CHARTS: Mapping[str, _Chart] = {
    "migrations": _Chart(
        roles.SEGMENT_MIGRATIONS,
        roles.ROLES[roles.SEGMENT_MIGRATIONS],
        "as_of_date, from_segment, to_segment",
        hides=("customers",),
        totals=(
            Total(("family", "as_of_date", "from_segment"), ("customers",)),
            Total(("family", "as_of_date", "to_segment"), ("customers",)),
        ),
    ),
    "overlaps": _Chart(
        roles.SEGMENT_OVERLAPS,
        roles.ROLES[roles.SEGMENT_OVERLAPS],
        "other_family, other_segment, segment",
        needs=("members", "other_members"),
        hides=("shared_members",),
        hides_with=("jaccard", "lift"),
        totals=(
            Total(("family", "segment", "other_family"), ("shared_members",), "other_family"),
            Total(("family", "other_family", "other_segment"), ("shared_members",), "family"),
        ),
    ),
    "profiles": _Chart(
        roles.SEGMENT_PROFILES,
        roles.ROLES[roles.SEGMENT_PROFILES],
        "segment, feature, level",
        needs=("members", "members_with_level"),
        totals=(Total(("family", "segment", "feature"), ("members_with_level",)),),
    ),
    "personas": _Chart(
        roles.SEGMENT_PERSONAS,
        roles.ROLES[roles.SEGMENT_PERSONAS],
        "segment",
        needs=("members",),
    ),
    "values": _Chart(
        roles.SEGMENT_VALUES,
        roles.ROLES[roles.SEGMENT_VALUES],
        "segment",
        needs=("members",),
    ),
    "channels": _Chart(
        roles.SEGMENT_CHANNELS,
        roles.ROLES[roles.SEGMENT_CHANNELS],
        "segment, channel",
        needs=("members",),
        hides=("reachable",),
        totals=(Total(("family", "channel"), ("reachable",), "family"),),
    ),
    "priorities": _Chart(
        roles.SEGMENT_PRIORITIES,
        roles.ROLES[roles.SEGMENT_PRIORITIES],
        "rank_in_family, segment, channel",
        needs=("reachable",),
    ),
    "experiments": _Chart(
        roles.EXPERIMENT_DIFFERENCES,
        roles.ROLES[roles.EXPERIMENT_DIFFERENCES],
        "experiment, metric, arm, segment",
        needs=("customers_control", "customers_treatment"),
    ),
}
"""Charts that show a role's rows unchanged."""

_BLOCKED = "blocked_by_"
"""Prefix of the channel relation's columns that count unreachable members by reason."""


def figures_of_families(
    reader: FigureReader, families: Sequence[Model]
) -> dict[str, dict[str, Figures]]:
    """Return the charts of each family by unique id, with one query per relation."""
    found: dict[str, dict[str, Figures]] = {model.unique_id: {} for model in families}
    for name, chart in _CHARTS.items():
        for together in _by_relation(reader, chart.role, families):
            for model, figures in _charted(reader, chart, together).items():
                found[model][name] = figures
    for together in _by_relation(reader, roles.DAILY_SIZES, families):
        for model, figures in _sizes(reader, together).items():
            found[model]["sizes"] = figures
    for together in _by_relation(reader, roles.MEMBERSHIP_HISTORY, families):
        for model, figures in _moves(reader, together).items():
            found[model]["moves"] = figures
    for model, figures in curves_of_families(reader, families).items():
        found[model]["curves"] = figures
    return found


def _by_relation(
    reader: FigureReader, role: str, families: Iterable[Model]
) -> Iterable[Sequence[Model]]:
    """Group the families for which the same relation plays a role."""
    found: dict[str, list[Model]] = {}
    for model in families:
        played = reader.roles.get(role, model.unique_id)
        if played is not None and played.unique_id is not None:
            found.setdefault(played.unique_id, []).append(model)
    return found.values()


def _charted(reader: FigureReader, chart: _Chart, families: Sequence[Model]) -> dict[str, Figures]:
    further = _reasons(reader, families[0]) if chart.role == roles.SEGMENT_CHANNELS else ()
    selected = (*chart.columns, *further)
    found = reader.relation(chart.role, chart.columns, families[0].unique_id, further=further)
    if found is None:
        return {}
    relation, sql = found
    names = reader.warehouse.listed(model.name for model in families)
    rows = reader.rows(
        f"select {', '.join(map(reader.warehouse.dialect.column, selected))} from {sql} as figures"
        f" where family in ({names}) order by family, {chart.order}"
    )
    if rows is None:
        return {}
    hides = (*chart.hides, *further)
    by_reason = (Total(("family", "segment", "channel"), hides),) if further else ()
    exclusive = {model.name for model in families if is_exclusive(model)}
    shown = shown_rows(
        selected,
        rows,
        reader.least,
        needs=chart.needs,
        hides=hides,
        hides_with=chart.hides_with,
        totals=(*chart.totals, *by_reason),
        is_exclusive=exclusive.__contains__,
    )
    return _split(reader, relation, selected, shown, families)


def is_exclusive(model: Model) -> bool:
    """Return whether a family puts everyone in at most one segment."""
    return model.family is not None and model.family.mode == "exclusive"


def _reasons(reader: FigureReader, family: Model) -> tuple[str, ...]:
    """Return the additional channel columns that say why members are not reached."""
    found = reader.roles.get(roles.SEGMENT_CHANNELS, family.unique_id)
    published = reader.roles.catalogue.published.get(found.unique_id or "") if found else None
    columns = published.columns if published is not None else ()
    return tuple(name for name, _ in columns if name.casefold().startswith(_BLOCKED))


def _sizes(reader: FigureReader, families: Sequence[Model]) -> dict[str, Figures]:
    """Return members per day, and their share of all that the entity's families divide that day."""
    columns = ("family", "segment", "as_of_date", "members", "change_by_definition")
    found = reader.relation(roles.DAILY_SIZES, columns, families[0].unique_id)
    if found is None:
        return {}
    relation, sql = found
    names = reader.warehouse.listed(model.name for model in families)
    rows = reader.rows(
        f"select {', '.join(columns)} from {sql} as sizes where family in ({names})"
        " order by family, as_of_date, segment"
    )
    if rows is None:
        return {}
    everyone = _everyone_by_day(families, rows)
    entities = {model.name: model.family.entity for model in families if model.family is not None}
    with_share = [
        [*row, row[3] / whole if (whole := everyone.get((entities[row[0]], row[2]))) else None]
        for row in rows
    ]
    shown_columns = (*columns, "share")
    hides_with = ("change_by_definition", "share")
    shown = shown_rows(
        shown_columns, with_share, reader.least, hides=("members",), hides_with=hides_with
    )
    return _split(reader, relation, shown_columns, shown, families)


def _everyone_by_day(
    families: Sequence[Model], rows: Iterable[Sequence[Any]]
) -> dict[tuple[str, Any], int]:
    """Return how many entities exist per day: the members of a family that covers all."""
    whole = {
        model.name: model.family.entity
        for model in families
        if model.family is not None
        and is_exclusive(model)
        and any(segment.where is None for segment in model.family.segments)
    }
    sums: dict[tuple[str, Any], int] = {}
    for family, _, day, members, *_ in rows:
        if family in whole:
            sums[family, day] = sums.get((family, day), 0) + members
    found: dict[tuple[str, Any], int] = {}
    for (family, day), members in sums.items():
        key = (whole[family], day)
        found[key] = max(members, found.get(key, 0))
    return found


def _moves(reader: FigureReader, families: Sequence[Model]) -> dict[str, Figures]:
    """Return rows of (family, segment, day, direction, cause, people)."""
    columns = ("family", "segment", "valid_from", "valid_to", "entry_reason", "exit_reason")
    found = reader.relation(roles.MEMBERSHIP_HISTORY, columns, families[0].unique_id)
    if found is None:
        return {}
    relation, sql = found
    names = reader.warehouse.listed(model.name for model in families)
    rows = reader.rows(
        f"with stays as (select * from {sql} as stays where family in ({names})),"
        " moves as (select family, segment, valid_from as day, 'entry' as direction,"
        " entry_reason as cause, count(*) as people from stays group by 1, 2, 3, 4, 5"
        " union all select family, segment, valid_to, 'exit', exit_reason, count(*) from stays"
        " where valid_to is not null group by 1, 2, 3, 4, 5)"
        " select family, segment, day, direction, cause, people from moves order by 1, 3, 2, 4, 5"
    )
    if rows is None:
        return {}
    shown_columns = ("family", "segment", "day", "direction", "cause", "people")
    of_a_day = Total(("family", "segment", "day"), ("people",))
    shown = shown_rows(shown_columns, rows, reader.least, hides=("people",), totals=(of_a_day,))
    return _split(reader, relation, shown_columns, shown, families)


def _split(
    reader: FigureReader,
    relation: roles.RoleRelation,
    columns: Sequence[str],
    rows: Iterable[list[Any]],
    families: Sequence[Model],
) -> dict[str, Figures]:
    """Return the rows of each family, without its name."""
    position = columns.index("family")
    shown_columns = [*columns[:position], *columns[position + 1 :]]
    by_name: dict[str, list[list[Any]]] = {}
    for row in rows:
        by_name.setdefault(row[position], []).append([*row[:position], *row[position + 1 :]])
    return {
        model.unique_id: reader.figures(relation, shown_columns, by_name[model.name])
        for model in families
        if model.name in by_name
    }
