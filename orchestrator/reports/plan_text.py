"""The plan as a tree: what is done with which node, why, and last time's rows and seconds.

A step is below the step that it waits for (of several, below the one nearest to the top). Tests
that run because their node does are counted in its line.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from orchestrator.commands.plan import LastTime
from orchestrator.names import counted
from orchestrator.nodes import BuiltNode, DataTest, Node
from orchestrator.plan.steps import Plan, RunTest, Step
from orchestrator.reports.terminal import branch, cell_width, printable, shortened
from orchestrator.secrets import NO_SECRETS, Mask

# How the last line counts actions, by their first word; other actions are counted as they are.
_DOING = {"create": "build", "apply": "build", "unit": "test"}
_ORDER = ("load", "build", "publish", "test", "check")
# Reasons of tests that run because their node does; all other reasons are their own.
_BECAUSE_OF_ITS_NODE = (
    "if ",
    "it has not passed on this data",
    "the nodes that it tests are in the plan",
)
_FIGURES = (2, 3, 4)  # columns: rows, seconds, tests
_LEAST_NAME = 20
_LEAST_REASON = 26  # columns of figures are dropped if the reason would have less room than this


class _Line(Struct):
    """A line of the tree; `tests` run with it, `below` are the lines that wait for it."""

    action: str
    name: str
    reason: str
    rows: str = ""
    seconds: str = ""
    tests: int = 0
    below: "list[_Line]" = field(default_factory=list)


class PlanText(Struct, frozen=True):
    """Builds the text; `last` is by unique id. `shows_tests`: a line for each test."""

    nodes: Mapping[str, Node]
    last: Mapping[str, LastTime] = {}
    mask: Mask = NO_SECRETS
    shows_tests: bool = False
    shows_reused: bool = False

    def of(self, plan: Plan, max_width: int | None = None) -> str:
        """Return the tree, then `Plan: 3 to load, 12 to build`; lines are cut at `max_width`."""
        more = f", {len(plan.reused)} reused" if plan.reused else ""
        tops = self._tree(plan)
        if self.shows_reused:
            tops += list(self._reused(plan.reused))
        lines = _laid_out(tops, max_width, is_with_tests=self.shows_tests)
        if not plan.steps:
            return "\n".join([*lines, *([""] if lines else []), f"Plan: nothing to do{more}"])
        counts = Counter(_doing(step.action) for step in plan.steps.values())
        summary = ", ".join(f"{counts[doing]} to {doing}" for doing in sorted(counts, key=_place))
        return "\n".join([*lines, "", f"Plan: {summary}{more}"])

    def _tree(self, plan: Plan) -> list[_Line]:
        """Return the lines at the top, each with those below it, in the order of the plan."""
        tops: list[_Line] = []
        lines: dict[str, _Line] = {}
        depths: dict[str, int] = {}
        others: dict[str, list[RunTest]] = {}
        for step_id, step in plan.steps.items():
            parents = [parent for parent in step.waits_for if parent in depths]
            if isinstance(step, RunTest) and not self._has_line(step, plan):
                beside = lines.get(_tested(step)) or (lines[parents[0]] if parents else None)
                if beside is None:
                    others.setdefault(_tested(step), []).append(step)
                else:
                    beside.tests += 1
                continue
            lines[step_id] = line = self._line(step)
            if isinstance(step, RunTest):
                parents = [_tested(step)] if _tested(step) in depths else parents
            else:
                depths[step_id] = 0
            if not parents:
                tops.append(line)
                continue
            parent = min(parents, key=depths.__getitem__)
            lines[parent].below.append(line)
            if step_id in depths:
                depths[step_id] = depths[parent] + 1
        return [*tops, *(self._tests_of(name, tests) for name, tests in others.items())]

    def _has_line(self, test: RunTest, plan: Plan) -> bool:
        """Return whether a test has a line of its own: its reason is not that of its node."""
        above = [
            plan.steps[name] for name in (_tested(test), *test.waits_for) if name in plan.steps
        ]
        is_same = any(step.reason == test.reason for step in above)
        is_because = is_same or test.reason.startswith(_BECAUSE_OF_ITS_NODE)
        return self.shows_tests or not is_because

    def _line(self, step: Step) -> _Line:
        node = self.nodes[step.unique_id]
        last = self.last.get(step.unique_id, LastTime())
        return _Line(
            step.action,
            printable(node.name),
            printable(self.mask.text(step.reason)),
            "" if last.rows is None else counted(last.rows, "row"),
            "" if last.seconds is None else f"{last.seconds:.2f}s",
        )

    def _tests_of(self, name: str, tests: Sequence[RunTest]) -> _Line:
        """Return a line for the tests of a node that is not a step itself."""
        if len(tests) == 1:
            return self._line(tests[0])
        node = self.nodes.get(name)
        reason = printable(self.mask.text(tests[0].reason))
        line = _Line("test", printable(node.name if node else name), reason)
        line.tests = len(tests)
        return line

    def _reused(self, reused: Mapping[str, str]) -> Iterator[_Line]:
        for unique_id, why in reused.items():
            node = self.nodes[unique_id]
            if isinstance(node, BuiltNode) or (self.shows_tests and isinstance(node, DataTest)):
                last = self.last.get(unique_id, LastTime())
                rows = "" if last.rows is None else counted(last.rows, "row")
                yield _Line("reuse", printable(node.name), self.mask.text(why), rows)


def _tested(test: RunTest) -> str:
    return test.tested or next(iter(test.guards), test.unique_id)


def _laid_out(tops: Sequence[_Line], max_width: int | None, *, is_with_tests: bool) -> list[str]:
    """Return the lines with their branches, in columns."""
    rows = [
        (
            line.action,
            f"{branch}{line.name}",
            line.rows,
            line.seconds,
            counted(line.tests, "test") if line.tests else "",
            line.reason,
        )
        for branch, line in _branches(tops)
    ]
    widths = [max((cell_width(row[at]) for row in rows), default=0) for at in range(5)]
    # Names of tests are long: they can extend into the next column.
    names = [cell_width(row[1]) for row in rows if row[0] != "test" or is_with_tests]
    widths[1] = max(names, default=widths[1])
    if max_width is not None:
        widths[1] = min(widths[1], max(_LEAST_NAME, max_width - widths[0] - 4 - _LEAST_REASON))
        rows = [(row[0], shortened(row[1], widths[1]), *row[2:]) for row in rows]
        # Figures are shown only if there is room for them.
        for column in reversed(_FIGURES):
            taken = sum(width + 2 for width in widths if width)
            if max_width - taken < _LEAST_REASON:
                widths[column] = 0
    lines = []
    for row in rows:
        parts = [
            _padded(cell, width, is_right=at in _FIGURES)
            for at, (cell, width) in enumerate(zip(row, widths, strict=False))
            if width
        ]
        room = sum(width + 2 for width in widths if width) - 2
        text = f"{_padded('  '.join(parts).rstrip(), room)}  {row[5]}".rstrip()
        lines.append(text if max_width is None else shortened(text, max_width))
    return lines


def _branches(lines: Sequence[_Line]) -> Iterator[tuple[str, _Line]]:
    """Yield each line with the branch before its name; lines at the top have none."""
    for line in lines:
        yield "", line
        yield from _below(line.below, "")


def _below(lines: Sequence[_Line], before: str) -> Iterator[tuple[str, _Line]]:
    for line in lines:
        drawn, below = branch(before, is_last=line is lines[-1])
        yield drawn, line
        yield from _below(line.below, below)


def _doing(action: str) -> str:
    word = action.partition(" ")[0]
    return _DOING.get(word, word)


def _place(doing: str) -> tuple[int, str]:
    return (_ORDER.index(doing) if doing in _ORDER else len(_ORDER), doing)


def _padded(text: str, width: int, *, is_right: bool = False) -> str:
    space = " " * max(0, width - cell_width(text))
    return space + text if is_right else text + space
