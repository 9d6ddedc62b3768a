"""Plans freshness checks: how old each source is."""

from collections.abc import Iterable

from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Problems
from orchestrator.nodes import Source
from orchestrator.plan.gates import source_step
from orchestrator.plan.relations import Relations
from orchestrator.plan.steps import Plan, Step
from orchestrator.project.value import ParsedProject


def make_freshness_plan(
    project: ParsedProject, selected: Iterable[str], dialect: Dialect, time_zone: str
) -> Plan:
    """Return the plan of `seg source freshness`: the sources that declare it.

    Raises ProjectError for sources that do not say when their rows were loaded.
    """
    relations = Relations(project, dialect, {})
    steps: dict[str, Step] = {}
    problems = Problems()
    for name in selected:
        node = project.nodes[name]
        if isinstance(node, Source) and node.freshness:
            step = source_step(node, relations, time_zone, problems)
            if step is not None:
                steps[name] = replace(step, reason="selected")
    problems.raise_any()
    return Plan(steps, relations=relations)
