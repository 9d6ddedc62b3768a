"""The events of a run and its calls of the engine, compared in full."""

from pathlib import Path

import pytest

from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.plan.options import PlanOptions
from orchestrator.results import Event, NodeStarted
from orchestrator.runner.control import Control
from tests.plan.planned import AT_NOW
from tests.recorder import Recorder
from tests.runner.streams import FAILS, PASSES, stream

TABLE = "{{ config(materialized='table') }}\n"
FILES = {
    "models/orders.sql": f"{TABLE}select 1 as id",
    "models/other.sql": f"{TABLE}select 2 as id",
    "models/report.sql": f"{TABLE}select id from {{{{ ref('orders') }}}}",
    "tests/data/known.sql": "select * from {{ ref('orders') }} where id is null",
}
WARNS = {
    **FILES,
    "tests/data/known.sql": "{{ config(severity='warn') }}\n" + FILES["tests/data/known.sql"],
}
ALL = PlanOptions(event_times=AT_NOW, publish="all")
PASSING = PlanOptions(event_times=AT_NOW, publish="passing")
GOOD = {"as failures": PASSES}
BAD = {"as failures": FAILS}

BOTH_TABLES = [
    "RunStarted total=4",
    "NodeStarted unique_id='model.shop.orders' index=1",
    "NodeFinished 1 orders success: OK",
    "NodeStarted unique_id='model.shop.other' index=2",
    "NodeFinished 2 other success: OK",
    "NodeStarted unique_id='test.shop.known' index=3",
]


def test_all_goes_well(tmp_path: Path) -> None:
    recorder = Recorder(answers=GOOD)
    assert stream(tmp_path, FILES, recorder, ALL) == [
        *BOTH_TABLES,
        "NodeFinished 3 known pass",
        "NodeStarted unique_id='model.shop.report' index=4",
        "NodeFinished 4 report success: OK",
        "Published generation=1 relations=3",
        "RunFinished exit 0: orders success, other success, known pass, report success",
    ]
    assert recorder.calls[:2] == [
        "prepare ",
        "publish model.shop.orders, model.shop.other, model.shop.report",
    ]


def test_a_failing_test_publishes_nothing(tmp_path: Path) -> None:
    recorder = Recorder(answers=BAD)
    assert stream(tmp_path, FILES, recorder, ALL) == [
        *BOTH_TABLES,
        "NodeFinished 3 known fail: Got 3 results, configured to fail if != 0",
        "NodeFinished 4 report skipped: test.shop.known failed",
        "NotPublished reason='known failed'",
        "RunFinished exit 1: orders success, other success, known fail, report skipped",
    ]
    assert recorder.published == []


def test_or_only_what_passed(tmp_path: Path) -> None:
    recorder = Recorder(answers=BAD)
    assert stream(tmp_path, FILES, recorder, PASSING)[-3:] == [
        "NotPublished reason='known failed'",
        "Published generation=1 relations=1",
        "RunFinished exit 1: orders success, other success, known fail, report skipped",
    ]
    (changes,) = recorder.published
    assert [change.unique_id for change in changes] == ["model.shop.other"]


def test_a_test_that_warns_holds_nothing_back(tmp_path: Path) -> None:
    assert stream(tmp_path, WARNS, Recorder(answers=BAD), ALL) == [
        *BOTH_TABLES,
        "NodeFinished 3 known warn: Got 3 results, configured to warn if != 0",
        "NodeStarted unique_id='model.shop.report' index=4",
        "NodeFinished 4 report success: OK",
        "Published generation=1 relations=3",
        "RunFinished exit 0: orders success, other success, known warn, report success",
    ]


def test_unless_warnings_fail(tmp_path: Path) -> None:
    assert stream(tmp_path, WARNS, Recorder(answers=BAD), ALL, warnings_fail=True) == [
        *BOTH_TABLES,
        "NodeFinished 3 known fail: Got 3 results, configured to fail if != 0",
        "NodeFinished 4 report skipped: test.shop.known failed",
        "NotPublished reason='known failed'",
        "RunFinished exit 1: orders success, other success, known fail, report skipped",
    ]


def refusing(error: Exception) -> Recorder:
    """An engine that refuses to fill orders."""
    return Recorder(answers=GOOD, refusals={"select 1 as id": error})  # type: ignore[dict-item]


REFUSED = [
    "RunStarted total=4",
    "NodeStarted unique_id='model.shop.orders' index=1",
    "NodeFinished 1 orders error: models/orders.sql:2: no such thing\n  2 | select 1 as id",
    "NodeFinished 2 known skipped: model.shop.orders failed",
    "NodeFinished 3 report skipped: model.shop.orders failed",
]


def test_an_error_skips_what_is_built_on_it_and_what_tests_it(tmp_path: Path) -> None:
    recorder = refusing(StatementError("no such thing", line=3))
    assert stream(tmp_path, FILES, recorder, ALL) == [
        *REFUSED,
        "NodeStarted unique_id='model.shop.other' index=4",
        "NodeFinished 4 other success: OK",
        "NotPublished reason='orders failed'",
        "RunFinished exit 1: orders error, known skipped, report skipped, other success",
    ]


def test_fail_fast_starts_nothing_more(tmp_path: Path) -> None:
    recorder = refusing(StatementError("no such thing", line=3))
    assert stream(tmp_path, FILES, recorder, ALL, fail_fast=True) == [
        *REFUSED,
        "NodeFinished 4 other not started: the run was stopped before",
        "NotPublished reason='orders failed'",
        "RunFinished exit 1: orders error, known skipped, report skipped, other not started",
    ]
    assert (recorder.calls[:2], recorder.published) == (["prepare ", "cancel"], [])


def test_a_full_disk_ends_the_run(tmp_path: Path) -> None:
    recorder = refusing(EnvironmentFault("no space left", fix="make room"))
    assert stream(tmp_path, FILES, recorder, PASSING) == [
        *REFUSED[:2],
        "NodeFinished 1 orders error: models/orders.sql: no space left\n  fix: make room",
        *REFUSED[3:],
        "NodeFinished 4 other not started: the run was stopped before",
        "NotPublished reason='orders failed'",
        "RunFinished exit 3: orders error, known skipped, report skipped, other not started",
    ]
    assert recorder.published == []


@pytest.mark.parametrize("signal", [2, 15])
def test_a_signal_ends_the_run(tmp_path: Path, signal: int) -> None:
    """The running statement is cancelled; here it succeeds just before that."""

    def stop(event: Event, control: Control) -> None:
        if isinstance(event, NodeStarted):
            control.stop(signal)

    recorder = Recorder(answers=GOOD)
    not_started = "not started: the run was stopped before"
    assert stream(tmp_path, FILES, recorder, ALL, stop) == [
        *BOTH_TABLES[:3],
        f"NodeFinished 2 other {not_started}",
        f"NodeFinished 3 known {not_started}",
        f"NodeFinished 4 report {not_started}",
        f"RunFinished exit {128 + signal} signal {signal}: orders success, other not started, "
        "known not started, report not started",
    ]
    assert recorder.calls == ["prepare ", "cancel"]


def test_a_statement_that_is_cancelled_is_interrupted(tmp_path: Path) -> None:
    recorder = refusing(StatementError("interrupted", cancelled=True))
    assert stream(tmp_path, FILES, recorder, ALL)[1:5] == [
        "NodeStarted unique_id='model.shop.orders' index=1",
        "NodeFinished 1 orders interrupted: interrupted",
        "NodeFinished 2 known not started: the run was stopped before",
        "NodeFinished 3 report not started: the run was stopped before",
    ]
