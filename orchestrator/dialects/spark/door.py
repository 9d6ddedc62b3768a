"""Where SQL of the project's dialect is transpiled: sqlglot is imported when that is asked for."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Protocol

from msgspec import Struct

from orchestrator.names import RelationName

HOW_TO_INSTALL = "pip install 'seg-orchestrator[portable]'"

Columns = Sequence[tuple[str, str]]
"""The (name, type) of each column."""


class NotPortable(Struct, frozen=True):
    """Something in a SELECT that Spark may answer otherwise; `way` is what both answer alike."""

    what: str
    way: str
    line: int


class Transpiled(Struct, frozen=True):
    """A SELECT on Spark; None where there is none. It holds where there are no findings.

    It reads the `parts`, which are tables to be filled before it, in this order.
    """

    sql: str | None
    findings: tuple[NotPortable, ...] = ()
    parts: tuple[tuple[RelationName, str], ...] = ()


class Transpile(Protocol):
    """Transpiles SELECTs."""

    def transpile(
        self,
        select: str,
        *,
        reads_names: bool = True,
        part: Callable[[int], RelationName] | None = None,
    ) -> Transpiled:
        """The SELECT on Spark, and all that is not known to be the same there.

        Where nobody `reads_names`, columns may be without one. Where it is told how tables are
        called that can be filled before it, it has parts if Spark could not plan it as it is.
        """


def transpiler(
    relations: Iterable[tuple[RelationName, Columns]],
    named: Callable[[RelationName], RelationName] | None = None,
) -> Transpile | None:
    """Transpiles SELECTs on these relations, by their names on Spark where it is told how these are
    `named`; None where sqlglot is not installed.
    """
    try:
        module = import_module("orchestrator.dialects.spark.transpiling")
    except ModuleNotFoundError as error:
        if error.name != "sqlglot":
            raise
        return None
    found: Transpile = module.Transpiler(relations, named)
    return found


def relations_in(select: str) -> frozenset[RelationName] | None:
    """The tables and views that a SELECT of DuckDB names; None for what sqlglot cannot read.

    Where no schema is named, that is DuckDB's own.
    """
    module = import_module("orchestrator.dialects.spark.reading")
    found: frozenset[RelationName] | None = module.relations_in(select)
    return found
