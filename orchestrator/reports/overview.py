"""An overview of a run: new relations, test results, and the slowest nodes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from orchestrator.ids import is_input_check
from orchestrator.names import counted
from orchestrator.nodes import BuiltNode, DataTest, Node, UnitTest
from orchestrator.reports.terminal import cell_width, listed, wrapped
from orchestrator.reports.wording import node_of
from orchestrator.results import NodeResult, Status

_SLOW_SECONDS = 0.1  # faster nodes are not listed
_MOST_SLOW = 5
_MOST_LINES = 3  # of names
_UNCHANGED = "UNCHANGED"
_NEW = "new"  # a new version whose contents are not known to equal the previous ones
_ENDINGS = (
    "new", "passed", "warned", "failed", "interrupted", "unchanged", "reused",
    "skipped", "not started",
)  # fmt: skip
_WORDS: Mapping[Status, str] = {
    "pass": "passed",
    "warn": "warned",
    "fail": "failed",
    "error": "failed",
}


def overview(results: Sequence[NodeResult], nodes: Mapping[str, Node], width: int) -> Iterator[str]:
    """Yield a line per topic, with as many names as fit the width."""
    built: list[tuple[str, NodeResult]] = []
    tests: list[str] = []
    unit_tests: list[str] = []
    for result in results:
        node = node_of(result.unique_id, nodes)
        if isinstance(node, DataTest):
            tests.append(_WORDS.get(result.status, result.status))
        elif isinstance(node, UnitTest):
            unit_tests.append(_WORDS.get(result.status, result.status))
        elif isinstance(node, BuiltNode) and not is_input_check(result.unique_id):
            built.append((node.name, result))
    yield from _relations(built, width)
    if tests:
        yield f"Data tests: {_counts(tests)}"
    if unit_tests:
        yield f"Unit tests: {_counts(unit_tests)}"
    yield from _slowest(results, nodes, width)


def _relations(built: Sequence[tuple[str, NodeResult]], width: int) -> Iterator[str]:
    if not built:
        return
    endings = [_ending(result) for _, result in built]
    yield f"Relations: {_counts(endings)}"
    if not {"unchanged", "reused"}.intersection(endings):
        return
    new = [
        f"{name} ({result.message})" if _says_how_many(result) else name
        for (name, result), ending in zip(built, endings, strict=True)
        if ending == _NEW
    ]
    if new:
        start = f"  {_NEW}: "
        yield from wrapped(new, width, _MOST_LINES, start, " " * len(start))


def _ending(result: NodeResult) -> str:
    if result.status == "success":
        return "unchanged" if result.message == _UNCHANGED else _NEW
    return _WORDS.get(result.status, result.status)


def _says_how_many(result: NodeResult) -> bool:
    """Return whether the engine's word is like `REFRESH 2`."""
    word, _, number = (result.message or "").partition(" ")
    return word.isalpha() and number.isdigit()


def _counts(endings: Iterable[str]) -> str:
    counts = Counter(endings)
    return ", ".join(f"{counts[ending]} {ending}" for ending in _ENDINGS if counts[ending])


def _slowest(results: Sequence[NodeResult], nodes: Mapping[str, Node], width: int) -> Iterator[str]:
    slow = sorted(
        (result for result in results if result.elapsed_seconds >= _SLOW_SECONDS),
        key=lambda result: -result.elapsed_seconds,
    )
    names = []
    for result in slow[:_MOST_SLOW]:
        node = node_of(result.unique_id, nodes)
        names.append(f"{node.name if node else result.unique_id} {result.elapsed_seconds:.2f}s")
    while len(names) > 1 and cell_width(", ".join(names)) > width - len("Slowest: "):
        names.pop()
    if names:
        yield f"Slowest: {', '.join(names)}"


def skipped_names(unique_ids: Iterable[str], nodes: Mapping[str, Node], width: int) -> str:
    """Return `orders, customers and 12 more, 80 data tests`, with as many names as fit."""
    names, tests, unit_tests = [], 0, 0
    for unique_id in unique_ids:
        node = node_of(unique_id, nodes)
        if isinstance(node, DataTest):
            tests += 1
        elif isinstance(node, UnitTest):
            unit_tests += 1
        else:
            names.append(node.name if node else unique_id)
    kinds = ((tests, "data test"), (unit_tests, "unit test"))
    counted_tests = ", ".join(counted(number, noun) for number, noun in kinds if number)
    if not names:
        return counted_tests
    more = f", {counted_tests}" if counted_tests else ""
    return f"{listed(names, width - len(more))}{more}"
