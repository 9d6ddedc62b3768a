"""segments, why, simulate, export and erase return values and print nothing."""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

import orchestrator
from orchestrator.commands.build import build
from orchestrator.commands.erase.erase import Compaction, ErasedPerson, Remaining, erase, readmitted
from orchestrator.commands.export.export import ListOptions, acknowledge, export
from orchestrator.commands.segments import LeftOut, SegmentLine, SegmentList, segments
from orchestrator.commands.simulate import Thresholds, simulate
from orchestrator.commands.why import Recorded, explain
from orchestrator.errors import Refused, UsageError
from orchestrator.people.lists import ListDiff
from orchestrator.segments.stays import Stay
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from tests.commands.shop import opened
from tests.projects import rows, write_project
from tests.segments.shop import CUSTOMERS, TIER

NOW = datetime(2025, 7, 2, 8, tzinfo=UTC)
ROLES = {
    "daily_sizes": "ref('sizes')",
    "membership_history": "ref('history')",
    "reachability": "ref('reaches')",
    "suppressions": "ref('suppressed')",
}
FILES = {
    "seg_project.yml": json.dumps({"name": "shop", "roles": ROLES, "vars": {"minimum_cell": 1}}),
    "models/customers.sql": "{{ config(materialized='table') }}" + CUSTOMERS,
    "models/families.yml": TIER,
    "models/sizes.sql": "select 'tier' as family, 'high' as segment, 2 as members, "
    "date '2025-06-29' as as_of_date",
    "models/history.sql": "select 'tier' as family, 'high' as segment, '2' as customer_id, "
    "date '2025-05-03' as valid_from, cast(null as date) as valid_to, 'data' as entry_reason, "
    "cast(null as varchar) as exit_reason",
    "models/reaches.sql": "select customer_id, 'email' as channel, true as is_reachable "
    "from {{ ref('customers') }}",
    "models/suppressed.sql": "select '3' as customer_id, 'all' as channel, "
    "cast(null as timestamp) as lifted_at",
}


@pytest.fixture
def silence() -> Iterator[io.StringIO]:
    """What is printed while a test runs, which is nothing."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        yield printed
    assert printed.getvalue() == ""


@pytest.fixture
def shop(tmp_path: Path, silence: io.StringIO) -> Path:
    write_project(tmp_path, FILES)
    assert build(opened(tmp_path, now=NOW), Selection()).result().status == "success"
    return tmp_path


def workspace(shop: Path, command: str) -> Workspace:
    return opened(shop, command, now=NOW)


def test_segments(shop: Path) -> None:
    found = segments(workspace(shop, "segments"), ["tier"])
    high = SegmentLine(
        family="tier",
        segment="high",
        members=3,
        share=0.5,
        change=1,
        sizes=(2, 3),
        as_of_date=date(2025, 6, 30),
        age_days=2,
        owner=None,
        review_by=None,
        is_review_overdue=False,
        mode="exclusive",
        rule=found.lines[0].rule,
        purpose=None,
        description="",
    )
    rest = [
        replace(
            high,
            segment="low",
            members=1,
            share=1 / 6,
            change=1,
            sizes=(0, 1),
            rule=found.lines[1].rule,
        ),
        replace(
            high,
            segment="rest",
            members=2,
            share=1 / 3,
            change=2,
            sizes=(0, 2),
            rule=found.lines[2].rule,
        ),
    ]
    assert found == SegmentList((high, *rest), (), ())


def test_segments_that_are_off_or_not_built(tmp_path: Path, silence: io.StringIO) -> None:
    yaml = TIER.replace("{name: low,", "{name: low, enabled: false,")
    write_project(tmp_path, {**FILES, "models/families.yml": yaml})
    found = segments(workspace(tmp_path, "segments"))
    assert [(line.segment, line.members) for line in found.lines] == [
        ("high", None),
        ("rest", None),
    ]
    assert found.left_out == (LeftOut("tier.low", "models/families.yml:3:5"),)
    assert found.not_built == ("tier",)
    with pytest.raises(UsageError, match="no segment family 'teir'"):
        segments(workspace(tmp_path, "segments"), ["teir"])


def test_why(shop: Path) -> None:
    found = explain(workspace(shop, "why"), "2", "tier.high")
    stay = Stay(date(2025, 5, 3), "data", date(2025, 5, 3), None, None)
    assert (found.customer, found.family, found.segment.name) == ("2", "tier", "high")
    assert (found.explanation.is_member, found.explanation.holding) == (True, ("high", "low"))
    assert found.published == (found.segment.rule,)
    assert found.recorded == Recorded(date(2025, 5, 3), stay)
    assert (found.since, found.is_published_otherwise) == (date(2025, 5, 3), False)
    other = explain(workspace(shop, "why"), "1", "tier.high")
    assert (other.explanation.is_member, other.since) == (False, None)
    with pytest.raises(UsageError, match="no customer_id '7' in customers"):
        explain(workspace(shop, "why"), "7", "tier.high")


def test_the_python_api_asks_the_same(shop: Path) -> None:
    project = orchestrator.open_project(shop, now=NOW)
    assert project.why("2", "tier.high") == explain(workspace(shop, "why"), "2", "tier.high")
    assert project.segments("tier") == segments(workspace(shop, "segments"), ["tier"])


def test_simulate(shop: Path) -> None:
    thresholds = Thresholds(Decimal(50), Decimal(90), Decimal(40))
    found = simulate(workspace(shop, "simulate"), "tier.high", "spent", thresholds, value="spent")
    assert (found.segment, found.rule, found.value) == ("tier.high", "spent > 50", "spent")
    assert [(line.threshold, line.size, line.value) for line in found.lines] == [
        (Decimal(50), 3, 250),
        (Decimal(90), 1, 100),
    ]


def test_an_exported_list_is_acknowledged_and_then_differs(shop: Path) -> None:
    written: list[bytes] = []
    call = workspace(shop, "export")
    found = export(call, "tier.high", "email", output="-", to_standard_output=written.append)
    day = date(2025, 6, 30)
    assert (found.diff, found.rows) == (ListDiff(2, 3, 2, 0, day), 2)
    assert written == [b"customer_id\n2\n5\n"]
    assert (found.target.file, found.age_days(NOW.date())) == (None, 2)

    done = acknowledge(workspace(shop, "export"), "tier.high", "email")
    assert (done.name, done.acknowledged.people) == ("tier.high/email", 2)
    again = export(
        workspace(shop, "export"),
        "tier.high",
        "email",
        ListOptions(kind="delta"),
        output=str(shop / "d.csv"),
    )
    assert (again.diff, again.rows) == (ListDiff(2, 3, 0, 0, day), 0)
    assert (shop / "d.csv").read_text() == "action,customer_id\n"


def test_an_export_that_a_rule_of_the_project_forbids(shop: Path) -> None:
    small = opened(shop, "export", now=NOW, vars={"minimum_cell": 11})
    with pytest.raises(Refused, match="fewer than the minimum cell of 11"):
        export(small, "tier.high", "email")


def test_erasing_is_a_stream_of_what_became_of_each(shop: Path) -> None:
    dry = list(erase(workspace(shop, "erase"), ["2"], dry_run=True))
    assert [type(event) for event in dry] == [ErasedPerson, Remaining]
    assert rows(shop, "select count(*) from customers") == [(6,)]

    person, compaction, remaining = erase(workspace(shop, "erase"), ["2"])
    assert isinstance(person, ErasedPerson)
    assert (person.person.keys, person.is_left) == (("2",), False)
    found = {
        str(each.relation).partition("@")[0]: each for each in person.forgotten.erased.seg_tables
    }
    assert {(each.found, each.left) for each in found.values()} == {(1, 0)}
    assert isinstance(compaction, Compaction)
    assert compaction.outcome == "compacted"
    assert isinstance(remaining, Remaining)
    assert rows(shop, "select customer_id from customers order by 1") == [
        ("1",), ("3",), ("4",), ("5",), ("6",)
    ]  # fmt: skip
    assert list(readmitted(workspace(shop, "erase"), ["2"])) == ["2"]
    with pytest.raises(UsageError, match="'2' in customer_id was not erased"):
        list(readmitted(workspace(shop, "erase"), ["2"]))


def test_nobody_is_erased_of_whom_nothing_is_known(shop: Path) -> None:
    with pytest.raises(UsageError, match="'77' in customer_id is not known anywhere"):
        list(erase(workspace(shop, "erase"), ["2", "77"]))
    assert rows(shop, "select count(*) from customers") == [(6,)]
