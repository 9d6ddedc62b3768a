"""`seg experiment plan`: sizes an experiment before it starts."""

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands.experiment_plan import plan_experiment
from orchestrator.json_text import json_text
from orchestrator.reports.experiment_plan import plan_json, plan_text
from orchestrator.segments.sample_sizes import Demand


def plan(
    given: Given,
    *,
    segment: str,
    metric: str,
    lift: float,
    power: float,
    error: float,
    arms: int,
    output: str,
) -> int:
    """Print how many customers an experiment needs."""
    workspace = opened_for(given, "experiment")
    demand = Demand(error=error, power=power, arms=arms)
    found = plan_experiment(workspace, segment, metric=metric, lift=lift, demand=demand)
    if output == "json":
        say(workspace, json_text(plan_json(found), workspace.mask))
    else:
        say(workspace, plan_text(found))
    return 0
