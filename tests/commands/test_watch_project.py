"""`seg watch` reads a project once, and again as soon as its files change."""

import gc
import signal
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest

from orchestrator.commands import watch as module
from orchestrator.commands.run.run import RunResult
from orchestrator.commands.watch import Refreshed, Watch, _failure_of
from orchestrator.reading_cache.in_memory import InMemoryProject
from orchestrator.reports.watching import line_of
from orchestrator.results import NodeResult
from orchestrator.runner.control import Control
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from tests.commands.test_watch import generation, told, waits_between_looks, watching
from tests.projects import rows, seg, write_project

TABLE = "{{ config(materialized='table') }}\n"
FILES = {
    "seg_project.yml": "name: shop\nprofile: shop\nvars: {least: 1}\n",
    "profiles.yml": (
        "shop:\n  target: dev\n"
        "  outputs: {dev: {type: duckdb, path: warehouse.duckdb, schema: main}}\n"
    ),
    "packages.yml": "packages: [{local: shared}]\n",
    "shared/dbt_project.yml": "name: shared\nversion: '1.0'\n",
    "shared/models/lent.sql": f"{TABLE}select 1 as id\n",
    "macros/money.sql": "{% macro money(column) %}{{ column }} * 2{% endmacro %}\n",
    "seeds/people.csv": "id\n1\n2\n",
    "models/found.sql": (
        f"{TABLE}select id, {{{{ money('id') }}}} as money from {{{{ ref('people') }}}}\n"
        "where id >= {{ var('least') }}\n"
    ),
    "models/read.sql": f"{TABLE}select * from {{{{ source('raw', 'orders') }}}}\n",
    "models/raw.yml": (
        "sources: [{name: raw, tables: [{name: orders,"
        " config: {external_location: 'incoming/*.csv'}}]}]\n"
    ),
    "incoming/1.csv": "n\n1\n",
}


def edited(path: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(folder: Path) -> None:
        text = (folder / path).read_text()
        assert old in text
        (folder / path).write_text(text.replace(old, new))

    return edit


EDITS: Mapping[str, tuple[Callable[[Path], object], str, list[tuple[object, ...]]]] = {
    "a model": (
        edited("models/found.sql", "select id", "select id + 10 as id"),
        "select min(id) from found",
        [(11,)],
    ),
    "a macro": (edited("macros/money.sql", "* 2", "* 3"), "select max(money) from found", [(6,)]),
    "a seed": (edited("seeds/people.csv", "2", "5"), "select max(id) from found", [(5,)]),
    "the columns of a seed": (
        lambda folder: write_project(folder, {"seeds/people.csv": "id,n\n1,7\n"}),
        "select n from people",
        [(7,)],
    ),
    "a property file": (
        lambda folder: write_project(
            folder, {"models/found.yml": "models: [{name: found, config: {alias: other}}]\n"}
        ),
        "select count(*) from other",
        [(2,)],
    ),
    "a model that is new": (
        lambda folder: write_project(folder, {"models/more.sql": "select 8 as one\n"}),
        "select one from more",
        [(8,)],
    ),
    "a variable": (
        edited("seg_project.yml", "least: 1", "least: 2"),
        "select count(*) from found",
        [(1,)],
    ),
    "the profile": (
        edited("profiles.yml", "schema: main", "schema: mart"),
        "select count(*) from mart.found",
        [(2,)],
    ),
    "a package": (edited("shared/models/lent.sql", "1", "4"), "select id from lent", [(4,)]),
    "the packages": (
        lambda folder: write_project(
            folder,
            {
                "more/dbt_project.yml": "name: more\nversion: '1.0'\n",
                "more/models/added.sql": "select 6 as id\n",
                "packages.yml": "packages: [{local: shared}, {local: more}]\n",
            },
        ),
        "select id from added",
        [(6,)],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_is_edited_counts_at_the_next_look(tmp_path: Path, name: str) -> None:
    edit, query, expected = EDITS[name]
    seen = told(watching(write_project(tmp_path, FILES)))
    assert generation(next(seen)) == 1
    # Held since: the looks in between found nothing.
    write_project(tmp_path, {"incoming/2.csv": "n\n2\n"})
    assert generation(next(seen)) == 2
    edit(tmp_path)
    assert generation(next(seen)) == 3
    assert rows(tmp_path, query) == expected


def test_a_file_that_appears_in_a_folder_is_built_and_the_project_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = told(watching(write_project(tmp_path, FILES)))
    assert generation(next(seen)) == 1
    monkeypatch.setattr("orchestrator.reading_cache.load.read_packages", None)
    monkeypatch.setattr("orchestrator.reading_cache.load.unpacked", None)
    for number in (2, 3):
        write_project(tmp_path, {f"incoming/{number}.csv": f"n\n{number}\n"})
        found = next(seen)
        assert generation(found) == number
        assert isinstance(found, Refreshed)
        status = {name: each.status for name, each in found.result.results.items()}
        assert [name for name in status if status[name] != "reused"] == ["model.shop.read"]
        assert rows(tmp_path, "select sum(n) from read") == [(sum(range(number + 1)),)]
        assert line_of(found).startswith(f"generation {number}: 1 node in ")


def test_a_folder_may_be_empty_at_first(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    (tmp_path / "incoming/1.csv").unlink()
    seen = told(watching(tmp_path))
    failed = next(seen)
    assert isinstance(failed, Refreshed)
    assert list(failed.result.failed) == ["model.shop.read"]
    write_project(tmp_path, {"incoming/1.csv": "n\n9\n"})
    assert generation(next(seen)) == 1


def test_the_last_good_generation_stays_and_a_broken_edit_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(look: int) -> None:
        if look == 2:
            write_project(tmp_path, {"models/found.sql": "select {{ nothing() }}\n"})
        if look == 5:
            write_project(tmp_path, FILES | {"seeds/people.csv": "id\none\ntwo\n"})
        if look == 8:
            write_project(tmp_path, FILES | {"seeds/people.csv": "id\n3\n"})

    lines = lines_of(write_project(tmp_path, FILES), monkeypatch, looks=11, edit=edit)
    assert lines[0].startswith("generation 1: ")
    assert lines[1].startswith("models/found.sql:1")
    assert lines[2] == "build failed: 1 node failed; what was published before is unchanged"
    assert lines[3].startswith("generation 2: ")
    assert len(lines) == 4
    assert rows(tmp_path, "select id, money from found") == [(3, 6)]


def test_after_a_broken_edit_it_looks_soon_for_what_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {"models/found.sql": "select {{ nothing() }}\n"}
    monkeypatch.setattr(module, "monotonic", count(step=5).__next__)  # long checks
    waits = waits_between_looks(tmp_path, monkeypatch, 3, broken, last=6)
    assert waits == [10, 15, 22.5, 10, 15, 22.5]


def lines_of(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    looks: int,
    edit: Callable[[int], object] = lambda _: None,
    watch: Callable[[], Watch] | None = None,
) -> list[str]:
    """What is told in so many looks; `edit` is called after each, with its number from one on."""
    done = 0

    class Waiting(Control):
        def next(self, timeout_seconds: float | None = None) -> None:
            nonlocal done
            done += 1
            edit(done)
            if done == looks:
                self.stop(signal.SIGINT)

    with monkeypatch.context() as patched:
        patched.setattr(module, "Control", Waiting)
        return [line_of(seen) for seen in told(watch() if watch else watching(folder))]


def test_a_failure_is_the_same_in_whatever_order_nodes_end() -> None:
    found = {name: NodeResult(name, "error", f"{name} is wrong") for name in ("a", "b")}
    turned = dict(reversed(found.items()))
    results = [RunResult("1", "build", 1, 1.0, each) for each in (found, turned)]
    assert list(results[0].failed) != list(results[1].failed)
    assert _failure_of(results[0]) == _failure_of(results[1])


class Days:
    """Opens a project at a moment that the test moves on."""

    def __init__(self, folder: Path, now: str) -> None:
        self.folder = folder
        self.now = now
        self._in_memory = InMemoryProject()

    def watch(self) -> Watch:
        return Watch(self._opened, Selection(), every_seconds=0.01)

    def _opened(self) -> Workspace:
        flags = Flags(project_dir=self.folder, reuse=True, now=self.now)
        return open_workspace(flags, "build", in_memory=self._in_memory)


def test_the_day_of_the_run_rolls_at_midnight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "models/today.sql": f"{TABLE}select '{{{{ run_started_at.date() }}}}' as day\n",
        # Reading depends on the day as well.
        "models/sundays.sql": (
            "{{ config(enabled=run_started_at.weekday() == 6) }}select 1 as one\n"
        ),
    }
    days = Days(write_project(tmp_path, files), "2025-06-28T23:00:00+00:00")
    days_seen: list[tuple[str, int]] = []

    def later(look: int) -> None:
        (day,) = rows(tmp_path, "select day from today")
        (views,) = rows(tmp_path, "select count(*) from duckdb_views() where view_name = 'sundays'")
        days_seen.append((day[0], views[0]))
        days.now = {1: "2025-06-28T23:59:59+00:00", 3: "2025-06-29T00:00:01+00:00"}.get(
            look, days.now
        )

    lines = lines_of(tmp_path, monkeypatch, looks=5, edit=later, watch=days.watch)
    before, after = ("2025-06-28", 0), ("2025-06-29", 1)
    assert days_seen == [before, before, before, after, after]
    assert [line.partition(":")[0] for line in lines] == ["generation 1", "generation 2"]


def test_each_build_has_its_own_number_and_moment(tmp_path: Path) -> None:
    model = f"{TABLE}select '{{{{ invocation_id }}}}' as id, '{{{{ run_started_at }}}}' as moment\n"
    days = Days(write_project(tmp_path, {"models/run.sql": model}), "2025-06-28T10:00:00+00:00")
    seen = told(days.watch())
    for hour in (10, 11):
        days.now = f"2025-06-28T{hour}:00:00+00:00"
        found = next(seen)
        assert isinstance(found, Refreshed)
        assert rows(tmp_path, "select id, moment from run") == [
            (found.result.run_id, f"2025-06-28 {hour}:00:00+00:00")
        ]
        results = (tmp_path / "target/run_results.json").read_text()
        assert f'"invocation_id":"{found.result.run_id}"' in results.replace(": ", ":")


def test_data_that_grows_older_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (
        "sources:\n  - name: raw\n    tables:\n      - name: orders\n        config:\n"
        "          external_location: 'o.csv'\n          loaded_at_field: at\n"
        "          freshness: {error_after: {count: 1, period: hour}}\n"
    )
    files = {
        "models/raw.yml": source,
        "models/orders.sql": "select * from {{ source('raw', 'orders') }}\n",
        "o.csv": "id,at\n1,2025-06-28 10:00:00\n",
    }
    days = Days(write_project(tmp_path, files), "2025-06-28T12:00:00+00:00")

    def later(look: int) -> None:
        days.now = f"2025-06-28T{12 + look}:00:00+00:00"

    lines = lines_of(tmp_path, monkeypatch, looks=3, edit=later, watch=days.watch)
    assert lines == ["build failed: 1 node failed; what was published before is unchanged"]


def test_of_past_looks_nothing_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counted() -> int:
        gc.collect()
        return len(gc.get_objects())

    counts: list[int] = []

    def edit(look: int) -> None:
        write_project(tmp_path, {f"incoming/{look + 1}.csv": f"n\n{look}\n"})
        if look in (10, 20, 30):
            counts.append(counted())

    lines = lines_of(write_project(tmp_path, FILES), monkeypatch, looks=30, edit=edit)
    assert len(lines) == 30  # each look built something
    assert counts[2] - counts[1] < 100, counts


def test_it_collects_its_garbage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a project disables garbage collection, which a long-running process needs."""
    found: list[bool] = []

    class Waiting(Control):
        def next(self, timeout_seconds: float | None = None) -> None:
            found.append(gc.isenabled())
            self.stop(signal.SIGINT)

    monkeypatch.setattr(module, "Control", Waiting)
    gc.disable()
    try:
        seg(write_project(tmp_path, {"models/a.sql": "select {{ nothing() }}\n"}), "watch")
    finally:
        gc.enable()
    assert found == [True]
