import re
from io import StringIO

import pytest
from rich.console import Console

from orchestrator.reports.live import LiveView, Progress, picture
from orchestrator.reports.terminal import Style, cell_width
from orchestrator.results import NodeStarted, Notice, RunStarted
from orchestrator.secrets import Mask
from tests.reports.scripted import NOW, ORDERS, run_events, shop
from tests.reports.test_lines import HEADING, WHOLE_RUN

HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"


def view(out: StringIO, mask: Mask = Mask(), size: tuple[int, int] = (80, 24)) -> LiveView:  # noqa: B008
    return LiveView(out, shop(), HEADING, mask=mask, clock=lambda: NOW, size=size)


def drawn(progress: Progress, now: float, width: int, height: int) -> list[str]:
    console = Console(file=StringIO(), width=width, height=height, color_system=None)
    with console.capture() as captured:
        console.print(picture(progress, now, width, height))
    return [line.rstrip() for line in captured.get().split("\n")]


def test_the_picture_of_a_run() -> None:
    progress = Progress(total=40, started=100.0)
    progress.running = {32: ("test b", 111.5), 31: ("sql table model main.orders", 108.8)}
    progress.ended.update({"success": 10, "pass": 18, "fail": 1, "warn": 1, "skipped": 2})
    assert drawn(progress, 112.0, 80, 24) == [
        "",
        " 32 of 40  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸         0:12  about 3 s left",
        " 28 ok · 1 failed · 1 warned · 2 skipped · 6 waiting",
        "     3.2s  sql table model main.orders",
        "     0.5s  test b",
        "",
    ]


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (40, 10)], ids=str)
def test_the_picture_keeps_to_half_the_screen_and_to_its_width(size: tuple[int, int]) -> None:
    width, height = size
    progress = Progress(total=1000, started=0.0)
    progress.running = {n: (f"test {'客' * n}_{'x' * 3 * n}", float(n)) for n in range(60)}
    progress.ended.update({"success": 123, "fail": 45, "warn": 67, "skipped": 89})
    lines = drawn(progress, 3600.0, width, height)
    assert len(lines) - 1 <= max(height // 2, 4)
    assert max(cell_width(line) for line in lines) <= width
    assert lines[-2].endswith("more running")


@pytest.mark.parametrize(
    ("done", "elapsed", "left"),
    [(0, 10.0, None), (10, 0.5, None), (10, 10.0, 30.0), (40, 10.0, None)],
    ids=["nothing to go by", "too early", "the pace so far", "all done"],
)
def test_the_time_left(done: int, elapsed: float, left: float | None) -> None:
    progress = Progress(total=40, started=5.0)
    progress.ended["success"] = done
    assert progress.seconds_left(5.0 + elapsed) == left


def test_the_end_is_the_plain_summary_and_a_whole_terminal() -> None:
    out = StringIO()
    report = view(out)
    for event in run_events():
        report.show(event)
    after = out.getvalue().rpartition(SHOW_CURSOR)[2]
    summary = "\n".join(line[10:] for line in after.rstrip("\n").split("\n"))
    assert summary.endswith(WHOLE_RUN[WHOLE_RUN.index("\n\nFinished running") + 1 :])
    assert HIDE_CURSOR not in after


def test_failures_and_warnings_stand_above_and_fit_the_screen() -> None:
    out = StringIO()
    report = view(out)
    for event in run_events()[:-1]:
        report.show(event)
    report.close()
    above = [
        line.removeprefix("10:42:53  ")
        for line in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "\n", out.getvalue()).split("\n")
        if line.startswith("10:42:53  ") and " of 8 " in line
    ]
    assert above == [
        "1 of 8 ERROR STALE freshness of web.visits ... [ERROR STALE in 0.01s]",
        "4 of 8 FAIL 7 unique_stg_customers_customer… . [FAIL 7 in 0.02s]",
        "5 of 8 ERROR creating sql table model main.… . [ERROR in 0.03s]",
        "6 of 8 WARN 1 accepted_values_orders_status .. [WARN 1 in 0.02s]",
    ]


def test_closing_in_the_middle_restores_the_terminal() -> None:
    out = StringIO()
    report = view(out)
    report.show(RunStarted("run-1", "build", 2, 1, NOW))
    report.show(NodeStarted(ORDERS, 1, NOW))
    assert out.getvalue().count(HIDE_CURSOR) == 1
    report.close()
    assert out.getvalue().count(SHOW_CURSOR) == 1
    assert out.getvalue().rindex(SHOW_CURSOR) > out.getvalue().rindex(HIDE_CURSOR)
    report.close()
    assert out.getvalue().count(SHOW_CURSOR) == 1


def test_closing_before_the_start_prints_nothing() -> None:
    out = StringIO()
    view(out).close()
    assert out.getvalue() == ""


def test_secrets_are_hidden_in_the_picture_and_above() -> None:
    out = StringIO()
    report = view(out, Mask.of(["main.orders", "hunter2"]))
    report.show(RunStarted("run-1", "build", 2, 1, NOW))
    report.show(NodeStarted(ORDERS, 1, NOW))
    report.show(Notice("warn", "the password is hunter2"))
    report.close()
    assert "the password is *****" in out.getvalue()
    assert "sql table model *****" in out.getvalue()
    assert "hunter2" not in out.getvalue()


def test_without_colours_no_colour_is_sent() -> None:
    out = StringIO()
    report = LiveView(
        out, shop(), HEADING, style=Style(has_colours=False), clock=lambda: NOW, size=(80, 24)
    )
    for event in run_events():
        report.show(event)
    assert [code for code in ("\x1b[31m", "\x1b[32m", "\x1b[33m") if code in out.getvalue()] == []
