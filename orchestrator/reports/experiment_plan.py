"""The plan of an experiment, as text and as JSON."""

from typing import Any

from msgspec.structs import asdict

from orchestrator.commands.experiment_plan import RATE, ExperimentPlan


def plan_text(found: ExperimentPlan) -> str:
    """Return what it needs, what all members could show, and the basis of the figures."""
    measured, demand = found.measured, found.demand
    is_rate = measured.metric == RATE
    level = f"{measured.mean:.2%}" if is_rate else f"{measured.mean:.2f} each"
    lines = [
        f"{found.segment}: {measured.metric} {level} in {measured.window_days} days, "
        f"of {found.members} members",
        f"{demand.arms} equal arms, error {demand.error:.0%}, power {demand.power:.0%}",
        "",
        f"to detect a lift of {found.lift:+.0%}: {_needed(found)}",
        f"with all {found.members} members: {_detectable(found)}",
        "",
        _basis(found),
    ]
    return "\n".join(lines)


def _needed(found: ExperimentPlan) -> str:
    if found.per_arm is None or found.customers is None:
        return "nobody does it, so no lift can be detected"
    text = f"{found.customers} customers, {found.per_arm} in each arm"
    return text if found.customers <= found.members else f"{text}; there are {found.members}"


def _detectable(found: ExperimentPlan) -> str:
    if found.detectable is None:
        return "no lift can be detected reliably"
    mean = found.measured.mean
    to = mean * (1 + found.detectable)
    levels = (
        f"{mean:.2%} to {to:.2%}" if found.measured.metric == RATE else f"{mean:.2f} to {to:.2f}"
    )
    return f"a lift of {found.detectable:.0%} or more ({levels})"


def _basis(found: ExperimentPlan) -> str:
    measured = found.measured
    if measured.is_followed:
        return f"measured on the members of {measured.measured_from}, over the days after"
    return (
        f"measured on the members of {measured.measured_from}, over the days before: biased if "
        "recent purchases, or their absence, decide who is a member; more accurate after "
        f"{measured.window_days} days of history"
    )


def plan_json(found: ExperimentPlan) -> dict[str, Any]:
    """Return the plan as a JSON object."""
    return {
        "segment": found.segment,
        "members": found.members,
        **asdict(found.measured),
        **asdict(found.demand),
        "lift": found.lift,
        "customers_per_arm": found.per_arm,
        "customers_needed": found.customers,
        "detectable_lift": found.detectable,
    }
