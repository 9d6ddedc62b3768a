"""`seg segments`: all families and segments, with what is published of each."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from orchestrator.cli.given import Given
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import global_options, output_options
from orchestrator.cli.role_relations import RoleRelations
from orchestrator.cli.saying import notices, say
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.names import composed, did_you_mean
from orchestrator.nodes import Model
from orchestrator.plan.relations import Relations
from orchestrator.project.segment_list import families_among
from orchestrator.project.segment_reviews import review_day
from orchestrator.reports.segments import (
    LeftOut,
    SegmentLine,
    SegmentList,
    segments_json,
    segments_text,
)
from orchestrator.reports.terminal import width_of
from orchestrator.roles import DAILY_SIZES
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened

_HISTORY_COLUMNS = ("family", "segment", "as_of_date", "members")


@click.command("segments", cls=Command)
@global_options
@click.argument("families", nargs=-1)
@output_options
def segments(**given: Any) -> int:
    """List the segments of FAMILIES (all of them by default): size, change, age, owner."""
    call = Given.of(given)
    own = call.own
    workspace = open_workspace(call.flags, "segments")
    notices(workspace)
    families = _chosen(workspace, own["families"])
    measured: Measures = {}
    if families and has_warehouse(workspace):
        with opened(workspace, read_only=True) as engine:
            session = engine.session()
            measured = _measured(workspace, families, engine.catalogue(), session)
            session.close()
    overdue = _overdue(workspace, families)
    found = SegmentList(
        tuple(
            _line(workspace, model, measured.get(model.name), position, overdue)
            for model in families
            if model.family is not None
            for position in range(len(model.family.segments))
        ),
        tuple(_left_out(workspace, own["families"])),
        tuple(model.name for model in families if model.name not in measured),
    )
    if own["output"] == "json":
        say(workspace, json_text(segments_json(found), workspace.mask))
    else:
        say(workspace, segments_text(found, width_of(sys.stdout)))
    return 0


# Of a family: everyone, the day, members by segment, members by segment on the day before.
Measures = dict[str, tuple[int, date | None, Mapping[str, int], Mapping[str, int]]]


def _chosen(workspace: Workspace, names: tuple[str, ...]) -> list[Model]:
    families = families_among(workspace.project.nodes.values())
    known = [model.name for model in families]
    off = [node.name for node in families_among(workspace.project.disabled.values())]
    for name in names:
        if composed(name) not in map(composed, (*known, *off)):
            fix = did_you_mean(name, known) or f"segment families: {', '.join(sorted(known))}"
            raise UsageError(f"no segment family '{name}'", fix=fix)
    return [model for model in families if not names or _is_among(model.name, names)]


def _is_among(name: str, names: tuple[str, ...]) -> bool:
    return composed(name) in map(composed, names)


def _left_out(workspace: Workspace, names: tuple[str, ...]) -> list[LeftOut]:
    found = [
        LeftOut(node.name, str(node.place))
        for node in families_among(workspace.project.disabled.values())
    ]
    for model in families_among(workspace.project.nodes.values()):
        assert model.family is not None
        found += [
            LeftOut(f"{model.name}.{name}", str(model.place)) for name in model.family.left_out
        ]
    return [each for each in found if not names or _is_among(each.name.partition(".")[0], names)]


def _measured(
    workspace: Workspace, families: list[Model], catalogue: Catalogue, session: Session
) -> Measures:
    """What is published of each family that was built, in one query and one for each history."""
    relations = Relations(workspace.project, workspace.dialect, {})
    literal = workspace.dialect.literal
    built = [model for model in families if model.unique_id in catalogue.published]
    if not built:
        return {}
    parts = []
    for model in built:
        on = relations.published(model.depends_on[0])
        parts.append(
            f"select {literal(model.name)} as family, segment, count(*) as members,"
            f" max(as_of_date) as as_of_date, (select count(*) from {on}) as everyone"
            f" from {relations.published(model.unique_id)} group by segment"
        )
        parts.append(f"select {literal(model.name)}, null, 0, null, (select count(*) from {on})")
    found: Measures = {}
    for family, segment, members, as_of, everyone in session.query(
        "\nunion all\n".join(parts)
    ).values:
        before = found.get(family, (everyone, None, {}, {}))
        sizes = dict(before[2]) if segment is None else {**before[2], segment: members}
        day = max((day for day in (before[1], as_of) if day is not None), default=None)
        found[family] = (everyone, day, sizes, {})
    for family, sizes in _sizes_before(workspace, built, catalogue, session, found).items():
        found[family] = (*found[family][:3], sizes)
    return found


def _sizes_before(
    workspace: Workspace,
    built: Sequence[Model],
    catalogue: Catalogue,
    session: Session,
    found: Measures,
) -> dict[str, dict[str, int]]:
    """The members on the last recorded day before the family's own, by family and segment."""
    roles = RoleRelations(workspace, catalogue)
    literal = workspace.dialect.literal
    days: dict[str, list[str]] = {}
    for model in built:
        day, history = found[model.name][1], roles.get(DAILY_SIZES, model.unique_id)
        if day is None or history is None:
            continue
        relation = roles.sql(history, _HISTORY_COLUMNS)
        days.setdefault(relation, []).append(
            f"(family = {literal(model.name)} and as_of_date < {literal(day)})"
        )
    sizes: dict[str, dict[str, int]] = {}
    for relation, conditions in days.items():
        rows = session.query(
            f"with past as (select family, segment, members, as_of_date from {relation} as sizes"
            f" where {' or '.join(conditions)}),"
            " last_days as (select family, max(as_of_date) as as_of_date from past group by family)"
            " select past.family, past.segment, past.members from past inner join last_days"
            " on past.family = last_days.family and past.as_of_date = last_days.as_of_date"
        )
        for family, segment, members in rows.values:
            sizes.setdefault(family, {})[segment] = members
    return sizes


def _line(
    workspace: Workspace,
    model: Model,
    measured: tuple[int, date | None, Mapping[str, int], Mapping[str, int]] | None,
    position: int,
    overdue: frozenset[str],
) -> SegmentLine:
    family = model.family
    assert family is not None
    segment = family.segments[position]
    members = share = change = day = None
    if measured is not None:
        everyone, day, sizes, before = measured
        members = sizes.get(segment.name, 0)
        share = members / everyone if everyone else None
        change = members - before.get(segment.name, 0) if before else None
    return SegmentLine(
        family=model.name,
        segment=segment.name,
        members=members,
        share=share,
        change=change,
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


def _overdue(workspace: Workspace, families: list[Model]) -> frozenset[str]:
    """The families whose day of review has passed."""
    loaded = workspace.loaded
    today = {
        package: review_day(
            loaded.renderer,
            {**loaded.shared, **loaded.by_package[package]},
            package,
            workspace.now,
        )
        for package in {model.package for model in families}
    }
    return frozenset(
        model.name
        for model in families
        if model.family is not None
        and model.family.review_by is not None
        and model.family.review_by < today[model.package]
    )
