"""The SQL of models and tests, as a build would run it on what is published."""

from collections.abc import Mapping
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.commands.compiled_files import write_compiled
from orchestrator.commands.inline import inline_query
from orchestrator.commands.manifest import write_manifest_of
from orchestrator.errors import EnvironmentFault, Problem, ProjectError
from orchestrator.workspace.asking import compiled_as_far_as_published
from orchestrator.workspace.preparing import compile_selected, is_patient, shown_sql
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import read_catalogue


class CompiledSql(Struct, frozen=True):
    """SQL by unique id; `unwritten` is why target/ does not hold it, where it should.

    `problems` are those of nodes that are not there, in a project where they fail by themselves.
    """

    sql: Mapping[str, str] = field(default_factory=dict)
    unwritten: EnvironmentFault | None = None
    problems: tuple[Problem, ...] = ()


def compile_nodes(workspace: Workspace, selection: Selection) -> CompiledSql:
    """Compile the selected models and tests, and write them to target/compiled.

    Raises ProjectError where nodes that cannot be compiled stop all others.
    """
    catalogue = read_catalogue(workspace)
    selected = choose(workspace, selection, ("model", "test"))
    patient = is_patient(workspace)
    compiled = compile_selected(workspace, selected, catalogue, is_patient=patient)
    compiled, failed = compiled_as_far_as_published(workspace, compiled, catalogue)
    problems = tuple(dict.fromkeys(chain.from_iterable(failed.values())))
    if problems and not patient:
        raise ProjectError(problems)
    whole = [name for name in selected if name not in failed]
    sql = shown_sql(workspace, compiled, whole)
    found = CompiledSql(sql, problems=problems)
    if workspace.flags.write_json:
        try:
            for name in whole:
                write_compiled(workspace, compiled, name)
            write_manifest_of(workspace, compiled, whole)
        except EnvironmentFault as fault:
            return replace(found, unwritten=fault)
    return found


def compile_inline(workspace: Workspace, text: str) -> str:
    """The SQL of a query with `ref`, `source` and `var` in it, on published names."""
    return inline_query(workspace, text).select.strip()
