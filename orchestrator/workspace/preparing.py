"""From a selection to a plan: compiles and plans."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.compile import Compiled
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Engine, Session
from orchestrator.errors import Problems
from orchestrator.names import RelationName
from orchestrator.nodes import DataTest
from orchestrator.plan.decided import Decided, decide_all, only_noted
from orchestrator.plan.decisions import Runs, Waits
from orchestrator.plan.make import make_plan
from orchestrator.plan.options import PlanOptions
from orchestrator.plan.reasons import reasons_of
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.steps import Plan
from orchestrator.project.checks.stored_rows import check_stored_rows
from orchestrator.project.template_names.uses import Use
from orchestrator.results import PublishMode
from orchestrator.state.history import Before, read_history
from orchestrator.workspace.compiling import compile_with_uses, is_patient
from orchestrator.workspace.kept_batches import kept_batches
from orchestrator.workspace.observing.observe import observe
from orchestrator.workspace.observing.overrides import Overrides
from orchestrator.workspace.served import require_served
from orchestrator.workspace.source_files import missing_files
from orchestrator.workspace.source_headers import check_headers
from orchestrator.workspace.spans_of_time import event_times, future_begins, unused_time_range
from orchestrator.workspace.value import Workspace


class Prepared(Struct, frozen=True):
    """The SQL of the selected nodes, and the plan that runs it.

    `uses` is what their templates read from outside; None if unknown. `reuse` is what decisions to
    skip nodes were based on, if any.
    """

    compiled: Compiled
    plan: Plan
    uses: frozenset[Use] | None = None
    reuse: Reuse | None = None


def prepare(
    workspace: Workspace,
    selected: Iterable[str],
    catalogue: Catalogue,
    *,
    publish: PublishMode,
    has_gates: bool = False,
    store_failures: bool = False,
    engine: Engine | None = None,
    compiled: Compiled | None = None,
    is_noting: bool = False,
) -> Prepared:
    """Compile, unless `compiled` is given, and plan what a command selected.

    With an `engine`, unchanged nodes are reused if the workspace says so; otherwise the run records
    what a retry can use, if `is_noting`.
    """
    selected = tuple(selected)
    require_served(workspace, selected)
    uses = None
    if compiled is None:
        patient = is_patient(workspace)
        compiled, uses = compile_with_uses(workspace, selected, catalogue, is_patient=patient)
    options = PlanOptions(
        publish=publish,
        is_full_refresh=workspace.invocation.is_full_refresh,
        has_gates=has_gates and workspace.file.freshness_gates,
        store_failures=store_failures,
        time_zone=workspace.file.timezone,
        event_times=event_times(workspace.flags, workspace.now),
        is_strict=workspace.file.is_strict,
        deferred=workspace.deferred,
        kept_batches=kept_batches(workspace, catalogue),
    )
    check_headers(workspace.project, selected)
    if store_failures:
        problems = Problems()
        check_stored_rows(workspace.project.nodes.values(), problems, stores_all=True)
        problems.raise_any()
    plan_warnings = missing_files(workspace.project, selected)
    plan_warnings += unused_time_range(workspace.flags, workspace.project, selected)
    plan_warnings += future_begins(workspace.project, selected, options.event_times)

    def planned(*known: Any) -> Plan:
        plan = make_plan(
            workspace.project, selected, compiled, catalogue, workspace.dialect, options, *known
        )
        return replace(plan, own_warnings=plan_warnings) if plan_warnings else plan

    is_wanted = workspace.is_reusing
    is_noting = is_noting and workspace.flags.reuse is None
    if engine is None or not (is_wanted or is_noting):
        return Prepared(compiled, planned())
    overrides = Overrides(
        workspace.flags.run_all,
        workspace.invocation.is_full_refresh,
        workspace.flags.retries_since,
        _failures(workspace, selected, options),
        workspace.flags.full_tests,
    )
    session = engine.session()
    try:
        reuse = observe(
            workspace, session, engine.version, compiled, selected, catalogue, overrides
        )
        if not is_wanted:
            reuse = only_noted(reuse)
            return Prepared(compiled, planned(reuse, Decided({}, reuse.states)))
        decided = decide_all(reuse, workspace.project.graph.sorted())
        history = _history(session, workspace.dialect, reuse, decided)
        reasons = reasons_of(reuse, decided, workspace.project.nodes, history)
    finally:
        session.close()
    return Prepared(compiled, planned(reuse, decided, reasons), uses, reuse)


def _history(
    session: Session, dialect: Dialect, reuse: Reuse, decided: Decided
) -> dict[str, Before]:
    """Return what running nodes were made from before: by their versions, or as last run."""
    runs = [name for name, each in decided.decisions.items() if isinstance(each, Runs | Waits)]
    versions = {
        name: found.version
        for name in runs
        if (found := reuse.published.get(name)) is not None and found.version is not None
    }
    known = reuse.facts.definitions
    defined_before = {name for name, _ in known} if len(versions) < len(runs) else set()
    changed = [
        name
        for name in runs
        if name in defined_before
        and reuse.definitions[name].kind in ("view", "test")
        and (name, reuse.definitions[name].digest) not in known
    ]
    return read_history(session, dialect, versions, changed)


def _failures(
    workspace: Workspace, selected: Iterable[str], options: PlanOptions
) -> dict[str, RelationName]:
    """Return where the failing rows of each test are stored, if they are."""
    return {
        name: node.failures
        for name in selected
        if isinstance(node := workspace.project.nodes[name], DataTest)
        and node.failures is not None
        and (options.store_failures or node.config.store_failures)
    }
