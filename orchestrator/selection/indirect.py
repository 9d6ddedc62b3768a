"""Which tests come along with the nodes that were selected: dbt's four ways of deciding it."""

from collections.abc import Iterable

from msgspec import Struct

from orchestrator.nodes import DataTest, Source, UnitTest
from orchestrator.project.value import ParsedProject
from orchestrator.selection.spec import Indirect


class Chosen(Struct, frozen=True):
    """Nodes that are selected, and tests that only wait for another of their parents to be."""

    names: set[str]
    waiting: set[str]


def with_tests(project: ParsedProject, names: set[str], indirect: Indirect) -> Chosen:
    """The nodes with the tests on them.

    `eager` takes a test when any parent is selected, `cautious` when all are, `buildable` when all
    are selected, ancestors of the selected, or sources; `empty` takes none.
    """
    if indirect == "empty":
        return Chosen(names, set())
    tests = _tests_on(project, names)
    if indirect == "eager":
        return Chosen(names | tests, set())
    there = set(names)
    if indirect == "buildable":
        there |= project.selected_graph.ancestors(names)
        there |= {name for name, node in project.nodes.items() if isinstance(node, Source)}
    ready = {test for test in tests if there.issuperset(project.graph.parents[test])}
    return Chosen(names | ready, tests - ready)


def admit(project: ParsedProject, chosen: Chosen, indirect: Indirect) -> Chosen:
    """The same, with the waiting tests whose parents are all there by now."""
    if indirect in ("eager", "empty") or not chosen.waiting - chosen.names:
        return chosen
    there = set(chosen.names)
    if indirect == "buildable":
        there |= project.selected_graph.ancestors(chosen.names)
    ready = {test for test in chosen.waiting if there.issuperset(project.graph.parents[test])}
    return Chosen(chosen.names | ready, chosen.waiting)


def _tests_on(project: ParsedProject, names: Iterable[str]) -> set[str]:
    children = project.graph.children
    return {
        child
        for name in names
        for child in children[name]
        if isinstance(project.nodes[child], DataTest | UnitTest)
    }
