"""Checks that SQL is exactly one SELECT, asking the engine's parser once per text."""

import re
from collections.abc import Callable, Mapping, Sequence
from threading import Thread
from types import TracebackType
from typing import Self

from orchestrator.compiler.sql import SqlTemplate
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import Model, Node, Snapshot
from orchestrator.reading_cache.renders import Renders

# Returns why SQL is not exactly one SELECT, and the line; the second argument is its kind.
StatementProblem = Callable[[str, str], tuple[str, int | None] | None]

# Checks many texts in advance, in parallel to other threads.
LookAhead = Callable[[Sequence[str]], None]

# The name of a node's SELECT in messages.
KINDS: Mapping[type[Node], str] = {Model: "a model", Snapshot: "a snapshot"}


def remembered(
    problem: StatementProblem, renders: Renders | None, sql: str, kind: str
) -> tuple[str, int | None] | None:
    """Return what `problem` finds in a statement; if that is nothing, it is remembered."""
    if renders is None:
        return problem(sql, kind)
    found = renders.problems(sql, kind, lambda: [problem(sql, kind)])
    return found[0] if found else None


_NOT_IN_NAMES = lazy_regex(r"\W", re.ASCII)

AT_ONCE = 64
"""How many statements are checked together, in a thread of their own."""


class AheadOfTime:
    """Statements checked while others are rendered; all are checked when the block ends.

    If there are few, or they were found fine before, nothing is done ahead.
    """

    def __init__(self, look_ahead: LookAhead | None, renders: Renders | None) -> None:
        self._look_ahead = look_ahead
        self._renders = renders
        self._texts: list[str] = []
        self._threads: list[Thread] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._threads and self._texts and kind is None:
            self._look()
        for thread in self._threads:
            thread.join()

    def will_check(self, sql: str, kind: str) -> None:
        """Schedule the check of a statement of this `kind`."""
        if self._look_ahead is None or (self._renders and self._renders.is_fine(sql, kind)):
            return
        self._texts.append(sql)
        if len(self._texts) == AT_ONCE:
            self._look()

    def _look(self) -> None:
        texts, self._texts = self._texts, []
        thread = Thread(target=self._look_ahead, args=(texts,), name="statements")
        self._threads.append(thread)
        thread.start()


_ANY_RUN = {"run_moment": "timestamp '2000-01-01 00:00:00'", "run_generation": "1"}


def parsable(template: SqlTemplate) -> str:
    """Return SQL that parses, to check a statement's form before its relations are known.

    It has a fixed time, so that a statement that was found fine is not checked again.
    """
    # Text that quotes a relation itself contains quotes. Other texts get the plain name: what is
    # quoted may be a file, which would have to be looked for.
    name_of = _quoted_name if '"' in template.text else _plain_name
    return template.at(_ANY_RUN).resolve(name_of)


def _quoted_name(unique_id: str) -> str:
    return '"' + unique_id.replace('"', "") + '"'


def _plain_name(unique_id: str) -> str:
    return f" {_NOT_IN_NAMES.sub('_', unique_id)} "
