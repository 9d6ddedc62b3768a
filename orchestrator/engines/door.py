"""The one place where an engine's package is imported: by name, when a command needs it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol, cast

from msgspec import Struct, field

from orchestrator.errors import Problem, UsageError
from orchestrator.names import did_you_mean
from orchestrator.nodes import Node

if TYPE_CHECKING:  # what reads files only never meets an engine
    from orchestrator.engines.boundary import Engine, Expression

ENGINES = ("duckdb", "spark")


class Connection(Struct, frozen=True):
    """Where a target's database is and how to open it; `settings` is the profile's own mapping.

    `schema` is the target's default schema: by that a database knows what the target published.
    `readable` are directories that SQL may read files from, beside those that the profile allows.
    `lock_timeout_seconds` is how long to wait for another process to let go of the database.
    `readers` is the file of the copy for readers that may be written.
    """

    project_root: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    readable: tuple[Path, ...] = ()
    threads: int = 1
    lock_timeout_seconds: float = 0.0
    read_only: bool = False
    schema: str = "main"
    readers: Path | None = None


# Why a SELECT, which is to be what the second argument says, is refused, and the line in it.
ForbiddenRead = Callable[[str, str], tuple[str, int] | None]


class Adapter(Protocol):
    """What the module of an engine offers (`orchestrator.engines.<name>.adapter`)."""

    def open_engine(self, connection: Connection) -> "Engine":
        """Open the database; raises EnvironmentFault or WarehouseLocked."""

    def of_copy(self, connection: Connection, file: Path) -> Connection:
        """How to open the copy for readers in `file` instead of the database itself."""

    def open_copy(self, connection: Connection, file: Path) -> "Engine":
        """The copy in `file` as it is now, although the process may have the one before it open.

        Nothing else that the settings attach can be read. It is for many small queries at a time.
        """

    def open_scratch(self, connection: Connection, file: Path) -> "Engine":
        """A database in memory that reads the copy in `file`: what is written into it is lost."""

    def waiting_folder(self, connection: Connection) -> Path | None:
        """Where what waits for the database stands beside it; None for one in memory."""

    def database_of(self, connection: Connection) -> Path | None:
        """The file of the database; None for one in memory."""

    def may_write(self, connection: Connection, file: Path) -> bool:
        """Whether SQL may write a file there."""

    def exists(self, connection: Connection) -> bool:
        """Whether there is a database to open, so that a look does not create one."""

    def statement_problem(self, sql: str, kind: str) -> tuple[str, int | None] | None:
        """Why `sql`, which is to be a `kind`, is not exactly one SELECT, and the line in it."""

    def are_selects(self, texts: Sequence[str]) -> Sequence[bool]:
        """Which of many texts have no `statement_problem`, as far as that is soon told.

        Other threads can work meanwhile.
        """

    def hook_statements(self, sql: str, kind: str) -> tuple[str, ...]:
        """The texts of the statements of a `kind`, as a hook is one, which follow each other up to
        its end; raises ProjectError where one cannot run.
        """

    def forbidden_reads(
        self, connection: Connection, secret_files: Sequence[Path]
    ) -> ForbiddenRead:
        """What finds in a SELECT the files that none may read: secrets, its own database."""

    def read_expression(self, text: str) -> "Expression":
        """The columns of a condition, and what keeps the text from being one over a single row."""

    def selected_columns(self, sql: str) -> tuple[str, ...] | None:
        """The names of a SELECT's columns, as far as its text tells; None where it does not."""

    def volatile_words(self, sql: str) -> tuple[str, ...]:
        """What makes a SELECT depend on more than it declares: the clock, chance, other tables.

        The names of what it is declared to read begin with U+E000; comments are taken out.
        """


class Abilities(Struct, frozen=True):
    """What of seg an engine can do: its commands (None: all), and whether it can be watched."""

    commands: tuple[str, ...] | None = None
    makes_all: bool = True
    is_watched: bool = True
    keeps_copies: bool = True


_SPARK = (
    "build", "clean", "compile", "debug", "deps", "lint", "list", "parse", "plan",
    "retry", "rollback", "run", "seed", "show", "test",
)  # fmt: skip
ABILITIES: Mapping[str, Abilities] = {
    "duckdb": Abilities(),
    "spark": Abilities(_SPARK, makes_all=False, is_watched=False, keeps_copies=False),
}


class _Unserved(Protocol):
    """What `orchestrator.engines.<name>.unserved` offers, where an engine does not make all."""

    def unserved(self, connection: Connection, nodes: Iterable[Node]) -> Iterable[Problem]:
        """What of nodes the engine cannot make."""


class _AtRest(Protocol):
    """What `orchestrator.engines.<name>.at_rest` offers."""

    def state_at_rest(self, connection: Connection) -> str | None:
        """What is another text after anything was committed."""


def adapter(name: str) -> Adapter:
    """The engine's module; raises UsageError for an engine that seg does not have."""
    return cast(Adapter, _module(name, "adapter"))


def state_at_rest(name: str, connection: Connection) -> str | None:
    """What is another text after anything was committed to the database, found without opening it.

    None where that cannot be told.
    """
    looking = cast(_AtRest, _module(name, "at_rest"))
    return looking.state_at_rest(connection)


def unserved(name: str, connection: Connection, nodes: Iterable[Node]) -> tuple[Problem, ...]:
    """What of nodes an engine cannot make, and of what a run of them does."""
    telling = cast(_Unserved, _module(name, "unserved"))
    return tuple(telling.unserved(connection, nodes))


def _module(engine: str, name: str) -> ModuleType:
    if engine not in ENGINES:
        raise UsageError(
            f"no engine '{engine}'",
            fix=did_you_mean(engine, ENGINES) or f"engines: {', '.join(ENGINES)}",
        )
    return import_module(f"orchestrator.engines.{engine}.{name}")
