"""`seg customer`: an overview of one person, from any relations with the roles."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

import orchestrator
from orchestrator.reports.explanations import distance_with_value
from orchestrator.segments.distances import Distance
from tests.projects import Outcome, seg, write_project
from tests.segments.shop import CUSTOMERS, TIER

FACTS = """
select customer_id, topic, position, label, value
from (
    values
        ('2', 'value', 3, 'spent', '60 EUR'),
        ('2', 'who', 1, 'country', 'DE'),
        ('2', 'who', 2, 'motto', repeat('a word and ', 12)),
        ('2', 'who', 4, 'nothing', null),
        ('3', 'who', 1, 'country', 'NL')
) as facts (customer_id, topic, position, label, value)
"""
HISTORY = """
select
    family, segment, customer_id, cast(valid_from as date) as valid_from,
    cast(valid_to as date) as valid_to, entry_reason, exit_reason
from (
    values
        ('tier', 'low', '2', '2025-05-01', '2025-05-03', 'start', 'data'),
        ('tier', 'high', '2', '2025-05-03', null, 'data', null),
        ('tier', 'rest', '2', '2025-05-02', '2025-05-02', 'data', 'data'),
        ('tier', 'low', '3', '2025-05-04', null, 'start', null)
) as history (family, segment, customer_id, valid_from, valid_to, entry_reason, exit_reason)
"""
CHANNELS = """
select customer_id, channel, is_reachable, blocked_by
from (
    values ('2', 'email', true, null), ('2', 'phone', false, 'no_address')
) as channels (customer_id, channel, is_reachable, blocked_by)
"""
ROLES = {
    "customers": {"relation": "ref('customers')", "columns": {"value": "spent"}},
    "customer_facts": "ref('facts')",
    "membership_history": "ref('history')",
    "reachability": "ref('channels')",
}
FILES = {
    "models/customers.sql": "{{ config(materialized='table') }}" + CUSTOMERS,
    "models/families.yml": TIER,
    "models/facts.sql": FACTS,
    "models/history.sql": HISTORY,
    "models/channels.sql": CHANNELS,
}


def built(folder: Path, *roles: str) -> Path:
    """The shop, with the roles of these names (default: all)."""
    chosen = {name: ROLES[name] for name in roles or ROLES}
    project = {"name": "shop", "roles": chosen}
    write_project(folder, {**FILES, "seg_project.yml": json.dumps(project)})
    assert seg(folder, "build").exit_code == 0
    return folder


def test_the_page_of_a_customer(tmp_path: Path) -> None:
    motto = " ".join(["a word and"] * 12).split()
    said = seg(built(tmp_path), "customer", "2")
    assert said == Outcome(
        0,
        f"""\
2{"as of 2025-06-30":>79}

Who
  country  DE
  motto    {" ".join(motto[:19])}
           {" ".join(motto[19:])}

Value
  spent  60 EUR

Contact
  email  yes
  phone  no: no address

Segments
  tier.high  since 2025-05-03  spent > 50

Near to leaving
  tier.high: spent > 50, now 60, 10 above 50

Moves
  2025-05-03  entered tier.high (the data changed)
  2025-05-03  left tier.low (the data changed)

Why: seg why 2 tier.high
""",
        "",
    )
    assert max(map(len, said.stdout.splitlines())) <= 80


def test_the_page_for_machines(tmp_path: Path) -> None:
    said = seg(built(tmp_path), "customer", "2", "--json")
    found = json.loads(said.stdout)
    assert (found["customer"], found["as_of"]) == ("2", "2025-06-30")
    assert found["facts"][0] == {"topic": "who", "label": "country", "value": "DE"}
    assert found["channels"] == [
        {"channel": "email", "is_reachable": True, "blocked_by": None},
        {"channel": "phone", "is_reachable": False, "blocked_by": "no_address"},
    ]
    assert found["segments"] == [
        {
            "family": "tier",
            "segment": "high",
            "rule": "spent > 50",
            "stay": {
                "entered_on": "2025-05-03",
                "entry_reason": "data",
                "rule_since": "2025-05-03",
                "left_on": None,
                "exit_reason": None,
            },
        }
    ]
    assert [(move["segment"], move["has_entered"]) for move in found["moves"]] == [
        ("high", True),
        ("low", False),
    ]


def test_a_stay_of_an_hour_is_told_with_its_moments(tmp_path: Path) -> None:
    folder = built(tmp_path)
    moments = "cast(entered_at as timestamp) as entered_at, cast(exited_at as timestamp)"
    (folder / "models/history.sql").write_text(
        "select 'tier' as family, 'rest' as segment, '2' as customer_id, date '2025-05-02' as "
        f"valid_from, valid_to, 'data' as entry_reason, exit_reason, {moments} as exited_at from "
        "(values (date '2025-05-02', 'definition', '2025-05-02 10:00:00', '2025-05-02 11:00:00'), "
        "(date '2025-05-03', 'data', '2025-05-02 12:00:00', '2025-05-04 08:00:00')) "
        "as history (valid_to, exit_reason, entered_at, exited_at)"
    )
    assert seg(folder, "build").exit_code == 0
    assert seg(folder, "customer", "2").stdout.partition("Moves\n")[2].splitlines()[:4] == [
        "  2025-05-03  left tier.rest (the data changed)",
        "  2025-05-02  entered tier.rest at 12:00 UTC (the data changed)",
        "  2025-05-02  left tier.rest at 11:00 UTC (the rule changed)",
        "  2025-05-02  entered tier.rest at 10:00 UTC (the data changed)",
    ]
    moves = json.loads(seg(folder, "customer", "2", "--json").stdout)["moves"]
    assert (moves[2]["moment"], moves[2]["is_within_a_day"]) == ("2025-05-02T11:00:00", True)


def test_what_no_relation_tells_is_left_out(tmp_path: Path) -> None:
    folder = built(tmp_path, "customers")
    assert seg(folder, "customer", "4").stdout == (
        f"4{'as of 2025-06-30':>79}\n\nSegments\n  tier.rest  otherwise\n\n"
        "Why: seg why 4 tier.rest\n"
    )
    page = orchestrator.open_project(folder).customer("2")
    assert (page.facts, page.channels, page.moves) == ((), (), ())
    assert [found.stay for found in page.segments] == [None]


@pytest.mark.parametrize(
    ("key", "fix"),
    [("22", "similar ids: 2, 1, 3"), ("", "similar ids: 1, 2, 3"), ("o'neil", "similar ids: 1,")],
)
def test_nobody_of_that_number(tmp_path: Path, key: str, fix: str) -> None:
    said = seg(built(tmp_path), "customer", key)
    assert said.exit_code == 2
    assert said.stderr.startswith(f"no customer '{key}'\n  fix: {fix}")


NEAR = """
segment_families:
  - name: steps
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments:
      - {name: top, where: spent > 90 and country = 'DE'}
      - {name: also, where: spent > 90}
      - {name: middle, where: spent >= 55}
      - {name: bottom, where: spent > 5}
  - name: traits
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    segments:
      - {name: far, where: spent > 900}
      - {name: two_missing, where: spent > 61 and country = 'FR'}
      - {name: either, where: spent > 61 or is_angry}
      - {name: asks, where: "spent < 59 and not in_segment('steps.top')"}
      - {name: held, where: spent between 10 and 62}
"""


def test_the_next_thresholds(tmp_path: Path) -> None:
    """Segments that are one `and` condition away and precede the current one, each once."""
    project = {"name": "shop", "roles": {"customers": ROLES["customers"]}}
    files = {**FILES, "models/families.yml": NEAR, "seg_project.yml": json.dumps(project)}
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    said = seg(tmp_path, "customer", "2").stdout
    assert (
        said[said.index("Near to entering") : said.index("Why:")]
        == """\
Near to entering
  steps.top: spent > 90, now 60, 30 below 90
  traits.far: spent > 900, now 60, 840 below 900

Near to leaving
  traits.held: spent between 10 and 62, now 60, 2 below 62
  steps.middle: spent >= 55, now 60, 5 above 55

"""
    )
    found = json.loads(seg(tmp_path, "customer", "2", "--json").stdout)["next_thresholds"]
    assert found[0] == {
        "family": "steps",
        "segment": "top",
        "enters": True,
        "condition": "spent > 90",
        "distance": {"column": "spent", "number": 90, "difference": -30},
    }


def test_somebody_who_was_erased(tmp_path: Path) -> None:
    folder = built(tmp_path)
    assert seg(folder, "erase", "2").exit_code in (0, 1)
    assert seg(folder, "customer", "2") == Outcome(
        2,
        "",
        "'2' was erased: nothing is known about them any more\n"
        "  fix: see docs/erasing.md, also for how to include them again\n",
    )


def test_without_a_role_for_customers(tmp_path: Path) -> None:
    said = seg(built(tmp_path, "reachability"), "customer", "2")
    assert (said.exit_code, said.stderr) == (
        2,
        "no relation has the role 'customers'\n"
        "  fix: add 'roles: {customers: ref(...)}' to seg_project.yml\n",
    )


@pytest.mark.parametrize(
    ("value", "bound", "shown"),
    [
        ("5.433461411042569", "6", "now 5.433, 0.567 below 6"),
        ("0.4999999123", "0.5", "now 0.4999999123, 0.0000000877 below 0.5"),
        ("1234.56789", "0", "now 1234.57, 1234.57 above 0"),
        ("0", "0", "now 0, exactly 0"),
    ],
)
def test_a_distance_has_few_digits_and_is_never_shown_as_none(
    value: str, bound: str, shown: str
) -> None:
    far = Decimal(value) - Decimal(bound)
    assert distance_with_value(Distance("c", Decimal(bound), far, bound)) == shown
