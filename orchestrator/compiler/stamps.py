"""Columns of a table that are not stored, but added by a SELECT: they have one value for all rows,
or are computed from a row and such values.

A node that names such a column depends on its SQL: it is rebuilt if that changes, and others are
not.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct, field

from orchestrator.compiler.sql import SqlTemplate
from orchestrator.config.config_keys import STAMPS
from orchestrator.config.settings import NodeSettings
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select, without_comments
from orchestrator.errors import Place, ProjectError
from orchestrator.nodes import Contract, Model, Node, UnitTest

# What stands in SQL before the stamps that follow from a row; those before it have one value.
_OF_EACH_ROW = "/* of each row: */ "


class StampedColumns(Struct, frozen=True):
    """The stamp columns of a table, and what follows `select *, ` for them.

    `values` have one value for all rows; those `of_rows` are computed from a row and from these.
    """

    columns: tuple[str, ...]
    values: str
    of_rows: str = ""

    @property
    def sql(self) -> str:
        """Return the SQL of all of them."""
        marked = f"{_OF_EACH_ROW}{self.of_rows}" if self.of_rows else ""
        return ", ".join(filter(None, (self.values, marked)))

    def worked_out(self, rows: str, dialect: Dialect) -> str:
        """Return a query that fails if one of them cannot be computed for some of the rows.

        A count would not compute those that have no NULL. Those with one value need no rows.
        """
        if not self.of_rows:
            return f"select {self.values}"
        computed = ", ".join(f"max({dialect.column(column)})" for column in self.columns)
        return f"select {computed} from ({rows_with(self, rows)}) as stamped"

    def among(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of some names that are stamps, ignoring case."""
        own = {column.casefold() for column in self.columns}
        return tuple(name for name in names if name.casefold() in own)


class StampReads(Struct, frozen=True):
    """Who reads stamps: `stamped` has their columns by node, `named` the nodes by reader."""

    stamped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


NO_STAMP_READS = StampReads()


def rows_with(stamps: StampedColumns | None, rows: str) -> str:
    """Return the SELECT of all that people see of a table whose rows are `rows`."""
    return f"select *, {stamps.sql} from {rows}" if stamps is not None else f"select * from {rows}"


def stamps_in(shown: str, rows: str) -> str:
    """Return the stamps on `rows` in a SELECT from `rows_with`; empty if none."""
    return shown.removeprefix("select *").removesuffix(f" from {rows}").removeprefix(", ")


def values_in(stamps: str) -> str:
    """Return the stamps with one value, of what `stamps_in` returned."""
    return stamps.partition(_OF_EACH_ROW)[0].removesuffix(", ")


def with_stamps(select: SqlTemplate, stamps: StampedColumns) -> SqlTemplate:
    """Return the SELECT of a view with its stamps."""
    rows = f"(\n{clean_select(select.text)}\n) as seg_rows"
    return SqlTemplate(rows_with(stamps, rows), (None, *select.lines))


def is_stored(model: Model) -> bool:
    """Return whether a model has rows of its own."""
    return model.config.materialized not in ("view", "ephemeral")


class StampSql(Struct, frozen=True):
    """The SQL of one stamp, and whether it is computed from a row."""

    sql: str
    is_of_row: bool = False


def stamps_of(
    model: Model, sql_of: Callable[[str, str], StampSql | None], dialect: Dialect
) -> StampedColumns:
    """Return the stamps of a model; `sql_of` returns the SQL of a column's template, if allowed.

    If the contract has a type for a column, it is cast to that. Raises ProjectError for SQL that is
    unknown before the run, and for a column that the contract lacks.
    """
    contract = model.contract
    shown: dict[bool, dict[str, str]] = {False: {}, True: {}}
    promised = contract.columns if contract is not None else ()
    types = {column.name.casefold(): column.types[0] for column in promised}
    for column, source in model.config.stamps.items():
        found, kind = sql_of(column, source), types.get(column.casefold())
        if found is None:
            raise ProjectError.of(
                f"'stamps': {column}: {source.strip()} is not known before a run",
                place_of_stamps(model),
                "write an expression without queries, the clock and chance",
            )
        if found.is_of_row and model.family is not None:
            raise ProjectError.of(
                f"'stamps': {column}: {source.strip()} is not one value, as a family's stamps are",
                place_of_stamps(model),
                "write an expression without columns",
            )
        if contract is not None and kind is None and not contract.extra_columns:
            raise ProjectError.of(
                f"'stamps': the contract of '{model.name}' has no column '{column}'",
                place_of_stamps(model),
                "declare it in YAML, or remove it from stamps",
            )
        sql = f"cast({found.sql} as {kind})" if kind else found.sql
        shown[found.is_of_row][column] = f"{sql} as {dialect.column(column)}"
    values, of_rows = shown[False], shown[True]
    return StampedColumns(
        (*values, *of_rows), ", ".join(values.values()), ", ".join(of_rows.values())
    )


def place_of_stamps(model: Model) -> Place:
    """Return where a model's stamps are written."""
    settings = model.config.settings
    place = settings.value_place(STAMPS) if isinstance(settings, NodeSettings) else None
    return place or model.place


def without_stamps(contract: Contract | None, stamps: StampedColumns | None) -> Contract | None:
    """Return what a contract requires of the rows of a table."""
    if contract is None or stamps is None:
        return contract
    own = stamps.among(column.name for column in contract.columns)
    columns = tuple(column for column in contract.columns if column.name not in own)
    return Contract(columns, contract.casts, contract.extra_columns)


def stamp_reads(
    nodes: Mapping[str, Node],
    sql: Mapping[str, SqlTemplate],
    both: Mapping[str, tuple[SqlTemplate, ...]],
) -> StampReads:
    """Return which nodes with SQL can see the stamps of which tables.

    A view shows everything that it reads. A table or a test sees only what it names, itself or in
    ephemeral models inlined into it: `select *` does not include stamps of others.
    """
    stamped = {
        name: tuple(node.config.stamps)
        for name, node in nodes.items()
        if isinstance(node, Model) and node.config.stamps and is_stored(node)
    }
    found = {}
    for reader in sql if stamped else ():
        written = tuple(_written_into(reader, nodes, sql))
        reads = [name for part in written for name in _inputs(part, nodes) if name in stamped]
        node = nodes[reader]
        if isinstance(node, Model) and node.config.stamps_of is not None:
            reads = [name for name in reads if nodes[name].name in node.config.stamps_of]
        elif reads and node.materialized != "view":
            templates = (each for part in written for each in both.get(part, (sql[part],)))
            texts = "\n".join(each.text for each in templates)
            is_named = _names_in(texts, node.language == "python")
            reads = [name for name in reads if any(map(is_named, stamped[name]))]
        if reads:
            found[reader] = frozenset(reads)
    return StampReads(stamped, found)


def _inputs(name: str, nodes: Mapping[str, Node]) -> tuple[str, ...]:
    """What a node's SQL reads; that of a unit test is its model's."""
    node = nodes[name]
    if isinstance(node, UnitTest) and node.attached_to is not None:
        node = nodes[node.attached_to]
    return node.depends_on


def _written_into(
    reader: str, nodes: Mapping[str, Node], sql: Mapping[str, SqlTemplate]
) -> Iterator[str]:
    """Yield a node, and the ephemeral models inlined into its SQL."""
    yield reader
    for name in nodes[reader].depends_on:
        if nodes[name].materialized == "ephemeral" and name in sql:
            yield from _written_into(name, nodes, sql)


def _names_in(text: str, is_python: bool) -> Callable[[str], bool]:
    """Return a function that tells whether a text names a column, ignoring SQL comments."""
    folded = text.casefold()

    @cache
    def words() -> set[str]:
        return _words(folded if is_python else without_comments(folded))

    def is_named(column: str) -> bool:
        wanted = _words(column)
        # Most columns occur nowhere: finding that out needs no parsing.
        return all(word in folded for word in wanted) and words() >= wanted

    return is_named


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
