"""The `dbt` and `session` arguments of a Python model."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from orchestrator.engines.boundary import PythonClient
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName, did_you_mean
from orchestrator.plan.steps import PythonCode, PythonInput, PythonStep
from orchestrator.project.references import version_in
from orchestrator.runner.closing import Closing
from orchestrator.runner.python_rows import ModelSession, Query


class This(Struct, frozen=True):
    """The model itself as published by the last run."""

    relation: RelationName
    query: Query | None
    client: PythonClient

    @property
    def is_published(self) -> bool:
        """Return whether there is a published table from an earlier run."""
        return self.query is not None

    @property
    def database(self) -> str:
        """Return the database's name, unquoted."""
        return self.relation.database or self.client.database()

    @property
    def schema(self) -> str:
        """Return the schema's name, unquoted."""
        return self.relation.schema

    @property
    def identifier(self) -> str:
        """Return the table's name, unquoted."""
        return self.relation.identifier

    def df(self) -> Any:
        """Return the published rows as a pandas DataFrame; raises ProjectError if there is none."""
        return self._published().df()

    def fetchnumpy(self) -> Any:
        """Return the published rows as NumPy arrays; raises ProjectError if there are none."""
        return self._published().fetchnumpy()

    def _published(self) -> Query:
        if self.query is None:
            what = f"{self.relation} is not published yet"
            raise ProjectError.of(what, fix="check dbt.this.is_published first")
        return self.query

    def __str__(self) -> str:
        return str(self.relation if self.query is None else self.query)


class Config(Struct, frozen=True):
    """`dbt.config`: a call does nothing (it was read from the source), `get` returns settings."""

    settings: Mapping[str, Any]

    def __call__(self, **settings: Any) -> None:
        """Do nothing: the settings were read with the project."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return a setting as merged from project file, property file and model."""
        return self.settings.get(name, default)

    def meta_get(self, name: str, default: Any = None) -> Any:
        """Return a value under `meta`, the place for custom settings."""
        return self.settings.get("meta", {}).get(name, default)


class Dbt(Struct, frozen=True):
    """`dbt` in a Python model."""

    ref: Callable[..., Query]
    source: Callable[..., Query]
    config: Config
    this: This
    is_incremental: bool


def arguments_for(
    code: PythonCode, step: PythonStep, client: PythonClient, closing: Closing
) -> tuple[Dbt, ModelSession]:
    """Return the `dbt` and the `session` of one model in one run."""
    name = step.unique_id
    published = None
    if code.is_published:
        published = Query(client, closing.this(name))

    def query(read: PythonInput) -> Query:
        rows = closing.rows(read.rows, name)
        return Query(client, rows, personal_columns=read.personal_columns)

    dbt = Dbt(
        ref=_finder("ref", code.refs, query),
        source=_finder("source", code.sources, query),
        config=Config(code.settings),
        this=This(step.relation, published, client),
        is_incremental=code.is_incremental,
    )
    inputs = [*code.refs.values(), *code.sources.values()]
    known = {
        each.relation: closing.rows(each.rows, name) for each in inputs if each.relation is not None
    }
    return dbt, ModelSession(client, known)


def rows_read(code: PythonCode, step: PythonStep, closing: Closing) -> tuple[str, ...]:
    """Return what follows `from` to read each input of a model, and its published rows."""
    name = step.unique_id
    found = [
        closing.rows(read.rows, name) for read in (*code.refs.values(), *code.sources.values())
    ]
    if code.is_published:
        found.append(closing.this(name))
    return tuple(dict.fromkeys(found))


def _finder(
    kind: str, known: Mapping[str, PythonInput], query: Callable[[PythonInput], Query]
) -> Callable[..., Query]:
    def find(*names: str, **options: object) -> Query:
        version = version_in(options)
        key = ".".join(map(str, names)) + (f" v{version}" if version is not None else "")
        if key not in known:
            shown = [repr(name) for name in names]
            shown += [f"{option}={value!r}" for option, value in options.items()]
            call = f"dbt.{kind}({', '.join(shown)})"
            raise ProjectError.of(
                f"{call} is not a literal in the file, so the dependency is unknown",
                fix=did_you_mean(key, known) or f"write {call} where it is used",
            )
        return query(known[key])

    return find
