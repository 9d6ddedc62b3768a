"""Steps that hold others back: freshness of what is read, and tests of what is built."""

from collections.abc import Iterable, Mapping
from itertools import chain

from orchestrator.graph import Graph
from orchestrator.nodes import FreshnessPolicy, Model, Node, Source
from orchestrator.plan.relations import Relations
from orchestrator.plan.steps import CheckFreshness, CheckInputs, Origin, RunTest, Step
from orchestrator.project.value import Project


def source_step(source: Source, relations: Relations, time_zone: str) -> CheckFreshness | None:
    """The freshness check of a source; None when it declares nothing to check."""
    if source.loaded_at_field is None:
        return None
    return CheckFreshness(
        unique_id=source.unique_id,
        reason="its readers are in the plan",
        origin=Origin(source.path),
        policy=source.freshness or FreshnessPolicy(),
        relation=relations.building(source.unique_id),
        loaded_at=source.loaded_at_field,
        time_zone=source.loaded_at_time_zone or time_zone,
    )


def freshness_steps(
    project: Project, nodes: Mapping[str, Node], relations: Relations, time_zone: str
) -> dict[str, Step]:
    """Checks of the sources that `nodes` read, and of the inputs of models that ask for it."""
    steps: dict[str, Step] = {}
    policies = {
        node.unique_id: node.config.freshness
        for node in nodes.values()
        if isinstance(node, Model) and node.config.freshness is not None
    }
    read = dict.fromkeys(chain.from_iterable(node.depends_on for node in nodes.values()))
    above = {name: project.graph.ancestors([name]) for name in policies}
    for name in (*read, *sorted(set().union(*above.values()))):
        node = project.nodes[name]
        is_wanted = isinstance(node, Source) and (node.freshness or name not in read)
        if isinstance(node, Source) and is_wanted:
            step = source_step(node, relations, time_zone)
            if step is not None:
                steps[name] = step
    for name, policy in policies.items():
        sources = tuple(source for source in sorted(above[name]) if source in steps)
        steps[f"inputs.{name}"] = CheckInputs(
            unique_id=name,
            reason="the model declares freshness",
            origin=Origin(nodes[name].path),
            waits_for=sources,
            policy=policy,
            sources=sources,
        )
    return steps


def test_gates(
    graph: Graph, tests: Iterable[RunTest], reads: Mapping[str, tuple[str, ...]]
) -> dict[str, list[str]]:
    """The tests that each step waits for: those whose relations are all upstream of it.

    `reads` are the steps that each test reads. Steps that are upstream of nothing wait for none.
    """
    gates: dict[str, list[str]] = {}
    for test in tests:
        parents = reads[test.unique_id]
        if not parents:
            continue
        children = set(chain.from_iterable(graph.children[parent] for parent in parents))
        if len(parents) > 1:
            children &= set[str].intersection(*[graph.descendants([parent]) for parent in parents])
        for child in children:
            gates.setdefault(child, []).append(test.unique_id)
    return gates
