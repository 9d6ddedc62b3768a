"""Finds SQL in a project whose result may differ on Apache Spark, without running Spark."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.docs.columns import KnownColumns, known_columns
from orchestrator.compiler.closing import Sql
from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.origins import origin_of
from orchestrator.dialects.spark.door import HOW_TO_INSTALL, Transpile, transpiler
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import Problem, UsageError
from orchestrator.nodes import DataTest, Model, Node, Snapshot, Source
from orchestrator.project.files import FOR_SPARK
from orchestrator.warehouse import connected
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.on_engine import rendered_for
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.shown_sql import shown_relations
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened_to_read

ENGINE = "spark"
LINTED = ("model", "snapshot", "test")
_PARQUET = (".parquet", ".pq")


class Linted(Struct, frozen=True):
    """By node, what may differ on Spark, with its place and a portable alternative.

    Sources that are files come first. `not_looked_at` are nodes whose SQL is not available, with
    the reason.
    """

    found: Mapping[str, tuple[Problem, ...]]
    not_looked_at: Mapping[str, str]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all nodes."""
        return tuple(chain.from_iterable(self.found.values()))


def lint(workspace: Workspace, selection: Selection) -> Linted:
    """Check the SQL of models, snapshots and data tests, and the sources that it reads.

    Raises ProjectError if it cannot be compiled.
    """
    nodes = workspace.project.nodes
    selected = [
        name
        for name in choose(workspace, selection, LINTED)
        if isinstance(nodes[name], Model | Snapshot | DataTest)
    ]
    catalogue, columns = known_relations(workspace)
    transpile = transpiler(columns.items())
    if transpile is None:
        raise UsageError("this needs the Python package sqlglot", fix=HOW_TO_INSTALL)
    compiled = compile_selected(rendered_for(workspace, ENGINE), selected, catalogue)
    found: dict[str, tuple[Problem, ...]] = {}
    skipped: dict[str, str] = {}
    naming = _Naming(workspace)
    for name in selected:
        node = nodes[name]
        if isinstance(node, Model) and node.language == "python":
            skipped[name] = "it is a Python model"
        elif isinstance(node, Model) and (own := _own_file(workspace, node)) is not None:
            skipped[name] = f"{own} contains its SQL for Spark"
        elif name in compiled.late:
            skipped[name] = "its template queries the database"
        else:
            found[name] = tuple(_problems(workspace, compiled, name, transpile, naming))
    files = {name: tuple(_of_file(source)) for name, source in sorted(naming.files.items())}
    return Linted({**files, **found}, skipped)


class _Naming:
    """The names under which SQL reads nodes; `files` are the sources that are files.

    To SQL, such a source is a table: how its file is read is reported once, at its declaration.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._nodes = workspace.project.nodes
        self._dialect = workspace.dialect
        self._relations = shown_relations(workspace, {})
        self.files: dict[str, Source] = {}

    def name(self, unique_id: str) -> str:
        """Return the name that SQL uses for a node."""
        node = self._nodes[unique_id]
        while isinstance(node, DataTest) and node.attached_to is not None:
            node = self._nodes[node.attached_to]
        if isinstance(node, Source) and node.location is not None:
            self.files[node.unique_id] = node
            return self._dialect.relation(node.relation)
        return self._relations.building(unique_id)


def _of_file(source: Source) -> Iterator[Problem]:
    """Yield a problem if only DuckDB can read a file's location."""
    location = source.location or ""
    call, opened, _ = location.partition("(")
    if opened:
        what = f"source '{source.full_name}' is read by `{call}`, a function of DuckDB"
    elif not location.lower().endswith(_PARQUET):
        what = f"source '{source.full_name}' is a file whose columns and types DuckDB detects"
    else:
        return
    way = "provide it as a table there or as a Parquet file, with the same columns and types"
    yield Problem(what, source.place, way)


def known_relations(workspace: Workspace) -> tuple[Catalogue, KnownColumns]:
    """Return what is published, and its and the sources' columns; nothing before a build."""
    if not has_warehouse(workspace):
        workspace.tell(
            "nothing is built yet: column types are unknown, and SQL that depends on them is "
            "reported"
        )
        return Catalogue(), {}
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        catalogue = engine.catalogue()
        return catalogue, known_columns(workspace, catalogue, warehouse)


def _own_file(workspace: Workspace, model: Model) -> str | None:
    """Return the file next to a model's own that contains the same model in Spark SQL."""
    path = Path(model.path).with_suffix(f"{FOR_SPARK}.sql")
    return path.as_posix() if (workspace.file.root / path).exists() else None


def _problems(
    workspace: Workspace, compiled: Compiled, name: str, transpile: Transpile, naming: _Naming
) -> Iterator[Problem]:
    """Yield what is found in the renderings of a node, each once."""
    node = workspace.project.nodes[name]
    assert isinstance(node, Model | Snapshot | DataTest)
    found: dict[Problem, None] = {}
    for template in compiled.both.get(name, (compiled.sql[name],)):
        origin = origin_of(node, template)
        open_sql = Sql(template.at(compiled.of_run), compiled.ephemerals)
        closed = open_sql.resolve(naming.name, workspace.dialect)
        for each in transpile.transpile(closed.text).findings:
            problem = origin.at(closed.lines).problem(each.what, each.line)
            found[replace(_as_declared(problem, node), fix=each.way)] = None
    yield from found


def _as_declared(problem: Problem, node: Node) -> Problem:
    """Return a problem in SQL generated from YAML without lines, as the file has none of them."""
    if node.path.endswith(".sql"):
        return problem
    place = problem.place if isinstance(node, Model) and node.family is not None else node.place
    return replace(problem, place=place, frame=None)
