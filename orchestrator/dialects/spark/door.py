"""Imports sqlglot when SQL of the project's dialect is first transpiled."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Protocol

from msgspec import Struct

from orchestrator.names import RelationName

HOW_TO_INSTALL = "pip install 'seg-orchestrator[portable]'"

Columns = Sequence[tuple[str, str]]
"""The (name, type) of each column."""


class NotPortable(Struct, frozen=True):
    """Something in a SELECT that Spark can evaluate differently; `way` is an alternative."""

    what: str
    way: str
    line: int


class Transpiled(Struct, frozen=True):
    """A SELECT on Spark, or None; it is equivalent only without findings.

    It reads the `parts`, tables that must be filled before it, in this order.
    """

    sql: str | None
    findings: tuple[NotPortable, ...] = ()
    parts: tuple[tuple[RelationName, str], ...] = ()


class Transpile(Protocol):
    """The interface of the transpiler."""

    def transpile(
        self,
        select: str,
        *,
        reads_names: bool = True,
        part: Callable[[int], RelationName] | None = None,
    ) -> Transpiled:
        """Return the SELECT on Spark, and everything that is not known to be equivalent.

        Without `reads_names`, columns may be unnamed. `part` names tables that can be filled before
        it: if it is given, the SELECT is split into parts if Spark could not plan it in one piece.
        """


def transpiler(
    relations: Iterable[tuple[RelationName, Columns]],
    named: Callable[[RelationName], RelationName] | None = None,
) -> Transpile | None:
    """Return a transpiler of SELECTs on these relations; None without sqlglot.

    `named` returns their names on Spark.
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
    """Return the tables and views that a DuckDB SELECT names; None if sqlglot cannot parse it.

    A relation without a schema is one of DuckDB's own.
    """
    module = import_module("orchestrator.dialects.spark.reading")
    found: frozenset[RelationName] | None = module.relations_in(select)
    return found
