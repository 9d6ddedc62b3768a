"""Steps that hold back others: freshness of inputs, and tests of what is built."""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from orchestrator.compiler.closing import Sql
from orchestrator.compiler.sql import Origin, SqlTemplate, placeholder
from orchestrator.errors import Problems
from orchestrator.graph import Graph
from orchestrator.ids import input_check_id
from orchestrator.nodes import THIS, FreshnessPolicy, Model, Node, Source
from orchestrator.plan.relations import Relations
from orchestrator.plan.steps import CheckFreshness, CheckInputs, Step
from orchestrator.project.value import ParsedProject


def source_step(
    source: Source, relations: Relations, time_zone: str, problems: Problems
) -> CheckFreshness | None:
    """Return the freshness check of a source; None if it does not say when its rows were loaded."""
    relation = placeholder(source.unique_id)
    loaded_at = source.loaded_at_field
    if loaded_at is not None and loaded_at.isidentifier():
        loaded_at = relations.dialect.column(loaded_at)
    if source.loaded_at_query is not None:
        query = source.loaded_at_query.replace(THIS, relation)
        relation, loaded_at = f"(\n{query}\n) as loaded(loaded_at)", "loaded_at"
    if loaded_at is None:
        if source.freshness is not None:
            problems.add(
                f"source {source.source_name}.{source.name} declares freshness, "
                "but not when its rows were loaded",
                source.place,
                "set loaded_at_field or loaded_at_query",
            )
        return None
    return CheckFreshness(
        unique_id=source.unique_id,
        reason="nodes downstream of it are in the plan",
        origin=Origin(source.place),
        policy=source.freshness or FreshnessPolicy(),
        relation=Sql(SqlTemplate(relation)),
        loaded_at=loaded_at,
        time_zone=source.loaded_at_time_zone or time_zone,
    )


def freshness_steps(
    project: ParsedProject, nodes: Mapping[str, Node], relations: Relations, time_zone: str
) -> dict[str, Step]:
    """Return checks of the sources that `nodes` read, and of models' inputs if requested.

    Raises ProjectError for freshness of something that has no age.
    """
    steps: dict[str, Step] = {}
    problems = Problems()
    policies = {
        node.unique_id: node.config.freshness
        for node in nodes.values()
        if isinstance(node, Model) and node.config.freshness is not None
    }
    read = _read_by(project, nodes.values())
    above = {name: project.graph.ancestors([name]) for name in policies}
    inputs = set[str]().union(*above.values())
    for name in dict.fromkeys((*read, *sorted(inputs))):
        node = project.nodes[name]
        if isinstance(node, Source) and (node.freshness or name in inputs):
            step = source_step(node, relations, time_zone, problems)
            if step is not None:
                steps[name] = step
    for name, policy in policies.items():
        sources = tuple(source for source in sorted(above[name]) if source in steps)
        if not sources:
            problems.add(
                f"model {nodes[name].name} declares freshness, but no upstream source says when "
                "its rows were loaded",
                nodes[name].place,
                "set loaded_at_field on one of its sources",
            )
        steps[input_check_id(name)] = CheckInputs(
            unique_id=name,
            reason="the model declares freshness",
            origin=Origin(nodes[name].place),
            waits_for=sources,
            policy=policy,
            sources=sources,
        )
    problems.raise_any()
    return steps


def _read_by(project: ParsedProject, nodes: Iterable[Node]) -> dict[str, None]:
    """Return what nodes read, and what ephemeral models inlined into them read."""
    found: dict[str, None] = {}
    pending = list(chain.from_iterable(node.depends_on for node in nodes))
    for name in pending:
        node = project.nodes[name]
        if name not in found and node.is_ephemeral:
            pending.extend(node.depends_on)
        found[name] = None
    return found


def test_gates(graph: Graph, tests: Iterable[str], steps: Collection[str]) -> dict[str, list[str]]:
    """Return the tests that each of `steps` waits for: those of relations upstream of it.

    `graph` contains tests and steps, and tested nodes without a step: sources, ephemeral models,
    and reused ones.
    """
    nearest = _nearest_steps(graph, steps)
    gates: dict[str, list[str]] = {}
    for test in tests:
        parents = graph.parents[test]
        children = set(chain.from_iterable(graph.children[parent] for parent in parents))
        if len(parents) > 1:
            children &= set[str].intersection(*[graph.descendants([parent]) for parent in parents])
        for child in _union(nearest[name] for name in children):
            gates.setdefault(child, []).append(test)
    return gates


def _nearest_steps(graph: Graph, steps: Collection[str]) -> Mapping[str, set[str]]:
    """Map each name to itself if it is a step, else to its nearest descendants that are."""
    nearest: dict[str, set[str]] = {}
    for name in reversed(graph.sorted()):
        # Visit each name once: there may be millions of paths through nodes without steps.
        is_step = name in steps
        nearest[name] = {name} if is_step else _union(nearest[at] for at in graph.children[name])
    return nearest


def _union(found: Iterable[set[str]]) -> set[str]:
    return set().union(*found)
