"""`seg watch`: builds changes, reports each failure once, stops on a signal."""

import json
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from threading import Thread

import pytest

from orchestrator.commands import watch as module
from orchestrator.commands.watch import (
    BuildEvent,
    DeliveryFailed,
    EventsDelivered,
    LookFailed,
    Refreshed,
    Seen,
    UpToDate,
    Watch,
)
from orchestrator.errors import EnvironmentFault
from orchestrator.json_text import json_instant
from orchestrator.reading_cache.in_memory import InMemoryProject
from orchestrator.reports.watching import line_of
from orchestrator.results import NodeStarted, Published
from orchestrator.runner.control import Control
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from tests.projects import rows, seg, write_project
from tests.receiver import Receiver
from tests.running.readers.readers import SHOP, held
from tests.running.stopped.processes import ended, started, wait_for

FILES = {
    "seeds/people.csv": "id\n1\n2\n",
    "models/found.sql": "{{ config(materialized='table') }} select id from {{ ref('people') }}\n",
    "models/found.yml": "models: [{name: found, columns: [{name: id, data_tests: [unique]}]}]\n",
}


def watching(folder: Path, *select: str, every_seconds: float = 0.01) -> Watch:
    flags = Flags(project_dir=folder, reuse=True)
    opened = partial(open_workspace, flags, "build", in_memory=InMemoryProject())
    return Watch(opened, Selection(select=select), every_seconds=every_seconds)


def told(watch: Watch) -> Iterator[Seen]:
    """What is told beside the events of builds."""
    return (seen for seen in watch if not isinstance(seen, BuildEvent))


def generation(seen: Seen) -> int | None:
    assert isinstance(seen, Refreshed), seen
    assert seen.result.exit_code == 0
    return seen.result.generation


def test_what_changed_is_built_and_the_rest_is_not(tmp_path: Path) -> None:
    watch = watching(write_project(tmp_path, FILES))
    seen = told(watch)
    assert generation(next(seen)) == 1
    write_project(tmp_path, {"seeds/people.csv": "id\n1\n2\n3\n"})
    assert generation(next(seen)) == 2
    assert rows(tmp_path, "select count(*) from found") == [(3,)]
    write_project(tmp_path, {"models/other.sql": "select 1 as one\n"})
    third = next(seen)
    assert generation(third) == 3
    assert isinstance(third, Refreshed)
    assert [name for name, each in third.result.results.items() if each.status != "reused"] == [
        "model.shop.other"
    ]
    watch.stop()
    assert list(seen) == []


def test_a_failure_is_told_once_and_that_it_is_over(tmp_path: Path) -> None:
    watch = watching(write_project(tmp_path, FILES | {"seeds/people.csv": "id\n1\n1\n"}))
    events = iter(watch)
    first = [next(events)]
    while not isinstance(first[-1], Refreshed):
        first.append(next(events))
    assert first[-1].result.exit_code == 1
    assert list(first[-1].result.failed) == ["test.shop.unique_found_id.63ef1afbb6"]
    # It goes on failing, and nothing is said of that; then it fails in another way.
    write_project(tmp_path, {"models/found.sql": "selectt 1\n"})
    wrong = next(events)
    assert isinstance(wrong, LookFailed)
    assert "models/found.sql:1" in str(wrong.error)
    write_project(tmp_path, FILES)
    later = [next(events)]
    while not isinstance(later[-1], Refreshed):
        later.append(next(events))
    assert generation(later[-1]) == 1
    watch.stop()


def test_what_was_mended_without_news_is_settled(tmp_path: Path) -> None:
    watch = watching(write_project(tmp_path, FILES))
    seen = told(watch)
    assert generation(next(seen)) == 1
    write_project(tmp_path, {"models/found.sql": "selectt 1\n"})
    assert isinstance(next(seen), LookFailed)
    write_project(tmp_path, FILES)
    assert next(seen) == UpToDate(1)
    watch.stop()


def test_at_first_it_says_that_all_is_published(tmp_path: Path) -> None:
    assert seg(write_project(tmp_path, FILES), "build").exit_code == 0
    watch = watching(tmp_path)
    assert next(told(watch)) == UpToDate(1)
    watch.stop()


def waits_between_looks(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int, edit: dict[str, str], last: int
) -> list[float]:
    """The seconds before each look; files are written before wait `at`, and `last` ends it."""
    waits: list[float] = []

    class Waiting(Control):
        def next(self, timeout_seconds: float | None = None) -> None:
            assert timeout_seconds is not None
            waits.append(timeout_seconds)
            if len(waits) == at:
                write_project(folder, edit)
            if len(waits) == last:
                self.stop(signal.SIGINT)

    monkeypatch.setattr(module, "Control", Waiting)
    list(watching(write_project(folder, FILES), every_seconds=10))
    return waits


def test_checks_that_cost_little_are_made_as_often_as_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown = {"seeds/people.csv": "id\n7\n"}
    monkeypatch.setattr(module, "monotonic", count(step=0.01).__next__)
    assert waits_between_looks(tmp_path, monkeypatch, 2, grown, last=6) == [10] * 6


def test_checks_that_cost_much_are_rarer_while_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "monotonic", count(step=5).__next__)
    grown = {"seeds/people.csv": "id\n7\n"}
    waits = waits_between_looks(tmp_path, monkeypatch, 4, grown, last=12)
    # Built at first and after the fourth wait; in between and after, each wait is longer.
    assert waits[0] == waits[4] == 10
    assert waits[1:4] == [15, 22.5, 33.75]
    assert waits[-1] == 60


def test_a_stop_while_it_builds_publishes_nothing(tmp_path: Path) -> None:
    watch = watching(write_project(tmp_path, FILES))
    seen = []
    for each in watch:
        seen.append(each)
        if isinstance(each, BuildEvent) and isinstance(each.event, NodeStarted):
            watch.stop()
    assert not any(isinstance(each, Refreshed) for each in seen)
    assert seg(tmp_path, "show", "--select", "found").exit_code != 0


def test_what_is_published_in_spite_of_a_failure_is_told_each_time(tmp_path: Path) -> None:
    source = (
        "sources: [{name: raw, tables: [{name: orders, config: {external_location: 'o.csv'}}]}]"
    )
    solo = "{{ config(materialized='table') }} select * from {{ source('raw', 'orders') }}\n"
    wrong = {"seeds/people.csv": "id\n1\n1\n", "models/raw.yml": source}
    write_project(tmp_path, FILES | wrong | {"models/solo.sql": solo, "o.csv": "id\n1\n"})
    opened = partial(open_workspace, Flags(project_dir=tmp_path, reuse=True), "build")
    watch = Watch(opened, Selection(), every_seconds=0.01, publish="passing")
    lines: list[str] = []
    for seen in watch:
        if isinstance(seen, BuildEvent):
            assert lines == []  # the reason is told once
            continue
        lines.append(line_of(seen))
        if len(lines) == 2:
            watch.stop()
        write_project(tmp_path, {"o.csv": "id\n1\n2\n"})
    assert lines == [
        "build failed: 1 node failed; generation 1 is published",
        "build failed: 1 node failed; generation 2 is published",
    ]
    assert rows(tmp_path, "select id from solo order by id") == [(1,), (2,)]


def test_a_stop_after_publishing_tells_what_was_published(tmp_path: Path) -> None:
    watch = watching(write_project(tmp_path, FILES))
    lines: list[str] = []
    for seen in watch:
        if not isinstance(seen, BuildEvent):
            lines.append(line_of(seen))
        elif isinstance(seen.event, Published):
            watch.stop()
    assert lines == ["build interrupted; generation 1 is published"]


def test_a_stop_while_it_looks_begins_no_build(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)

    def opened() -> Workspace:
        watch.stop()
        return open_workspace(Flags(project_dir=tmp_path, reuse=True), "build")

    watch = Watch(opened, Selection(), every_seconds=60)
    assert list(watch) == []
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_a_signal_ends_it_while_it_waits_for_the_warehouse(tmp_path: Path) -> None:
    assert seg(write_project(tmp_path, FILES), "build").exit_code == 0
    write_project(tmp_path, {"seeds/people.csv": "id\n7\n"})
    with (
        held(tmp_path / "warehouse.duckdb"),
        started(tmp_path, "watch", "--lock-timeout", "600") as process,
    ):
        wait_for(process, "watching every 10 s")
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        assert ended(process, timeout_seconds=30).exit_code == 0


def test_with_debug_an_error_has_its_traceback(tmp_path: Path) -> None:
    files = FILES | {"models/w.sql": "selectt 1\n"}
    with started(write_project(tmp_path, files), "watch", "--debug") as process:
        wait_for(process, "models/w.sql:1")
        process.send_signal(signal.SIGINT)
        outcome = ended(process)
    assert outcome.stderr.startswith("Traceback (most recent call last):\n")
    assert outcome.exit_code == 0


def test_what_is_secret_is_hidden_before_the_first_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEG_SECRET_NAME", "hushhush")
    wrong = "select * from {{ ref('hushhush') }}\n"
    with started(write_project(tmp_path, FILES | {"models/w.sql": wrong}), "watch") as process:
        said = wait_for(process, "models/w.sql:1")
    assert "ref('*****')" in said
    assert "hushhush" not in said


def test_only_what_is_selected_is_built(tmp_path: Path) -> None:
    watch = watching(write_project(tmp_path, FILES), "people")
    seen = next(told(watch))
    assert isinstance(seen, Refreshed)
    assert list(seen.result.results) == ["seed.shop.people"]
    watch.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_well(tmp_path: Path, number: signal.Signals) -> None:
    write_project(tmp_path, FILES)
    with started(tmp_path, "watch", "--every", "60s") as process:
        said = wait_for(process, "generation 1")
        process.send_signal(number)
        outcome = ended(process)
    assert said.splitlines()[0].endswith("watching every 60 s; Ctrl-C stops it")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, "", "")


def test_all_lines_are_json_when_asked_for(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    with started(tmp_path, "watch", "--every", "1m", "--log-format", "json") as process:
        said = wait_for(process, '"Refreshed"')
        process.send_signal(signal.SIGINT)
        ended(process)
    lines = [json.loads(line) for line in said.splitlines()]
    assert lines[0]["info"]["name"] == "RunStarted"
    data = lines[-1]["data"]
    newest = datetime.fromtimestamp((tmp_path / "seeds/people.csv").stat().st_mtime, UTC)
    assert data.pop("lag_seconds") >= 0
    assert data == {
        "generation": 1,
        "exit_code": 0,
        "newest": json_instant(newest),
        "undated": [],
    }


def test_the_folder_that_it_was_started_in_may_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    watch = watching(write_project(tmp_path / "shop", FILES))
    monkeypatch.chdir(gone)
    seen = told(watch)
    assert generation(next(seen)) == 1
    gone.rmdir()
    refused = next(seen)
    assert isinstance(refused, LookFailed)
    assert str(refused.error).startswith("the folder that seg was started in no longer exists")
    watch.stop()


def test_after_a_kill_it_goes_on(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    with started(tmp_path, "watch", "--every", "50s") as process:
        wait_for(process, "generation 1")
    write_project(tmp_path, {"seeds/people.csv": "id\n1\n"})
    with started(tmp_path, "watch", "--every", "50s") as process:
        wait_for(process, "generation 2")
    assert rows(tmp_path, "select count(*) from found") == [(1,)]


@pytest.mark.parametrize("every", ["0", "-1s", "soon", "10d", "", "nan", "8000h"])
def test_what_is_no_duration_is_refused(tmp_path: Path, every: str) -> None:
    refused = seg(write_project(tmp_path, FILES), "watch", "--every", every)
    assert refused.exit_code == 2
    assert "is not a duration such as 10s, 2m or 1h" in refused.stderr


def test_warnings_of_the_project_are_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = FILES | {"models/w.sql": "{{ exceptions.warn('old') }} select 1 as one\n"}
    looks: list[float] = []

    class Waiting(Control):
        def next(self, timeout_seconds: float | None = None) -> None:
            looks.append(0)
            if len(looks) == 3:
                self.stop(signal.SIGINT)

    monkeypatch.setattr(module, "Control", Waiting)
    outcome = seg(write_project(tmp_path, files), "watch")
    assert outcome.exit_code == 0
    assert outcome.stderr.count("old") == 1


def test_a_live_view_is_refused(tmp_path: Path) -> None:
    refused = seg(write_project(tmp_path, FILES), "watch", "--live")
    assert refused.exit_code == 2
    assert "remove --live" in refused.stderr


def test_events_are_delivered_after_each_publishing(tmp_path: Path) -> None:
    write_project(tmp_path, SHOP)
    file = tmp_path / "events.jsonl"
    opened = partial(open_workspace, Flags(project_dir=tmp_path, reuse=True), "build")
    watch = Watch(opened, Selection(), every_seconds=0.01, deliver_to=[str(file), "crm"])
    seen = told(watch)
    assert generation(next(seen)) == 1
    delivered = next(seen)
    assert isinstance(delivered, EventsDelivered)
    assert (delivered.delivered.events, len(file.read_text().splitlines())) == (3, 3)
    assert line_of(delivered).startswith("events.jsonl: 3 events in 1 part; cursor ")
    failed = next(seen)
    assert isinstance(failed, DeliveryFailed)
    assert line_of(failed).startswith("no destination 'crm'")
    # It is said once, and tried again: by then the project file has it.
    with Receiver() as receiver:
        Thread(target=receiver.serve_forever, daemon=True).start()
        declared = f"destinations: {{crm: {{url: 'http://127.0.0.1:{receiver.server_port}/'}}}}\n"
        write_project(tmp_path, {"seg_project.yml": SHOP["seg_project.yml"] + declared})
        late = next(seen)
        while not isinstance(late, EventsDelivered):
            late = next(seen)
        assert (late.delivered.consumer, late.delivered.events) == ("crm", 3)
        write_project(tmp_path, {"seeds/raw.csv": "customer_id,email,orders\n1,ann@x.org,9\n"})
        sent = []
        while len(sent) < 2:
            another = next(seen)
            sent += [another.delivered.events] if isinstance(another, EventsDelivered) else []
        assert sent == [4, 4]
        receiver.shutdown()
    watch.stop()
    assert list(seen) == []


def test_a_disk_on_which_it_becomes_less_is_told_once(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    free = iter((9, 8, 7))

    def opened() -> Workspace:
        if (left := next(free, None)) is not None:
            raise EnvironmentFault(f"only {left} MiB are free on this disk")
        return open_workspace(Flags(project_dir=tmp_path, reuse=True), "build")

    seen = told(Watch(opened, Selection(), every_seconds=0.01))
    first = next(seen)
    assert isinstance(first, LookFailed)
    assert str(first.error) == "only 9 MiB are free on this disk"
    assert generation(next(seen)) == 1
