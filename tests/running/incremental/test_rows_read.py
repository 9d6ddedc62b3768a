"""Runs that read few or no rows of inputs: --sample and --empty."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestrator.workspace.flags import Flags
from orchestrator.workspace.spans_of_time import rows_read
from tests.projects import rows, seg, write_project

FILES = {
    "seeds/orders.csv": "id,ts\n1,2025-01-01 12:00:00\n2,2025-01-02\n3,2025-01-05 01:00:00\n",
    "seeds/s.yml": (
        "seeds: [{name: orders, config: {event_time: ts, column_types: {ts: timestamp}}}]\n"
    ),
    "models/viewed.sql": "select *, {{ flags.EMPTY }} as is_empty from {{ ref('orders') }} as o\n",
    "models/built.sql": (
        "{{ config(materialized='table') }} select *, "
        "(select count(*) from {{ ref('orders').render() }}) as of_all from {{ ref('viewed') }}\n"
    ),
    "models/in_python.py": (
        "def model(dbt, session):\n"
        "    return session.sql(f\"select count(*) as n from {dbt.ref('orders')}\")\n"
    ),
    "models/s.yml": (
        "models: [{name: built, columns: [{name: id, data_tests: [accepted_values: "
        "{arguments: {values: [1, 2]}}]}]}]\n"
        "unit_tests: [{name: u, model: viewed, given: [{input: ref('orders'), rows: [{id: 7}]}], "
        "expect: {rows: [{id: 7}]}}]\n"
    ),
}
SHOWN = "select id, is_empty, of_all from built order by id"
COUNTED = "select n from in_python"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built empty first, then whole, and then in part."""
    return write_project(tmp_path_factory.mktemp("rows_read"), FILES)


def test_few_rows(built: Path) -> None:
    """The order matters: a full build must reuse nothing of an empty one."""
    outcome = seg(built, "build", "--empty")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert (rows(built, SHOWN), rows(built, COUNTED)) == ([], [(0,)])

    assert seg(built, "build").exit_code == 1
    assert seg(built, "run").exit_code == 0
    whole = [(1, False, 3), (2, False, 3), (3, False, 3)]
    assert (rows(built, SHOWN), rows(built, COUNTED)) == (whole, [(3,)])

    sample = ("--sample", "{start: 2025-01-02, end: 2025-01-04}")
    assert seg(built, "build", *sample).exit_code == 0
    assert (rows(built, SHOWN), rows(built, COUNTED)) == ([(2, False, 3)], [(1,)])

    sample = ("--sample", "2 days", "--now", "2025-01-06T12:00:00")
    assert seg(built, "run", *sample).exit_code == 0
    assert (rows(built, SHOWN), rows(built, COUNTED)) == ([(3, False, 3)], [(1,)])

    compiled = seg(built, "compile", "--empty", "--select", "viewed").stdout
    assert '(select * from "main"."orders" where false limit 0) as o' in compiled


@pytest.mark.parametrize(
    ("sample", "message"),
    [
        ("3", "'3' is not a duration"),
        ("3 weeks", "'3 weeks' is not a duration"),
        ("9999 years", "'9999 years' is too long"),
        ("99999999999 days", "'99999999999 days' is too long"),
        ("{start: 2025-01-01}", "'{start: 2025-01-01}' is not a period"),
        ("{start: soon, end: 2025-01-01}", "'soon' is not an ISO 8601 timestamp"),
    ],
)
def test_a_sample_that_is_none(built: Path, sample: str, message: str) -> None:
    outcome = seg(built, "build", "--sample", sample)

    assert (outcome.exit_code, outcome.stderr.partition("\n")[0]) == (2, f"sample: {message}")


IN_VAIN = {
    ("--sample", "3 days"): "'sample' has no effect: no input has an event_time, so all rows are "
    "read",
    ("--event-time-start", "2025-01-01", "--event-time-end", "2025-01-02"): "'event_time_start' "
    "and 'event_time_end' have no effect: no selected model is built in batches",
    (
        *("--sample", "3 days", "--event-time-start", "2025-01-01"),
        *("--event-time-end", "2025-01-02"),
    ): "'event_time_start' and 'event_time_end' have no effect on a sample",
}


@pytest.mark.parametrize("options", IN_VAIN)
def test_a_time_that_nothing_goes_by(tmp_path: Path, options: tuple[str, ...]) -> None:
    write_project(tmp_path, {"models/a.sql": "select 1 as id"})

    assert f"[WARNING]: {IN_VAIN[options]}" in seg(tmp_path, "run", *options).stdout


@pytest.mark.parametrize(
    ("sample", "start"),
    [
        ("36 hours", datetime(2025, 3, 29, 12, tzinfo=UTC)),
        ("1 day", datetime(2025, 3, 30, tzinfo=UTC)),
        ("1 MONTH", datetime(2025, 2, 28, tzinfo=UTC)),
        ("4 months", datetime(2024, 11, 30, tzinfo=UTC)),
        ("2 years", datetime(2023, 3, 31, tzinfo=UTC)),
    ],
)
def test_how_long_a_sample_is(sample: str, start: datetime) -> None:
    now = datetime(2025, 3, 31, tzinfo=UTC)

    assert rows_read(Flags(sample=sample), now).sample == (start, now)
