"""Statements are looked at in a thread: each once, and what goes wrong there is raised here."""

import contextlib
import threading

import pytest

from orchestrator.compiler.sql import Origin
from orchestrator.compiler.statements import StatementChecks
from orchestrator.errors import EnvironmentFault, Place, Problem

ORIGIN = Origin(Place("models/a.sql"), "select 1\nfrom from", (1, 2))


def test_a_statement_is_looked_at_once_for_all_nodes_that_have_it() -> None:
    asked: list[tuple[str, str, bool]] = []

    def problem(sql: str, kind: str) -> tuple[str, int | None] | None:
        asked.append((sql, kind, threading.current_thread() is threading.main_thread()))
        return ("syntax error", 2) if "from from" in sql else None

    with StatementChecks(problem, None) as checks:
        for unique_id in ("model.p.a", "model.p.b"):
            checks.look(unique_id, "select 1\nfrom from", "a model", ORIGIN)
        checks.look("test.p.c", "select 2", "a query", ORIGIN)
        found = checks.problems()

    told = Problem("syntax error", Place("models/a.sql", 2), frame=found["model.p.a"].frame)
    assert found == {"model.p.a": told, "model.p.b": told}
    assert asked == [
        ("select 1\nfrom from", "a model", False),
        ("select 2", "a query", False),
    ]


def test_an_engine_that_cannot_be_asked_is_told() -> None:
    def problem(sql: str, kind: str) -> None:
        raise EnvironmentFault("no engine")

    with StatementChecks(problem, None) as checks:
        checks.look("model.p.a", "select 1", "a model", ORIGIN)
        with pytest.raises(EnvironmentFault, match="no engine"):
            checks.problems()


def test_the_thread_ends_with_the_block() -> None:
    before = threading.active_count()
    with contextlib.suppress(KeyboardInterrupt), StatementChecks(lambda *_: None, None) as checks:
        checks.look("model.p.a", "select 1", "a model", ORIGIN)
        assert threading.active_count() == before + 1
        raise KeyboardInterrupt
    assert threading.active_count() == before


def test_nothing_to_look_at_starts_no_thread() -> None:
    before = threading.active_count()
    with StatementChecks(lambda *_: None, None) as checks:
        assert checks.problems() == {}
        assert threading.active_count() == before
