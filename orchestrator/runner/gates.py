"""Freshness steps: a query to a source, or a calculation from the results for its readers."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from orchestrator.data_tests.freshness import Newest, Verdict, judge_age, judge_inputs
from orchestrator.engines.boundary import Session
from orchestrator.plan.steps import CheckFreshness, CheckInputs
from orchestrator.runner.closing import Closing


class Freshness(Struct, frozen=True):
    """A verdict, and what its report needs."""

    verdict: Verdict
    snapshotted_at: datetime


def check_source(
    step: CheckFreshness, session: Session, closing: Closing, now: datetime
) -> Freshness:
    """Query the newest timestamp in one scan, and judge it."""
    relation = step.relation.resolve(closing.relations.building, closing.dialect).text
    where = f" where {step.policy.filter}" if step.policy.filter else ""
    ((_, column_type),) = session.describe(f"select {step.loaded_at} as newest from {relation}")
    begins, ends = closing.dialect.newest_moment(step.loaded_at, column_type, step.time_zone)
    age_query = f"select {begins}, {ends}, count(*) from {relation}{where}"
    begin, end, row_count = session.query(age_query).values[0]
    newest = None if begin is None else Newest(float(begin), float(end))
    return Freshness(judge_age(newest, int(row_count), step.policy, now), now)


def check_inputs(step: CheckInputs, known: Mapping[str, Freshness], now: datetime) -> Freshness:
    """Judge a model by the oldest of its sources; no query."""
    newest = {source: known[source].verdict.counts_from for source in step.sources}
    return Freshness(judge_inputs(newest, step.policy, now), now)


def details(freshness: Freshness, step: CheckFreshness | CheckInputs) -> Mapping[str, object]:
    """Return the entry of a freshness check in `sources.json`."""
    verdict = freshness.verdict
    return {
        "max_loaded_at": verdict.newest,
        "snapshotted_at": freshness.snapshotted_at,
        "age_seconds": verdict.age_seconds,
        "criteria": step.policy,
        "reason": verdict.reason,
    }
