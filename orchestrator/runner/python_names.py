"""The `dbt` and the `session` that a Python model is called with."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from orchestrator.engines.boundary import Session
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName, did_you_mean
from orchestrator.plan.steps import PythonCode, PythonInput, PythonStep
from orchestrator.runner.closing import Closing


class Query(Struct, frozen=True):
    """Rows that are read when they are asked for; as text it is what stands after `from`.

    `personal_columns` are those that property files tag `personal` where the rows come from.
    """

    rows: str
    session: Session
    personal_columns: tuple[str, ...] = ()

    @property
    def select(self) -> str:
        """The SELECT of all rows."""
        return f"select * from {self.rows}"

    def df(self) -> Any:
        """All rows as a pandas DataFrame; decimals come as floating point numbers."""
        return self.session.frame(self.select)

    def fetchnumpy(self) -> Any:
        """All rows as NumPy arrays by column, masked where there is no value."""
        return self.session.arrays(self.select)

    def __str__(self) -> str:
        return self.rows


class This(Struct, frozen=True):
    """The model itself, as people read it: what the last published run made of it."""

    relation: RelationName
    query: Query | None

    @property
    def is_published(self) -> bool:
        """Whether there is a published table from an earlier run."""
        return self.query is not None

    @property
    def schema(self) -> str:
        """The schema's name, unquoted."""
        return self.relation.schema

    @property
    def identifier(self) -> str:
        """The table's name, unquoted."""
        return self.relation.identifier

    def df(self) -> Any:
        """The published rows as a pandas DataFrame; raises ProjectError when there are none."""
        return self._published().df()

    def fetchnumpy(self) -> Any:
        """The published rows as NumPy arrays; raises ProjectError when there are none."""
        return self._published().fetchnumpy()

    def _published(self) -> Query:
        if self.query is None:
            what = f"{self.relation} is not published yet"
            raise ProjectError.of(what, fix="ask dbt.this.is_published first")
        return self.query

    def __str__(self) -> str:
        return str(self.query or self.relation)


class Config(Struct, frozen=True):
    """`dbt.config`: a call is silent (it was read from the source), `get` answers."""

    settings: Mapping[str, Any]

    def __call__(self, **settings: Any) -> None:
        """Nothing: the settings were taken when the project was read."""

    def get(self, name: str, default: Any = None) -> Any:
        """A setting as merged from project file, property file and model."""
        return self.settings.get(name, default)

    def meta_get(self, name: str, default: Any = None) -> Any:
        """A value under `meta`, where settings of one's own belong."""
        return self.settings.get("meta", {}).get(name, default)


class Dbt(Struct, frozen=True):
    """`dbt` in a Python model."""

    ref: Callable[..., Query]
    source: Callable[..., Query]
    config: Config
    this: This
    is_incremental: bool


class ModelSession(Struct, frozen=True):
    """`session` in a Python model: SQL on the engine, in the run's own connection."""

    session: Session

    def sql(self, select: str) -> Query:
        """The rows of a SELECT, to read with `.df()`, to select from, or to return."""
        return Query(f"(\n{select}\n)", self.session)


def dbt_for(code: PythonCode, step: PythonStep, session: Session, closing: Closing) -> Dbt:
    """The `dbt` of one model in one run."""
    name = step.unique_id
    published = Query(closing.this(name), session) if code.is_published else None

    def query(read: PythonInput) -> Query:
        return Query(closing.rows(read.rows, name), session, read.personal_columns)

    return Dbt(
        ref=_finder("ref", code.refs, query),
        source=_finder("source", code.sources, query),
        config=Config(code.settings),
        this=This(step.relation, published),
        is_incremental=code.is_incremental,
    )


def _finder(
    kind: str, known: Mapping[str, PythonInput], query: Callable[[PythonInput], Query]
) -> Callable[..., Query]:
    def find(*names: str, **options: object) -> Query:
        key = ".".join(map(str, names))
        if key not in known:
            call = f"dbt.{kind}({', '.join(map(repr, names))})"
            raise ProjectError.of(
                f"{call} is not written literally in the file, so the dependency is not known",
                fix=did_you_mean(key, known) or f"write {call} where it is used",
            )
        return query(known[key])

    return find
