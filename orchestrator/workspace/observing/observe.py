"""Reads, before a run, what decides whether it has anything to do: facts and contents."""

from collections.abc import Iterable, Mapping

from orchestrator import __version__
from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.stamps import stamps_in
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Catalogue, PublishedRelation, Session
from orchestrator.nodes import DataTest, Model, Node, Source
from orchestrator.plan.decisions import NodeState, state_of
from orchestrator.plan.definitions import stands_as_defined
from orchestrator.plan.observed import Recording
from orchestrator.plan.once import OncePer, definitions_once, due_once
from orchestrator.plan.relations import Relations, published_names
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.snapshots import snapshots_going_on
from orchestrator.project.locations import content_of
from orchestrator.state.definitions import Definition, Definitions, with_types
from orchestrator.state.facts import Facts, has_facts, read_facts
from orchestrator.state.used import Used, Uses
from orchestrator.warehouse import unless_refused
from orchestrator.workspace.observing.environment import FORMAT, base_of
from orchestrator.workspace.observing.overrides import (
    Overrides,
    forced_nodes,
    made_since,
    renewed_nodes,
)
from orchestrator.workspace.observing.refreshing import observe_refreshing
from orchestrator.workspace.observing.sources import observe_sources
from orchestrator.workspace.observing.stamps import restamped_tables, stamped_over, stamps_of
from orchestrator.workspace.observing.unit_tests import types_above
from orchestrator.workspace.value import Workspace


def observe(
    workspace: Workspace,
    session: Session | None,
    engine_version: str,
    compiled: Compiled,
    selected: Iterable[str],
    catalogue: Catalogue,
    overrides: Overrides,
) -> Reuse:
    """Return everything that decisions are based on; `session` is None without a warehouse."""
    selected = tuple(selected)
    project, dialect = workspace.project, workspace.dialect
    renewed = renewed_nodes(project.nodes, selected, overrides)
    facts = made_since(_facts(session, dialect, catalogue), renewed, overrides.since)
    published = {name: catalogue.published[name] for name in published_names(project, catalogue)}
    definitions = _definitions(workspace, engine_version, compiled, selected, published, facts)
    types = types_above(workspace, session, selected, definitions, published, facts)
    definitions |= {name: with_types(definitions[name], found) for name, found in types.items()}
    read = {name for found in definitions.values() for name in found.inputs}
    outside = [project.nodes[name] for name in sorted(read - definitions.keys())]
    sources = observe_sources(workspace, session, (*definitions, *read), outside, published, facts)
    states = {
        node.unique_id: sources.states[node.unique_id]
        if isinstance(node, Source)
        else _unselected(node, published, facts, session)
        for node in outside
    }
    base = base_of(workspace, session, catalogue)
    once_per = due_once(project.nodes, {*selected, *read} & project.nodes.keys())
    attached = {
        name: node.attached_to
        for name in selected
        if isinstance(node := project.nodes[name], DataTest) and node.attached_to
    }
    once = OncePer(
        base,
        definitions,
        facts,
        published,
        attached,
        once_per,
        dict(stamps_of(workspace, compiled, once_per, published)),
        definitions_once(project.graph, project.nodes, once_per, definitions, published, facts),
        overrides.full_tests,
    )
    return Reuse(
        base=base,
        definitions=definitions,
        facts=facts,
        published=published,
        states=states,
        now=workspace.now,
        once=once,
        refreshing=observe_refreshing(
            workspace,
            session,
            compiled,
            definitions,
            published,
            states,
            facts,
            base,
            sources.new_rows,
        ),
        sources=sources,
        recording=_recording(workspace, definitions, facts),
        standing=_standing(workspace, definitions, compiled, published, catalogue),
        continued=snapshots_going_on(project, catalogue).union(compiled.full_refresh_sql),
        restamped=frozenset(restamped_tables(workspace, compiled, definitions, published)),
        forced=forced_nodes(selected, renewed, facts, overrides, catalogue)
        | dict.fromkeys(stamped_over(workspace, compiled, published), "its stamps changed"),
        tolerances={
            name: node.config.lag_tolerance
            for name in selected
            if isinstance(node := project.nodes[name], Model) and node.config.lag_tolerance
        },
        attached=attached,
    )


def _recording(
    workspace: Workspace, definitions: Mapping[str, Definition], facts: Facts
) -> Recording:
    nodes = workspace.project.nodes
    return Recording(
        workspace.target.name,
        _used(workspace, definitions, facts),
        workspace.mask,
        frozenset(nodes),
        frozenset(
            file
            for node in nodes.values()
            if isinstance(node, Source) and node.location and (file := content_of(node.location))
        ),
    )


def _facts(session: Session | None, dialect: Dialect, catalogue: Catalogue) -> Facts:
    """Return what earlier runs recorded, as far as it can be used."""
    if session is None or not has_facts(catalogue, dialect):
        return Facts()
    shown = {found.version for found in catalogue.published.values() if found.version}
    return read_facts(session, dialect, catalogue.versions, shown)


def _definitions(
    workspace: Workspace,
    engine_version: str,
    compiled: Compiled,
    selected: Iterable[str],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
) -> dict[str, Definition]:
    """Return the definitions of the selected nodes, and of those inlined into them."""
    nodes, dialect = workspace.project.nodes, workspace.dialect
    stamped = compiled.stamp_reads.stamped
    defining = Definitions(
        compiled,
        f"{engine_version}, seg {__version__} ({FORMAT})",
        workspace.adapter.volatile_words,
        facts.definitions,
        harmless=(
            f"the table {dialect.internal_table(name)}" for name in ("erasures", "erasure_salt")
        ),
        filled_by={
            node.unique_id: node.depends_on[0]
            for node in nodes.values()
            if isinstance(node, Source) and node.depends_on
        },
        stamps={
            # For nodes that are not built, use the published definition.
            **{
                name: stamps_in(shown.definition, dialect.relation(shown.version))
                for name in stamped
                if (shown := published.get(name)) is not None and shown.version is not None
            },
            **{name: stamps.sql for name, stamps in compiled.stamps.items()},
        },
    )
    return {
        name: found
        for name in dict.fromkeys((*selected, *compiled.sql))
        if (found := defining.of(nodes[name])) is not None
    }


def _unselected(
    node: Node,
    published: Mapping[str, PublishedRelation],
    facts: Facts,
    session: Session | None,
) -> NodeState:
    """Return the contents of a node that is not selected, from its version's facts or a scan."""
    found = published.get(node.unique_id)
    if found is None or session is None:
        return NodeState(None, True)
    fact = facts.by_version.get(found.version) if found.version else None
    if fact is not None:
        return state_of(fact, is_published=True)
    relation = found.version or found.relation
    content = unless_refused(lambda: session.content(relation))
    if content is None:
        return NodeState(None, True)
    return NodeState(content.digest, True, content.row_count)


def _standing(
    workspace: Workspace,
    definitions: Mapping[str, Definition],
    compiled: Compiled,
    published: Mapping[str, PublishedRelation],
    catalogue: Catalogue,
) -> frozenset[str]:
    """Return the views whose published definition is current.

    The text of a view with a contract is published with casts, which follow from the definition.
    """
    relations = Relations(workspace.project, workspace.dialect, {})
    found = set[str]()
    for name, definition in definitions.items():
        before = published.get(name)
        if definition.kind == "view" and before is not None and before.kind == "view":
            sql = compiled.sql_of(name).resolve(relations.published, workspace.dialect)
            node = workspace.project.nodes[name]
            if not isinstance(node, Model) or node.contract is None:
                stands = sql.text == before.definition
            else:
                is_in = clean_select(sql.text) in before.definition
                stands = is_in and stands_as_defined(node, workspace.project, compiled, catalogue)
            if stands:
                found.add(name)
    return frozenset(found)


def _used(
    workspace: Workspace, definitions: Mapping[str, Definition], facts: Facts
) -> dict[str, Used]:
    """Return the variables and macros of new definitions, to report later what changed in them."""
    new = [
        node
        for name, found in definitions.items()
        if (name, found.digest) not in facts.definitions
        and isinstance(node := workspace.project.nodes[name], Model)
    ]
    if not new:
        return {}
    by_package = workspace.loaded.by_package

    def value_of(name: str, package: str) -> object:
        return by_package[package]["var"](name, None)

    uses = Uses(workspace.loaded.renderer.macros, value_of)
    return {node.unique_id: uses.of(node) for node in new}
