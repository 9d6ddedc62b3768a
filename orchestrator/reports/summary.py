"""The summary of a run: failures in full, what was published, the counts."""

import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from orchestrator.names import counted
from orchestrator.nodes import DataTest, Node, UnitTest
from orchestrator.reports.overview import overview, skipped_names
from orchestrator.reports.tables import column_first, rows_table
from orchestrator.reports.terminal import Style, cell_width
from orchestrator.reports.unit_diff import painted
from orchestrator.reports.wording import (
    copied,
    expectation,
    finished,
    node_of,
    tally,
    title,
    unchanged,
)
from orchestrator.results import (
    CopiedForReaders,
    NodeResult,
    NotPublished,
    Published,
    RunFinished,
    Unchanged,
)
from orchestrator.secrets import Mask

Outcome = Published | NotPublished | Unchanged | CopiedForReaders
"""The result of publishing."""

_TIME = 10  # before each line
# A table fits the width, with the time and the indent before it.
_BEFORE_TABLES = _TIME + 2
_MOST_ROWS = 100
_NOTHING_TO_DO = "Nothing to do. Try checking your model configs and model specification args"


class Summary(Struct, frozen=True):
    """Builds the lines; `nodes` are by unique id."""

    nodes: Mapping[str, Node]
    style: Style
    mask: Mask

    def lines(self, event: RunFinished, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """Yield everything below the last node's line; empty lines separate paragraphs."""
        if not event.results:
            yield from ("", _NOTHING_TO_DO)
            return
        width = self.style.width - _TIME
        at_a_glance = tuple(overview(event.results, self.nodes, width))
        if at_a_glance:
            yield from ("", *at_a_glance)
        yield from ("", finished(event.results, self.nodes, event.elapsed_seconds))
        yield from ("", self._completed(event))
        yield from self.problems(event.results)
        yield from self._skipped(event.results)
        yield ""
        is_idle = all(result.status == "reused" for result in event.results)
        published = tuple(self.published(outcomes, event.signal, is_idle=is_idle))
        if published:
            yield from (*published, "")
        yield tally(event.results, self.style)

    def problems(self, results: Iterable[NodeResult], with_warnings: bool = True) -> Iterator[str]:
        """Yield a paragraph for each failure, then for each warning."""
        listed = [result for result in results if _is_problem(result)]
        for result in listed:
            yield from ("", *self._paragraph(result))
        if with_warnings:
            for group in _by_what_is_tested(results, self.nodes):
                yield ""
                yield from self._paragraph(group[0]) if len(group) == 1 else self._together(group)

    def published(
        self, outcomes: Sequence[Outcome], stopped_by: int | None = None, *, is_idle: bool = False
    ) -> Iterator[str]:
        """Yield what was published; a run can publish a part and hold back the rest."""
        published = [outcome for outcome in outcomes if isinstance(outcome, Published)]
        for outcome in published:
            generation = f"Published generation {outcome.generation}"
            relations = counted(outcome.relations, "relation")
            yield f"{generation}: {relations} in {outcome.seconds:.2f}s"
        for idle in outcomes:
            if isinstance(idle, Unchanged):
                yield unchanged(idle, is_idle=is_idle)
        refused = [outcome for outcome in outcomes if isinstance(outcome, NotPublished)]
        if stopped_by is not None and not outcomes:
            refused = [NotPublished("the run was stopped")]
        for refusal in refused:
            reason = self.mask.text(refusal.reason)
            yield f"Held back: {reason}" if published else f"Nothing was published: {reason}"
            if not published:
                yield "  What was published before is unchanged."
            if refusal.kept:
                yield f"  The candidate is kept in {refusal.kept}"
        for copy in outcomes:
            if isinstance(copy, CopiedForReaders):
                yield self.mask.text(copied(copy))

    def _completed(self, event: RunFinished) -> str:
        partial = sum(result.is_partly_built for result in event.results)
        errors = sum(result.is_failed for result in event.results) - partial
        errors = errors if errors or partial else int(event.stop_code != 0)
        warnings = sum(result.status == "warn" for result in event.results)
        if event.signal is not None:
            stopped = sum(result.status == "interrupted" for result in event.results)
            waiting = sum(result.status == "not started" for result in event.results)
            return self.style.paint(
                f"Stopped by {signal.Signals(event.signal).name}: "
                f"{counted(stopped, 'node')} interrupted, {waiting} not started.",
                "red",
            )
        if errors or partial:
            successes = "1 partial success" if partial == 1 else f"{partial} partial successes"
            failed = f"{counted(errors, 'error')}, {successes}"
            line = f"Completed with {failed}, and {counted(warnings, 'warning')}:"
            return self.style.paint(line, "red")
        if warnings:
            return self.style.paint(f"Completed with {counted(warnings, 'warning')}:", "yellow")
        return self.style.paint("Completed successfully", "green")

    def _paragraph(self, result: NodeResult) -> Iterator[str]:
        node = node_of(result.unique_id, self.nodes)
        is_warning = result.status == "warn"
        word = "[WARNING]" if is_warning else "[ERROR]"
        word = self.style.paint(word, "yellow" if is_warning else "red")
        yield f"{word}: in {title(result.unique_id, node)}"
        message = result.message or expectation(result, node) or result.status
        told = self.mask.text(message)
        if isinstance(node, UnitTest):
            told = painted(told, self.style)
        yield from (f"  {line}".rstrip() for line in told.split("\n"))
        if result.sample is not None and result.sample.values:
            sample = column_first(
                result.sample, node.column if isinstance(node, DataTest) else None
            )
            table = rows_table(sample, self.style.width - _BEFORE_TABLES, self.mask, is_exact=True)
            yield from ("", *(f"  {line}" for line in table.splitlines()))
        yield from self._command(result)
        if "compiled_path" in result.details:
            yield from ("", f"  compiled code at {result.details['compiled_path']}")

    def _together(self, warnings: Sequence[NodeResult]) -> Iterator[str]:
        """Yield a paragraph for several warnings about one node, a line for each."""
        word = self.style.paint("[WARNING]", "yellow")
        about = node_of(_tested(warnings[0], self.nodes) or "", self.nodes)
        what = f" of {about.resource.word} {about.full_name}" if about else ""
        yield f"{word}: in {len(warnings)} data tests{what}"
        for result in warnings:
            node = node_of(result.unique_id, self.nodes)
            name = f"{node.name} ({node.place})" if node else result.unique_id
            message = result.message or expectation(result, node) or result.status
            yield f"  {name}: {self.mask.text(message).splitlines()[0]}"
        with_rows = [result for result in warnings if result.sample is not None]
        if with_rows:
            yield f"  see the rows of one: {_shows(with_rows[0], self.nodes)}"

    def _skipped(self, results: Iterable[NodeResult]) -> Iterator[str]:
        skipped = [result.unique_id for result in results if result.status == "skipped"]
        if not skipped:
            return
        start = f"Skipped {len(skipped)}: "
        width = self.style.width - _TIME - cell_width(start)
        yield from ("", f"{start}{skipped_names(skipped, self.nodes, width)}")

    def _command(self, result: NodeResult) -> Iterator[str]:
        """Yield how to see the failing rows of a test, if not all of them are shown."""
        if result.sample is None or not result.failures:
            return
        shown = len(result.sample.values)
        if result.relation is not None:
            yield f"  all of them are stored: select * from {result.relation}"
            return
        command = _shows(result, self.nodes)
        if result.failures > shown:
            limit = min(result.failures, _MOST_ROWS)
            yield f"  the first {shown} of {result.failures}; see more: {command} --limit {limit}"
        elif result.status == "fail":
            yield f"  see the rows: {command}"


def _is_problem(result: NodeResult) -> bool:
    return result.status in ("fail", "error")


def _shows(result: NodeResult, nodes: Mapping[str, Node]) -> str:
    """Return the command that shows the failing rows."""
    node = node_of(result.unique_id, nodes)
    name = node.name if node else result.unique_id
    command: str = result.details.get("show_command", f"seg show --candidate --select {name}")
    return command


def _tested(result: NodeResult, nodes: Mapping[str, Node]) -> str | None:
    node = nodes.get(result.unique_id)
    return node.attached_to if isinstance(node, DataTest) else None


def _by_what_is_tested(
    results: Iterable[NodeResult], nodes: Mapping[str, Node]
) -> list[list[NodeResult]]:
    """Return the warnings grouped by node, in the order of the first of each."""
    groups: dict[str, list[NodeResult]] = {}
    for result in results:
        if result.status == "warn":
            about = _tested(result, nodes) or result.unique_id
            groups.setdefault(about, []).append(result)
    return list(groups.values())
