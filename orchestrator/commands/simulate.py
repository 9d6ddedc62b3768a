"""Simulates a segment with different numbers in its rule, to choose one."""

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.published.families import (
    choose_segment,
    entities_of,
    published_sources,
    spelling_of,
    value_column_of,
)
from orchestrator.commands.published.rule_events import published_events
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import StatementError, UsageError
from orchestrator.names import did_you_mean
from orchestrator.nodes import Family, Model, Segment
from orchestrator.segments.conditions import Comparison
from orchestrator.segments.simulation import (
    MOST_THRESHOLDS,
    Simulated,
    compared,
    compared_columns,
    simulated,
    simulated_calls,
    simulation_sql,
    with_neighbours,
)
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_to_read, require_warehouse


class Thresholds(Struct, frozen=True):
    """Numbers from `first` to `last`, `step` apart."""

    first: Decimal
    last: Decimal
    step: Decimal


class Simulation(Struct, frozen=True):
    """A segment for several values of one number in its rule."""

    segment: str
    rule: str
    changed: Comparison
    value: str | None
    lines: tuple[Simulated, ...]


class ChangedRule(Struct, frozen=True):
    """The number in a segment's rule that is replaced."""

    model: Model
    family: Family
    segment: Segment
    changed: Comparison


def simulate(
    workspace: Workspace,
    segment: str,
    column: str,
    thresholds: Thresholds,
    *,
    place: int | None = None,
    value: str | None = None,
    least_cliff: float = 0.1,
) -> Simulation:
    """Simulate `segment` (family.segment) for other numbers that its rule compares `column` with.

    `place` selects one of several comparisons, `value` is a column to sum, and a step that moves
    more than the share `least_cliff` of the members is a cliff. Raises UsageError.
    """
    model, family, chosen = choose_segment(workspace, segment)
    if chosen.where is None:
        what = f"'{segment}' has no rule: it contains everyone who is in no other segment"
        raise UsageError(what, fix="simulate one of the other segments")
    changed = _changed(chosen.where, column, place)
    numbers = _numbers(thresholds)
    _require_integers(changed, thresholds)
    require_warehouse(workspace)
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        catalogue = engine.catalogue()
        summed = _value_column(workspace, model, value, catalogue)
        if summed is not None:
            entities = published_sources(workspace, model, catalogue).entities
            _require_numbers(warehouse, summed, entities)
        lines = simulated_sizes(
            workspace,
            catalogue,
            warehouse,
            ChangedRule(model, family, chosen, changed),
            numbers,
            summed,
            least_cliff,
        )
    return Simulation(f"{model.name}.{chosen.name}", chosen.where, changed, summed, tuple(lines))


def simulated_sizes(
    workspace: Workspace,
    catalogue: Catalogue,
    warehouse: Warehouse,
    rule: ChangedRule,
    numbers: list[Decimal],
    value: str | None = None,
    least_cliff: float = 0.1,
) -> list[Simulated]:
    """Return the segment for each number but the first and last, which only show cliffs."""
    model, family, segment, changed = rule.model, rule.family, rule.segment, rule.changed
    calls = simulated_calls(family, segment, changed, numbers)
    events = published_events(workspace, model, catalogue, warehouse.session, calls)
    sources = replace(published_sources(workspace, model, catalogue), events=events)
    rows = warehouse.session.query(
        simulation_sql(family, segment, changed, numbers, value, sources, spelling_of(workspace))
    )
    return simulated(rows, numbers, value is not None, least_cliff)


def _changed(rule: str, column: str, place: int | None) -> Comparison:
    """Return the comparison whose number is replaced; raises UsageError if it is ambiguous."""
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


def _require_integers(changed: Comparison, thresholds: Thresholds) -> None:
    """Raise UsageError for numbers that event functions do not accept."""
    numbers = (thresholds.first, thresholds.last, thresholds.step)
    if changed.call and (min(numbers[:2]) < 1 or any(each % 1 for each in numbers)):
        what = f"{changed.column} of {changed.call} must be a whole number from 1"
        raise UsageError(what, fix="use whole numbers for --from, --to and --step")


def _numbers(thresholds: Thresholds) -> list[Decimal]:
    """Return the thresholds and their neighbours; raises UsageError for none or too many."""
    first, last, step = thresholds.first, thresholds.last, thresholds.step
    if step == 0:
        raise UsageError("the step cannot be 0", fix="use another number for --step")
    if (last - first) / step < 0:
        what = f"steps of {step} do not lead from {first} to {last}"
        raise UsageError(
            what, fix="make --step positive if --to is above --from, and negative if it is below"
        )
    if (last - first) / step >= MOST_THRESHOLDS:
        what = f"more than {MOST_THRESHOLDS} thresholds"
        raise UsageError(what, fix="use a larger --step")
    return with_neighbours(first, last, step)


def _value_column(
    workspace: Workspace, model: Model, wanted: str | None, catalogue: Catalogue
) -> str | None:
    on = entities_of(workspace, model)
    published = catalogue.published.get(on.unique_id)
    columns = [name for name, _ in published.columns] if published else []
    if wanted is None:
        wanted = value_column_of(workspace, model)
        if wanted is None:
            return None
    found = next((name for name in columns if name.casefold() == wanted.casefold()), None)
    if columns and found is None:
        fix = did_you_mean(wanted, columns) or f"its columns: seg show -s {on.name}"
        raise UsageError(f"{on.name} has no column '{wanted}'", fix=fix)
    return found or wanted


def _require_numbers(warehouse: Warehouse, column: str, relation: str) -> None:
    """Raise UsageError if the engine cannot sum a column."""
    try:
        total = f"sum({warehouse.dialect.column(column)})"
        warehouse.session.describe(f"select {total} as total from {relation}")
    except StatementError as error:
        what = f"--value {column}: it cannot be summed"
        raise UsageError(what, fix="name a column of numbers") from error
