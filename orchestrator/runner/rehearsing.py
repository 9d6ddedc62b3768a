"""Checks whether an engine can run a plan, on relations without rows before anything runs.

Skips steps whose SQL is only known after others ran, Python models, whose columns are unknown in
advance, and everything that reads them.
"""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from orchestrator.compiler.closing import Sql
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine
from orchestrator.names import RelationName
from orchestrator.plan.steps import Build, Plan, PythonStep, RunTest
from orchestrator.runner.closing import closing_for
from orchestrator.runner.stored_failures import begin
from orchestrator.runner.work import Worker
from orchestrator.warehouse import connected


def rehearsed(plan: Plan, engine: Engine, dialect: Dialect, now: datetime) -> Mapping[str, str]:
    """Return what the engine cannot do, by step, worded as for the step.

    Raises UsageError if a name to publish belongs to someone else.
    """
    steps = plan.steps.values()
    names = [step.relation for step in steps if isinstance(step, Build)]
    rehearsal = engine.rehearsal(names if plan.publish != "none" else ())
    if rehearsal is None:
        return {}
    try:
        return _tried(plan, rehearsal, dialect, now)
    finally:
        rehearsal.close()


def _tried(plan: Plan, engine: Engine, dialect: Dialect, now: datetime) -> dict[str, str]:
    with connected(engine, dialect) as warehouse:
        for schema in plan.schemas:
            warehouse.create_schema(schema)
    if any(isinstance(step, RunTest) and step.failures_relation for step in plan.steps.values()):
        begin(engine, dialect)
    versions: dict[str, RelationName] = {}
    worker = Worker(replace(plan, reusing=None), engine, closing_for(plan, dialect, versions), now)
    left: set[str] = set()
    found: dict[str, str] = {}
    try:
        for step_id in plan.graph.sorted():
            step = plan.steps[step_id]
            is_known = isinstance(getattr(step, "sql", None), Sql | None)
            is_python = isinstance(step, PythonStep) and step.code is not None
            if not is_known or is_python or left.intersection(step.waits_for):
                left.add(step_id)
                continue
            done = worker.work(step_id)
            is_unable = done.result.status == "error"
            if is_unable:
                found[step_id] = done.result.message or "it cannot be done"
            if isinstance(step, Build):
                # A step that only waits for a test has all its inputs.
                if is_unable:
                    left.add(step_id)
                else:
                    versions[step_id] = step.version
    finally:
        worker.close()
    return found
