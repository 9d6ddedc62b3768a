"""Columns that have one value in all rows of a table: no row holds them, a SELECT adds them.

Whoever names such a column is defined by its value, too: with another value they are made again,
and all others stay as they are.
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
from orchestrator.nodes import Contract, Model, Node


class StampedColumns(Struct, frozen=True):
    """The columns of a table that have one value, and what stands after `select *, ` for them."""

    columns: tuple[str, ...]
    sql: str

    def among(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of some names that are stamps, whatever their case."""
        own = {column.casefold() for column in self.columns}
        return tuple(name for name in names if name.casefold() in own)


class StampReads(Struct, frozen=True):
    """Whose stamps are read: `stamped` has their columns by node, `named` by reader the nodes."""

    stamped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


NO_STAMP_READS = StampReads()


def rows_with(stamps: StampedColumns | None, rows: str) -> str:
    """The SELECT of all that people see of a table whose rows are `rows`."""
    return f"select *, {stamps.sql} from {rows}" if stamps is not None else f"select * from {rows}"


def stamps_in(shown: str, rows: str) -> str:
    """What is stamped on `rows` in a SELECT that `rows_with` gave; empty for nothing."""
    return shown.removeprefix("select *").removesuffix(f" from {rows}").removeprefix(", ")


def with_stamps(select: SqlTemplate, stamps: StampedColumns) -> SqlTemplate:
    """The SELECT of a view with its stamps."""
    rows = f"(\n{clean_select(select.text)}\n) as seg_rows"
    return SqlTemplate(rows_with(stamps, rows), (None, *select.lines))


def is_stored(model: Model) -> bool:
    """Whether a model has rows of its own."""
    return model.config.materialized not in ("view", "ephemeral")


def stamps_of(
    model: Model, sql_of: Callable[[str, str], str | None], dialect: Dialect
) -> StampedColumns:
    """The stamps of a model; `sql_of` gives the SQL of a column from its template, if it may be so.

    A type that the model's contract has for a column is what it is cast to. Raises ProjectError for
    SQL that is not known before the run, and for a column that the contract does not have.
    """
    contract, shown = model.contract, []
    promised = contract.columns if contract is not None else ()
    types = {column.name.casefold(): column.types[0] for column in promised}
    for column, source in model.config.stamps.items():
        sql, kind = sql_of(column, source), types.get(column.casefold())
        if sql is None:
            raise ProjectError.of(
                f"'stamps': {column}: {source.strip()} is not a single value that is known before "
                "a run",
                place_of_stamps(model),
                "write an expression without columns, queries, the clock or random numbers",
            )
        if contract is not None and kind is None and not contract.extra_columns:
            raise ProjectError.of(
                f"'stamps': the contract of '{model.name}' has no column '{column}'",
                place_of_stamps(model),
                "declare it in YAML, or take it out of stamps",
            )
        shown.append(f"{f'cast({sql} as {kind})' if kind else sql} as {dialect.column(column)}")
    return StampedColumns(tuple(model.config.stamps), ", ".join(shown))


def place_of_stamps(model: Model) -> Place:
    """Where a model's stamps are written."""
    settings = model.config.settings
    place = settings.value_place(STAMPS) if isinstance(settings, NodeSettings) else None
    return place or model.place


def without_stamps(contract: Contract | None, stamps: StampedColumns | None) -> Contract | None:
    """What a contract asks of the rows of a table."""
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
    """Which of the nodes with SQL can see the stamps of which tables.

    A view shows all of what it reads. A table or a test has only what it names, itself or in the
    ephemeral models that are written into it: another one's stamps are not there for `select *`.
    """
    stamped = {
        name: tuple(node.config.stamps)
        for name, node in nodes.items()
        if isinstance(node, Model) and node.config.stamps and is_stored(node)
    }
    found = {}
    for reader in sql if stamped else ():
        written = tuple(_written_into(reader, nodes, sql))
        reads = [name for part in written for name in nodes[part].depends_on if name in stamped]
        node = nodes[reader]
        if isinstance(node, Model) and node.config.stamps_of is not None:
            reads = [name for name in reads if nodes[name].name in node.config.stamps_of]
        elif reads and node.materialized != "view":
            templates = (each for part in written for each in both.get(part, (sql[part],)))
            told = "\n".join(each.text for each in templates)
            is_named = _names_in(told, node.language == "python")
            reads = [name for name in reads if any(map(is_named, stamped[name]))]
        if reads:
            found[reader] = frozenset(reads)
    return StampReads(stamped, found)


def _written_into(
    reader: str, nodes: Mapping[str, Node], sql: Mapping[str, SqlTemplate]
) -> Iterator[str]:
    """A node, and the ephemeral models that its SQL is put together of."""
    yield reader
    for name in nodes[reader].depends_on:
        if nodes[name].materialized == "ephemeral" and name in sql:
            yield from _written_into(name, nodes, sql)


def _names_in(text: str, is_python: bool) -> Callable[[str], bool]:
    """Whether a column is named in a text; of SQL what comments say counts for nothing."""
    folded = text.casefold()

    @cache
    def words() -> set[str]:
        return _words(folded if is_python else without_comments(folded))

    def is_named(column: str) -> bool:
        wanted = _words(column)
        # Most columns stand nowhere: to find that takes no reading of the SQL.
        return all(word in folded for word in wanted) and words() >= wanted

    return is_named


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
