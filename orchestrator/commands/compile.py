"""The SQL of models and tests, as a build would run it on the published relations."""

from collections.abc import Mapping

from msgspec import Struct, field

from orchestrator.commands.inline import inline_query
from orchestrator.commands.run.compiled_files import write_compiled
from orchestrator.commands.run.manifest import write_manifest_of
from orchestrator.errors import EnvironmentFault
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.earlier.deferring import deferring
from orchestrator.workspace.late_compiling import compiled_on_published
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.shown_sql import shown_sql
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import read_catalogue

COMPILED = ("model", "test", "analysis")


class CompiledSql(Struct, frozen=True):
    """SQL by unique id; `unwritten` is why it could not be written to target/."""

    sql: Mapping[str, str] = field(default_factory=dict)
    unwritten: EnvironmentFault | None = None


def compile_nodes(workspace: Workspace, selection: Selection) -> CompiledSql:
    """Compile the selected models and tests, and write them to target/compiled."""
    catalogue = read_catalogue(workspace)
    selected = choose(workspace, selection, COMPILED)
    workspace = deferring(workspace, selected, catalogue)
    compiled = compile_selected(workspace, selected, catalogue)
    compiled = compiled_on_published(workspace, compiled, catalogue)
    sql = shown_sql(workspace, compiled, selected)
    if workspace.flags.write_json:
        try:
            for name in selected:
                write_compiled(workspace, compiled, name)
            write_manifest_of(workspace, compiled, selected)
        except EnvironmentFault as fault:
            return CompiledSql(sql, fault)
    return CompiledSql(sql)


def compile_inline(workspace: Workspace, text: str) -> str:
    """Return the SQL of a query with `ref`, `source` and `var`, using published names."""
    workspace = deferring(workspace, (), read_catalogue(workspace))
    return inline_query(workspace, text).select.strip()
