"""What waits for a test: the nearest downstream steps of what it tests."""

from itertools import pairwise

from orchestrator.graph import Graph
from orchestrator.plan import gates

TESTED = {"a": (), "test": ("a",)}


def test_what_reads_it_waits() -> None:
    graph = Graph({**TESTED, "b": ("a",), "c": ("b",), "other": ()})
    assert gates.test_gates(graph, ["test"], {"a", "b", "c", "other"}) == {"b": ["test"]}


def test_what_is_no_step_is_passed_by() -> None:
    graph = Graph({**TESTED, "b": ("a",), "c": ("b",), "d": ("b", "a"), "e": ("c",)})
    assert gates.test_gates(graph, ["test"], {"c", "d", "e"}) == {"c": ["test"], "d": ["test"]}


def test_of_two_relations_what_is_below_both_waits() -> None:
    graph = Graph({"a": (), "b": (), "test": ("a", "b"), "c": ("a",), "d": ("a", "b")})
    assert gates.test_gates(graph, ["test"], {"a", "b", "c", "d"}) == {"d": ["test"]}


def test_where_all_but_the_tests_is_reused_each_name_is_looked_at_once() -> None:
    """There are 2 ** 100 paths from the first node to the last one."""
    graph = dict(TESTED)
    layers = [("a",), *((f"left{n}", f"right{n}") for n in range(100)), ("last",)]
    for above, below in pairwise(layers):
        graph |= dict.fromkeys(below, above)
    assert gates.test_gates(Graph(graph), ["test"], {"last"}) == {"last": ["test"]}
