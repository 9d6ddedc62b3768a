"""Where a column comes from and where it is used, column by column."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from orchestrator.commands.docs.columns import ReadMadeOf, known_columns, made_of_reader
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.lineage.door import HOW_TO_INSTALL
from orchestrator.names import did_you_mean
from orchestrator.nodes import Node, RelationNode, SelectNode
from orchestrator.warehouse import connected
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.late_compiling import compiled_on
from orchestrator.workspace.shown_sql import shown_sql
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_to_read, require_warehouse

ColumnId = tuple[str, str]
"""The unique id of a node, and a column of it in lower case."""

_PYTHON = "a Python model"
_UNREAD = "its SQL cannot be analysed"


class ColumnStep(Struct, frozen=True):
    """A column, or a node without known columns (`column` is None, and `why` is the reason).

    `beyond` are the columns one step further; those of a column that `is_listed_above` are listed
    elsewhere.
    """

    unique_id: str
    column: str | None
    why: str = ""
    is_listed_above: bool = False
    beyond: tuple["ColumnStep", ...] = ()


_Beyond = Callable[[ColumnId, set[ColumnId]], tuple[ColumnStep, ...]]


class ColumnLineage(Struct, frozen=True):
    """A column with everything it is made from (`up`), and everything made from it (`down`)."""

    column: ColumnStep
    up: tuple[ColumnStep, ...] = ()
    down: tuple[ColumnStep, ...] = ()


def lineage(workspace: Workspace, name: str) -> ColumnLineage:
    """Return the lineage of `model.column`; raises UsageError if it does not exist."""
    nodes = workspace.project.nodes
    unique_id, column = _named(name, nodes)
    require_warehouse(workspace, "to know the columns of")
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        catalogue = engine.catalogue()
        read = made_of_reader(workspace, catalogue, known_columns(workspace, catalogue, warehouse))
        if read is None:
            raise UsageError("this needs the Python package sqlglot", fix=HOW_TO_INSTALL)
        models = [each for each, node in nodes.items() if isinstance(node, SelectNode)]
        compiled = compile_selected(workspace, models, catalogue)
        compiled = compiled_on(warehouse.session, workspace, compiled, catalogue)
        sql = shown_sql(workspace, compiled, models)
        known = _Known(nodes, catalogue, sql, read, _readers(nodes))
        start = (unique_id, column.casefold())
        steps = known.up(start, {start}), known.down(start, {start})
        columns = known.columns(unique_id)
        if start[1] not in map(str.casefold, columns) and (columns or not any(steps)):
            if not columns:
                what = f"the columns of '{nodes[unique_id].name}' are not known"
                raise UsageError(what, fix="run 'seg build' first")
            fix = did_you_mean(column, columns) or f"columns: {', '.join(columns)}"
            raise UsageError(f"'{nodes[unique_id].full_name}' has no column '{column}'", fix)
    return ColumnLineage(ColumnStep(unique_id, known.spelled(start)), *steps)


def _named(name: str, nodes: Mapping[str, Node]) -> tuple[str, str]:
    """Return the node and the column of `model.column`, or of `source.table.column`."""
    of, dot, column = name.rpartition(".")
    if not dot or not column:
        raise UsageError(f"'{name}' is not a column", fix="write model.column")
    by_name = {node.full_name: each for each, node in nodes.items()
               if isinstance(node, RelationNode)}  # fmt: skip
    if of not in by_name:
        raise UsageError(f"no model, seed or source '{of}'", did_you_mean(of, by_name))
    if _is_ephemeral(nodes[by_name[of]]):
        what = f"'{of}' is ephemeral: it is inlined into its downstream models"
        raise UsageError(what, fix="choose a column of one of those")
    return by_name[of], column


def _readers(nodes: Mapping[str, Node]) -> Mapping[str, Sequence[str]]:
    """Return the models that read each node, in the order of the project.

    Ephemeral models are not among them: they are inlined into the models that read them.
    """
    found: dict[str, list[str]] = {}
    for unique_id, node in nodes.items():
        if isinstance(node, SelectNode) and not _is_ephemeral(node):
            for read in dict.fromkeys(_read_by(node, nodes)):
                found.setdefault(read, []).append(unique_id)
    return found


def _read_by(node: Node, nodes: Mapping[str, Node]) -> Iterator[str]:
    for read in node.depends_on:
        if _is_ephemeral(nodes[read]):
            yield from _read_by(nodes[read], nodes)
        else:
            yield read


def _is_ephemeral(node: Node) -> bool:
    return node.materialized == "ephemeral"


class _Known(Struct):
    """What is known of columns; each SELECT is parsed once, when it is first needed."""

    nodes: Mapping[str, Node]
    catalogue: Catalogue
    sql: Mapping[str, str]
    read: ReadMadeOf
    readers: Mapping[str, Sequence[str]]
    made: dict[str, Mapping[str, Sequence[ColumnId]] | None] = {}

    def columns(self, unique_id: str) -> tuple[str, ...]:
        """Return the published columns of a node; none for sources, as they are not recorded."""
        published = self.catalogue.published.get(unique_id)
        return () if published is None else tuple(name for name, _ in published.columns)

    def spelled(self, column: ColumnId) -> str:
        """Return a column as the node spells it."""
        names = {name.casefold(): name for name in self.columns(column[0])}
        return names.get(column[1], column[1])

    def made_of(self, unique_id: str) -> Mapping[str, Sequence[ColumnId]] | None:
        """Return what each column of a model is made from; None if that is unknown."""
        if unique_id not in self.made:
            select = self.sql.get(unique_id)
            origins = None if select is None else self.read(select)
            self.made[unique_id] = None if origins is None else origins.columns
        return self.made[unique_id]

    def up(self, column: ColumnId, listed: set[ColumnId]) -> tuple[ColumnStep, ...]:
        """Return what a column is made from, step by step."""
        unique_id, name = column
        node = self.nodes[unique_id]
        if not isinstance(node, SelectNode):
            # A seed can fill a source's table.
            return tuple(self._step((each, name), listed, self.up) for each in node.depends_on)
        made_of = self.made_of(unique_id)
        if made_of is None:
            return tuple(
                self._without_columns(each, unique_id) for each in sorted({*node.depends_on})
            )
        return tuple(
            self._step(each, listed, self.up)
            for each in made_of.get(name, ())
            if each[0] != unique_id
        )

    def down(self, column: ColumnId, listed: set[ColumnId]) -> tuple[ColumnStep, ...]:
        """Return what is made from a column, step by step."""
        steps: list[ColumnStep] = []
        for reader in self.readers.get(column[0], ()):
            made_of = self.made_of(reader)
            if made_of is None:
                steps.append(self._without_columns(reader, reader))
                continue
            steps += [
                self._step((reader, each), listed, self.down)
                for each, sources in made_of.items()
                if column in sources
            ]
        return tuple(steps)

    def _without_columns(self, unique_id: str, unread: str) -> ColumnStep:
        """Return a node without columns, because those of the model `unread` are unknown."""
        node = self.nodes[unread]
        is_python = node.language == "python"
        return ColumnStep(unique_id, None, _PYTHON if is_python else _UNREAD)

    def _step(self, column: ColumnId, listed: set[ColumnId], beyond: _Beyond) -> ColumnStep:
        shown = self.spelled(column)
        if column in listed:
            return ColumnStep(column[0], shown, is_listed_above=True)
        listed.add(column)
        return ColumnStep(column[0], shown, beyond=beyond(column, listed))
