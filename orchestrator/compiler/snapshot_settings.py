"""Checks the settings of a snapshot that are SQL before anything runs."""

from collections.abc import Iterator

from orchestrator.compiler.statements import StatementProblem, remembered
from orchestrator.config.settings import place_in
from orchestrator.errors import Problem
from orchestrator.nodes import Snapshot
from orchestrator.reading_cache.renders import Renders


def setting_problems(
    snapshot: Snapshot, statement_problem: StatementProblem, renders: Renders | None
) -> Iterator[Problem]:
    """Yield problems of settings that are used in the SQL of a history."""
    for setting, sql in snapshot.config.expressions:
        found = remembered(statement_problem, renders, f"select {sql}", f"'{setting}'")
        if found is not None:
            place = place_in(snapshot.config.settings, setting) or snapshot.place
            yield Problem(f"'{setting}': {found[0]}", place)
