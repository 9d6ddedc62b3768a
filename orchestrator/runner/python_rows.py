"""The rows and the session of a Python model: the engine's own, with this run's versions.

Rows wrap a relation of the engine's client and offer everything that it does; as text they are what
follows `from`. In SQL, names refer to what the model references, and to its variables.
"""

import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from orchestrator.engines.boundary import PythonClient
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName

# Protocols by which other libraries read a table.
_ASKED_BY_LIBRARIES = ("__arrow_c_stream__", "__arrow_c_schema__")

_LIBRARIES_OF_TABLES = ("pandas", "polars", "pyarrow")


class Query:
    """Rows that are read on request.

    `personal_columns` are those that property files tag `personal` in the inputs.
    """

    def __init__(
        self,
        client: PythonClient,
        rows: str | None,
        relation: Any = None,
        personal_columns: tuple[str, ...] = (),
    ) -> None:
        self._client = client
        self._rows = rows
        self._made = relation
        self.personal_columns = personal_columns

    @property
    def _relation(self) -> Any:
        if self._made is None:
            self._made = self._client.relation(f"select * from {self._rows}")
        return self._made

    def df(self, *args: Any, **kwargs: Any) -> Any:
        """Return all rows as a pandas DataFrame; decimals become floats."""
        if self._made is not None or args or kwargs:
            return self._client.call(self._relation.df, *args, **kwargs)
        return self._client.call(self._client.session.frame, f"select * from {self._rows}")

    def fetchnumpy(self) -> Any:
        """Return all rows as NumPy arrays by column, masked for NULLs."""
        if self._made is not None:
            return self._client.call(self._relation.fetchnumpy)
        return self._client.call(self._client.session.arrays, f"select * from {self._rows}")

    def __str__(self) -> str:
        if self._rows is None:
            self._rows = self._client.named(self._made)
        if self._rows is None:
            what = "a relation of another connection cannot be read"
            raise ProjectError.of(what, fix="write session.sql(...), not duckdb.sql(...)")
        return self._rows

    def __len__(self) -> int:
        return len(self._relation)

    def __getitem__(self, column: str) -> Any:
        return lent(self._relation[column], self._client)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") and name not in _ASKED_BY_LIBRARIES:
            raise AttributeError(name)
        return lent(getattr(self._relation, name), self._client)


def lent(value: Any, client: PythonClient) -> Any:
    """Return the client's answer with relations wrapped as rows, also from its methods."""
    if client.is_relation(value):
        return Query(client, None, value)
    if not callable(value) or isinstance(value, type):
        return value

    def method(*args: Any, **kwargs: Any) -> Any:
        given = {name: own(each) for name, each in kwargs.items()}
        return lent(client.call(value, *map(own, args), **given), client)

    return method


def own(value: Any) -> Any:
    """Return what the client accepts for rows passed by a model."""
    return value._relation if isinstance(value, Query) else value


class ModelSession:
    """`session` in a Python model: SQL on the engine, in the run's own connection.

    `inputs` are the rows of what the model references: SQL that names one reads these.
    """

    def __init__(self, client: PythonClient, inputs: Mapping[RelationName, str]) -> None:
        self._client = client
        self._inputs = inputs

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """Return the rows of inputs by the names that SQL uses without a schema."""
        schema = self._client.schema().casefold()
        return {
            relation.identifier.casefold(): rows
            for relation, rows in self._inputs.items()
            if relation.database is None and relation.schema.casefold() == schema
        }

    def sql(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the rows of a SELECT, to read with `.df()`, to select from, or to return."""
        return self._sql("sql", query, args, kwargs, _variables_of_caller())

    def query(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the same, under another name."""
        return self._sql("query", query, args, kwargs, _variables_of_caller())

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if not callable(value := self._client.attribute(name)):
            return value

        def method(*args: Any, **kwargs: Any) -> Any:
            variables = _variables_of_caller()
            given = {name: own(each) for name, each in kwargs.items()}
            return self._answer(name, tuple(map(own, args)), given, variables)

        return method

    def _sql(
        self,
        name: str,
        query: Any,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        variables: Mapping[str, Any],
    ) -> Any:
        if isinstance(query, str) and not args and not kwargs:
            select = self._client.select(query, self._table(variables))
            if select is not None:
                return Query(self._client, f"(\n{select}\n)")
        return self._answer(name, (query, *args), kwargs, variables)

    def _answer(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        variables: Mapping[str, Any],
    ) -> Any:
        answer = self._client.ask(name, args, kwargs, self._table(variables))
        return self if self._client.is_connection(answer) else lent(answer, self._client)

    def _table(self, variables: Mapping[str, Any]) -> Callable[[str], str | None]:
        """Return what a name in SQL means.

        In order: what the model created, what it references, what is in the database, or a
        variable.
        """

        def rows(name: str) -> str | None:
            if (known := self._known.get(name.casefold())) is not None:
                return None if self._client.has_made(name) else known
            value = variables.get(name)
            if not (isinstance(value, Query) or _may_be_table(value)) or self._client.has(name):
                return None
            return str(value) if isinstance(value, Query) else self._client.named(value)

        return rows


def _may_be_table(value: object) -> bool:
    """Return whether to ask the client: most variables named like words of SQL are not tables."""
    kind = type(value)
    of_library = kind.__module__.partition(".")[0] in _LIBRARIES_OF_TABLES
    return of_library or any(hasattr(kind, name) for name in _ASKED_BY_LIBRARIES)


def _variables_of_caller() -> Mapping[str, Any]:
    """Return the variables visible to the code that called the session."""
    frame = sys._getframe(2)
    return {**frame.f_globals, **frame.f_locals}
