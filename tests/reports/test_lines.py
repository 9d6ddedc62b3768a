from collections.abc import Iterable
from io import StringIO

import pytest

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
    CUSTOMERS,
    NOW,
    ORDERS,
    RESULTS,
    SEED,
    SINGULAR,
    SOURCE,
    STAGING,
    UNIQUE,
    ended,
    run_events,
    shop,
)

HEADING = Heading("0.1.0", "duckdb", "dev")


def printed(
    events: Iterable[Event],
    style: Style = Style(),  # noqa: B008
    is_quiet: bool = False,
    mask: Mask = Mask(),  # noqa: B008
) -> str:
    """All that is printed, without the time, which is the same on each line."""
    out = StringIO()
    report = Lines(
        out, shop(), HEADING, style=style, is_quiet=is_quiet, mask=mask, clock=lambda: NOW
    )
    for event in events:
        report.show(event)
    report.close()
    lines = out.getvalue().split("\n")
    assert lines.pop() == ""
    assert all(line.startswith("10:42:53  ") for line in lines)
    return "\n".join(line.removeprefix("10:42:53  ") for line in lines)


WHOLE_RUN = """\
Running with seg=0.1.0
Registered engine: duckdb
Found 3 models, 1 seed, 3 data tests, 1 source

Concurrency: 4 threads (target='dev')

1 of 8 START freshness of web.visits ........................................... [RUN]
1 of 8 ERROR STALE freshness of web.visits ..................................... [ERROR STALE in 0.01s]
2 of 8 START seed file main.raw_customers ...................................... [RUN]
2 of 8 OK loaded seed file main.raw_customers .................................. [INSERT 100 in 0.07s]
3 of 8 START sql view model main.stg_customers ................................. [RUN]
3 of 8 OK created sql view model main.stg_customers ............................ [OK in 0.05s]
4 of 8 START test unique_stg_customers_customer_id ............................. [RUN]
4 of 8 FAIL 7 unique_stg_customers_customer_id ................................. [FAIL 7 in 0.02s]
5 of 8 START sql table model main.orders ....................................... [RUN]
5 of 8 ERROR creating sql table model main.orders .............................. [ERROR in 0.03s]
6 of 8 START test accepted_values_orders_status ................................ [RUN]
6 of 8 WARN 1 accepted_values_orders_status .................................... [WARN 1 in 0.02s]
7 of 8 START test totals_agree ................................................. [RUN]
7 of 8 PASS totals_agree ....................................................... [PASS in 0.01s]
8 of 8 SKIP relation main.customers ............................................ [SKIP]
[WARNING]: the journal was damaged; a new one was started

Finished running 1 seed, 1 source, 2 table models, 3 data tests, 1 view model in 0 hours 0 minutes and 1.02 seconds (1.02s).

Completed with 3 errors, 0 partial successes, and 1 warning:

[ERROR]: in source web.visits (models/staging/sources.yml:4)
  2 days old, error after 1 day

[ERROR]: in test unique_stg_customers_customer_id (models/staging/schema.yml:12)
  Got 7 results, configured to fail if != 0

  | customer_id | name |
  | ----------- | ---- |
  |           7 | Zoë  |
  |        NULL | Ann  |
  the first 2 of 7; see more: seg show --candidate --select unique_stg_customers_customer_id

[ERROR]: in model orders (models/marts/orders.sql:1)
  models/marts/orders.sql:3: no column 'amonut'
    fix: did you mean 'amount'?

  compiled code at target/compiled/shop/models/marts/orders.sql

[WARNING]: in test accepted_values_orders_status (models/staging/schema.yml:12)
  Got 1 result, configured to warn if != 0

Skipped 1: customers

Nothing was published: unique_stg_customers_customer_id and 2 more failed
  Readers see what they saw before.

Done. PASS=3 WARN=1 ERROR=3 SKIP=1 NO-OP=0 REUSED=0 TOTAL=8"""


def test_a_run_that_went_partly_wrong() -> None:
    assert printed(run_events()) == WHOLE_RUN


def test_quiet_leaves_only_what_went_wrong() -> None:
    whole = WHOLE_RUN.split("\n")
    lines = [
        line for line in whole if "ERROR STALE" in line or "[FAIL" in line or "[ERROR in" in line
    ]
    paragraphs = whole[
        whole.index("[ERROR]: in source web.visits (models/staging/sources.yml:4)") - 1 :
    ]
    until_warnings = paragraphs[
        : paragraphs.index(
            "[WARNING]: in test accepted_values_orders_status (models/staging/schema.yml:12)"
        )
        - 1
    ]
    outcome = whole[-4:-2]
    assert printed(run_events(), is_quiet=True).split("\n") == [*lines, *until_warnings, *outcome]


def test_quiet_says_nothing_of_a_good_run() -> None:
    out = StringIO()
    report = Lines(out, shop(), HEADING, is_quiet=True)
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
        "Finished running 1 seed in 1 hours 2 minutes and 3.50 seconds (3723.50s).",
        "",
        "Completed successfully",
        "",
        "Published generation 7: 1 relation in 0.03s",
        "",
        "Done. PASS=1 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=1",
    ]


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
        "Finished running 2 table models in 0 hours 0 minutes and 2.00 seconds (2.00s).",
        "",
        "Stopped by SIGINT: 1 node interrupted, 1 not started. Go on with: seg retry",
        "",
        "Nothing was published: the run was stopped",
        "  Readers see what they saw before.",
        "",
        "Done. PASS=0 WARN=0 ERROR=1 SKIP=1 NO-OP=0 REUSED=0 TOTAL=2",
    ]


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
    failing = ended(
        UNIQUE, "fail", 0.1, failures=1, sample=type(RESULTS[UNIQUE].sample)(("a",), ((secret,),))
    )  # type: ignore[misc,arg-type]
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
