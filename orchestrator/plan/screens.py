"""Tests of one relation share scans: queries that show which of them have failing rows."""

from collections.abc import Mapping

from orchestrator.compiler.closing import Sql
from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.sql import SqlTemplate, placeholder
from orchestrator.data_tests.queries import screen_query
from orchestrator.nodes import DataTest, Node
from orchestrator.plan.steps import Screen
from orchestrator.project.value import ParsedProject

TESTS_IN_A_QUERY = 50
"""With 1,300 aggregates, DuckDB plans a query far longer than it scans: benchmarks/README.md."""


def screens_of(
    project: ParsedProject, nodes: Mapping[str, Node], compiled: Compiled
) -> dict[str, Screen]:
    """Return the screen of each test that shares one with tests of the same rows.

    These are those of the same relation, with its stamps or without.
    """
    groups: dict[tuple[str, str | None, bool], list[str]] = {}
    named = compiled.stamp_reads.named
    for unique_id in compiled.screens:
        test = nodes.get(unique_id)
        if isinstance(test, DataTest) and test.attached_to is not None:
            tested = project.nodes[test.attached_to]
            if not tested.is_ephemeral:
                sees = test.attached_to in named.get(unique_id, ())
                key = (test.attached_to, test.config.where, sees)
                groups.setdefault(key, []).append(unique_id)
    found: dict[str, Screen] = {}
    for (tested_id, where, _), tests in groups.items():
        for first in range(0, len(tests), TESTS_IN_A_QUERY):
            sharing = tests[first : first + TESTS_IN_A_QUERY]
            if len(sharing) > 1:
                aggregates = [compiled.screens[unique_id] for unique_id in sharing]
                query = screen_query(placeholder(tested_id), where, aggregates)
                sql, group = Sql(SqlTemplate(query), compiled.ephemerals), len(found)
                found |= {name: Screen(group, sql, n) for n, name in enumerate(sharing)}
    return found
