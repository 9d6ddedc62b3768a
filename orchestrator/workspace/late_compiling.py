"""Compiles templates that query the database outside a run, on published or given versions."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.late import RunSoFar
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.errors import Place, Problem, Problems, ProjectError, StatementError
from orchestrator.names import RelationName
from orchestrator.workspace.preparing import late_compiler, shown_relations
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
