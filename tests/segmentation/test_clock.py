"""Days are days in the shop's time zone, however a source writes its timestamps."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.running.stopped.processes import ended, started
from tests.segmentation import published
from tests.segmentation.conftest import ROOT

KINDS = ("timestamp", "timestamptz", "timestamp_s", "timestamp_ns")
DAYS = """
    {%- for kind in var('kinds') %}
    {{ 'union all' if not loop.first }}
    select '{{ kind }}' as kind, cast({{ local_date('moment') }} as varchar) as day,
        {{ on_or_before_local_day('moment', "cast('2025-06-30' as date)") }} as is_by_day
    from (select cast('{{ var('moment') }}' as {{ kind }}) as moment)
    {%- endfor %}
"""


def days(folder: Path, project: str = "", session: str = "UTC", **variables: object) -> set[object]:
    """The day that each kind of time stamp is on, and whether that is 2025-06-30 or before."""
    given = {"kinds": list(KINDS), "moment": "2025-06-30 23:00:00+00", **variables}
    shutil.copytree(ROOT / "macros", folder / "macros")
    files = {
        "seg_project.yml": f"name: customer_segmentation\n{project}\nvars: {given}\n"
        f"engine: {{settings: {{TimeZone: {session}}}}}\n",
        "models/days.sql": DAYS,
    }
    built = seg(write_project(folder, files), "build")
    assert built.exit_code == 0, built.stdout
    found = rows(folder, "select kind, day, is_by_day from days order by kind")
    assert [kind for kind, _, _ in found] == sorted(given["kinds"])
    return {found[1:] for found in found}


@pytest.mark.parametrize("session", ["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo"])
def test_the_day_is_the_same_for_every_kind_of_time_stamp(tmp_path: Path, session: str) -> None:
    assert days(tmp_path, "timezone: Europe/Berlin", session) == {("2025-07-01", False)}


def test_the_clock_is_that_of_the_project(tmp_path: Path) -> None:
    assert days(tmp_path / "west", "timezone: America/Los_Angeles") == {("2025-06-30", True)}
    assert days(tmp_path / "nowhere") == {("2025-06-30", True)}
    of_the_variable = days(tmp_path / "east", "timezone: UTC", time_zone="Asia/Tokyo")
    assert of_the_variable == {("2025-07-01", False)}


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Pacific/Auckland"])
@pytest.mark.parametrize(("day", "is_by_day"), [("2025-06-30", True), ("2025-07-01", False)])
def test_a_date_is_that_day_in_every_zone(
    tmp_path: Path, zone: str, day: str, is_by_day: bool
) -> None:
    found = days(tmp_path, f"timezone: {zone}", kinds=["date"], moment=day)
    assert found == {(day, is_by_day)}


def test_what_is_infinite_stays_so(tmp_path: Path) -> None:
    found = days(tmp_path, kinds=["timestamp", "timestamptz"], moment="infinity")
    assert found == {("infinity", False)}


@pytest.mark.long
def test_sources_with_a_zone_and_a_second_run_of_the_day_give_the_same_rows(
    build_sample: Callable[..., Path], own_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are equal to the last digit, also if the machine is in another time zone."""
    changed = 0
    for model in (own_sample / "models" / "staging").glob("*.sql"):
        text, found = re.subn(
            r"(cast\(\w+ as timestamp\))(?= as)", r"timezone('UTC', \1)", model.read_text("utf-8")
        )
        model.write_text(text, "utf-8")
        changed += found
    assert changed == 17
    # A process learns at its start where it is.
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    # Without --force what does not read the sources would be equal as it is the same.
    with started(own_sample, "build", "--vars", "as_of_date: 2025-06-30", "--force") as process:
        built = ended(process, timeout_seconds=600)
    assert built.exit_code == 0, built.stdout + built.stderr
    assert "REUSED=0" in built.stdout
    zoned = own_sample / "warehouse.duckdb"
    types = "select distinct typeof(ordered_at) as type from purchases"
    assert published.query(zoned, types)["type"].tolist() == ["TIMESTAMP WITH TIME ZONE"]
    assert published.different_tables(build_sample(), zoned) == []
