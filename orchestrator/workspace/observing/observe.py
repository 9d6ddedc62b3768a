"""Reads, before a run, what decides whether it has anything to do: facts and contents."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from orchestrator import __version__
from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.stamps import rows_with, stamps_in
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Catalogue, PublishedRelation, Session
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, DataTest, Model, Node, Source
from orchestrator.people.ledger import TEXT, has_ledger, ledger_table
from orchestrator.plan.decisions import NodeState
from orchestrator.plan.definitions import stands_as_defined
from orchestrator.plan.observed import Recording
from orchestrator.plan.once import OncePer, definitions_once, due_once
from orchestrator.plan.relations import Relations, published_names
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.snapshots import snapshots_going_on
from orchestrator.project.locations import content_of
from orchestrator.state.definitions import Definition, Definitions, digest_of, with_types
from orchestrator.state.facts import Facts, has_facts, read_facts
from orchestrator.state.used import Used, Uses
from orchestrator.warehouse import unless_refused
from orchestrator.workspace.observing.refreshing import observe_refreshing
from orchestrator.workspace.observing.sources import observe_sources
from orchestrator.workspace.observing.unit_tests import types_above
from orchestrator.workspace.value import Workspace

FORMAT = "5"
"""The version of facts. Raise it if a change of seg gives a definition different rows or doubts."""

# Settings of a target that cannot change any row.
_NO_ROWS = frozenset({
    "checkpoint_threshold", "database", "lock_timeout_seconds", "master", "max_memory",
    "max_temp_directory_size", "memory_limit", "path", "schema", "secrets", "temp_directory",
    "threads", "type",
})  # fmt: skip


class Overrides(Struct, frozen=True):
    """What in a command keeps nodes from being reused; what was built `since` still is."""

    force: bool = False
    full_refresh: bool = False
    since: datetime | None = None
    failures: Mapping[str, RelationName] | None = None
    full_tests: bool = False


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
    renewed = _renewed(project.nodes, selected, overrides)
    facts = _made_since(_facts(session, dialect, catalogue), renewed, overrides.since)
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
    base = _base(workspace, session, catalogue)
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
        dict(_stamps_of(workspace, compiled, once_per, published)),
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
        restamped=frozenset(_restamped(workspace, compiled, definitions, published)),
        forced=_forced(selected, renewed, facts, overrides, catalogue)
        | dict.fromkeys(_stamped_over(workspace, compiled, published), "its stamps changed"),
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
        return NodeState(fact.content, True, fact.row_count)
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


def _restamped(
    workspace: Workspace,
    compiled: Compiled,
    names: Iterable[str],
    published: Mapping[str, PublishedRelation],
) -> Iterator[str]:
    """Yield the tables that are published with different stamps than they have now."""
    for name in names:
        found = published.get(name)
        if found is not None and found.version is not None:
            rows = workspace.dialect.relation(found.version)
            if found.definition != rows_with(compiled.stamps.get(name), rows):
                yield name


def _stamps_of(
    workspace: Workspace,
    compiled: Compiled,
    names: Iterable[str],
    published: Mapping[str, PublishedRelation],
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the stamps that tables are published with, and the current ones."""
    for name in names:
        stamps, found, shown = compiled.stamps.get(name), published.get(name), ""
        if found is not None and found.version is not None:
            shown = stamps_in(found.definition, workspace.dialect.relation(found.version))
        if stamps is not None:
            yield name, (shown, stamps.sql)


def _stamped_over(
    workspace: Workspace, compiled: Compiled, published: Mapping[str, PublishedRelation]
) -> Iterator[str]:
    """Yield tables with a column of their own named like a stamp: to be rebuilt without it."""
    column, relation = workspace.dialect.column, workspace.dialect.relation
    for name, stamps in compiled.stamps.items():
        found = published.get(name)
        if found is not None and found.version is not None:
            before = f"{stamps_in(found.definition, relation(found.version))}, "
            names = stamps.among(each for each, _ in found.columns)
            if any(f" as {column(each)}, " not in before for each in names):
                yield name


def _renewed(
    nodes: Mapping[str, Node], selected: Iterable[str], overrides: Overrides
) -> dict[str, str]:
    """Return nodes that the command forces to be rebuilt, and why."""
    if overrides.force:
        return dict.fromkeys(selected, "forced")
    if not overrides.full_refresh:
        return {}
    return {
        name: "full refresh"
        for name in selected
        if isinstance(node := nodes[name], Model)
        and node.config.is_built_in_parts
        and node.config.full_refresh is not False
        and not node.config.once_per
    }


def _made_since(facts: Facts, renewed: Mapping[str, str], since: datetime | None) -> Facts:
    """Return the facts that a retry can use: for forced nodes, only those of its own run."""
    if since is None or not renewed:
        return facts
    by_key = {
        key: fact
        for key, fact in facts.by_key.items()
        if fact.unique_id not in renewed or fact.built_at >= since
    }
    return replace(facts, by_key=by_key)


def _forced(
    selected: Iterable[str],
    renewed: Mapping[str, str],
    facts: Facts,
    overrides: Overrides,
    catalogue: Catalogue,
) -> dict[str, str]:
    """Return nodes that run whatever is known, and why."""
    failures = overrides.failures or {}
    made = {fact.unique_id for fact in facts.by_key.values()} if overrides.since else set[str]()
    forced = {}
    for name in selected:
        if name in renewed:
            if name not in made:
                forced[name] = renewed[name]
        elif failures.get(name) in catalogue.existing:
            forced[name] = "rows that failed are stored"
    return forced


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


def _base(workspace: Workspace, session: Session | None, catalogue: Catalogue) -> str:
    """Return everything that could change the rows of any node."""
    settings = {
        key: value for key, value in workspace.target.settings.items() if key not in _NO_ROWS
    }
    shown = json.dumps(settings, sort_keys=True, default=str)
    erased = _erased(workspace, session, catalogue)
    return digest_of(FORMAT, __version__, shown, workspace.file.timezone, *erased)


def _erased(workspace: Workspace, session: Session | None, catalogue: Catalogue) -> list[str]:
    """Return who was erased, and by which columns their rows would be recognized and left out."""
    dialect = workspace.dialect
    if session is None or not has_ledger(catalogue, dialect):
        return []
    rows = session.query(
        f"select column_name, key_hash from {dialect.relation(ledger_table(dialect))} order by 1, 2"
    ).values
    if not any(row[0] != TEXT for row in rows):
        return []
    personal = [
        f"{node.unique_id}.{column.name}"
        for node in workspace.project.nodes.values()
        if isinstance(node, BuiltNode)
        for column in node.columns
        if column.is_personal
    ]
    return [*(f"{row[0]}:{row[1]}" for row in rows), *sorted(personal)]
