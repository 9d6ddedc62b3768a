"""The only place that imports an engine's package: by name, when a command needs it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol, cast

from msgspec import Struct, field

from orchestrator.errors import Problem, UsageError
from orchestrator.names import did_you_mean
from orchestrator.nodes import Node

if TYPE_CHECKING:  # commands that only read files need no engine
    from orchestrator.engines.boundary import Engine, Expression

ENGINES = ("duckdb", "spark")


class Connection(Struct, frozen=True):
    """The location of a target's database and how to open it; `settings` is the profile's mapping.

    `schema` is the target's default schema, by which a database identifies the target. `readable`
    are directories that SQL is allowed to read from, in addition to those in the profile.
    `lock_timeout_seconds` is how long to wait for another process to release the database.
    `readers` is the file of the copy for readers, if it may be written.
    """

    project_root: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    readable: tuple[Path, ...] = ()
    threads: int = 1
    lock_timeout_seconds: float = 0.0
    read_only: bool = False
    schema: str = "main"
    readers: Path | None = None


# Returns why a SELECT is refused, and the line; the second argument says what the SELECT is for.
ForbiddenRead = Callable[[str, str], tuple[str, int] | None]


class Adapter(Protocol):
    """The interface of an engine's module (`orchestrator.engines.<name>.adapter`)."""

    def open_engine(self, connection: Connection) -> "Engine":
        """Open the database; raises EnvironmentFault or WarehouseLocked."""

    def of_copy(self, connection: Connection, file: Path) -> Connection:
        """Return how to open the copy for readers in `file` instead of the database itself."""

    def open_copy(self, connection: Connection, file: Path) -> "Engine":
        """Open the current copy in `file`, even if the process has the previous copy open.

        Nothing else that the settings attach can be read. It is meant for many small concurrent
        queries.
        """

    def open_scratch(self, connection: Connection, file: Path) -> "Engine":
        """Open a database in memory that reads the copy in `file`; writes to it are lost."""

    def waiting_folder(self, connection: Connection) -> Path | None:
        """Return the folder for requests that wait for the database; None for one in memory."""

    def database_of(self, connection: Connection) -> Path | None:
        """Return the file of the database; None for one in memory."""

    def may_write(self, connection: Connection, file: Path) -> bool:
        """Return whether SQL is allowed to write a file there."""

    def exists(self, connection: Connection) -> bool:
        """Return whether there is a database to open, so that reading does not create one."""

    def statement_problem(self, sql: str, kind: str) -> tuple[str, int | None] | None:
        """Return why `sql`, used as `kind`, is not exactly one SELECT, with the line, or None."""

    def are_selects(self, texts: Sequence[str]) -> Sequence[bool]:
        """Return for each text whether it has no `statement_problem`, if that is quick to tell.

        Other threads can run meanwhile.
        """

    def hook_statements(self, sql: str, kind: str) -> tuple[str, ...]:
        """Return the statements in `sql`, used as `kind`, such as a hook.

        The returned texts cover `sql` completely. Raises ProjectError if one of them is not
        allowed.
        """

    def forbidden_reads(
        self, connection: Connection, secret_files: Sequence[Path]
    ) -> ForbiddenRead:
        """Return a function that finds forbidden reads in a SELECT: secrets, its own database."""

    def read_expression(self, text: str) -> "Expression":
        """Return the columns of a condition, and why the text is no condition over one row."""

    def selected_columns(self, sql: str) -> tuple[str, ...] | None:
        """Return the names of a SELECT's columns if its text determines them, otherwise None."""

    def volatile_words(self, sql: str) -> tuple[str, ...]:
        """Return what else a SELECT depends on: the clock, randomness, undeclared tables.

        Names of declared inputs begin with U+E000; comments have been removed.
        """


class Abilities(Struct, frozen=True):
    """What an engine supports: commands (None: all), and whether it can be watched.

    If it `has_rows_in_file`, a database that attaches its file can read what is published.
    """

    commands: tuple[str, ...] | None = None
    makes_all: bool = True
    is_watched: bool = True
    keeps_copies: bool = True
    has_rows_in_file: bool = True


_SPARK = (
    "build", "clean", "compile", "debug", "deps", "diff", "docs generate", "docs serve", "events",
    "lineage", "lint", "list", "parse", "plan", "retry", "rollback", "run", "seed", "segments",
    "show", "simulate", "test", "why",
)  # fmt: skip
ABILITIES: Mapping[str, Abilities] = {
    "duckdb": Abilities(),
    "spark": Abilities(
        _SPARK, makes_all=False, is_watched=False, keeps_copies=False, has_rows_in_file=False
    ),
}


class _Unserved(Protocol):
    """The interface of `orchestrator.engines.<name>.unserved`, of engines with limitations."""

    def unserved(self, connection: Connection, nodes: Iterable[Node]) -> Iterable[Problem]:
        """Return what the engine cannot build of these nodes."""


class _AtRest(Protocol):
    """The interface of `orchestrator.engines.<name>.at_rest`."""

    def state_at_rest(self, connection: Connection) -> str | None:
        """Return a text that changes with every commit."""


def adapter(name: str) -> Adapter:
    """Return the engine's module; raises UsageError for an unknown engine."""
    return cast(Adapter, _module(name, "adapter"))


def state_at_rest(name: str, connection: Connection) -> str | None:
    """Return a text that changes with every commit to the database, without opening it.

    None if that cannot be determined.
    """
    looking = cast(_AtRest, _module(name, "at_rest"))
    return looking.state_at_rest(connection)


def unserved(name: str, connection: Connection, nodes: Iterable[Node]) -> tuple[Problem, ...]:
    """Return what an engine cannot build of these nodes, or do for them in a run."""
    telling = cast(_Unserved, _module(name, "unserved"))
    return tuple(telling.unserved(connection, nodes))


def _module(engine: str, name: str) -> ModuleType:
    if engine not in ENGINES:
        raise UsageError(
            f"no engine '{engine}'",
            fix=did_you_mean(engine, ENGINES) or f"engines: {', '.join(ENGINES)}",
        )
    return import_module(f"orchestrator.engines.{engine}.{name}")
