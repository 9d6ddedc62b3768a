"""The order in which steps run: what each waits for."""

from collections.abc import Mapping

from msgspec.structs import replace

from orchestrator.graph import Graph
from orchestrator.ids import is_input_check
from orchestrator.plan.gates import test_gates
from orchestrator.plan.steps import RunTest, RunUnitTest, Step
from orchestrator.plan.unit_tests import order_unit_tests
from orchestrator.project.value import ParsedProject


def in_order(project: ParsedProject, steps: Mapping[str, Step]) -> dict[str, Step]:
    """Return the steps with what each waits for, parents first."""
    units = {name for name, step in steps.items() if isinstance(step, RunUnitTest)}
    base = project.graph.restrict((set(steps) - units) & set(project.nodes))
    parents = {
        step_id: (*base.parents.get(step_id, ()), *step.waits_for)
        for step_id, step in steps.items()
        if step_id not in units
    }
    for step_id in steps:
        if is_input_check(step_id):
            model = steps[step_id].unique_id
            if model in parents:
                parents[model] = (*parents[model], step_id)
    tests = [name for name, step in steps.items() if isinstance(step, RunTest)]
    read = {name for test in tests for name in project.nodes[test].depends_on}
    relations = project.graph.restrict(read.union(base)) if read.difference(base) else base
    built = base.parents.keys() - set(tests)
    for step_id, gates in test_gates(relations, tests, built).items():
        parents[step_id] = (*parents[step_id], *gates)
    order_unit_tests(project, steps, parents)
    graph = Graph(parents)
    return {
        step_id: replace(steps[step_id], waits_for=parents[step_id]) for step_id in graph.sorted()
    }
