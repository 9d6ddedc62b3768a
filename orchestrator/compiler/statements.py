"""Statements are looked at while others are rendered: the engine's parser works beside Python."""

import contextlib
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self

from orchestrator.compiler.sql import Origin
from orchestrator.errors import Problem, SegError
from orchestrator.reading_cache.renders import Renders

# Why SQL is not exactly one SELECT, and its line; the second argument is what it should be.
StatementProblem = Callable[[str, str], tuple[str, int | None] | None]


def remembered(
    problem: StatementProblem, renders: Renders | None, sql: str, kind: str
) -> tuple[str, int | None] | None:
    """What `problem` finds in a statement; it is not asked again where it found nothing."""
    if renders is not None and renders.is_fine(sql, kind):
        return None
    found = problem(sql, kind)
    if found is None and renders is not None:
        renders.note_fine(sql, kind)
    return found


class StatementChecks:
    """What is wrong with the statements of nodes, asked of `problem` in a thread of its own.

    The thread ends with the block that this is the context of. What was found fine before, as
    `renders` remembers, is not asked about.
    """

    def __init__(self, problem: StatementProblem, renders: Renders | None) -> None:
        self._problem = problem
        self._renders = renders
        self._waiting: SimpleQueue[tuple[str, str] | None] = SimpleQueue()
        self._asked: dict[tuple[str, str], list[tuple[str, Origin]]] = {}
        self._answers: dict[tuple[str, str], tuple[str, int | None] | None] = {}
        self._is_over = False
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._is_over = True
        self._wait()

    def look(self, unique_id: str, sql: str, kind: str, origin: Origin) -> None:
        """Have a statement looked at, which is to be a `kind` and was written at `origin`."""
        if self._renders is not None and self._renders.is_fine(sql, kind):
            return
        statement = (sql, kind)
        if statement not in self._asked:
            self._waiting.put(statement)
        self._asked.setdefault(statement, []).append((unique_id, origin))
        if self._thread is None:
            self._thread = Thread(target=self._answer, name="statements", daemon=True)
            self._thread.start()

    def problems(self) -> dict[str, Problem]:
        """What is wrong, by unique id; waits until all was looked at."""
        self._wait()
        found: dict[str, Problem] = {}
        for statement, nodes in self._asked.items():
            if statement not in self._answers:
                self._answers[statement] = self._problem(*statement)
            answer = self._answers[statement]
            if answer is not None:
                found |= {unique_id: origin.problem(*answer) for unique_id, origin in nodes}
            elif self._renders is not None:
                self._renders.note_fine(*statement)
        return found

    def _wait(self) -> None:
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def _answer(self) -> None:
        """The thread: an answer for each statement, until there are no more."""
        # An error is raised where the answers are needed: what has none is asked again there.
        with contextlib.suppress(SegError):
            while not self._is_over and (statement := self._waiting.get()) is not None:
                self._answers[statement] = self._problem(*statement)
