"""`seg simulate`: a segment with other numbers in its rule, before any is chosen."""

import sys
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from orchestrator.cli.family_choice import (
    choose_segment,
    entities_of,
    published_sources,
    spelling_of,
)
from orchestrator.cli.given import Given
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import global_options, output_options
from orchestrator.cli.saying import notices, say
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.errors import StatementError, UsageError
from orchestrator.json_text import json_text
from orchestrator.names import did_you_mean
from orchestrator.nodes import Model
from orchestrator.reports.segments import Simulation, simulation_json, simulation_text
from orchestrator.reports.terminal import width_of
from orchestrator.roles import CUSTOMERS
from orchestrator.segments.conditions import Comparison
from orchestrator.segments.simulation import (
    MOST_THRESHOLDS,
    compared,
    compared_columns,
    simulated,
    simulation_sql,
    with_neighbours,
)
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, require_warehouse


class _Number(click.ParamType):  # type: ignore[type-arg]
    """A number as it is written, so that steps of 0.1 add up."""

    name = "number"

    def convert(self, value: Any, param: Any, ctx: Any) -> Decimal:
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            self.fail(f"'{value}' is no number", param, ctx)
        if not number.is_finite():
            self.fail(f"'{value}' is no number", param, ctx)
        return number


@click.command("simulate", cls=Command)
@global_options
@click.argument("segment")
@click.argument("column")
@click.option("--from", "first", type=_Number(), required=True, help="The first threshold.")
@click.option("--to", "last", type=_Number(), required=True, help="The last.")
@click.option("--step", type=_Number(), required=True, help="How far they are apart.")
@click.option("--at", "place", type=click.IntRange(1), help="Which comparison of the rule.")
@click.option(
    "--value", help="The column that is summed (default: the value of the role customers)."
)
@click.option(
    "--cliff", type=click.FloatRange(0), default=10.0, help="The least step that is one, in %."
)
@output_options
def simulate(**given: Any) -> int:
    """Show SEGMENT (family.segment) for other numbers that its rule compares COLUMN with."""
    call = Given.of(given)
    own = call.own
    workspace = open_workspace(call.flags, "simulate")
    notices(workspace)
    model, family, segment = choose_segment(workspace, own["segment"])
    if segment.where is None:
        what = f"'{own['segment']}' has no rule: it takes those whom no other takes"
        raise UsageError(what, fix="simulate one of the other segments")
    changed = _changed(segment.where, own["column"], own["place"])
    numbers = _numbers(own["first"], own["last"], own["step"])
    require_warehouse(workspace)
    with opened(workspace, read_only=True) as engine:
        catalogue = engine.catalogue()
        sources = published_sources(workspace, model, catalogue)
        session = engine.session()
        value = _value_column(workspace, model, own["value"], catalogue)
        if own["value"] is not None and value is not None:
            _require_numbers(workspace, value, sources.entities, session)
        rows = session.query(
            simulation_sql(
                family, segment, changed, numbers, value, sources, spelling_of(workspace)
            )
        )
        session.close()
    found = Simulation(
        f"{model.name}.{segment.name}",
        segment.where,
        changed,
        value,
        tuple(simulated(rows, numbers, value is not None, own["cliff"] / 100)),
    )
    if own["output"] == "json":
        say(workspace, json_text(simulation_json(found), workspace.mask))
    else:
        say(workspace, simulation_text(found, width_of(sys.stdout)))
    return 0


def _changed(rule: str, column: str, place: int | None) -> Comparison:
    """The comparison whose number is replaced; raises UsageError when it is not clear."""
    found = compared(rule, column)
    if not found:
        columns = compared_columns(rule)
        listed = f"compared with numbers: {', '.join(columns)}"
        if not columns:
            listed = "simulate a segment whose rule compares a number"
        raise UsageError(
            f"the rule does not compare '{column}' with a number: {rule.strip()}",
            fix=did_you_mean(column, columns) or listed,
        )
    listed = ", ".join(f"{number}: {each}" for number, each in enumerate(found, start=1))
    if place is None and len(found) > 1:
        what = f"the rule compares '{column}' with {len(found)} numbers"
        raise UsageError(what, fix=f"choose one with --at ({listed})")
    if place is not None and place > len(found):
        what = f"--at {place}: the rule compares '{column}' with {len(found)} number(s)"
        raise UsageError(what, fix=f"there is {listed}")
    return found[(place or 1) - 1]


def _numbers(first: Decimal, last: Decimal, step: Decimal) -> list[Decimal]:
    """The thresholds with their neighbours; raises UsageError when there are none, or too many."""
    if step == 0:
        raise UsageError("a step of 0 leads nowhere", fix="give --step another number")
    if (last - first) / step < 0:
        what = f"no step of {step} leads from {first} to {last}"
        raise UsageError(what, fix="give --step the sign of --to minus --from")
    if (last - first) / step >= MOST_THRESHOLDS:
        what = f"more than {MOST_THRESHOLDS} thresholds"
        raise UsageError(what, fix="take a larger --step")
    return with_neighbours(first, last, step)


def _value_column(
    workspace: Workspace, model: Model, wanted: str | None, catalogue: Catalogue
) -> str | None:
    on = entities_of(workspace, model)
    published = catalogue.published.get(on.unique_id)
    columns = [name for name, _ in published.columns] if published else []
    if wanted is None:
        role = workspace.project.roles.get(CUSTOMERS)
        is_role = role is not None and role.unique_id == on.unique_id
        wanted = role.declared.columns.get("value") if role is not None and is_role else None
        if wanted is None:
            return None
    found = next((name for name in columns if name.casefold() == wanted.casefold()), None)
    if columns and found is None:
        fix = did_you_mean(wanted, columns) or f"its columns: seg show -s {on.name}"
        raise UsageError(f"{on.name} has no column '{wanted}'", fix=fix)
    return found or wanted


def _require_numbers(workspace: Workspace, column: str, relation: str, session: Session) -> None:
    """Raise UsageError when the engine cannot sum a column."""
    try:
        session.describe(f"select sum({workspace.dialect.column(column)}) as total from {relation}")
    except StatementError as error:
        what = f"--value {column}: it cannot be summed"
        raise UsageError(what, fix="name a column of numbers") from error
