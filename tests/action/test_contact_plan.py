"""The contact plan, on customers who each test one reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.action.tiny import MEMBERSHIP, built, select, write_tiny
from tests.projects import rows, seg
from tests.running.refresh.refreshing import words

DAY = "2025-07-02"  # a Wednesday: the week began on 2025-06-30

# Customers by value, and who is in which list: `both` are wanted by both lists.
VALUES = {
    "both1": 90,
    "both2": 80,
    "only_b": 70,
    "only_b2": 60,
    "mute": 50,  # withdrew
    "asked": 40,  # never asked: no row of reachability
    "recent": 30,  # got something four days ago
    "monday": 20,  # got something this week
    "often": 10,  # got much, long enough ago
    "nobody": 5,  # in no list
}
SENDS = """send_id:int campaign_id:varchar customer_id:varchar is_control:bool sent_at:timestamp
1 k1 recent false 2025-06-28
2 k1 monday false 2025-06-30
3 k1 often false 2025-06-10
4 k2 often false 2025-06-11
5 k2 both1 true 2025-07-01
6 k2 both2 false 2025-07-03
7 k2 only_b false 2025-06-24"""
CAMPAIGNS = "campaign_id:varchar channel:varchar\nk1 email\nk2 phone"
PRIORITY = """family:varchar segment:varchar channel:varchar value_per_contact:double
lists a email 1
lists b email 5
lists b phone -2"""


def segment(name: str, where: str, contact: Any = None) -> dict[str, Any]:
    return {"name": name, "where": where} | ({"contact": contact} if contact else {})


A = segment("a", "customer_value > 75 or customer_value < 15", {"channels": ["email"]})
B = segment("b", "customer_value >= 10", {"channels": ["email"]})
PLAIN = segment("plain", "customer_value > 0")


def write(folder: Path, *segments: dict[str, Any], entity: str = "customer_id") -> Path:
    family = {
        "name": "lists",
        "on": "ref('customer_features')",
        "entity": entity,
        "mode": "overlapping",
        "segments": list(segments),
    }
    people = "\n".join(f"{name} {value} {name} {DAY}" for name, value in VALUES.items())
    reach = [
        f"{name} {channel} {'false withdrawn' if name == 'mute' else 'true -'}"
        for name in VALUES
        for channel in ("email", "phone")
        if name != "asked"
    ]
    ids = "\n".join(f"{name} {name}" for name in VALUES)
    return write_tiny(
        folder,
        {
            "customer_features": "customer_id:varchar customer_value:integer account_id:varchar "
            f"as_of_date:date\n{people}",
            "customer_reachability": "customer_id:varchar channel:varchar is_reachable:boolean "
            "blocked_by:varchar\n" + "\n".join(reach),
            "customer_ids": f"source_customer_id:varchar customer_id:varchar\n{ids}",
            "segment_priority": PRIORITY,
            "stg_campaigns": CAMPAIGNS,
            "stg_campaign_sends": SENDS,
            "stg_campaign_responses": "send_id:int response_type:varchar\n1 open",
        },
        [
            "models/action/contact_plan.sql",
            "tests/data/contact_plan_decides_every_candidate_once.sql",
            "tests/data/contact_plan_holds_its_caps.sql",
        ],
        {
            "as_of_date": DAY,
            "sample_shop": {},
            "input_consents": True,
            "input_campaigns": True,
            "contact_cap": 2,
        },
        {
            "models/segment_membership.sql": MEMBERSHIP,
            "models/families.yml": json.dumps({"version": 2, "segment_families": [family]}),
        },
    )


def plan(folder: Path, **variables: Any) -> dict[str, str]:
    """The outcome of each candidate, by customer, segment and channel."""
    built(folder, **variables)
    query = (
        "select customer_id || ' ' || segment || ' ' || channel, outcome || "
        "coalesce(' ' || blocked_by, '') from contact_plan"
    )
    found = rows(folder, query)
    assert len(found) == len(dict(found))
    return dict(found)


def test_one_list_gets_a_customer_and_each_other_one_has_a_reason(tmp_path: Path) -> None:
    # b is worth more; nothing that was sent to a control group, or later, counts.
    assert plan(write(tmp_path, A, B, PLAIN)) == {
        "both1 a email": "other_list",
        "both1 b email": "chosen",
        "both2 a email": "other_list",
        "both2 b email": "chosen",
        "only_b b email": "chosen",
        "only_b2 b email": "chosen",
        "mute b email": "unreachable withdrawn",
        "asked b email": "unreachable no_consent",
        "recent b email": "quiet",
        "monday b email": "contacted_this_week",
        "often a email": "customer_cap",
        "often b email": "customer_cap",
        "nobody a email": "chosen",
    }
    query = (
        "select week_starts_on::varchar, chosen_segment, chosen_channel from contact_plan "
        "where customer_id = 'both1' and segment = 'a'"
    )
    assert rows(tmp_path, query) == [("2025-06-30", "b", "email")]


def test_what_is_declared_goes_before_what_is_measured(tmp_path: Path) -> None:
    first = segment("a", A["where"], {"channels": ["email"], "priority": 1})
    found = plan(write(tmp_path, first, B))
    assert (found["both1 a email"], found["both1 b email"]) == ("chosen", "other_list")


def test_caps_hold_over_all_lists_and_count_what_was_sent_this_week(tmp_path: Path) -> None:
    # Of three e-mails one was sent on Monday: the two most valuable customers are left.
    found = plan(write(tmp_path, A, B), channel_contacts={"email": 3})
    assert [name for name, outcome in found.items() if outcome == "chosen"] == [
        "both1 b email",
        "both2 b email",
    ]
    assert [name for name, outcome in sorted(found.items()) if outcome == "channel_cap"] == [
        "nobody a email",
        "only_b b email",
        "only_b2 b email",
    ]


def test_a_full_channel_leaves_customers_to_another_list(tmp_path: Path) -> None:
    both = segment("b", B["where"], {"channels": ["email", "phone"]})
    folder = write(tmp_path, both)
    found = plan(folder, channel_contacts={"email": 2, "all": 3}, contact_least_value=None)
    assert {name: outcome for name, outcome in found.items() if name[:4] in ("both", "only")} == {
        "both1 b email": "chosen",
        "both1 b phone": "other_list",
        "both2 b email": "channel_cap",
        "both2 b phone": "chosen",
        "only_b b email": "channel_cap",
        "only_b b phone": "total_cap",
        "only_b2 b email": "channel_cap",
        "only_b2 b phone": "total_cap",
    }


@pytest.mark.parametrize(
    ("caps", "last"),
    [(None, "chosen"), ({"email": 5}, "channel_cap")],
)
def test_it_is_made_whole_when_customers_change(
    tmp_path: Path, caps: dict[str, int] | None, last: str
) -> None:
    folder = write(tmp_path, A, B)
    kept = ("customer_features", "customer_reachability", "customer_ids", "segment_membership")
    by_customer = [{"name": name, "config": {"refresh_by": "customer_id"}} for name in kept]
    (folder / "models/kept.yml").write_text(json.dumps({"models": by_customer}), "utf-8")
    built(folder, channel_contacts=caps)
    file = folder / "models/inputs/customer_features.sql"
    file.write_text(file.read_text("utf-8").replace("'nobody', '5'", "'nobody', '85'"), "utf-8")
    assert words(built(folder, channel_contacts=caps))["contact_plan"] == "OK"
    query = "select * from contact_plan order by all"
    refreshed = rows(folder, query)
    found = plan(folder, channel_contacts=caps)
    assert (found["nobody b email"], found["only_b2 b email"]) == ("chosen", last)
    everybody = seg(
        folder, "build", "--full-refresh", "--vars", json.dumps({"channel_contacts": caps})
    )
    assert everybody.exit_code == 0
    assert rows(folder, query) == refreshed


def test_nobody_is_called_for_nothing(tmp_path: Path) -> None:
    calls = segment("b", B["where"], {"channels": ["phone"]})
    found = plan(write(tmp_path, calls))
    assert {found[f"{name} b phone"] for name in ("both1", "both2", "only_b")} == {"no_gain"}


def test_quiet_days_may_be_fewer(tmp_path: Path) -> None:
    found = plan(write(tmp_path, B), contact_quiet_days=3)
    assert (found["recent b email"], found["monday b email"]) == ("chosen", "contacted_this_week")


def test_the_global_holdout_is_in_no_list(tmp_path: Path) -> None:
    assert set(plan(write(tmp_path, A, B), global_holdout_share=1).values()) == {"holdout"}


def test_the_control_group_of_an_experiment_is_not_contacted(tmp_path: Path) -> None:
    folder = write(tmp_path, A, B)
    table = """customer_id:varchar family:varchar segment:varchar
both1 lists b
both2 other b
only_b lists a"""
    (folder / "models/inputs/experiment_controls.sql").write_text(select(table), "utf-8")

    found = plan(folder)

    assert found["both1 b email"] == "control"
    assert found["both1 a email"] == "chosen"
    assert (found["both2 b email"], found["only_b b email"]) == ("chosen", "chosen")


def test_without_lists_the_plan_is_empty(tmp_path: Path) -> None:
    assert plan(write(tmp_path, PLAIN)) == {}


@pytest.mark.parametrize(
    ("contact", "entity", "said"),
    [
        ({"channels": []}, "customer_id", "segment 'b' has contact: without channels"),
        ({"channels": ["email", "email"]}, "customer_id", "lists a channel twice in contact:"),
        ({"channels": ["email"], "priority": 0}, "customer_id", "the priority of contact: is 0"),
        ({"channel": ["email"]}, "customer_id", "did you mean 'channels'?"),
        ({"channels": ["email"]}, "account_id", "the family's entity is account_id"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, contact: Any, entity: str, said: str) -> None:
    folder = write(tmp_path, segment("b", B["where"], contact), entity=entity)
    if entity != "customer_id":
        (folder / "models/segment_membership.sql").write_text(
            "select '' as customer_id, '' as family, '' as segment, 1 as rule"
        )
    outcome = seg(folder, "compile", "--select", "contact_plan")
    assert outcome.exit_code == 2
    assert said in outcome.stderr


@pytest.mark.parametrize(
    ("channel", "fix"),
    [("fax", "write one of email, sms, phone, post"), ("e-mail", "write email")],
)
def test_an_unknown_channel_has_a_place_and_a_fix(tmp_path: Path, channel: str, fix: str) -> None:
    folder = write(tmp_path, segment("a", "true", {"channels": ["email", channel]}))
    file = folder / "models" / "families.yml"
    lines = json.dumps(json.loads(file.read_text("utf-8")), indent=1).split("\n")
    file.write_text("\n".join(lines), "utf-8")
    at = next(number for number, line in enumerate(lines) if "contact" in line)
    outcome = seg(folder, "parse")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        f"models/families.yml:{at + 1}:{lines[at].index('{') + 1}: "
        f"'lists.a' has an unknown channel in contact: '{channel}'\n"
        f"  fix: {fix}, or add the channel to the variable contact_channels\n",
    )
    added = json.dumps({"contact_channels": {"email": "email", channel: "phone"}})
    assert seg(folder, "parse", "--vars", added).exit_code == 0


def test_the_data_tests_of_the_plan_can_fail(tmp_path: Path) -> None:
    folder = write(tmp_path, B)
    model = folder / "models/action/contact_plan.sql"
    plan(folder, channel_contacts={"email": 2})
    right = model.read_text("utf-8")
    # One candidate is gone, one is there twice, and too many are chosen.
    model.write_text(
        right.replace(
            "select * from final\n",
            "select * replace (true as is_chosen) from final where customer_id <> 'mute'\n"
            "union all select * from final where customer_id = 'both1'\n",
        ),
        "utf-8",
    )
    outcome = seg(folder, "build", "--vars", '{"channel_contacts": {"email": 2}}')
    assert outcome.exit_code == 1
    assert " FAIL 2 contact_plan_decides_every_candidate_once " in outcome.stdout
    assert " FAIL 1 contact_plan_holds_its_caps " in outcome.stdout
