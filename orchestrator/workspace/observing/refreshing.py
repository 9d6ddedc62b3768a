"""Checks, before a run, which nodes can be rebuilt in part."""

from collections.abc import Iterable, Iterator, Mapping

from orchestrator.compiler.compile import Compiled
from orchestrator.engines.boundary import PublishedRelation, Session
from orchestrator.nodes import DataTest
from orchestrator.plan.decisions import NodeState
from orchestrator.plan.keyed_reads import COVERAGE, RELATIONSHIPS, keyed_reads
from orchestrator.plan.refreshing import Refreshing, contents_before
from orchestrator.state.definitions import Definition
from orchestrator.state.facts import Facts
from orchestrator.state.history import inputs_of
from orchestrator.state.source_changes import NewRows
from orchestrator.templates.library import TESTED_ROWS
from orchestrator.workspace.value import Workspace


def observe_refreshing(
    workspace: Workspace,
    session: Session | None,
    compiled: Compiled,
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    states: Mapping[str, NodeState],
    facts: Facts,
    base: str,
    new_rows: Mapping[str, NewRows],
) -> Refreshing:
    """Return which nodes can be rebuilt in part, and what is known of what they were made from.

    `new_rows` are the sources whose new rows are known. If rows of a table cannot be changed, it is
    rebuilt in full.
    """
    if not workspace.dialect.changes_rows:
        return Refreshing()
    project = workspace.project
    columns = {name: found.columns for name, found in published.items()} | {
        name: found.columns for name, found in new_rows.items()
    }
    reads = keyed_reads(
        project.nodes,
        definitions,
        {name: frozenset(each.casefold() for each, _ in found) for name, found in columns.items()},
        compiled.screens,
        frozenset(_built_in(workspace, definitions)),
    )
    requested = {
        name: version
        for name, definition in definitions.items()
        if name in reads
        and definition.kind == "table"
        and (found := published.get(name)) is not None
        and (version := found.version) is not None
        and version in facts.by_version
    }
    if session is None or not reads:
        return Refreshing()
    content = {
        name: fact.content
        for name, found in published.items()
        if found.version and (fact := facts.by_version.get(found.version)) is not None
    }
    outside = {name: state.content for name, state in states.items()}
    outside |= {name: found.before for name, found in new_rows.items()}
    before = contents_before(project.graph.sorted(), definitions, content, outside, base)
    return Refreshing(reads, inputs_of(session, workspace.dialect, requested), before, new_rows)


def _built_in(workspace: Workspace, names: Iterable[str]) -> Iterator[str]:
    """Yield relationship and coverage tests that are seg's own, whose rows seg chooses.

    A project may have replaced either of them.
    """
    macros = workspace.loaded.renderer.macros
    for name in names:
        test = workspace.project.nodes[name]
        if isinstance(test, DataTest) and test.test_name in (RELATIONSHIPS, COVERAGE):
            called = (TESTED_ROWS, test.macro_name)
            if not any(macros.is_replaced(macro, test.package) for macro in called):
                yield name
