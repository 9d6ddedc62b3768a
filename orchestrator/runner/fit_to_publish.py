"""Which new versions are fit to publish, given how their steps and tests ended."""

from collections.abc import Mapping, Sequence

from orchestrator.engines.boundary import Change
from orchestrator.ids import name_in, node_id_in
from orchestrator.plan.steps import Plan, RunTest, RunUnitTest
from orchestrator.results import NodeResult


def changes_to_publish(
    plan: Plan, changes: Mapping[str, Change], results: Mapping[str, NodeResult]
) -> tuple[list[Change], str | None]:
    """Return the changes to publish, parents first, and why others are held back.

    The reason is None if nothing is. Mode `all`: any failure holds everything back. Mode `passing`:
    a failure holds back what it guards and everything downstream.
    """
    failed = [step_id for step_id in plan.steps if _is_bad(results.get(step_id))]
    ordered = [step_id for step_id in plan.steps if step_id in changes]
    if not failed:
        return [changes[step_id] for step_id in ordered], None
    reason = _reason(failed, results)
    if plan.publish == "all":
        return [], reason
    unfit = _unfit(plan, failed)
    return [changes[step_id] for step_id in ordered if step_id not in unfit], reason


def _is_bad(result: NodeResult | None) -> bool:
    return result is None or result.is_failed or result.status in ("skipped", "not started")


def _unfit(plan: Plan, failed: list[str]) -> set[str]:
    """Return what must not be published: failures, what failed tests guard, and all downstream."""
    bad = set(failed)
    for step_id in failed:
        step = plan.steps[step_id]
        if isinstance(step, RunUnitTest):
            bad.add(step.tested)
        elif isinstance(step, RunTest):
            bad.update(guard for guard in step.guards if guard in plan.steps)
    bad.intersection_update(plan.steps)
    return bad | plan.graph.descendants(bad)


def _reason(failed: list[str], results: Mapping[str, NodeResult]) -> str:
    first = [step_id for step_id in failed if (found := results.get(step_id)) and found.is_failed]
    names = ", ".join(name_in(node_id_in(step_id)) for step_id in first[:3])
    more = f" and {len(first) - 3} more" if len(first) > 3 else ""
    return f"{names}{more} failed"


def exposed_views(plan: Plan, ready: Sequence[Change]) -> list[str]:
    """Return a sentence for each view held back that reads something published without it."""
    published = {change.unique_id: change.relation for change in ready}
    warnings = []
    for step_id, step in plan.steps.items():
        if (
            step_id not in plan.read_views
            or step_id in published
            or isinstance(step, RunTest | RunUnitTest)
        ):
            continue
        read = [str(published[parent]) for parent in step.waits_for if parent in published]
        if read:
            warnings.append(
                f"{step.origin.path}: the view is held back, but as a view it shows the new "
                f"rows of {', '.join(read)}"
            )
    return warnings
