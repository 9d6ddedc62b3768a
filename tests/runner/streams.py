"""A run on the recording engine: its stream of events as lines, without times."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import fields

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.plan.options import PlanOptions
from orchestrator.results import Event, NodeFinished, NodeResult, Rows, RunFinished
from orchestrator.runner.control import Control
from orchestrator.runner.run import RunOptions, run
from tests.plan.planned import NOW, planned
from tests.recorder import Recorder

TIMES = ("at", "started_at", "elapsed_seconds", "compile_seconds", "seconds")
LEFT_OUT = (*TIMES, "run_id", "command", "target", "threads", "thread", "details")

PASSES = Rows(("failures", "should_warn", "should_error"), ((0, False, False),))
FAILS = Rows(PASSES.columns, ((3, True, True),))


def stream(
    folder: Path,
    files: Mapping[str, str],
    recorder: Recorder,
    plan: PlanOptions,
    on_event: Callable[[Event, Control], None] = lambda event, control: None,
    **options: Any,
) -> list[str]:
    """The events of a run of all nodes, one thread; `on_event` sees each before the next comes."""
    control = Control()
    chosen = RunOptions("run", "build", "dev", NOW, **options)
    made = planned(folder, files, plan)
    found = []
    for event in run(made, recorder, DIALECT, chosen, control):
        found.append(line(event))
        on_event(event, control)
    return found


def line(event: Event) -> str:
    """An event in a line: its name, and what it says beside times."""
    match event:
        case NodeFinished(result=result):
            return f"NodeFinished {event.index} {_result(result)}"
        case RunFinished():
            signal = f" signal {event.signal}" if event.signal else ""
            ended = ", ".join(f"{_name(each.unique_id)} {each.status}" for each in event.results)
            return f"RunFinished exit {event.exit_code}{signal}: {ended}"
        case _:
            shown = [
                f"{field.name}={getattr(event, field.name)!r}"
                for field in fields(event)
                if field.name not in LEFT_OUT and getattr(event, field.name) != field.default
            ]
            return " ".join((type(event).__name__, *shown))


def _result(result: NodeResult) -> str:
    said = f": {result.message}" if result.message else ""
    return f"{_name(result.unique_id)} {result.status}{said}"


def _name(unique_id: str) -> str:
    return unique_id.split(".", 2)[-1]
