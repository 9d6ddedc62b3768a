"""Plans an experiment: how many customers it needs, and what all members can show."""

from datetime import date
from math import isfinite
from typing import Any

from msgspec import Struct

from orchestrator.commands.published.families import choose_segment
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.errors import UsageError
from orchestrator.names import did_you_mean
from orchestrator.roles import METRIC_BASELINES, ROLES
from orchestrator.segments.sample_sizes import (
    Baseline,
    Demand,
    customers_per_arm,
    detectable_lift,
)
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_to_read, require_warehouse

RATE = "conversion"
_COLUMNS = tuple(name for name in ROLES[METRIC_BASELINES] if name not in ("family", "segment"))


class MeasuredMetric(Struct, frozen=True):
    """A metric of a segment without an experiment: its customers, and since when.

    `is_followed`: the members of `measured_from` were followed for `window_days`. Otherwise the
    metric looks back from that day, which may be biased by the segment's own rule.
    """

    metric: str
    measured_from: date
    is_followed: bool
    window_days: int
    customers: int
    mean: float
    deviation: float | None


class ExperimentPlan(Struct, frozen=True):
    """What an experiment on a segment can show.

    `lift` is the effect to detect; `per_arm` the customers needed per arm, None if no number is
    enough. `detectable` is the smallest lift that all members together can show.
    """

    segment: str
    members: int
    measured: MeasuredMetric
    demand: Demand
    lift: float
    per_arm: int | None
    detectable: float | None

    @property
    def customers(self) -> int | None:
        """Return the customers needed in all arms together."""
        return None if self.per_arm is None else self.per_arm * self.demand.arms


def plan_experiment(
    workspace: Workspace,
    segment: str,
    *,
    metric: str = RATE,
    lift: float = 0.1,
    demand: Demand | None = None,
) -> ExperimentPlan:
    """Return what an experiment on `segment` (family.segment) needs to detect a relative `lift`.

    Raises UsageError.
    """
    demand = demand or Demand()
    _require_sense(lift, demand)
    model, _, chosen = choose_segment(workspace, segment)
    require_warehouse(workspace)
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        roles = RoleRelations(workspace, engine.catalogue())
        found = _measured(roles, warehouse, model.name, chosen.name)
    if metric not in found:
        if not found:
            what = f"there are no figures for '{segment}': it has no members"
            raise UsageError(what, fix="choose a segment that has members")
        fix = did_you_mean(metric, found) or f"metrics: {', '.join(found)}"
        raise UsageError(f"no metric '{metric}'", fix=fix)
    measured = found[metric]
    base = Baseline(measured.mean, None if metric == RATE else measured.deviation or 0.0)
    _require_possible(metric, base, lift)
    needed = customers_per_arm(base, lift, demand)
    return ExperimentPlan(
        segment=f"{model.name}.{chosen.name}",
        members=measured.customers,
        measured=measured,
        demand=demand,
        lift=lift,
        per_arm=int(needed) if isfinite(needed) else None,
        detectable=detectable_lift(base, measured.customers // demand.arms, demand),
    )


def _require_sense(lift: float, demand: Demand) -> None:
    """Raise UsageError if a number is out of range."""
    if not isfinite(lift) or lift == 0 or lift < -1:
        what = f"{lift} is not a lift that can be detected"
        raise UsageError(what, fix="0.1 is +10 %, -0.1 is -10 %")
    for name, value in (("error", demand.error), ("power", demand.power)):
        if not 0 < value < 1:
            raise UsageError(f"the {name} is {value}", fix="it is between 0 and 1")
    if demand.arms < 2:
        raise UsageError(
            f"{demand.arms} arm(s) compare nothing",
            fix="an experiment has at least 2 arms, including control",
        )


def _require_possible(metric: str, base: Baseline, lift: float) -> None:
    """Raise UsageError if a rate would exceed 1."""
    if metric == RATE and base.mean * (1 + lift) > 1:
        what = f"a lift of {lift:.0%} on a rate of {base.mean:.1%} would exceed 100 %"
        raise UsageError(what, fix="choose a smaller lift")


def _measured(
    roles: RoleRelations, warehouse: Warehouse, family: str, segment: str
) -> dict[str, MeasuredMetric]:
    """Return what is published about a segment, by metric."""
    relation = roles.sql(roles.require(METRIC_BASELINES), ROLES[METRIC_BASELINES])
    literal = warehouse.dialect.literal
    rows = warehouse.session.query(
        f"select {', '.join(_COLUMNS)} from {relation} as measured "
        f"where family = {literal(family)} and segment = {literal(segment)} order by metric"
    )
    return {str(row[0]): _measured_metric(*row) for row in rows.values}


def _measured_metric(
    metric: str,
    measured_from: date,
    is_followed: bool,
    window_days: int,
    customers: int,
    mean: Any,
    deviation: Any,
) -> MeasuredMetric:
    """Convert a row of the role; engines may return decimals."""
    return MeasuredMetric(
        metric,
        measured_from,
        is_followed,
        window_days,
        customers,
        float(mean),
        None if deviation is None else float(deviation),
    )
