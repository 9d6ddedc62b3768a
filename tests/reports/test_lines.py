from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest

from orchestrator.reports.boundary import LogLevel
from orchestrator.reports.lines import Heading, Lines
from orchestrator.reports.terminal import Style, wants_colours, wants_live
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    NodeStarted,
    Notice,
    NotPublished,
    Published,
    RunFinished,
    RunStarted,
)
from orchestrator.secrets import Mask
from tests.reports.scripted import (
    ACCEPTED,
    CUSTOMERS,
    NOW,
    ORDERS,
    RESULTS,
    SEED,
    SINGULAR,
    SOURCE,
    STAGING,
    UNIQUE,
    Rows,
    ended,
    generic,
    run_events,
    shop,
)

HEADING = Heading("0.1.0", "duckdb", "dev")


def printed(
    events: Iterable[Event],
    style: Style = Style(),  # noqa: B008
    level: LogLevel = "debug",
    mask: Mask = Mask(),  # noqa: B008
) -> str:
    """All that is printed, without the time, which is the same on each line."""
    out = StringIO()
    report = Lines(out, shop(), HEADING, style=style, level=level, mask=mask, clock=lambda: NOW)
    for event in events:
        report.show(event)
    report.close()
    lines = out.getvalue().split("\n")
    assert lines.pop() == ""
    assert all(line.startswith("10:42:53  ") for line in lines)
    return "\n".join(line.removeprefix("10:42:53  ") for line in lines)


WHOLE_RUN = Path(__file__).with_name("whole_run.txt").read_text(encoding="utf-8").rstrip("\n")


def test_a_run_that_went_partly_wrong() -> None:
    assert printed(run_events()) == WHOLE_RUN


def test_quiet_leaves_only_what_went_wrong() -> None:
    whole = WHOLE_RUN.split("\n")
    bad_lines = [whole[7], whole[13], whole[15]]
    start = whole.index("[ERROR]: in source web.visits (models/staging/sources.yml:4)")
    end = next(n for n, line in enumerate(whole) if line.startswith("[WARNING]: in test"))
    outcome = whole[-4:-2]
    said = printed(run_events(), level="error").split("\n")
    assert said == [*bad_lines, "", *whole[start : end - 1], *outcome]


def test_quiet_says_nothing_of_a_good_run() -> None:
    out = StringIO()
    report = Lines(out, shop(), HEADING, level="error")
    for event in good_run():
        report.show(event)
    assert out.getvalue() == ""


def good_run() -> list[Event]:
    result = RESULTS[SEED]
    return [
        RunStarted("run-1", "seed", 1, 1, NOW),
        NodeStarted(SEED, 1, NOW),
        NodeFinished(result, 1),
        Published(7, 1, 0.0312),
        RunFinished((result,), 3723.5, NOW),
    ]


def test_a_good_run_says_what_was_published() -> None:
    assert printed(good_run()).split("\n")[4:] == [
        "Concurrency: 1 thread (target='dev')",
        "",
        f"1 of 1 START seed file main.raw_customers {'.' * 38} [RUN]",
        f"1 of 1 OK loaded seed file main.raw_customers {'.' * 34} [INSERT 100 in 0.07s]",
        "",
        "Relations: 1 new",
        "",
        "Finished running 1 seed in 1 hours 2 minutes and 3.50 seconds (3723.50s).",
        "",
        "Completed successfully",
        "",
        "Published generation 7: 1 relation in 0.03s",
        "",
        "Done. PASS=1 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=1",
    ]


def test_a_node_that_started_has_a_second_line_also_where_it_is_reused() -> None:
    events = [NodeStarted(SEED, 1, NOW), NodeFinished(ended(SEED, "reused", 0.1), 1)]
    assert printed([RunStarted("run-1", "build", 1, 1, NOW), *events]).split("\n")[-2:] == [
        f"1 of 1 START seed file main.raw_customers {'.' * 38} [RUN]",
        f"1 of 1 REUSED seed file main.raw_customers {'.' * 37} [REUSED]",
    ]
    assert printed(events[1:]) == ""


def test_what_was_reused_did_not_run() -> None:
    reused = ended(SEED, "reused", 0)
    for results, ran in (
        ((reused, ended(ORDERS, "success", 1.0)), "1 table model"),
        ((reused,), "0 nodes"),
    ):
        events = [RunStarted("run-1", "build", 2, 1, NOW), RunFinished(results, 1.0, NOW)]
        (line,) = (line for line in printed(events).split("\n") if line.startswith("Finished"))
        assert line == f"Finished running {ran} in 0 hours 0 minutes and 1.00 seconds (1.00s)."


def test_a_run_of_nothing() -> None:
    events = [RunStarted("run-1", "build", 0, 4, NOW), RunFinished((), 0.1, NOW)]
    assert printed(events).split("\n")[6:] == [
        "",
        "Nothing to do. Try checking your model configs and model specification args",
    ]


def test_an_interrupted_run_says_what_to_do() -> None:
    results = (
        ended(ORDERS, "interrupted", 1.5, message="interrupted"),
        ended(CUSTOMERS, "not started", 0),
    )
    events = [
        RunStarted("run-1", "build", 2, 1, NOW),
        *(NodeFinished(result, index) for index, result in enumerate(results, 1)),
        RunFinished(results, 2.0, NOW, signal=2),
    ]
    assert printed(events).split("\n")[6:] == [
        f"1 of 2 INTERRUPTED sql table model main.orders {'.' * 33} [INTERRUPTED in 1.50s]",
        "",
        "Relations: 1 interrupted, 1 not started",
        "Slowest: orders 1.50s",
        "",
        "Finished running 1 table model in 0 hours 0 minutes and 2.00 seconds (2.00s).",
        "",
        "Stopped by SIGINT: 1 node interrupted, 1 not started.",
        "",
        "Nothing was published: the run was stopped",
        "  What was published before is unchanged.",
        "",
        "Done. PASS=0 WARN=0 ERROR=1 SKIP=1 NO-OP=0 REUSED=0 TOTAL=2",
    ]


def test_skipped_nodes_are_named_as_far_as_a_line_has_room() -> None:
    names = [f"model.shop.skipped_{number}" for number in range(11)]
    results = tuple(ended(name, "skipped", 0) for name in names)
    lines = printed([RunStarted("run-1", "build", 11, 1, NOW), RunFinished(results, 1, NOW)])
    shown = "model.shop.skipped_0, model.shop.skipped_1 and 9 more"
    assert f"Skipped 11: {shown}" in lines.split("\n")


def test_a_run_that_publishes_a_part_says_what_it_holds_back() -> None:
    events = [
        RunStarted("run-1", "build", 1, 1, NOW),
        NotPublished("orders failed", kept="schema seg_versions"),
        Published(8, 2, 0.5),
        RunFinished((RESULTS[ORDERS],), 1.0, NOW),
    ]
    lines = printed(events).split("\n")
    assert lines[-6:-1] == [
        "",
        "Published generation 8: 2 relations in 0.50s",
        "Held back: orders failed",
        "  The candidate is kept in schema seg_versions",
        "",
    ]


@pytest.mark.parametrize(
    ("result", "line"),
    [
        (ended(SOURCE, "pass", 0.1), "PASS freshness of web.visits|PASS in 0.10s"),
        (ended(SOURCE, "warn", 0.1), "WARN freshness of web.visits|WARN in 0.10s"),
        (ended(SOURCE, "error", 0.1), "ERROR freshness of web.visits|ERROR in 0.10s"),
        (
            ended(SOURCE, "fail", 0.1, message="no rows", details={"age_seconds": None}),
            "ERROR freshness of web.visits|ERROR in 0.10s",
        ),
        (ended(SEED, "error", 0.1), "ERROR loading seed file main.raw_customers|ERROR in 0.10s"),
        (ended(UNIQUE, "error", 0.1), "ERROR unique_stg_customers_customer_id|ERROR in 0.10s"),
        (ended(SINGULAR, "skipped", 0), "SKIP test totals_agree|SKIP"),
        (
            ended(STAGING, "success", 0.1, message="a long sentence of the engine"),
            "OK created sql view model main.stg_customers|OK in 0.10s",
        ),
        (ended(f"inputs.{ORDERS}", "warn", 0.1), "WARN inputs of orders|WARN in 0.10s"),
        (
            ended("operation.shop.hook", "success", 0.1),
            "OK created operation.shop.hook|OK in 0.10s",
        ),
    ],
)
def test_the_line_of_a_node_that_ended(result: NodeResult, line: str) -> None:
    text, brackets = line.split("|")
    said = printed([NodeFinished(result, 1)])
    dots = "." * (80 - len(f"1 of 0 {text} "))
    assert said == f"1 of 0 {text} {dots} [{brackets}]"


def test_a_name_longer_than_the_line_needs_no_dots() -> None:
    assert (
        printed([NodeFinished(ended(UNIQUE, "pass", 0.1), 1)], Style(width=20))
        == "1 of 0 PASS unique_stg_customers_customer_id [PASS in 0.10s]"
    )


def test_wide_characters_count_twice() -> None:
    narrow = printed([NodeFinished(ended("ab", "pass", 0.1), 1)])
    wide = printed([NodeFinished(ended("客户", "pass", 0.1), 1)])
    assert wide.count(".") == narrow.count(".") - 2


def test_colours_are_only_in_the_brackets_and_headlines() -> None:
    said = printed(good_run(), Style(has_colours=True))
    assert "[\x1b[32mINSERT 100\x1b[0m in 0.07s]" in said
    assert "\x1b[32mCompleted successfully\x1b[0m" in said
    assert "PASS=\x1b[32m1\x1b[0m WARN=0" in said


@pytest.mark.parametrize("has_colours", [False, True], ids=["plain", "coloured"])
def test_text_from_data_cannot_move_the_cursor(has_colours: bool) -> None:
    nasty = "a\x1b[2Jb\x07c\rd\u202ee"
    said = printed([Notice("info", nasty)], Style(has_colours=has_colours))
    assert said == "a\\x1b[2Jb\\x07c\\rd\\u202ee"


def test_secrets_are_hidden_also_over_several_lines() -> None:
    mask = Mask.of(["hunter2", "first\nsecond"])
    result = ended(ORDERS, "error", 0.1, message="connect(hunter2) with first\nsecond")
    events = [
        NodeFinished(result, 1),
        Notice("warn", "hunter2"),
        NotPublished("hunter2 failed"),
        RunFinished((result,), 1.0, NOW),
    ]
    said = printed(events, mask=mask)
    assert "  connect(*****) with *****\n" in said
    assert [word for word in ("hunter2", "first", "second ") if word in said] == []


def test_a_secret_in_a_sample_is_hidden_before_it_is_cut() -> None:
    secret = "s3cr3t-" + "x" * 200
    failing = ended(UNIQUE, "fail", 0.1, failures=1, sample=Rows(("a",), ((secret,),)))
    said = printed([RunFinished((failing,), 1.0, NOW)], mask=Mask.of([secret]))
    assert "s3cr3t" not in said
    assert "  | ***** |" in said


@pytest.mark.parametrize(
    ("is_terminal", "asked", "environment", "answer"),
    [
        (True, None, {}, True),
        (False, None, {}, False),
        (True, None, {"NO_COLOR": "1"}, False),
        (True, None, {"NO_COLOR": ""}, True),
        (True, None, {"TERM": "dumb"}, False),
        (False, True, {"NO_COLOR": "1"}, True),
        (True, False, {}, False),
    ],
)
def test_when_colours_are_wanted(
    is_terminal: bool, asked: bool | None, environment: dict[str, str], answer: bool
) -> None:
    assert wants_colours(is_terminal, asked, environment) is answer


@pytest.mark.parametrize(
    ("is_terminal", "asked", "environment", "answer"),
    [
        (True, None, {}, True),
        (True, None, {"CI": "true"}, False),
        (True, True, {"CI": "true"}, True),
        (True, False, {}, False),
        (False, True, {}, False),
        (True, True, {"TERM": "dumb"}, False),
    ],
)
def test_when_the_live_view_fits(
    is_terminal: bool, asked: bool | None, environment: dict[str, str], answer: bool
) -> None:
    assert wants_live(is_terminal, asked, environment) is answer


def test_a_pipe_has_a_line_for_each_model_and_of_tests_what_is_wrong() -> None:
    nodes = [line for line in printed(run_events(), level="info").split("\n") if " of 8 " in line]
    assert [line.split(" .")[0] for line in nodes] == [
        "1 of 8 ERROR STALE freshness of web.visits",
        "2 of 8 OK loaded seed file main.raw_customers",
        "3 of 8 OK created sql view model main.stg_customers",
        "4 of 8 FAIL 7 unique_stg_customers_customer_id",
        "5 of 8 ERROR creating sql table model main.orders",
        "6 of 8 WARN 1 accepted_values_orders_status",
    ]
    reused = [NodeStarted(SEED, 1, NOW), NodeFinished(ended(SEED, "reused", 0.1), 1)]
    assert printed(reused, level="info") == ""


def test_levels_above_leave_out_what_is_well() -> None:
    warned = printed(run_events(), level="warn").split("\n")
    assert [line.split(" .")[0] for line in warned[:5]] == [
        "1 of 8 ERROR STALE freshness of web.visits",
        "4 of 8 FAIL 7 unique_stg_customers_customer_id",
        "5 of 8 ERROR creating sql table model main.orders",
        "6 of 8 WARN 1 accepted_values_orders_status",
        "[WARNING]: the journal was damaged; a new one was started",
    ]
    assert "[WARNING]: in test accepted_values_orders_status (models/staging/schema.yml:12)" in (
        warned
    )
    out = StringIO()
    report = Lines(out, shop(), HEADING, level="none")
    for event in run_events():
        report.show(event)
    assert out.getvalue() == ""


def test_warnings_about_one_node_are_one_paragraph() -> None:
    rows = Rows(("status",), (("lost",),))
    second = generic("test.shop.not_null_orders_id.1", "not_null", "id", ORDERS, "warn")
    nodes = {**shop(), second.unique_id: second}
    results = (
        ended(ACCEPTED, "warn", 0.02, failures=3, sample=rows),
        ended(second.unique_id, "warn", 0.02, failures=1),
        ended(SINGULAR, "warn", 0.02, failures=2),
    )
    out = StringIO()
    Lines(out, nodes, HEADING, level="warn", clock=lambda: NOW).show(RunFinished(results, 1, NOW))
    assert [line[10:] for line in out.getvalue().split("\n")] == [
        "",
        "[WARNING]: in 2 data tests of model orders",
        "  accepted_values_orders_status (models/staging/schema.yml:12): Got 3 results, configured "
        "to warn if != 0",
        "  not_null_orders_id (models/staging/schema.yml:12): Got 1 result, configured to warn if "
        "!= 0",
        "  see the rows of one: seg show --candidate --select accepted_values_orders_status",
        "",
        "[WARNING]: in test totals_agree (tests/totals_agree.sql:1)",
        "  Got 2 results, configured to warn if != 0",
        "",
    ]
