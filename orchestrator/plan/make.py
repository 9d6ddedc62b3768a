"""Makes the plan of a run: the selected nodes, in order, each with its SQL and its reason."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from orchestrator.compiler.compile import Compiled
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue
from orchestrator.names import RelationName
from orchestrator.nodes import Node
from orchestrator.plan.decided import NOTHING_DECIDED, Decided, kept_versions
from orchestrator.plan.decisions import Reused
from orchestrator.plan.gates import freshness_steps
from orchestrator.plan.options import PlanOptions
from orchestrator.plan.order import in_order
from orchestrator.plan.orphans import orphans_of
from orchestrator.plan.relations import require_free_names
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.step_builder import StepBuilder
from orchestrator.plan.steps import Build, Plan, Reusing, Step
from orchestrator.project.value import ParsedProject


def make_plan(
    project: ParsedProject,
    selected: Iterable[str],
    compiled: Compiled,
    catalogue: Catalogue,
    dialect: Dialect,
    options: PlanOptions,
    reuse: Reuse | None = None,
    decided: Decided = NOTHING_DECIDED,
    reasons: Mapping[str, str] = MappingProxyType({}),
) -> Plan:
    """Return the plan for `selected` nodes, purely: the same arguments give the same plan.

    Raises ProjectError if it would publish under a name of another target. With `reuse`, nodes
    `decided` to be unchanged get no step; `reasons` are those of the others.
    """
    selected = tuple(selected)
    reused = {
        name: found.why
        for name in selected
        if isinstance(found := decided.decisions.get(name), Reused) and found.state.is_published
    }
    requested = {name: project.nodes[name] for name in selected}
    if options.publish != "none":
        require_free_names(requested.values(), catalogue)
    nodes = {name: node for name, node in requested.items() if name not in reused}
    shared = (compiled, catalogue, dialect, options, reasons)
    builder = StepBuilder(project, nodes, *shared)
    steps = builder.steps()
    steps |= {
        name: replace(step, action="publish again")
        for name, step in steps.items()
        if isinstance(step, Build) and isinstance(decided.decisions.get(name), Reused)
    }
    if options.has_gates:
        # Data ages without additions: nothing is built on stale data, even if it is reused.
        steps |= freshness_steps(project, requested, builder.relations, options.time_zone)
    steps = in_order(project, steps)
    relations = (getattr(step, "failures_relation", None) for step in steps.values())
    schemas = {relation.schema for relation in relations if relation}
    # What a failed build left for inspection stays until something is built again.
    keep = catalogue.versions if options.publish == "none" else frozenset[RelationName]()
    keep |= {kept.relation for kept in options.kept_batches.values()}
    views = frozenset(name for name, at in catalogue.published.items() if at.kind == "view")
    return Plan(
        steps,
        options.publish,
        tuple(sorted(schemas)),
        keep | (kept_versions(reuse, nodes) if reuse is not None else frozenset()),
        views,
        relations=builder.relations,
        reused={name: why for name, why in reused.items() if not project.nodes[name].is_ephemeral},
        reusing=None
        if reuse is None
        else _reusing(
            reuse,
            decided,
            steps,
            requested,
            catalogue,
            StepBuilder(project, _standing_views(reuse, requested, steps), *shared).steps(),
        ),
        orphans=()
        if options.publish == "none"
        else tuple(str(row.relation) for row in orphans_of(project, catalogue, dialect).own),
    )


def _reusing(
    reuse: Reuse,
    decided: Decided,
    steps: Mapping[str, Step],
    requested: Mapping[str, Node],
    catalogue: Catalogue,
    standing: Mapping[str, Step],
) -> Reusing:
    """Return how the run decides about steps as their turn comes."""
    # A source is also a step if its age is checked.
    states = {
        name: state
        for name, state in decided.states.items()
        if name not in steps or name in reuse.states
    }
    has_published = bool(catalogue.generations) and not reuse.only_notes
    return Reusing(
        reuse,
        states,
        catalogue.next_version,
        catalogue.generations[0] if has_published else None,
        sum(1 for node in requested.values() if node.is_built),
        standing,
    )


def _standing_views(
    reuse: Reuse, requested: Mapping[str, Node], steps: Mapping[str, Step]
) -> dict[str, Node]:
    """Return views without a step through which partly rebuilt nodes may read."""
    if not steps:
        return {}
    return {
        name: requested[name]
        for name in reuse.refreshing.reads
        if reuse.definitions[name].kind == "view" and name in requested and name not in steps
    }
