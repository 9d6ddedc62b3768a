"""Which tests are selected together with their nodes: dbt's four modes."""

from collections.abc import Iterable

from msgspec import Struct

from orchestrator.nodes import DataTest, Source, UnitTest
from orchestrator.project.value import ParsedProject
from orchestrator.selection.spec import Indirect


class Chosen(Struct, frozen=True):
    """Selected nodes, and tests that are waiting for other parents to be selected."""

    names: set[str]
    waiting: set[str]


def with_tests(project: ParsedProject, names: set[str], indirect: Indirect) -> Chosen:
    """Return the nodes with their tests.

    `eager` adds a test if any parent is selected, `cautious` if all are, `buildable` if all are
    selected, ancestors of the selected, or sources; `empty` adds none.
    """
    if indirect == "empty":
        return Chosen(names, set())
    tests = _tests_on(project, names)
    if indirect == "eager":
        return Chosen(names | tests, set())
    available = set(names)
    if indirect == "buildable":
        available |= project.selected_graph.ancestors(names)
        available |= {name for name, node in project.nodes.items() if isinstance(node, Source)}
    ready = {test for test in tests if available.issuperset(project.graph.parents[test])}
    return Chosen(names | ready, tests - ready)


def admit(project: ParsedProject, chosen: Chosen, indirect: Indirect) -> Chosen:
    """Add the waiting tests whose parents are all selected by now."""
    if indirect in ("eager", "empty") or not chosen.waiting - chosen.names:
        return chosen
    available = set(chosen.names)
    if indirect == "buildable":
        available |= project.selected_graph.ancestors(chosen.names)
    ready = {test for test in chosen.waiting if available.issuperset(project.graph.parents[test])}
    return Chosen(chosen.names | ready, chosen.waiting)


def _tests_on(project: ParsedProject, names: Iterable[str]) -> set[str]:
    children = project.graph.children
    return {
        child
        for name in names
        for child in children[name]
        if isinstance(project.nodes[child], DataTest | UnitTest)
    }
