"""`seg diff`: rows, columns and types of models, test verdicts, limits, and its output."""

import json
from pathlib import Path
from typing import Any

import pytest

import orchestrator
from tests.projects import rows, seg, write_project

ORDERS = "order_id,customer,amount\n1,ann,10\n2,bob,20\n3,cid,30\n4,dora,40\n"
PROJECT = {
    "seg_project.yml": "name: shop\nvars: {minimum_cell: 2}\n",
    "seeds/orders.csv": ORDERS,
    "models/paid.sql": "{{ config(materialized='view') }}\n"
    "select order_id, customer, amount from {{ ref('orders') }} where amount > 5",
    "models/totals.sql": "select customer, sum(amount) as amount, count(*) as orders "
    "from {{ ref('paid') }} group by customer",
    "models/lines.sql": "select amount >= 20 as is_large from {{ ref('paid') }}",
    "models/people.yml": """
models:
  - name: paid
    columns:
      - {name: order_id, data_tests: [unique]}
      - {name: customer, tags: [personal]}
      - {name: amount, data_tests: [{accepted_range: {arguments: {max_value: 45}}}]}
  - name: totals
    columns: [{name: customer, tags: [personal], data_tests: [unique, not_null]}]
segment_families:
  - name: size
    on: ref('totals')
    entity: customer
    mode: exclusive
    as_of: date '2025-06-30'
    segments: [{name: large, where: amount >= 30}, {name: small, otherwise: true}]
""",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    write_project(tmp_path, PROJECT)
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 0, outcome
    return tmp_path


def compared(folder: Path, *options: str, exit_code: int = 0) -> dict[str, Any]:
    outcome = seg(folder, "diff", "--json", *options)
    assert outcome.exit_code == exit_code, outcome
    found: dict[str, Any] = json.loads(outcome.stdout)
    return found


def by_name(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in found["relations"]}


def test_nothing_is_other_right_after_a_build(shop: Path) -> None:
    found = compared(shop)
    assert (found["families"], found["relations"], found["tests"]) == ([], [], [])
    assert found["same_families"] == ["size"]
    told = seg(shop, "diff").stdout.splitlines()
    assert told == [
        "before: generation 1, published now",
        "after:  the working copy",
        "",
        "no differences",
        "",
        "unchanged families",
        "size",
    ]


def test_rows_are_matched_by_key_and_personal_values_are_hidden(shop: Path) -> None:
    changed = ORDERS.replace("3,cid,30", "3,cid,31").replace("1,ann,10\n", "5,eve,3\n")
    write_project(shop, {"seeds/orders.csv": changed + "6,fay,7\n"})
    before = compared(shop, "--examples", "5")
    paid, totals = by_name(before)["paid"], by_name(before)["totals"]
    keys = ("key", "rows_before", "rows_after", "added", "gone", "changed", "changed_in")
    assert [paid[key] for key in keys] == [["order_id"], 4, 4, 1, 1, 1, {"amount": 1}]
    assert paid["examples"] == [
        {"key": {"order_id": 3}, "before": {"amount": 30}, "after": {"amount": 31}}
    ]
    assert [totals[key] for key in keys] == [["customer"], 4, 4, 1, 1, 1, {"amount": 1}]
    ((digest,),) = rows(shop, "select md5('cid')")
    assert totals["examples"] == [
        {"key": {"customer": digest}, "before": {"amount": 30}, "after": {"amount": 31}}
    ]
    # Without a key, rows are counted: three that are large, and one that is not.
    lines = by_name(before).get("lines")
    assert lines is None
    assert "cid" not in seg(shop, "diff").stdout
    assert seg(shop, "build").exit_code == 0
    assert compared(shop, "--against", "1", "--examples", "5")["relations"] == before["relations"]


def test_rows_without_a_key_are_counted_as_often_as_they_are_there(shop: Path) -> None:
    write_project(shop, {"seeds/orders.csv": ORDERS + "5,eve,41\n6,fay,42\n"})
    lines = by_name(compared(shop))["lines"]
    assert (lines["key"], lines["added"], lines["gone"], lines["changed"]) == ([], 2, 0, 0)


def test_columns_and_types_are_told(shop: Path) -> None:
    totals = PROJECT["models/totals.sql"].replace(
        "count(*) as orders", "cast(count(*) as varchar) as orders, true as is_new"
    )
    write_project(shop, {"models/totals.sql": totals.replace("sum(amount) as amount, ", "")})
    families = PROJECT["models/people.yml"].replace("amount >= 30", "orders > '0'")
    write_project(shop, {"models/people.yml": families})
    totals_diff = by_name(compared(shop))["totals"]
    assert totals_diff["columns"] == [
        {"column": "amount", "before": "HUGEINT", "after": None},
        {"column": "orders", "before": "BIGINT", "after": "VARCHAR"},
        {"column": "is_new", "before": None, "after": "BOOLEAN"},
    ]
    # The values of orders are the same as text: no row is other.
    assert (totals_diff["changed"], totals_diff["added"], totals_diff["gone"]) == (0, 0, 0)
    told = seg(shop, "diff").stdout
    for line in (
        "totals: column amount is gone",
        "totals: column orders BIGINT -> VARCHAR",
        "totals: new column is_new BOOLEAN",
    ):
        assert f"\n{line}\n" in told


@pytest.mark.parametrize("kind", ["table", "view"])
def test_stamps_are_no_difference_of_rows(shop: Path, kind: str) -> None:
    config = f"{{{{ config(materialized='{kind}', stamps={{'as_of_date': \"date '%s'\"}}) }}}}\n"
    stamped = config + PROJECT["models/totals.sql"]
    write_project(shop, {"models/totals.sql": stamped % "2025-06-30"})
    found = by_name(compared(shop))["totals"]
    assert (found["added"], found["gone"], found["changed"]) == (0, 0, 0)
    assert found["columns"] == [{"column": "as_of_date", "before": None, "after": "DATE"}]
    assert seg(shop, "build").exit_code == 0
    write_project(shop, {"models/totals.sql": stamped % "2025-07-01"})
    assert by_name(compared(shop)) == {}
    assert seg(shop, "build").exit_code == 0
    assert compared(shop, "--against", "2")["relations"] == []


def test_a_model_that_is_new_or_gone_has_rows_on_one_side(shop: Path) -> None:
    write_project(shop, {"models/more.sql": "select 1 as n"})
    more = by_name(compared(shop))["more"]
    assert (more["rows_before"], more["rows_after"]) == (None, 1)
    assert seg(shop, "build").exit_code == 0
    more = by_name(compared(shop, "--against", "1"))["more"]
    assert (more["rows_before"], more["rows_after"]) == (None, 1)


def test_tests_that_change_their_verdict_are_told_and_a_failing_build_is_an_error(
    shop: Path,
) -> None:
    write_project(shop, {"seeds/orders.csv": ORDERS + "5,eve,50\n"})
    found = compared(shop, exit_code=1)
    assert found["tests"] == [
        {
            "name": "accepted_range_paid_amount__45",
            "tested": "paid",
            "before": {"status": "pass", "failures": 0},
            "after": {"status": "fail", "failures": 1},
        }
    ]
    assert found["failed"] == ["accepted_range_paid_amount__45"]
    why = "it was not built: accepted_range_paid_amount__45 failed"
    skipped = {each["name"]: each["why"] for each in found["not_compared"]}
    assert skipped == dict.fromkeys(("lines", "size", "totals"), why)
    told = seg(shop, "diff").stdout
    assert "a build now would publish nothing\nfailed: accepted_range_paid_amount__45\n" in told
    assert "| accepted_range_paid_amount__45 | paid | pass   | fail (1) |" in told
    # What was published by --publish passing, or by seg run, is judged the same way.
    assert seg(shop, "run").exit_code == 0
    assert seg(shop, "seed").exit_code == 0
    found = compared(shop, "--against", "1")
    assert [each["after"]["status"] for each in found["tests"]] == ["fail"]


def test_a_model_that_fails_is_told_and_an_error(shop: Path) -> None:
    write_project(shop, {"models/lines.sql": "select no_such from {{ ref('paid') }}"})
    found = compared(shop, exit_code=1)
    assert found["failed"] == ["lines"]
    assert [each["name"] for each in found["not_compared"]] == ["lines"]
    assert "no_such" in found["not_compared"][0]["why"]


def test_limits_make_it_a_gate(shop: Path) -> None:
    families = PROJECT["models/people.yml"].replace("amount >= 30", "amount >= 35")
    write_project(shop, {"models/people.yml": families})
    found = compared(shop, "--fail-if-moved", "20%", exit_code=1)
    assert found["too_much"] == [{"family": "size", "moved_share": 0.25, "most": 0.2}]
    assert compared(shop, "--fail-if-moved", "25%")["too_much"] == []
    assert compared(shop, "--fail-if-moved", "0%", "--fail-if-moved", "size=30%")["too_much"] == []
    compared(shop, "--fail-if-moved", "99%", "--fail-if-moved", "size=0.5%", exit_code=1)
    for wrong in ("5", "0.05", "size=x%", "101%"):
        outcome = seg(shop, "diff", "--fail-if-moved", wrong)
        assert (outcome.exit_code, outcome.stderr) == (
            2,
            f"'{wrong}' is not a share of a family\n  fix: write it as 5%, or for one family as "
            "core=2%\n",
        )
    outcome = seg(shop, "diff", "--fail-if-moved", "sise=5%")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "no segment family 'sise'\n  fix: did you mean 'size'?\n",
    )


def test_the_project_says_how_far_families_may_move(shop: Path) -> None:
    families = PROJECT["models/people.yml"].replace("amount >= 30", "amount >= 35")
    project = PROJECT["seg_project.yml"]
    totals = PROJECT["models/totals.sql"].replace("count(*)", "count(*) + 1")
    write_project(shop, {"models/totals.sql": totals})

    def say(text: str) -> None:
        write_project(shop, {"models/people.yml": families, "seg_project.yml": project + text})

    say("diff: {fail_if_moved: 20%, examples: 0}\n")
    found = compared(shop, exit_code=1)
    assert found["too_much"] == [{"family": "size", "moved_share": 0.25, "most": 0.2}]
    assert [each["examples"] for each in found["relations"]] == [[]]
    # What is asked for is asked for instead.
    assert compared(shop, "--fail-if-moved", "25%")["too_much"] == []
    assert compared(shop, "--fail-if-moved", "size=30%")["too_much"] == []
    assert len(compared(shop, "--examples", "1", exit_code=1)["relations"][0]["examples"]) == 1
    say("diff: {fail_if_moved: 0%, families: {size: 30%}}\n")
    assert compared(shop)["too_much"] == []
    compared(shop, "--fail-if-moved", "size=1%", exit_code=1)
    # The limit of a family stays when another one is asked for all others.
    assert compared(shop, "--fail-if-moved", "1%")["too_much"] == []


def test_a_limit_of_no_family_is_refused_where_it_stands(shop: Path) -> None:
    limits = "diff: {families: {sise: 5%}}\n"
    write_project(shop, {"seg_project.yml": limits + PROJECT["seg_project.yml"]})
    outcome = seg(shop, "diff")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "seg_project.yml:1:19: 'families': no segment family 'sise'\n  fix: did you mean 'size'?\n",
    )


def test_markdown_is_for_a_pull_request(shop: Path) -> None:
    families = PROJECT["models/people.yml"].replace("amount >= 30", "amount >= 15")
    write_project(shop, {"models/people.yml": families.replace("name: small", "name: small")})
    told = seg(shop, "diff", "-s", "size", "--output", "markdown").stdout
    assert told == (
        "## the working copy, compared with generation 1, published now\n"
        "\n"
        "### size: 1 of 4 moved (25.0%)\n"
        "\n"
        "redefined: its rules, or those of a family that it uses\n"
        "\n"
        "| segment | before | after |  in | out | by definition | by data | by several |\n"
        "| ------- | ------ | ----- | --- | --- | ------------- | ------- | ---------- |\n"
        "| large   |      2 |     3 |   1 |   0 | +1            | 0       | 0          |\n"
        "| small   |      2 |     1 |   0 |   1 | -1            | 0       | 0          |\n"
        "\n"
        "not shown: 1 move of fewer than 2 members\n"
    )


def test_python_gets_the_same(shop: Path) -> None:
    project = orchestrator.open_project(shop)
    assert project.diff().families == ()
    families = PROJECT["models/people.yml"].replace("amount >= 30", "amount >= 35")
    write_project(shop, {"models/people.yml": families})
    (size,) = project.diff("size").families
    assert (size.entities.moved, size.moved_share) == (1, 0.25)
    with pytest.raises(orchestrator.errors.UsageError, match="'against': expected a whole number"):
        project.diff(against=0)


def test_values_are_no_markdown(shop: Path) -> None:
    orders = ORDERS.replace("3,cid,30", '3,"@cid <b>|\n```",30')
    untagged = PROJECT["models/people.yml"].replace(", tags: [personal]", "")
    write_project(shop, {"models/people.yml": untagged, "seeds/orders.csv": orders})
    told = seg(shop, "diff", "-s", "orders", "paid", "--output", "markdown").stdout
    fenced = told.partition("```text\n")[2].splitlines()
    assert fenced == ["paid: order_id 3: customer cid -> @cid <b>|\\n```", "```"]
