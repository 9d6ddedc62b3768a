"""Models that are built once per value, whatever data arrives: references of a day or month."""

import json
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.running.refresh.refreshing import FILES, built, feed, planned, ran, started, values

ONCE = "{{ config(once_per=var('day', 'monday')) }}\n"
TOP = ONCE + "select max(v) as top, count(*) as n from {{ ref('base') }}\n"
OF_ONCE = {
    "seg_project.yml": FILES["seg_project.yml"] + "data_tests: {+severity: warn}\n",
    "models/top.sql": TOP,
    "models/shares.sql": (
        "{{ config(refresh_by='id') }}\n"
        "select id, v / top as share from {{ ref('base') }}, {{ ref('top') }}\n"
    ),
    "models/top.yml": (
        "models: [{name: top, columns: [{name: top, data_tests: [{accepted_range: "
        "{name: top_is_low, max_value: 90}}]}]}]\n"
    ),
    "tests/none_above.sql": ("select * from {{ ref('base') }}, {{ ref('top') }} where v > top\n"),
}
MORE = values(k1=51)


def top(folder: Path) -> int:
    ((found,),) = rows(folder, "select top from top")
    assert isinstance(found, int)
    return found


def test_newer_data_is_no_reason_to_build_it(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    assert "top" not in built(tmp_path)
    assert top(tmp_path) == 19
    assert built(tmp_path) == {}


def test_what_reads_it_is_refreshed_all_the_same(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    assert built(tmp_path)["shares"] == "REFRESH 1"
    assert rows(tmp_path, "select share from shares where id = 'k1'") == [(51 / 19,)]
    assert built(tmp_path, "--vars", "{day: tuesday}")["shares"] == "OK"
    assert rows(tmp_path, "select share from shares where id = 'k1'") == [(1.0,)]


@pytest.mark.parametrize(
    "arguments", [["--vars", "{day: tuesday}"], ["--vars", "{day: 2026-11-29}"], ["--force"]]
)
def test_another_value_is_one_and_so_is_force(arguments: list[str], tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    assert built(tmp_path, *arguments)["top"] == "OK"
    assert top(tmp_path) == 51
    feed(tmp_path, values())
    assert "top" not in built(tmp_path, *arguments[: 2 * ("--vars" in arguments)])


def test_another_definition_is_one(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    write_project(tmp_path, {"models/top.sql": TOP.replace("max(v)", "max(v + 0)")})
    assert built(tmp_path)["top"] == "OK"
    assert top(tmp_path) == 51


def test_the_first_build_of_a_value_may_fail(tmp_path: Path) -> None:
    """After a failure, nothing counts as built for the value."""
    started(tmp_path, {**OF_ONCE, "seg_project.yml": FILES["seg_project.yml"]})
    tuesday = ("--vars", "{day: tuesday}")
    feed(tmp_path, values(k1=91))
    assert built(tmp_path, *tuesday, exit_code=1)["top_is_low"] == "FAIL 1"
    assert top(tmp_path) == 19
    feed(tmp_path, values(k1=81))
    assert built(tmp_path, *tuesday)["top"] == "OK"
    assert top(tmp_path) == 81


def test_a_first_build_that_failed_leaves_no_stamp_behind(tmp_path: Path) -> None:
    """The failed build recorded no stamps for the rows that it found unchanged."""
    stamps = "stamps={'day': \"'\" ~ var('day', 'monday') ~ \"'\"}"
    fails = "select id from {{ ref('shares') }} where share < 0\n"
    files = {
        "models/top.sql": TOP.replace("once_per=", f"{stamps}, once_per="),
        "tests/none_below.sql": "{{ config(severity='error') }}\n" + fails,
    }
    started(tmp_path, OF_ONCE | files)
    tuesday = ("--vars", "{day: tuesday}")
    feed(tmp_path, values(k1=-1))
    assert built(tmp_path, *tuesday, exit_code=1)["none_below"].startswith("FAIL")
    assert rows(tmp_path, "select top, day from top") == [(19, "monday")]
    feed(tmp_path, values(k1=0))
    built(tmp_path, *tuesday)
    assert rows(tmp_path, "select top, day from top") == [(19, "tuesday")]
    feed(tmp_path, MORE)
    assert "top" not in built(tmp_path, *tuesday)


def test_tests_of_it_that_passed_are_not_run_until_it_is_built_again(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    word = built(tmp_path)
    assert "top_is_low" not in word
    assert "none_above" not in word
    # Built anew, nothing is above.
    assert built(tmp_path, "--vars", "{day: tuesday}")["none_above"] == "PASS"
    feed(tmp_path, values(k1=91))
    assert "none_above" not in built(tmp_path, "--vars", "{day: tuesday}")
    # All is run where that is asked for, on what is read then.
    assert "WARN=1" in ran(tmp_path, "build", "--force", "--select", "none_above").stdout
    assert top(tmp_path) == 51


def test_what_was_built_without_its_tests_is_built_again_with_them(tmp_path: Path) -> None:
    """Otherwise they would compare it with newer data, and fail until the value changes."""
    started(tmp_path, OF_ONCE)
    tuesday = ("--vars", "{day: tuesday}")
    feed(tmp_path, values(k1=21))
    ran(tmp_path, "run", *tuesday)
    feed(tmp_path, values(k1=41))
    ran(tmp_path, "run", *tuesday)
    assert top(tmp_path) == 21
    word = built(tmp_path, *tuesday)
    assert (word["top"], word["none_above"], top(tmp_path)) == ("OK", "PASS", 41)
    # One that warns was judged.
    feed(tmp_path, values(k1=95))
    assert built(tmp_path, "--vars", "{day: wednesday}")["top_is_low"] == "WARN 1"
    feed(tmp_path, values(k1=96))
    assert "top" not in built(tmp_path, "--vars", "{day: wednesday}")
    assert top(tmp_path) == 95


def test_tests_that_did_not_pass_are_run_again(tmp_path: Path) -> None:
    started(tmp_path, {**OF_ONCE, "tests/none_above.sql": "select 1 from {{ ref('top') }}\n"})
    feed(tmp_path, MORE)
    assert built(tmp_path)["none_above"] == "WARN 1"


@pytest.mark.parametrize("path", ["tests/none_above.sql", "models/base_again.sql"])
def test_a_test_that_has_yet_to_judge_it_is_a_reason_to_build_it(path: str, tmp_path: Path) -> None:
    """The test or its other input changed: without a rebuild, it would compare two moments."""
    again = "{{ config(materialized='table') }}\nselect * from {{ ref('base') }}\n"
    test = "select * from {{ ref('base_again') }}, {{ ref('top') }} where v > top\n"
    files = {"models/base_again.sql": again, "tests/none_above.sql": test}
    started(tmp_path, OF_ONCE | files)
    feed(tmp_path, MORE)
    assert "none_above" not in built(tmp_path)
    assert top(tmp_path) == 19
    write_project(tmp_path, {path: files[path] + " -- \n and true\n" if "tests" in path
                             else files[path].replace("*", "*, 1 as one")})  # fmt: skip
    word = built(tmp_path)
    assert (word["top"], word["none_above"], top(tmp_path)) == ("OK", "PASS", 51)
    feed(tmp_path, values(k1=61))
    word = built(tmp_path)
    assert "top" not in word
    assert "none_above" not in word


def test_a_run_without_it_leaves_its_tests_alone(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    part = ("--select", "base+", "--exclude", "top")
    assert "none_above" not in built(tmp_path, *part)
    assert rows(tmp_path, "select max(v) from base") == [(51,)]
    assert built(tmp_path) == {}


def test_a_rollback_brings_back_what_was_built_for_another_value(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    built(tmp_path, "--vars", "{day: tuesday}")
    ran(tmp_path, "rollback")
    assert top(tmp_path) == 19
    # What Tuesday's build made is there, and its inputs are what they were.
    built(tmp_path, "--vars", "{day: tuesday}")
    assert top(tmp_path) == 51


def test_the_plan_and_the_run_say_so(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    reused = json.loads(ran(tmp_path, "plan", "--output", "json").stdout)["reused"]
    assert reused == {
        "model.shop.top": "built once per monday",
        "test.shop.top_is_low.c544a5775d": "passed on the same data",
        "test.shop.none_above": "passed when top was built (once per monday)",
    }


def test_a_value_is_a_text_a_number_or_a_date(tmp_path: Path) -> None:
    write_project(tmp_path, {**FILES, **OF_ONCE})
    write_project(
        tmp_path,
        {
            "models/top.sql": TOP.partition("\n")[2],
            "models/top.yml": "models: [{name: top, config: {once_per: [1]}}]\n",
        },
    )
    outcome = seg(tmp_path, "parse")
    assert outcome.exit_code == 2
    assert "once_per" in outcome.stdout + outcome.stderr


def _definition_above(folder: Path) -> None:
    write_project(
        folder, {"models/base.sql": FILES["models/base.sql"].replace("v from", "v + 0 as v from")}
    )


def test_another_definition_above_is_a_reason(tmp_path: Path) -> None:
    """Changed data alone is not a reason; here it comes with the changed definition."""
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    _definition_above(tmp_path)
    word = built(tmp_path)
    assert (word["top"], word["none_above"]) == ("OK", "PASS")
    assert top(tmp_path) == 51
    feed(tmp_path, values(k1=61))
    assert "top" not in built(tmp_path)


def test_a_test_that_is_due_once_is_run_again_for_another_definition_above(
    tmp_path: Path,
) -> None:
    due = ONCE + "select * from {{ ref('child') }} where x > 50\n"
    started(tmp_path, {**OF_ONCE, "tests/due.sql": due})
    feed(tmp_path, MORE)
    assert "due" not in built(tmp_path)
    _definition_above(tmp_path)
    assert built(tmp_path)["due"] == "WARN 1"
    # It did not pass, and goes on.
    feed(tmp_path, values(k1=52))
    assert built(tmp_path)["due"] == "WARN 1"
    feed(tmp_path, values())
    assert built(tmp_path)["due"] == "PASS"
    feed(tmp_path, MORE)
    assert "due" not in built(tmp_path)
    assert built(tmp_path, "--vars", "{day: tuesday}")["due"] == "WARN 1"


def test_part_of_the_project_is_no_other_definition(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    for selected in ("base", "top", "base+", "top+", "+none_above"):
        built(tmp_path, "--select", selected)
        assert top(tmp_path) == 19
    assert built(tmp_path, "--select", "top") == {}


def test_the_plan_tells_that_it_is_not_built(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    feed(tmp_path, MORE)
    plan = planned(tmp_path)
    created = [name for name, (action, _) in plan.items() if action.startswith("create")]
    assert created == ["base", "feat", "shares", "child"]
    assert "none_above" not in plan


def test_a_test_waits_with_what_came_out_the_same_for_another_value(tmp_path: Path) -> None:
    started(tmp_path, OF_ONCE)
    # Neither of them has to run: the day is another one, and all that they read is as it was.
    assert "none_above" not in built(tmp_path, "--vars", "{day: tuesday}")
    feed(tmp_path, MORE)
    assert "none_above" not in built(tmp_path, "--vars", "{day: tuesday}")
    assert "none_above" in built(tmp_path, "--vars", "{day: wednesday}")


DAY = "\"'\" ~ var('day', 'monday') ~ \"'\""
OF_A_WEEK = {
    **OF_ONCE,
    "models/day.sql": (
        "{{ config(once_per=var('day', 'monday')) }} select '{{ var('day', 'monday') }}' as day\n"
    ),
    "models/base.sql": "select id, v, day from {{ source('raw', 'c') }}, {{ ref('day') }}\n",
    "models/top.sql": TOP.replace(
        ONCE, f"{{{{ config(once_per=var('week', 1), once_ignoring={DAY}) }}}}\n"
    ).replace("n from", "n, '{{ var('day', 'monday') }}' as day from"),
}


def test_a_text_that_it_ignores_may_change_upstream_of_it_and_in_it(tmp_path: Path) -> None:
    started(tmp_path, OF_A_WEEK)
    feed(tmp_path, MORE)
    tuesday = built(tmp_path, "--vars", "{day: tuesday}")
    assert tuesday["base"] == "OK"
    assert tuesday.keys().isdisjoint({"top", "top_is_low", "none_above"})
    assert rows(tmp_path, "select top, day from top") == [(19, "monday")]
    assert built(tmp_path, "--vars", "{day: tuesday}") == {}
    # Any other change counts, on whichever day.
    changed = OF_A_WEEK["models/base.sql"].replace("id, v,", "id, v + 1 as v,")
    write_project(tmp_path, {"models/base.sql": changed})
    wednesday = built(tmp_path, "--vars", "{day: wednesday}")
    assert {wednesday[name] for name in ("top_is_low", "none_above")} == {"PASS"}
    assert rows(tmp_path, "select top, day from top") == [(52, "wednesday")]
    assert built(tmp_path, "--vars", "{day: wednesday, week: 2}")["top"] in ("OK", "UNCHANGED")


def test_what_it_does_not_ignore_builds_it(tmp_path: Path) -> None:
    whole = OF_A_WEEK["models/top.sql"].replace("once_ignoring=", "tags=")
    started(tmp_path, {**OF_A_WEEK, "models/top.sql": whole})
    feed(tmp_path, MORE)
    assert built(tmp_path, "--vars", "{day: tuesday}")["top"] == "OK"
    assert top(tmp_path) == 51
