"""Compiles templates that query the database: during a run, or on published or given versions."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from msgspec.structs import replace

from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.late import HookStatements, LateCompiler, RunSoFar
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.errors import Place, Problem, Problems, ProjectError, StatementError
from orchestrator.names import RelationName
from orchestrator.workspace.compiling import node_names, rule_reader
from orchestrator.workspace.shown_sql import shown_relations
from orchestrator.workspace.statements import Statements, secret_in
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened, opened_nowhere


def compiled_on(
    session: Session,
    workspace: Workspace,
    compiled: Compiled,
    catalogue: Catalogue,
    versions: Mapping[str, RelationName] = MappingProxyType({}),
    only: Collection[str] | None = None,
) -> Compiled:
    """Return `compiled` with the nodes that query the database, all or `only` these.

    Raises ProjectError with all problems.
    """
    querying = compiled.late if only is None else compiled.late.intersection(only)
    if not querying:
        return compiled
    late = late_compiler(workspace, catalogue, compiled)
    relations = shown_relations(workspace, versions)
    problems = Problems()
    for name in compiled.sql:
        if name not in querying:
            continue
        try:
            late.compile(name, RunSoFar(session, relations.building_for(name), versions))
        except ProjectError as error:
            problems.extend(error)
        except StatementError as error:
            if error.cancelled:
                raise
            problems.found.append(Problem(str(error), Place(workspace.project.nodes[name].path)))
    problems.raise_any()
    return late.with_found()


def compiled_on_published(
    workspace: Workspace, compiled: Compiled, catalogue: Catalogue
) -> Compiled:
    """Do the same on the target's database; before the first build, on an empty one."""
    if not compiled.late:
        return compiled
    with _opened_to_query(workspace) as session:
        return compiled_on(session, workspace, compiled, catalogue)


@contextmanager
def _opened_to_query(workspace: Workspace) -> Iterator[Session]:
    if has_warehouse(workspace):
        with opened(workspace, read_only=True) as engine:
            session = engine.session()
            try:
                yield session
            finally:
                session.close()
        return
    with opened_nowhere(workspace) as engine:
        yield engine.session()


def late_compiler(
    workspace: Workspace, catalogue: Catalogue, compiled: Compiled, kind: str = "a hook"
) -> LateCompiler:
    """Return the compiler for nodes that query the database, used during a run.

    `kind` is how messages call the statements that it lets templates run.
    """
    return LateCompiler(
        replace(node_names(workspace, catalogue), selected=compiled.selected),
        workspace.loaded.renderer,
        Statements(workspace).problem,
        _hook_statements(workspace, kind),
        rule_reader(workspace, catalogue),
        compiled,
        workspace.loaded.warnings.messages.append,
        {},
    )


def _hook_statements(workspace: Workspace, kind: str) -> HookStatements:
    """Return what splits a hook's statements and refuses those that name seg's relations."""
    dialect = workspace.dialect
    version = dialect.version_name(RelationName("", ""), 1)
    hidden = "|".join(re.escape(each.schema) for each in (version, dialect.internal_table("")))
    names_hidden = re.compile(rf"(?<![\w$])({hidden})(?![\w$])", re.IGNORECASE)
    forbidden = workspace.adapter.forbidden_reads(workspace.connection(), workspace.secret_files)

    def statements(sql: str) -> tuple[str, ...]:
        if names_hidden.search(sql):
            raise ProjectError.of(
                f"{kind} must not refer to the schemas that seg reserves for itself"
            )
        if refused := secret_in(sql, kind, workspace) or forbidden(sql, kind):
            raise ProjectError.of(refused[0])
        return workspace.adapter.hook_statements(sql, kind)

    return statements
