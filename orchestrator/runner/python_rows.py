"""The rows and the session of a Python model: the engine's own, which know this run's versions.

Rows stand for a relation of the engine's client and can all that it can; as text they are what
stands after `from`. In SQL, names stand for what the model refers to, and for its variables.
"""

import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from orchestrator.engines.boundary import PythonClient
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName

# What other libraries ask of a table.
_ASKED_BY_LIBRARIES = ("__arrow_c_stream__", "__arrow_c_schema__")

_LIBRARIES_OF_TABLES = ("pandas", "polars", "pyarrow")


class Query:
    """Rows that are read when they are asked for.

    `personal_columns` are those that property files tag `personal` where the rows come from.
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
        """All rows as a pandas DataFrame; decimals come as floating point numbers."""
        if self._made is not None or args or kwargs:
            return self._client.call(self._relation.df, *args, **kwargs)
        return self._client.call(self._client.session.frame, f"select * from {self._rows}")

    def fetchnumpy(self) -> Any:
        """All rows as NumPy arrays by column, masked where there is no value."""
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
    """What the client answered, with its relations as rows; a method of it gives such answers."""
    if client.is_relation(value):
        return Query(client, None, value)
    if not callable(value) or isinstance(value, type):
        return value

    def method(*args: Any, **kwargs: Any) -> Any:
        given = {name: own(each) for name, each in kwargs.items()}
        return lent(client.call(value, *map(own, args), **given), client)

    return method


def own(value: Any) -> Any:
    """What the client takes where a model gives rows."""
    return value._relation if isinstance(value, Query) else value


class ModelSession:
    """`session` in a Python model: SQL on the engine, in the run's own connection.

    `inputs` are the rows of what the model refers to: SQL that names one reads these.
    """

    def __init__(self, client: PythonClient, inputs: Mapping[RelationName, str]) -> None:
        self._client = client
        self._inputs = inputs

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """The rows of inputs by the names that SQL finds without a schema."""
        schema = self._client.schema().casefold()
        return {
            relation.identifier.casefold(): rows
            for relation, rows in self._inputs.items()
            if relation.database is None and relation.schema.casefold() == schema
        }

    def sql(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """The rows of a SELECT, to read with `.df()`, to select from, or to return."""
        return self._sql("sql", query, args, kwargs, _variables_of_caller())

    def query(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """The same, under another name."""
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
        """What a name in SQL stands for: what the model made for itself, else what it refers to,
        else what is in the database, else a variable.
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
    """Whether the client has to be asked: most words of SQL that are variables are no tables."""
    kind = type(value)
    of_library = kind.__module__.partition(".")[0] in _LIBRARIES_OF_TABLES
    return of_library or any(hasattr(kind, name) for name in _ASKED_BY_LIBRARIES)


def _variables_of_caller() -> Mapping[str, Any]:
    """The variables that the code sees which asks the session."""
    frame = sys._getframe(2)
    return {**frame.f_globals, **frame.f_locals}
