"""Columns that have one value in all rows of a table: no row holds them, a SELECT adds them.

Whoever names such a column is defined by its value, too: with another value they are made again,
and all others stay as they are.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from orchestrator.compiler.sql import RUN_MOMENT, SqlTemplate
from orchestrator.config.config_keys import STAMPS
from orchestrator.config.settings import NodeSettings
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
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
    model: Model, rendered: Callable[[str, str], SqlTemplate], dialect: Dialect
) -> StampedColumns:
    """The stamps of a model; `rendered` gives the SQL of a column from its template.

    A type that the model's contract has for a column is what it is cast to. Raises ProjectError for
    SQL that is not known before the run.
    """
    contract = model.contract.columns if model.contract is not None else ()
    types = {column.name.casefold(): column.types[0] for column in contract}
    shown = []
    for column, source in model.config.stamps.items():
        found = rendered(column, source)
        sql = found.text.strip()
        if found.reads or RUN_MOMENT in sql or not sql:
            raise ProjectError.of(
                f"'stamps': {column}: {source.strip()} is not one value that is known before a run",
                place_of_stamps(model),
                "write an expression that reads no relation, and not the moment of the run",
            )
        kind = types.get(column.casefold())
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

    A view shows all of what it reads. A table has only what it names: another one's stamps are not
    there for `select *`.
    """
    stamped = {
        name: tuple(node.config.stamps)
        for name, node in nodes.items()
        if isinstance(node, Model) and node.config.stamps and is_stored(node)
    }
    named: dict[str, frozenset[str]] = {}

    def of(reader: str) -> frozenset[str]:
        if reader not in named:
            named[reader] = _named_by(nodes[reader], both.get(reader, (sql[reader],)), stamped)
            for name in nodes[reader].depends_on:
                # It is written into its reader, with all that it reads.
                if nodes[name].materialized == "ephemeral" and name in sql:
                    named[reader] |= of(name)
        return named[reader]

    for name in sql if stamped else ():
        of(name)
    return StampReads(stamped, {name: found for name, found in named.items() if found})


def _named_by(
    reader: Node, templates: Iterable[SqlTemplate], stamped: Mapping[str, tuple[str, ...]]
) -> frozenset[str]:
    found = [name for name in reader.depends_on if name in stamped]
    if not found or (isinstance(reader, Model) and not is_stored(reader)):
        return frozenset(found)
    words = _words("\n".join(template.text for template in templates))
    return frozenset(
        name for name in found if any(words >= _words(column) for column in stamped[name])
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
