"""How seg fails: every exception, with the exit code that it ends the command with.

SegError
├── UsageError           2  the command line asks for something that does not exist
│   ├── BadArgument      2  a value that is invalid in every project, such as an unknown cursor
│   ├── Gone             2  a list cannot continue: its data existed, and is gone
│   └── NotServed        2  the engine of the target does not support it
├── ProjectError         2  the project's files are invalid; contains *all* problems found
├── StatementError       -  the engine rejected a statement; the runner makes it a node's result
├── Refused              1  the request is valid, but a rule of the project forbids it
├── RunFailed            1  a run did not succeed; raised only if its result is asked to raise
└── EnvironmentFault     3  outside the project: permissions, disk, memory
    ├── WarehouseLocked  3  another process holds the warehouse
    └── WarehouseDamaged 3  the warehouse cannot be read, or contains less than was published

Places are data; `str()` formats them last.
"""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field


class Place(Struct, frozen=True):
    """A position in a file of the project; `line` and `column` count from 1."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return `path:line:column`, which terminals and editors turn into links."""
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join([self.path, *numbers])


class UnknownName(Struct, frozen=True):
    """A name without a definition, or a model without a description."""

    kind: Literal["name", "data test", "node", "description"]
    name: str


class Problem(Struct, frozen=True):
    """One problem: what, where, how to fix it, and the lines of code around it.

    `unknown` is set if the only problem is an unknown name, which another file can define. A minor
    problem is an error in strict projects, and a warning in dbt projects (see
    `config/key_effects.py`).
    """

    what: str
    place: Place | None = None
    fix: str | None = None
    frame: str | None = None
    unknown: UnknownName | None = None
    is_minor: bool = False

    def __str__(self) -> str:
        """Return the problem as shown in a terminal; the fix and the code frame are indented."""
        lines = [f"{self.place}: {self.what}" if self.place else self.what]
        if self.frame:
            lines += [f"  {line}" for line in self.frame.splitlines()]
        if self.fix:
            lines.append(f"  fix: {self.fix}")
        return "\n".join(lines)


class SegError(Exception):
    """Every failure whose meaning seg knows."""

    exit_code: int = 2


class UsageError(SegError):
    """Raised if the command line names something that the project or target does not have."""

    def __init__(self, what: str, fix: str | None = None, frame: str | None = None) -> None:
        super().__init__(str(Problem(what, fix=fix, frame=frame)))


class BadArgument(UsageError):
    """Raised for a value that is invalid in every project."""


class Gone(UsageError):
    """Raised if a list cannot continue from a cursor, because the data behind it is gone."""


class ProjectError(SegError):
    """Raised once for invalid files of a project, with all problems found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def of(cls, what: str, place: Place | None = None, fix: str | None = None) -> "ProjectError":
        """Return an error with a single problem."""
        return cls([Problem(what, place, fix)])


class StatementError(SegError):
    """Raised by a session if the engine rejects a statement; `line` is within that statement."""

    exit_code = 1

    def __init__(
        self, message: str, *, line: int | None = None, cancelled: bool = False, retry: bool = False
    ) -> None:
        self.message = message
        self.line = line
        self.cancelled = cancelled
        self.retry = retry
        super().__init__(message)


class NotServed(UsageError):
    """Raised for what the engine of a target does not support; a retry cannot succeed."""


class Refused(SegError):
    """Raised if a rule of the project forbids what was requested, because of the data."""

    exit_code = 1

    def __init__(self, what: str, fix: str | None = None) -> None:
        super().__init__(str(Problem(what, fix=fix)))


class RunFailed(SegError):
    """Raised by `RunResult.raise_for_status`; the command line returns exit codes instead."""

    def __init__(self, what: str, exit_code: int) -> None:
        self.exit_code = exit_code
        super().__init__(what)


class EnvironmentFault(SegError):
    """Raised if something outside the project (permissions, disk, memory) stops the work."""

    exit_code = 3

    def __init__(self, what: str, fix: str | None = None) -> None:
        self.what, self.fix = what, fix
        super().__init__(str(Problem(what, fix=fix)))


class WarehouseLocked(EnvironmentFault):
    """Raised if another process holds the warehouse's write lock."""


class WarehouseDamaged(EnvironmentFault):
    """Raised if the warehouse cannot be opened, or contains less than the journal says."""


class Problems(Struct):
    """Collects problems while reading continues, so that all are reported at once."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        what: str,
        place: Place | None = None,
        fix: str | None = None,
        frame: str | None = None,
    ) -> None:
        """Add a problem and continue reading."""
        self.found.append(Problem(what, place, fix, frame))

    def add_minor(self, what: str, place: Place | None = None, fix: str | None = None) -> None:
        """Add a problem that is only a warning in a dbt project."""
        self.found.append(Problem(what, place, fix, is_minor=True))

    def extend(self, error: ProjectError) -> None:
        """Add all problems of an error that was raised further down."""
        self.found.extend(error.problems)

    def raise_any(self) -> None:
        """Raise ProjectError if any problem was added."""
        if self.found:
            raise ProjectError(self.found)


def code_frame(
    text: str, line: int, column: int | None = None, *, before: int = 1, first_line: int = 1
) -> str:
    """Return line `line` of `text` and those `before` it, numbered, with a caret under `column`.

    `first_line` is the number of the first line of `text`.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    width = len(str(line))
    shown = [
        f"{number:>{width}} | {_printable(lines[number - first_line])}".rstrip()
        for number in range(
            max(first_line, line - before), min(line, first_line + len(lines) - 1) + 1
        )
    ]
    if column is not None and column <= _FRAME_WIDTH:
        shown.append(f"{'':>{width}} | {'':>{column - 1}}^")
    return "\n".join(shown)


_FRAME_WIDTH = 160


def _printable(line: str) -> str:
    return "".join(char if char.isprintable() else " " for char in line[:_FRAME_WIDTH])
