"""`seg export`: nobody who must not be contacted now, even if tables are from an earlier day."""

import csv
from pathlib import Path

import pytest

from tests.action.listed_shop import NAMES, build_shop
from tests.projects import seg

SUPPRESSIONS = "customer_id:varchar channel:varchar suppressed_at:timestamp lifted_at:timestamp"
CONSENTS = "customer_id:varchar channel:varchar status:varchar changed_at:timestamp"
REQUESTS = "request_id:varchar customer_id:varchar requested_at:timestamp completed_at:timestamp"
CAMPAIGNS = {
    "stg_campaigns": "campaign_id:varchar channel:varchar\nm1 email\nm2 sms",
    "stg_campaign_sends": "send_id:varchar campaign_id:varchar customer_id:varchar\n"
    "s1 m1 c02\ns2 m2 c03\ns3 m1 c04",
    "stg_campaign_responses": "send_id:varchar response_type:varchar responded_at:timestamp\n"
    "s1 unsubscribe 2025-07-01\ns2 unsubscribe 2025-07-01\ns3 open 2025-07-01",
}
GRANTED = "\n".join(f"{name} email granted 2025-01-01" for name in NAMES)

# What is known, and whom it keeps off the list.
KNOWN = {
    "suppressed since": ({"stg_suppressions": f"{SUPPRESSIONS}\nc02 email 2025-07-01 -"}, {"c02"}),
    "suppressed everywhere": (
        {"stg_suppressions": f"{SUPPRESSIONS}\nc02 all 2025-07-01 -"},
        {"c02"},
    ),
    "by another channel": ({"stg_suppressions": f"{SUPPRESSIONS}\nc02 sms 2025-07-01 -"}, set()),
    "lifted": ({"stg_suppressions": f"{SUPPRESSIONS}\nc02 all 2025-07-01 2025-07-02"}, set()),
    "to be lifted": (
        {"stg_suppressions": f"{SUPPRESSIONS}\nc02 all 2025-07-01 2025-09-01"},
        {"c02"},
    ),
    "asked to be erased": (
        {"stg_erasure_requests": f"{REQUESTS}\nr1 c02 2025-07-01 -\nr2 c03 2025-07-01 2025-07-02"},
        {"c02", "c03"},
    ),
    "in a control group": (
        {
            "experiment_controls": "customer_id:varchar family:varchar segment:varchar\n"
            "c02 tier big\nc03 tier small\nc04 other big"
        },
        {"c02"},
    ),
    "withdrawn since": (
        {"stg_consents": f"{CONSENTS}\n{GRANTED}\nc02 email withdrawn 2025-07-01"},
        {"c02"},
    ),
    "withdrawn for another": (
        {"stg_consents": f"{CONSENTS}\n{GRANTED}\nc02 sms withdrawn 2025-07-01"},
        set(),
    ),
    "granted again": (
        {
            "stg_consents": f"{CONSENTS}\n{GRANTED}\nc02 email withdrawn 2025-07-01\n"
            "c02 email granted 2025-07-02"
        },
        set(),
    ),
    "both at once": (
        {"stg_consents": f"{CONSENTS}\n{GRANTED}\nc02 email withdrawn 2025-01-01"},
        {"c02"},
    ),
    "unsubscribed since": ({"stg_consents": f"{CONSENTS}\n{GRANTED}", **CAMPAIGNS}, {"c02"}),
    "another number of theirs": (
        {
            "stg_suppressions": f"{SUPPRESSIONS}\nx02 all 2025-07-01 -",
            "stg_erasure_requests": f"{REQUESTS}\nr1 x03 2025-07-01 -",
            "customer_ids": "source_customer_id:varchar customer_id:varchar\nx02 c02\nc03 c03",
            "customer_xref": "source_id_type:varchar source_id:varchar customer_id:varchar\n"
            "customer x03 c03\ndevice x02 c04",
        },
        {"c02", "c03"},
    ),
    "nothing": ({}, set()),
}


@pytest.mark.parametrize(("tables", "kept_out"), KNOWN.values(), ids=KNOWN)
def test_what_forbids_contact_counts_at_once(
    tmp_path: Path, tables: dict[str, str], kept_out: set[str]
) -> None:
    folder, file = build_shop(tmp_path, tables=tables), tmp_path / "list.csv"
    arguments = ("--channel", "email", "-o", str(file), "--now", "2025-07-03T08:00:00")
    outcome = seg(folder, "export", "tier.big", *arguments)
    assert outcome.exit_code == 0, outcome.stderr
    with file.open(newline="") as opened:
        assert [row["customer_id"] for row in csv.DictReader(opened)] == [
            name for name in NAMES if name not in kept_out
        ]


def test_who_is_left_out_as_a_control_group_is_told(tmp_path: Path) -> None:
    controls = "customer_id:varchar family:varchar segment:varchar\nc02 tier big\nc03 tier small"
    folder = build_shop(tmp_path, tables={"experiment_controls": controls})
    outcome = seg(folder, "export", "tier.big", "--channel", "email")
    told = (
        "  19 of 20 members can be reached by email and are in no control group (in that of a "
        "running experiment: 1); compared with the acknowledged list, 19 are added and 0 "
        "removed.\n"
    )
    assert told in outcome.stdout


@pytest.mark.parametrize(("day", "is_old"), [("2025-07-03", False), ("2025-07-04", True)])
def test_the_day_is_told(tmp_path: Path, day: str, is_old: bool) -> None:
    now = ("--now", f"{day}T08:00:00")
    outcome = seg(build_shop(tmp_path), "export", "tier.big", "--channel", "email", *now)
    told = "  Members and consents are as of 2025-06-30, withdrawals and suppressions as of now.\n"
    warning = "  Warning: that is 4 days ago. Run 'seg build' for newer data.\n"
    assert told in outcome.stdout
    assert (warning in outcome.stdout) == is_old
