"""The words for nodes and their results, as dbt's users know them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from msgspec import Struct

from orchestrator.ids import is_input_check, node_id_in
from orchestrator.names import counted
from orchestrator.nodes import (
    RESOURCES,
    Analysis,
    BuiltNode,
    DataTest,
    Exposure,
    Metric,
    Model,
    Node,
    Operation,
    SavedQuery,
    Seed,
    SemanticModel,
    Snapshot,
    Source,
    UnitTest,
)
from orchestrator.reports.terminal import Colour, Style, cell_width, shortened
from orchestrator.results import (
    NOT_RUN,
    BatchFinished,
    BatchStatus,
    CopiedForReaders,
    NodeResult,
    NodesReused,
    Status,
    Unchanged,
)

Level = Literal["info", "warn", "error"]

# The longest word of an engine (`INSERT 100`) that is shown in the brackets of a line.
_LONGEST_WORD = 24


class Ending(Struct, frozen=True):
    """One line about a node that ended: its text, the word in the brackets, its severity."""

    text: str
    word: str
    level: Level
    colour: Colour | None
    has_seconds: bool = True


def node_of(unique_id: str, nodes: Mapping[str, Node]) -> Node | None:
    """Return the node of a step's id; a check of a model's inputs belongs to the model."""
    return nodes.get(unique_id) or nodes.get(node_id_in(unique_id))


def kind(unique_id: str, node: Node | None) -> str:
    """Return the kind in the final counts: `table model`, `seed`, `data test`, `input check`."""
    if is_input_check(unique_id):
        return "input check"
    if node is None:
        return "node"
    return node.noun


def subject(unique_id: str, node: Node | None) -> str:
    """Return the subject of a line: `sql table model main.orders`, `test unique_orders_id`."""
    if is_input_check(unique_id):
        return f"inputs of {node.name if node else node_id_in(unique_id)}"
    return unique_id if node is None else SUBJECTS[type(node)](node)


def _model(model: Model) -> str:
    config = model.config
    made = "microbatch" if config.microbatch is not None else config.materialized
    return f"{model.language} {made} model {model.relation}"


# The subject of a line, by resource type of the node.
SUBJECTS: Mapping[type[Node], Callable[[Any], str]] = {
    Model: _model,
    Seed: lambda seed: f"seed file {seed.relation}",
    Snapshot: lambda snapshot: f"snapshot {snapshot.relation}",
    Source: lambda source: f"freshness of {source.full_name}",
    DataTest: lambda test: f"test {test.name}",
    Exposure: lambda exposure: f"exposure {exposure.name}",
    SemanticModel: lambda model: f"semantic model {model.name}",
    Metric: lambda metric: f"metric {metric.name}",
    SavedQuery: lambda query: f"saved query {query.name}",
    Analysis: lambda analysis: f"analysis {analysis.name}",
    Operation: lambda operation: operation.label,
    UnitTest: lambda test: f"unit_test {test.model}::{test.versioned_name}",
}


def short_subject(unique_id: str, node: Node | None) -> str:
    """Return the subject of a line whose first words name its kind: a test's bare name."""
    if isinstance(node, Snapshot):
        return str(node.relation)
    if isinstance(node, UnitTest):
        return f"{node.model}::{node.versioned_name}"
    return node.name if isinstance(node, DataTest) else subject(unique_id, node)


def title(unique_id: str, node: Node | None) -> str:
    """Return the node for the list of failures: `test unique_orders_id (models/orders.yml:12)`."""
    if node is None:
        return unique_id
    if is_input_check(unique_id):
        return f"inputs of model {node.name} ({node.place})"
    return f"{node.resource.word} {node.full_name} ({node.place})"


def ending(result: NodeResult, node: Node | None) -> Ending:
    """Return the line about a node that ended."""
    unique_id = result.unique_id
    name = short_subject(unique_id, node)
    count = f" {result.failures}" if result.failures is not None else ""
    match result.status:
        case "success":
            return _success(result, node)
        case "pass":
            return Ending(f"PASS {name}", "PASS", "info", "green")
        case "warn":
            return Ending(f"WARN{count} {name}", f"WARN{count}", "warn", "yellow")
        case "fail" if result.failures is None and "age_seconds" in result.details:
            word = "ERROR STALE" if result.details["age_seconds"] is not None else "ERROR"
            return Ending(f"{word} {name}", word, "error", "red")
        case "fail":
            return Ending(f"FAIL{count} {name}", f"FAIL{count}", "error", "red")
        case "error" if result.is_partly_built:
            batches = result.details["batches"]
            made, failed = len(batches["successful"]), len(batches["failed"])
            word = f"PARTIAL SUCCESS ({made}/{made + failed})"
            return Ending(f"PARTIALLY created {name}", word, "error", "yellow")
        case "error":
            doing = node.resource.doing if node and not is_input_check(unique_id) else ""
            text = f"ERROR {doing} {name}" if doing else f"ERROR {name}"
            return Ending(text, "ERROR", "error", "red")
        case "skipped":
            return Ending(f"SKIP {_skipped(unique_id, node)}", "SKIP", "info", "yellow", False)
        case _:
            return _unrun(result.status, name)


def _unrun(status: Status, name: str) -> Ending:
    """Return the line about a node that did not finish, or did not run at all."""
    word = status.upper()
    if status == "interrupted":
        return Ending(f"{word} {name}", word, "error", "red")
    colour: Literal["green", "yellow"] = "green" if status == "reused" else "yellow"
    return Ending(f"{word} {name}", word, "info", colour, False)


def dotted(numbered: str, text: str, brackets: str, style: Style) -> str:
    """Return `3 of 28 START test x ..... [RUN]`, with dots up to the style's width."""
    line = f"{numbered} {text}"
    if style.cuts_names:
        line = shortened(line, style.width - 2)
    dots = "." * (style.width - cell_width(line) - 1)
    return f"{line} {dots} [{brackets}]" if dots else f"{line} [{brackets}]"


def starting_line(numbered: str, unique_id: str, node: Node | None, style: Style) -> str:
    """Return the line about a node that a thread has started, without the time before it."""
    return dotted(numbered, f"START {subject(unique_id, node)}", "RUN", style)


def ending_line(numbered: str, result: NodeResult, node: Node | None, style: Style) -> str:
    """Return the full line about a node that ended, without the time before it."""
    ended = ending(result, node)
    seconds = f" in {result.elapsed_seconds:.2f}s" if ended.has_seconds else ""
    brackets = f"{style.paint(ended.word, ended.colour)}{seconds}"
    return dotted(numbered, ended.text, brackets, style)


def batch_line(event: BatchFinished, node: Node | None, style: Style) -> str:
    """`Batch 1 of 3 OK created batch 2025-01-01 of main.visits ..... [OK in 0.05s]`."""
    words: Mapping[BatchStatus, tuple[str, str, Colour]] = {
        "success": ("OK created", "OK", "green"),
        "error": ("ERROR creating", "ERROR", "red"),
        "skipped": ("SKIP", "SKIP", "yellow"),
    }
    did, word, colour = words[event.status]
    name = node.relation if isinstance(node, BuiltNode) else event.unique_id
    text = f"{did} batch {event.batch} of {name}"
    if event.count > 1:
        text = f"{did} {event.count} batches from {event.batch} on of {name}"
    seconds = f" in {event.seconds:.2f}s" if event.status != "skipped" else ""
    numbered = f"Batch {event.index} of {event.total}"
    return dotted(numbered, text, f"{style.paint(word, colour)}{seconds}", style)


def found(nodes: Iterable[Node]) -> str:
    """`Found 5 models, 3 seeds, 20 data tests, 1 source`."""
    counts = Counter(type(node) for node in nodes)
    parts = [counted(counts[type_], its.noun) for type_, its in RESOURCES.items() if counts[type_]]
    return f"Found {', '.join(parts)}" if parts else "Found nothing"


def finished(results: Iterable[NodeResult], nodes: Mapping[str, Node], seconds: float) -> str:
    """`Finished running 3 seeds, 20 data tests in 0 hours 0 minutes and 1.02 seconds (1.02s).`

    It counts what ran, not what was reused, skipped or not started.
    """
    ran = [found.unique_id for found in results if found.status not in NOT_RUN]
    counts = Counter(kind(unique_id, node_of(unique_id, nodes)) for unique_id in ran)
    parts = ", ".join(counted(counts[noun], noun) for noun in sorted(counts, key=_order))
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    spelled = f"{hours} hours {minutes} minutes and {rest:.2f} seconds"
    return f"Finished running {parts or '0 nodes'} in {spelled} ({seconds:.2f}s)."


def tally(results: Iterable[NodeResult], style: Style) -> str:
    """`Done. PASS=12 WARN=0 ERROR=2 SKIP=14 NO-OP=0 REUSED=0 TOTAL=28`."""
    counts: Counter[Status] = Counter(result.status for result in results)
    passed = counts["success"] + counts["pass"]
    failed = counts["fail"] + counts["error"] + counts["interrupted"]
    skipped = counts["skipped"] + counts["not started"]
    warned = counts["warn"]
    return (
        f"Done. PASS={style.paint(str(passed), 'green' if passed else None)}"
        f" WARN={style.paint(str(warned), 'yellow' if warned else None)}"
        f" ERROR={style.paint(str(failed), 'red' if failed else None)}"
        f" SKIP={style.paint(str(skipped), 'yellow' if skipped else None)}"
        f" NO-OP={counts['no-op']} REUSED={counts['reused']} TOTAL={counts.total()}"
    )


def copied(event: CopiedForReaders) -> str:
    """`Copied for readers: 137 relations of generation 2 to readers.duckdb in 1.20s`."""
    if event.problem is not None:
        # A fix is already indented.
        return f"The copy for readers was not written: {event.problem}"
    relations = counted(event.relations, "relation")
    where = f"of generation {event.generation} to {event.file} in {event.seconds:.2f}s"
    return f"Copied for readers: {relations} {where}"


def unchanged(event: Unchanged, *, is_idle: bool) -> str:
    """`137 relations are as published (generation 2, 2026-11-28 06:00); nothing to do`."""
    if event.relations == 1:
        what = "1 relation is as published"
    else:
        what = f"{event.relations} relations are as published"
    at = f"generation {event.generation}, {event.published_at:%Y-%m-%d %H:%M}"
    return f"{what} ({at}); nothing to {'do' if is_idle else 'publish'}"


def reused(event: NodesReused) -> str:
    """`Reused 137 nodes: definitions and inputs are unchanged`."""
    return f"Reused {counted(len(event.results), 'node')}: definitions and inputs are unchanged"


def expectation(result: NodeResult, node: Node | None) -> str | None:
    """`Got 3 results, configured to fail if != 0`, for a test without a message of its own."""
    if not isinstance(node, DataTest) or result.failures is None:
        return None
    condition = (
        f"warn if {node.config.warn_if}"
        if result.status == "warn"
        else f"fail if {node.config.error_if}"
    )
    return f"Got {counted(result.failures, 'result')}, configured to {condition}"


def _success(result: NodeResult, node: Node | None) -> Ending:
    word = result.message or "OK"
    if len(word) > _LONGEST_WORD or "\n" in word:
        word = "OK"
    verb = node.resource.done if node else "created"
    subject = " ".join(filter(None, (verb, short_subject(result.unique_id, node))))
    return Ending(f"OK {subject}", word, "info", "green")


def _skipped(unique_id: str, node: Node | None) -> str:
    if isinstance(node, BuiltNode) and not is_input_check(unique_id):
        return f"relation {node.relation}"
    return subject(unique_id, node)


def _order(noun: str) -> str:
    """dbt sorts by its own word for a data test."""
    return "test" if noun == "data test" else noun
