"""What determines the types that unit tests see: definitions upstream, and columns of sources."""

from collections.abc import Iterator, Mapping
from functools import partial

from orchestrator.engines.boundary import PublishedRelation, Session
from orchestrator.nodes import Source, UnitTest
from orchestrator.plan.once import definitions_above
from orchestrator.plan.relations import Relations
from orchestrator.state.definitions import Definition, digest_of
from orchestrator.state.facts import Facts
from orchestrator.warehouse import unless_refused
from orchestrator.workspace.value import Workspace


def types_above(
    workspace: Workspace,
    session: Session | None,
    selected: tuple[str, ...],
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
) -> dict[str, str]:
    """Return a digest for the types of all columns that each selected unit test provides."""
    project = workspace.project
    models = {
        name: node.attached_to or ""
        for name in selected
        if isinstance(node := project.nodes[name], UnitTest)
    }
    if not models:
        return {}
    above = definitions_above(
        project.graph, project.nodes, set(models.values()), definitions, published, facts
    )
    return {
        name: digest_of(above[model], *_columns_of_sources(workspace, session, name))
        for name, model in models.items()
    }


def _columns_of_sources(
    workspace: Workspace, session: Session | None, unique_id: str
) -> Iterator[str]:
    """Yield the columns, with types, of sources that a unit test gives rows for."""
    nodes, test = workspace.project.nodes, workspace.project.nodes[unique_id]
    assert isinstance(test, UnitTest)
    relations = Relations(workspace.project, workspace.dialect, {})
    for given in test.given:
        node = nodes[given.unique_id]
        # A source that a seed fills has the seed's types.
        if session is not None and isinstance(node, Source) and not node.depends_on:
            select = f"select * from {relations.published(node.unique_id)}"
            yield repr(unless_refused(partial(session.describe, select)))
