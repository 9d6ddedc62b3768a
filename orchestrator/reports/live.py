"""The live view: running nodes and progress, with problems so far above them."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import TextIO

from msgspec import Struct, field
from msgspec.structs import replace
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from orchestrator.nodes import Node
from orchestrator.reports.lines import Heading, Lines
from orchestrator.reports.terminal import PLAIN, Style, printable, shortened
from orchestrator.reports.wording import node_of, subject
from orchestrator.results import (
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
    Status,
    Unchanged,
)
from orchestrator.secrets import NO_SECRETS, Mask

_FRAMES_PER_SECOND = 8
_MOST_RUNNING = 12
# The width of the time before a line and of ` [FAIL 1234 in 1234.56s]` after its dots.
_AROUND_DOTS = 34
_SHOWN_ABOVE: frozenset[Status] = frozenset({"warn", "fail", "error"})
_COUNTED: Mapping[str, tuple[tuple[Status, ...], str]] = {
    "ok": (("success", "pass", "no-op"), "green"),
    "failed": (("fail", "error", "interrupted"), "red"),
    "warned": (("warn",), "yellow"),
    "skipped": (("skipped", "not started"), "yellow"),
    "reused": (("reused",), "green"),
}


class Progress(Struct):
    """The progress of a run; changed by events, read by the thread that draws."""

    total: int = 0
    started: float = 0.0
    running: dict[int, tuple[str, float]] = field(default_factory=dict)
    ended: Counter[Status] = field(default_factory=Counter)

    def seconds_left(self, now: float) -> float | None:
        """Estimate the time left from the pace so far; None if it is too early."""
        done = self.ended.total()
        elapsed = now - self.started
        if not done or elapsed < 1 or done >= self.total:
            return None
        return elapsed / done * (self.total - done)


class LiveView:
    """Shows the state of a run at the bottom of a terminal; ends with the plain summary.

    The terminal is restored after RunFinished or `close`.
    """

    def __init__(
        self,
        out: TextIO,
        nodes: Mapping[str, Node],
        heading: Heading,
        *,
        style: Style = PLAIN,
        mask: Mask = NO_SECRETS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        size: tuple[int, int] | None = None,
        timer: Callable[[], float] = monotonic,
    ) -> None:
        width, height = size or (None, None)
        self._nodes = nodes
        self._mask = mask
        self._timer = timer
        self._progress = Progress()
        self._console = Console(
            file=out,
            force_terminal=True,
            no_color=not style.has_colours,
            color_system="standard",
            width=width,
            height=height,
            highlight=False,
        )
        self._live = Live(
            console=self._console,
            get_renderable=self._draw,
            refresh_per_second=_FRAMES_PER_SECOND,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        room = max(20, self._console.width - _AROUND_DOTS)
        self._narrow = replace(style, width=min(style.width, room), cuts_names=True)
        above = _Above(self._console)
        self._lines = Lines(above, nodes, heading, style=style, mask=mask, clock=clock)

    def show(self, event: Event) -> None:
        """Update the view, or print above it."""
        match event:
            case RunStarted():
                self._lines.show(event)
                self._progress.total = event.total
                self._progress.started = self._timer()
                self._live.start()
            case NodeStarted():
                node = node_of(event.unique_id, self._nodes)
                name = printable(self._mask.text(subject(event.unique_id, node)))
                self._progress.running[event.index] = (name, self._timer())
            case BatchFinished():
                if event.status == "error":
                    self._lines.show(event)
            case NodeFinished():
                self._progress.running.pop(event.index, None)
                self._progress.ended[event.result.status] += 1
                if event.result.status in _SHOWN_ABOVE:
                    self._lines.node_finished(event, self._narrow)
            case NodesReused() | Notice() | Published() | NotPublished() | Unchanged():
                self._lines.show(event)
            case CopiedForReaders():
                self._lines.show(event)
            case RunFinished():
                self.close()
                self._lines.show(event)

    def close(self) -> None:
        """Remove the view and restore the cursor."""
        self._live.stop()

    def _draw(self) -> RenderableType:
        return picture(self._progress, self._timer(), *self._console.size)


class _Above:
    """The part of the screen above the live view, as a stream of lines."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def write(self, text: str, /) -> None:
        """Print one line; the terminal wraps a long one, so that it can be copied in full."""
        self._console.print(Text.from_ansi(text.removesuffix("\n")), soft_wrap=True)

    def flush(self) -> None:
        """Do nothing: the console flushes each line."""


def picture(progress: Progress, now: float, width: int, height: int) -> RenderableType:
    """Return the bar, the counts and the running nodes, in at most half of the screen."""
    running = sorted(progress.running.values(), key=lambda entry: entry[1])
    room = max(1, min(_MOST_RUNNING, height // 2 - 4))
    shown = running if len(running) <= room else running[: room - 1]
    rows = [
        Text(f"{now - started:8.1f}s  {shortened(name, max(1, width - 12))}", no_wrap=True)
        for name, started in shown
    ]
    if len(running) > len(shown):
        rows.append(Text(f"{'+':>9}  {len(running) - len(shown)} more running", style="dim"))
    return Group(Text(""), _bar(progress, now, width), _counts(progress), *rows)


def _bar(progress: Progress, now: float, width: int) -> Table:
    done = progress.ended.total()
    left = progress.seconds_left(now)
    grid = Table.grid(padding=(0, 2))
    for _ in range(4):
        grid.add_column(no_wrap=True)
    grid.add_row(
        f" {done} of {progress.total}",
        ProgressBar(
            total=max(progress.total, 1),
            completed=done,
            width=max(10, min(60, width - 44)),
            complete_style="green",
            finished_style="green",
        ),
        _clock(now - progress.started),
        "" if left is None else f"about {_roughly(left)} left",
    )
    return grid


def _counts(progress: Progress) -> Text:
    ended = dict(progress.ended)
    text = Text(" ", no_wrap=True, overflow="ellipsis")
    for word, (statuses, colour) in _COUNTED.items():
        number = sum(ended.get(status, 0) for status in statuses)
        if number or word == "ok":
            text.append(f"{number} {word}", style=colour if number else "").append(" · ")
    waiting = progress.total - sum(ended.values()) - len(progress.running)
    return text.append(f"{max(0, waiting)} waiting")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _roughly(seconds: float) -> str:
    """Return `5 s` or `3 min`, as precise as an estimate can be."""
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"
