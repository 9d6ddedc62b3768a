"""Each data test of memberships, insight, action and governance fails when it should."""

import pytest

from tests.action.tiny import Table, write_tiny
from tests.projects import seg

FEATURES = "customer_id:varchar as_of_date:date\nc1 2025-06-30\nc2 2025-06-30"
MEMBERS = """customer_id:varchar family:varchar segment:varchar rule:varchar as_of_date:date
c1 tier big tier.big@1 2025-06-30
c2 tier big tier.big@1 2025-06-30"""
HISTORY_HEADER = """as_of_date:date customer_id:varchar family:varchar segment:varchar rule:varchar
 valid_from:date valid_to:date exit_reason:varchar entered_at:timestamp
 exited_at:timestamp""".replace("\n", "")
MOMENTS_HEADER = """family:varchar segment:varchar recorded_at:timestamp members_before:int
 entered:int exited:int members:int""".replace("\n", "")
SIZES_HEADER = """family:varchar segment:varchar as_of_date:date previous_as_of_date:date
 members_before:int entered:int exited:int members:int forgotten:int change_by_start:int
 change_by_data:int change_by_definition:int change_by_model:int change_by_identity:int
 change_by_erasure:int""".replace("\n", "")
DAY_BEFORE = "tier big 2025-06-29 - 0 1 0 1 0 1 0 0 0 0 0"
OVERLAP = """family:varchar segment:varchar other_family:varchar other_segment:varchar
 shared_members:int members:int other_members:int jaccard:double lift:double""".replace("\n", "")
FEEDBACK = """campaign_id:varchar sends:int holdout:int opens:int clicks:int conversions:int
 unsubscribes:int revenue:double holdout_conversions:int holdout_revenue:double
 conversion_increment:double revenue_increment:double increment_low:double
 increment_high:double""".replace("\n", "")
REACHED = """family:varchar segment:varchar channel:varchar members:int reachable:int
 blocked_by_suppression:int blocked_by_no_address:int blocked_by_no_consent:int
 blocked_by_withdrawn:int blocked_by_bounce:int blocked_by_fatigue:int
 blocked_by_holdout:int""".replace("\n", "")
REACHES = "customer_id:varchar channel:varchar is_reachable:boolean blocked_by:varchar"
PROFILE = """family:varchar segment:varchar feature:varchar level:varchar members_with_level:int
 share_in_segment:double share_in_all:double trait_index:double""".replace("\n", "")
TRAITS = "customer_id:varchar feature:varchar level:varchar\nc1 town Ulm\nc2 town Bonn"
IDS = "source_customer_id:varchar customer_id:varchar\nc1 c1"
CONSENTED = "customer_id:varchar channel:varchar status:varchar changed_at:timestamp"
FAIRNESS = """family:varchar segment:varchar trait:varchar trait_group:varchar
 is_suppressed:boolean customers:int members:int selection_rate:double""".replace("\n", "")
COVERAGE = """family:varchar customers_covered:int customers_in_several:int segments:int
 segments_with_members:int""".replace("\n", "")
POTENTIAL = """family:varchar segment:varchar country:varchar customer_type:varchar members:int
 customers:int total_customers:int market_members:double headroom:double""".replace("\n", "")
CHECK = "table_name:varchar is_remembering:boolean rows_left:int"
SENDS = """send_id:int campaign_id:varchar customer_id:varchar sent_at:timestamp
1 k1 c1 2025-06-01
2 k1 c2 2025-06-01
3 k1 c3 2025-06-01"""
NUMBERS = "source_customer_id:varchar customer_id:varchar\nc1 c1\nc2 c2\nc3 c3"
ORDERED = """customer_id:varchar ordered_at:timestamp net_revenue:double
c1 2025-06-02 5
c2 2025-05-31 7
c3 2025-06-20 9"""

SETS = "customer_id:varchar segment_set:decimal(38,0)"
SEGMENTS = "segment_set:decimal(38,0) family:varchar segment:varchar customers:bigint"

Case = tuple[str, dict[str, Table], int]


def sizes(*lines: str) -> dict[str, Table]:
    return {
        "segment_membership": MEMBERS,
        "segment_size_daily": "\n".join([SIZES_HEADER, DAY_BEFORE, *lines]),
    }


def history(*lines: str) -> dict[str, Table]:
    """Lines without moments are of a release that recorded days alone."""
    whole = [line if len(line.split()) == 9 else f"{line} - -" for line in lines]
    rows = [f"2025-06-30 {line}" for line in whole]
    return {
        "segment_membership": MEMBERS,
        "segment_membership_history": "\n".join([HISTORY_HEADER, *rows]),
    }


def sets(customers: str, segments: str, more: str = "") -> dict[str, Table]:
    """Customers with their sets, and segments of sets, separated by commas."""
    return {
        "segment_membership": MEMBERS + more,
        "customer_segment_set": "\n".join([SETS, *customers.split(",")]),
        "segment_sets": "\n".join([SEGMENTS, *segments.split(",")]),
    }


def moments(*lines: str) -> dict[str, Table]:
    return {
        "segment_membership": MEMBERS,
        "segment_size_moments": "\n".join([MOMENTS_HEADER, *lines]),
    }


def feedback(line: str) -> dict[str, Table]:
    return {
        "campaign_feedback": f"{FEEDBACK}\nk1 {line} -1 1",
        "stg_campaign_sends": SENDS,
        "customer_ids": NUMBERS,
        "purchases": ORDERED,
    }


def reachability(line: str, *customers: str) -> dict[str, Table]:
    return {
        "segment_membership": MEMBERS,
        "segment_reachability": f"{REACHED}\ntier big email {line} 0",
        "customer_reachability": "\n".join([REACHES, *customers]),
    }


def consent(*lines: str, suppression: str = "c9 all 2024-01-01 -") -> dict[str, Table]:
    return {
        "customer_reachability": f"{REACHES}\nc1 email true -",
        "customer_ids": IDS,
        "stg_consents": "\n".join([CONSENTED, *lines]),
        "stg_suppressions": "customer_id:varchar channel:varchar suppressed_at:timestamp "
        f"lifted_at:timestamp\n{suppression}",
    }


def profile(*lines: str) -> dict[str, Table]:
    return {
        "customer_features": FEATURES,
        "segment_membership": MEMBERS,
        "customer_traits": TRAITS,
        "segment_profile": "\n".join([PROFILE, *lines]),
    }


def overlap(line: str) -> dict[str, Table]:
    return {
        "customer_features": FEATURES,
        "segment_membership": f"{MEMBERS}\nc1 zone north zone.north@1 2025-06-30",
        "segment_overlap": f"{OVERLAP}\ntier big zone north {line}",
    }


def migration(*lines: str) -> dict[str, Table]:
    today = "tier big 2025-06-30 2025-06-29 1 1 0 2 0 0 1 0 0 0 0"
    header = "family:varchar from_segment:varchar to_segment:varchar as_of_date:date customers:int"
    first = "tier none big 2025-06-29 1"
    return sizes(today) | {"segment_migration": "\n".join([header, first, *lines])}


def coverage(line: str) -> dict[str, Table]:
    return {
        "customer_features": FEATURES,
        "segment_membership": MEMBERS,
        "segment_coverage": f"{COVERAGE}\ntier {line}",
    }


def accounts(line: str) -> dict[str, Table]:
    """Accounts a1 of the people c1 and c2, and a2 without people."""
    header = """account_id:varchar contacts:int buying_contacts:int orders:int purchase_days:int
 last_order_on:date net_revenue:double orders_365d:int net_revenue_365d:double
 expected_value:double""".replace("\n", "")
    people = """customer_id:varchar account_id:varchar orders:int net_revenue:double
 orders_365d:int net_revenue_365d:double""".replace("\n", "")
    return {
        "account_features": f"{header}\n{line}\na2 0 0 0 0 - 0 0 0 -",
        "customer_features": f"{people}\nc1 a1 2 5 1 3\nc2 a1 1 7 0 0\nc3 - 9 9 9 9",
        "customer_clv": "customer_id:varchar clv:double\nc1 10.01\nc2 0.5\nc3 9",
        "purchases": "customer_id:varchar ordered_on:date\nc1 2025-06-01\nc1 2025-06-02\n"
        "c2 2025-06-02\nc3 2025-06-20",
        "stg_accounts": "account_id:varchar\na1\na2",
    }


def account_sizes(*lines: str) -> dict[str, Table]:
    """What is told of people who were merged and erased is not told of accounts."""
    header = """family:varchar segment:varchar as_of_date:date previous_as_of_date:date
 members_before:int entered:int exited:int members:int change_by_start:int change_by_data:int
 change_by_definition:int change_by_model:int""".replace("\n", "")
    first = "tier big 2025-06-29 - 0 1 0 1 1 0 0 0"
    return {
        "account_membership": MEMBERS.replace("customer_id", "account_id"),
        "account_size_daily": "\n".join([header, first, *lines]),
    }


def account_shares(line: str, *others: str) -> dict[str, Table]:
    return {
        "account_membership": MEMBERS.replace("customer_id", "account_id"),
        "account_sizes": f"family:varchar segment:varchar members:int\n{line}",
        "account_features": "\n".join(["account_id:varchar", "c1", "c2", *others]),
        "segment_catalogue": "family:varchar mode:varchar\ntier exclusive",
    }


def account_history(*lines: str) -> dict[str, Table]:
    members, rows = (
        {name.replace("segment_", "account_"): table.replace("customer_id", "account_id")}
        for name, table in history(*lines).items()
    )
    return members | rows


BOTH_OPEN = ("c1 tier big tier.big@1 2025-06-01 - -", "c2 tier big tier.big@1 2025-06-01 - -")
AN_HOUR = "c1 tier big r 2025-06-02 2025-06-02 data 2025-06-02T10:00 2025-06-02T11:00"
GRANTED = "c1 email granted 2024-01-01"
CASES: list[Case] = [
    ("open_history_equals_memberships", history(*BOTH_OPEN), 0),
    ("open_history_equals_memberships", history(BOTH_OPEN[0]), 1),
    ("open_history_equals_memberships", history(*BOTH_OPEN, BOTH_OPEN[0]), 1),
    ("open_history_equals_memberships", history(*BOTH_OPEN, "c3 tier big tier.big@1 2025-06-01 - -"), 1),
    ("open_history_equals_memberships", history(BOTH_OPEN[0], "c2 tier big tier.big@0 2025-06-01 - -"), 2),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-01 2025-06-02 data", BOTH_OPEN[0].replace("06-01", "06-02")), 0),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-01 2025-06-03 data", BOTH_OPEN[0].replace("06-01", "06-02")), 1),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-03 2025-06-01 data"), 1),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-01 2025-06-03 -"), 1),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-01 - data"), 1),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-07-01 - -"), 1),
    ("history_intervals_follow_each_other", history(AN_HOUR, AN_HOUR.replace("T1", "T2")), 0),
    ("history_intervals_follow_each_other", history(AN_HOUR, AN_HOUR.replace("T11", "T12")), 1),
    ("history_intervals_follow_each_other", history(AN_HOUR, "c1 tier big r 2025-06-02 - - 2025-06-02T11:00 -"), 0),
    ("history_intervals_follow_each_other", history(AN_HOUR, "c1 tier big r 2025-06-02 - - 2025-06-02T10:30 -"), 1),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-02 2025-06-02 data 2025-06-02T11:00 2025-06-02T10:00"), 1),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-02 2025-06-02 data 2025-06-02T11:00 -"), 1),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-02 2025-06-03 data - 2025-06-03T10:00"), 0),
    ("history_intervals_follow_each_other", history("c1 tier big r 2025-06-02 - - - 2025-06-03T10:00"), 1),
    ("sets_hold_memberships", sets("c1 1,c2 1", "1 tier big 2"), 0),
    ("sets_hold_memberships", sets("c1 1", "1 tier big 2"), 1),
    ("sets_hold_memberships", sets("c1 1,c2 1,c3 1", "1 tier big 2"), 1),
    ("sets_hold_memberships", sets("c1 1,c2 2", "1 tier big 2"), 1),
    ("sets_hold_memberships", sets("c1 1,c2 1", "1 tier small 2"), 2),
    ("sets_hold_memberships", sets("c1 1,c2 1", "1 tier big 2", "\nc1 zone north r 2025-06-30"), 1),
    ("sets_hold_memberships", sets("c1 1,c2 2", "1 tier big 1,2 tier big 1,2 tier big 1", "\nc2 tier big r 2025-06-30"), 1),
    ("size_moments_reconcile", moments("tier big 2025-06-30T10:00 0 1 0 1", "tier big 2025-06-30T11:00 1 2 1 2"), 0),
    ("size_moments_reconcile", moments("tier big 2025-06-30T10:00 0 1 0 1", "tier big 2025-06-30T11:00 0 2 0 2"), 1),
    ("size_moments_reconcile", moments("tier big 2025-06-30T10:00 0 1 0 1", "tier big 2025-06-30T11:00 1 2 0 2"), 1),
    ("size_moments_reconcile", moments("tier big 2025-06-30T10:00 0 2 0 2", "tier big 2025-06-30T11:00 2 -1 -1 2"), 1),
    ("size_moments_reconcile", moments("tier big 2025-06-30T10:00 0 1 0 1"), 1),
    ("size_moments_reconcile", moments(), 1),
    ("daily_sizes_reconcile", sizes("tier big 2025-06-30 2025-06-29 1 1 0 2 0 0 1 0 0 0 0"), 0),
    ("daily_sizes_reconcile", sizes("tier big 2025-06-30 2025-06-29 1 2 0 2 0 0 1 0 0 0 0"), 1),
    ("daily_sizes_reconcile", sizes("tier big 2025-06-30 2025-06-29 1 1 0 2 0 0 2 0 0 0 0"), 1),
    ("daily_sizes_reconcile", sizes("tier big 2025-06-30 2025-06-29 0 2 0 2 0 0 2 0 0 0 0"), 1),
    ("daily_sizes_reconcile", sizes("tier big 2025-06-30 2025-06-29 1 0 0 1 0 0 0 0 0 0 0"), 1),
    ("daily_sizes_reconcile", sizes(), 1),
    ("daily_sizes_reconcile", sizes("tier big 2025-06-30 2025-06-29 1 0 -1 2 0 0 1 0 0 0 0"), 1),
    ("migration_reconciles_with_sizes", migration("tier big big 2025-06-30 1", "tier none big 2025-06-30 1"), 0),
    ("migration_reconciles_with_sizes", migration("tier big big 2025-06-30 1"), 1),
    ("migration_reconciles_with_sizes", migration("tier big big 2025-06-30 2"), 1),
    ("migration_reconciles_with_sizes", migration("tier big big 2025-06-30 1", "tier none big 2025-06-30 1", "tier big none 2025-06-30 1"), 1),
    ("overlaps_are_counted_once", overlap("1 2 1 0.5 1"), 0),
    ("overlaps_are_counted_once", overlap("2 2 1 0.5 1"), 3),
    ("overlaps_are_counted_once", overlap("1 2 1 0.6 1"), 1),
    ("overlaps_are_counted_once", overlap("1 2 1 0.5 2"), 1),
    ("blocked_reasons_sum_to_members", reachability("2 1 0 1 0 0 0 0", "c1 email true -", "c2 email false no_address"), 0),
    ("blocked_reasons_sum_to_members", reachability("2 1 1 1 0 0 0 0"), 1),
    ("blocked_reasons_sum_to_members", reachability("3 1 1 1 0 0 0 0"), 1),
    ("blocked_reasons_sum_to_members", reachability("2 2 0 0 0 0 0 0", "c1 email true no_address"), 1),
    ("blocked_reasons_sum_to_members", reachability("2 2 0 0 0 0 0 0", "c1 email true -", "c1 email true -"), 1),
    ("nobody_is_reachable_against_their_will", consent(GRANTED), 0),
    ("nobody_is_reachable_against_their_will", consent(GRANTED, "c1 email withdrawn 2024-02-01"), 1),
    ("nobody_is_reachable_against_their_will", consent("c1 sms granted 2024-01-01"), 1),
    ("nobody_is_reachable_against_their_will", consent("c1 email granted 2026-01-01"), 1),
    ("nobody_is_reachable_against_their_will", consent(GRANTED, suppression="c1 all 2024-01-01 -"), 1),
    ("nobody_is_reachable_against_their_will", consent(GRANTED, suppression="c1 all 2024-01-01 2024-02-01"), 0),
    ("market_potential_reconciles", {"segment_market_potential": f"{POTENTIAL}\nt a DE b2b 1 2 100 50 49\nt b DE b2b 1 2 100 50 49"}, 0),
    ("market_potential_reconciles", {"segment_market_potential": f"{POTENTIAL}\nt a DE b2b 1 2 100 50 48\nt b DE b2b 1 2 100 50 49"}, 1),
    ("market_potential_reconciles", {"segment_market_potential": f"{POTENTIAL}\nt a DE b2b 1 2 100 50 49\nt b DE b2b 1 2 100 60 59"}, 1),
    ("campaign_feedback_reconciles", feedback("2 1 1 1 1 0 5 0 0 0.5 5"), 0),
    ("campaign_feedback_reconciles", feedback("3 1 1 1 1 0 5 0 0 0.5 5"), 1),
    ("campaign_feedback_reconciles", feedback("2 1 3 1 1 0 5 0 0 0.5 5"), 1),
    ("campaign_feedback_reconciles", feedback("2 1 1 1 1 0 6 0 0 0.5 6"), 1),
    ("campaign_feedback_reconciles", feedback("2 1 1 1 1 0 5 0 0 0.4 5"), 1),
    ("campaign_feedback_reconciles", feedback("2 1 1 1 1 0 5 0 0 0.5 4"), 1),
    ("profiles_reconcile", profile("tier big town Ulm 1 0.5 0.5 100", "tier big town Bonn 1 0.5 0.5 100"), 0),
    ("profiles_reconcile", profile("tier big town Ulm 1 0.5 0.5 100", "tier big town Bonn 1 0.6 0.5 100"), 1),
    ("profiles_reconcile", profile("tier big town Ulm 1 0.5 0.5 90", "tier big town Bonn 1 0.5 0.5 100"), 1),
    ("profiles_reconcile", profile("tier big town Ulm 2 0.5 0.5 100", "tier big town Bonn 1 0.5 0.5 100"), 1),
    ("coverage_reconciles", coverage("2 0 1 1"), 0),
    ("coverage_reconciles", coverage("1 0 1 1"), 1),
    ("coverage_reconciles", coverage("2 1 1 1"), 1),
    ("coverage_reconciles", coverage("2 0 1 2"), 1),
    ("fairness_hides_small_cells", {"segment_fairness": f"{FAIRNESS}\nt a g f false 90 20 0.2\nt a g m true - - -\nt a g x true - - -"}, 0),
    ("fairness_hides_small_cells", {"segment_fairness": f"{FAIRNESS}\nt a g f false 90 10 0.1\nt a g m true - - -\nt a g x true - - -"}, 1),
    ("fairness_hides_small_cells", {"segment_fairness": f"{FAIRNESS}\nt a g f false 90 20 0.2\nt a g m true - - -"}, 1),
    ("fairness_hides_small_cells", {"segment_fairness": f"{FAIRNESS}\nt a g f true 90 - -\nt a g m true - - -"}, 1),
    ("accounts_reconcile_with_people", accounts("a1 2 2 3 2 2025-06-02 12 1 3 10.51"), 0),
    ("accounts_reconcile_with_people", accounts("a1 1 2 3 2 2025-06-02 12 1 3 10.51"), 2),
    ("accounts_reconcile_with_people", accounts("a1 2 2 3 2 2025-06-02 12 1 3 10.52"), 1),
    ("accounts_reconcile_with_people", accounts("a1 2 2 3 2 2025-06-02 12.01 1 3 10.51"), 2),
    ("accounts_reconcile_with_people", accounts("a1 2 2 3 3 2025-06-02 12 1 3 10.51"), 1),
    ("accounts_reconcile_with_people", accounts("a1 2 2 3 2 2025-06-01 12 1 3 10.51"), 1),
    ("accounts_reconcile_with_people", accounts("a3 0 0 0 0 - 0 0 0 -"), 3),
    ("open_account_history_equals_memberships", account_history(*BOTH_OPEN), 0),
    ("open_account_history_equals_memberships", account_history(BOTH_OPEN[0]), 1),
    ("account_intervals_follow_each_other", account_history(*BOTH_OPEN), 0),
    ("account_intervals_follow_each_other", account_history("c1 tier big r 2025-06-03 2025-06-01 data"), 1),
    ("account_daily_sizes_reconcile", account_sizes("tier big 2025-06-30 2025-06-29 1 1 0 2 0 1 0 0"), 0),
    ("account_daily_sizes_reconcile", account_sizes("tier big 2025-06-30 2025-06-29 1 1 0 2 0 2 0 0"), 1),
    ("account_daily_sizes_reconcile", account_sizes(), 1),
    ("account_sizes_reconcile", account_shares("tier big 2"), 0),
    ("account_sizes_reconcile", account_shares("tier big 1"), 2),
    ("account_sizes_reconcile", account_shares("tier big 2", "c9"), 1),
    ("erased_customers_are_gone", {"erasure_check": f"{CHECK}\nx true 5\ny false 0"}, 0),
    ("erased_customers_are_gone", {"erasure_check": f"{CHECK}\nx true 5\ny false 1"}, 1),
    ("erased_customers_wait_for_seg_erase", {"erasure_check": f"{CHECK}\nx true 5\ny false 1"}, 1),
    ("erased_customers_wait_for_seg_erase", {"erasure_check": f"{CHECK}\nx true 0\ny false 1"}, 0),
]  # fmt: skip
# ruff: noqa: E501


INPUTS = (
    "accounts",
    "consents",
    "suppressions",
    "campaigns",
    "market_reference",
    "erasure_requests",
)


# Where a case does not say what they hold, models do.
MADE = {"customer_segment_set": "", "segment_sets": ""}


def projects() -> list[list[Case]]:
    """The cases in as few projects as hold them: a test is in each once, and so is a table."""
    found: list[list[Case]] = []
    for case in CASES:
        for others in found:
            known = held_by(others)
            is_new = case[0] not in {name for name, _, _ in others}
            if is_new and all(
                known.get(key, rows) == rows for key, rows in held_by([case]).items()
            ):
                others.append(case)
                break
        else:
            found.append([case])
    return found


def held_by(cases: list[Case]) -> dict[str, Table]:
    return {key: rows for _, tables, _ in cases for key, rows in (MADE | tables).items()}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """What a build says of each case, by its position."""
    found = {}
    for cases in projects():
        folder = tmp_path_factory.mktemp("cases")
        tables = {key: rows for key, rows in held_by(cases).items() if rows}
        tests = [f"tests/data/{name}.sql" for name, _, _ in cases]
        write_tiny(folder, tables, tests, {f"input_{name}": True for name in INPUTS})
        outcome = seg(folder, "build")
        found |= {CASES.index(case): outcome.stdout + outcome.stderr for case in cases}
    return found


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[f"{name}-{failures}" for name, _, failures in CASES]
)
def test_it_counts_what_is_wrong(said: dict[int, str], number: int) -> None:
    name, _, failures = CASES[number]
    status = f"{'WARN' if 'wait_for' in name else 'FAIL'} {failures}" if failures else "PASS"
    assert f" {status} {name} " in said[number], said[number]
