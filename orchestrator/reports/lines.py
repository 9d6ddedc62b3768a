"""Plain lines: each event as one or more lines, preceded by the time, as in dbt."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Protocol

from msgspec import Struct

from orchestrator.names import counted
from orchestrator.nodes import DataTest, Node, UnitTest
from orchestrator.reports.boundary import LOG_LEVELS, LogLevel
from orchestrator.reports.summary import Outcome, Summary
from orchestrator.reports.terminal import PLAIN, Style
from orchestrator.reports.wording import (
    batch_line,
    ending,
    ending_line,
    found,
    node_of,
    reused,
    starting_line,
)
from orchestrator.results import (
    NOT_RUN,
    BatchFinished,
    CopiedForReaders,
    Event,
    NodeFinished,
    NodesReused,
    NodeStarted,
    Notice,
    NotPublished,
    Published,
    RunFinished,
    RunStarted,
    Unchanged,
)
from orchestrator.secrets import NO_SECRETS, Mask


class Output(Protocol):
    """The destination of lines: a text stream, or the part of the screen above a live view."""

    def write(self, text: str, /) -> object:
        """Write one line with its newline."""

    def flush(self) -> object:
        """Make written lines visible."""


class Heading(Struct, frozen=True):
    """What the first lines of a run show."""

    version: str
    engine: str
    target: str


class Lines:
    """Prints the events of a run to a stream, from `level` on.

    `debug` prints everything; `info` a line for each node that was built or checked, but only
    problems of tests; `warn` and `error` what needs attention; `none` nothing.
    """

    def __init__(
        self,
        out: Output,
        nodes: Mapping[str, Node],
        heading: Heading,
        *,
        style: Style = PLAIN,
        level: LogLevel = "info",
        mask: Mask = NO_SECRETS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._out = out
        self._nodes = nodes
        self._heading = heading
        self._style = style
        self._least = LOG_LEVELS.index(level)
        self._mask = mask
        self._clock = clock
        self._summary = Summary(nodes, style, mask)
        self._total = 0
        self._outcomes: list[Outcome] = []
        self._started = set[str]()

    def show(self, event: Event) -> None:
        """Print the lines about an event."""
        match event:
            case RunStarted():
                self._total = event.total
                self._open(event)
            case NodeStarted():
                self._started.add(event.unique_id)
                if not self._tells("debug"):
                    return
                node = node_of(event.unique_id, self._nodes)
                line = starting_line(
                    self._numbered(event.index), event.unique_id, node, self._style
                )
                self._say(line, "debug")
            case BatchFinished():
                node = node_of(event.unique_id, self._nodes)
                level: LogLevel = "error" if event.status == "error" else "info"
                self._say(batch_line(event, node, self._style), level)
            case NodeFinished():
                self.node_finished(event)
            case Notice():
                self._notice(event)
            case NodesReused():
                self._say(reused(event))
            case Published() | NotPublished() | Unchanged() | CopiedForReaders():
                self._outcomes.append(event)
            case RunFinished():
                self._finish(event)

    def close(self) -> None:
        """Leave the stream open: its owner closes it."""

    def node_finished(self, event: NodeFinished, style: Style | None = None) -> None:
        """Print the line of a node that ended; a reused or not started node has none."""
        started = event.result.unique_id in self._started
        if event.result.status == "not started" or (
            event.result.status == "reused" and not started
        ):
            return
        node = node_of(event.result.unique_id, self._nodes)
        level: LogLevel = ending(event.result, node).level
        if level == "info" and (
            isinstance(node, DataTest | UnitTest) or event.result.status in NOT_RUN
        ):
            level = "debug"
        numbered = self._numbered(event.index)
        self._say(ending_line(numbered, event.result, node, style or self._style), level)

    def _notice(self, event: Notice) -> None:
        prefix = ""
        if event.level == "warn":
            prefix = f"{self._style.paint('[WARNING]', 'yellow')}: "
        self._say(f"{prefix}{event.message}", event.level)

    def _finish(self, event: RunFinished) -> None:
        if self._tells("info"):
            for line in self._summary.lines(event, self._outcomes):
                self._say(line)
            return
        for line in self._summary.problems(event.results, with_warnings=self._tells("warn")):
            self._say(line, "error")
        if any(map(_went_wrong, self._outcomes)):
            for line in self._summary.published(self._outcomes):
                self._say(line, "error")

    def _open(self, event: RunStarted) -> None:
        threads = counted(event.threads, "thread")
        for line in (
            f"Running with seg={self._heading.version}",
            f"Registered engine: {self._heading.engine}",
            found(self._nodes.values()),
            "",
            f"Concurrency: {threads} (target='{self._heading.target}')",
            "",
        ):
            self._say(line)

    def _numbered(self, index: int) -> str:
        return f"{index} of {self._total}"

    def _tells(self, level: LogLevel) -> bool:
        return LOG_LEVELS.index(level) >= self._least

    def _say(self, text: str, level: LogLevel = "info") -> None:
        if not self._tells(level):
            return
        time = self._clock().strftime("%H:%M:%S")
        for line in self._mask.text(text).split("\n"):
            self._out.write(f"{time}  {self._style.clean(line)}\n")
        self._out.flush()


def _went_wrong(outcome: Outcome) -> bool:
    if isinstance(outcome, CopiedForReaders):
        return outcome.problem is not None
    return isinstance(outcome, NotPublished)
