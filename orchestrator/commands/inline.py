"""A query written for one call, with `ref`, `source` and `var` in it."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.sql import Origin, SqlTemplate
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.errors import Place, StatementError
from orchestrator.ids import unique_id_of
from orchestrator.names import RelationName
from orchestrator.nodes import DataTest, Node, TestConfig
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.late_compiling import compiled_on, compiled_on_published
from orchestrator.workspace.shown_sql import shown_templates
from orchestrator.workspace.value import Workspace


class LocatedSelect(Struct, frozen=True):
    """A SELECT to run, where it was written, and the nodes that it reads."""

    select: str
    origin: Origin
    reads: tuple[str, ...] = ()

    def at_the_users_line(self, error: StatementError) -> StatementError:
        """Return the engine's error at the line of the file or text that the SELECT is from."""
        problem = self.origin.problem(error.message, error.line)
        return StatementError(str(problem), cancelled=error.cancelled)


def inline_query(
    workspace: Workspace,
    text: str,
    versions: Mapping[str, RelationName] | None = None,
    session: Session | None = None,
) -> LocatedSelect:
    """Compile a text like a singular test of the root project.

    It reads what is published, or the given versions. Its template queries the database on
    `session`, if one is open. Raises ProjectError.
    """
    project = workspace.project
    inline = DataTest(
        unique_id=unique_id_of(DataTest.resource.word, project.name, "inline"),
        name="inline",
        package=project.name,
        path="query",
        fqn=(project.name, "inline"),
        place=Place("query"),
        depends_on=tuple(project.nodes),
        config=TestConfig(),
        source_code=text,
    )
    nodes = {**project.nodes, inline.unique_id: inline}
    loaded = replace(workspace.loaded, project=replace(project, nodes=nodes))
    # What is kept of all nodes would be looked through and written again, for one call.
    workspace = replace(workspace, loaded=loaded, cache=None)
    catalogue = Catalogue()
    compiled = compile_selected(workspace, [inline.unique_id], catalogue)
    if session is not None:
        compiled = compiled_on(session, workspace, compiled, catalogue, versions or {})
    else:
        compiled = compiled_on_published(workspace, compiled, catalogue)
    template = shown_templates(workspace, compiled, [inline.unique_id], versions)[inline.unique_id]
    return query_of(inline, template, compiled.sql_of(inline.unique_id).reads)


def query_of(node: Node, template: SqlTemplate, reads: tuple[str, ...]) -> LocatedSelect:
    """Return the SELECT of a node, with its lines."""
    origin = Origin(node.place, node.source_code, template.lines)
    return LocatedSelect(clean_select(template.text), origin, reads)
