"""A run with nothing to do does not open the database; any change makes it open it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from msgspec.structs import replace

import orchestrator.commands.build as commands
import orchestrator.commands.plan as planning
from orchestrator.artifacts.journal import NAME as JOURNAL
from orchestrator.commands.plan import plan
from orchestrator.state import python_source, sources
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selection import Selection
from tests.reuse.shop import FILES, Shop

MODULE = "lib/helpers_of_shop/__init__.py"
MORE = {
    **FILES,
    "data/a.csv": "x,y\n1,2\n",
    MODULE: "K = 1\n",
    "models/points.sql": (
        "{{ config(materialized='table') }}\n"
        "select sum(x) as x, '{{ env_var('RATE', '1') }}' as rate\n"
        "from {{ source('files', 'points') }}\n"
    ),
    "models/scored.py": (
        "import helpers_of_shop\n\n\ndef model(dbt, session):\n"
        "    frame = dbt.ref('sales').df()\n"
        "    frame['score'] = helpers_of_shop.K\n    return frame\n"
    ),
    "models/files.yml": (
        "sources:\n  - name: files\n    tables:\n      - name: points\n"
        "        config: {external_location: 'data/*.csv'}\n"
    ),
}


class Watched:
    """A shop; `looks` says whether a run had to look into the database."""

    def __init__(self, shop: Shop, planned: list[None]) -> None:
        self.shop = shop
        self._planned = planned

    def looks(self, *arguments: str, **flags: Any) -> bool:
        before = len(self._planned)
        self.shop.run(*arguments, **flags)
        return len(self._planned) > before

    def settle(self) -> None:
        """Build until a run has nothing to do, and knows it beforehand."""
        # Files are trusted when they are older than a moment.
        time.sleep(0.1)
        self.shop.run()
        self.shop.run()
        assert not self.looks()


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(sources, "RACY_NS", 20_000_000)
    monkeypatch.setenv("RATE", "canary")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(sys, "path", [*sys.path])
    time.tzset()
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path / "lib"), str(Path.cwd()))))
    # What was found out about a module holds for one process, which here is that of many tests.
    monkeypatch.delitem(sys.modules, "helpers_of_shop", raising=False)
    python_source.python_definition.cache_clear()
    python_source._version.cache_clear()
    planned: list[None] = []

    def noting(*arguments: Any) -> Any:
        planned.append(None)
        return built(*arguments)

    built = commands.built
    monkeypatch.setattr(commands, "built", noting)
    found = Watched(Shop(tmp_path, MORE), planned)
    found.settle()
    yield found
    monkeypatch.undo()
    time.tzset()


def _insert(shop: Shop) -> None:
    shop.sql("insert into raw.orders values (9, 1)")


def _restored(shop: Shop) -> None:
    file = shop.root / "w.duckdb"
    before = file.read_bytes()
    file.unlink()
    file.write_bytes(before)


def _with_a_log(shop: Shop) -> None:
    (shop.root / "w.duckdb.wal").write_bytes(b"")


def _in_another_zone(_: Shop) -> None:
    os.environ["TZ"] = "Asia/Tokyo"
    time.tzset()


CHANGES: dict[str, Callable[[Shop], object]] = {
    "a row of a source": _insert,
    "a file of a source": lambda shop: shop.write("data/a.csv", "x,y\n5,2\n"),
    "one more file of a source": lambda shop: shop.write("data/b.csv", "x,y\n5,2\n"),
    "a model": lambda shop: shop.edit("models/report.sql", "select *", "select *, 1 as one"),
    "a macro": lambda shop: shop.edit("macros/money.sql", "* 2", "* 3"),
    "a seed": lambda shop: shop.edit("seeds/prices.csv", "3,30", "3,31"),
    "a variable": lambda shop: shop.edit("seg_project.yml", "least: 1", "least: 2"),
    "an environment variable": lambda shop: os.environ.update(RATE="2"),
    "a module of a Python model": lambda shop: shop.write(
        "lib/helpers_of_shop/__init__.py", "K = 2\n"
    ),
    "where Python looks for modules": lambda _: sys.path.insert(0, "/nowhere"),
    "the time zone of the process": _in_another_zone,
    "a published view": lambda shop: shop.sql("drop view report"),
    "a table of a version": lambda shop: shop.sql("create table main.other as select 1 as a"),
    "a database that was restored": _restored,
    "a log beside the database": _with_a_log,
    "a generation taken back": lambda shop: shop.sql("delete from _seg.generations"),
    "the profile": lambda shop: shop.edit(
        "profiles.yml", "threads: 2}\n    o", "threads: 1}\n    o"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_looked_at(watched: Watched, change: str) -> None:
    CHANGES[change](watched.shop)

    assert watched.looks()


@pytest.mark.parametrize(
    ("arguments", "flags"),
    [
        (("build",), {"run_all": True}),
        (("build",), {"full_refresh": True}),
        (("build",), {"reuse": False}),
        (("build",), {"target": "other"}),
        (("build",), {"vars": {"least": 2}}),
        (("build", "sales"), {}),
        (("run",), {}),
        (("test",), {}),
        (("build",), {"store_failures": True}),
    ],
    ids=str,
)
def test_another_run_is_looked_at(
    watched: Watched, arguments: tuple[str, ...], flags: dict[str, Any]
) -> None:
    assert watched.looks(*arguments, **flags)


def test_the_result_is_that_of_a_run_that_looked(watched: Watched) -> None:
    told = watched.shop.run()
    (watched.shop.root / "w.duckdb.wal").write_bytes(b"")
    looked = watched.shop.run()

    assert (told.results, told.generation, told.is_unchanged, told.exit_code) == (
        looked.results,
        looked.generation,
        True,
        0,
    )


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("models/sales.sql", "select o.item", "select '{{ run_started_at }}' as at, o.item"),
        ("models/sales.sql", "select o.item", "select current_date as day, o.item"),
        (
            "models/shop.yml",
            "{name: orders}",
            "{name: orders, config: {content_query: select 1}}",
        ),
        (
            "models/sales.sql",
            "materialized='table'",
            "materialized='table', lag_tolerance={'count': 1, 'period': 'hour'}",
        ),
    ],
    ids=["clock in a template", "clock in SQL", "declared query", "tolerated lag"],
)
def test_what_files_cannot_tell_is_looked_at_each_time(
    watched: Watched, path: str, old: str, new: str
) -> None:
    watched.shop.edit(path, old, new)
    watched.shop.run()

    assert [watched.looks(), watched.looks()] == [True, True]


def test_a_module_that_was_changed_after_it_was_read_is_not_remembered(watched: Watched) -> None:
    """This process keeps using the imported module, as Python does, but a new one would not."""
    watched.shop.edit(MODULE, "1", "2")
    time.sleep(0.1)
    watched.shop.run()
    watched.shop.run()

    assert watched.looks()


def test_a_source_that_is_a_view_is_looked_at_each_time(watched: Watched) -> None:
    watched.shop.sql("create table raw.kept as from raw.orders")
    watched.shop.sql("drop table raw.orders")
    watched.shop.sql("create view raw.orders as from raw.kept")
    watched.shop.run()

    assert [watched.looks(), watched.looks()] == [True, True]


def test_failing_rows_that_will_expire_are_looked_at_each_time(watched: Watched) -> None:
    test = "{{ config(severity='warn') }}select * from {{ ref('sales') }}\n"
    watched.shop.write("tests/none.sql", test)
    watched.shop.run("run")
    watched.shop.run("run")
    assert not watched.looks("run")
    watched.shop.run("test", "none", store_failures=True)

    assert [watched.looks("run"), watched.looks("run"), watched.looks("run")] == [True, True, True]


def test_the_end_of_a_killed_run_is_told(tmp_path: Path, watched: Watched) -> None:
    journal = tmp_path / "target" / JOURNAL
    command = [sys.executable, "-m", "orchestrator", "build", "--project-dir", str(tmp_path)]

    def built() -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    built()
    assert "did not finish" not in built()
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))
    assert "did not finish" in built()


def test_the_database_is_not_opened_while_somebody_writes(tmp_path: Path, watched: Watched) -> None:
    """Checking whether there is anything to do does not wait for the lock."""
    file = str(tmp_path / "w.duckdb")
    script = f"import duckdb; kept = duckdb.connect({file!r}); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(duckdb.Error):
            watched.shop.sql("select 1")
        assert not watched.looks()
        other.communicate("\n")


def test_values_are_not_kept_in_clear(tmp_path: Path, watched: Watched) -> None:
    [file] = (tmp_path / "target/reading").glob("*.idle_run.read.json")

    assert b"RATE" in file.read_bytes()
    assert b"canary" not in file.read_bytes()


def test_a_damaged_file_is_as_none(tmp_path: Path, watched: Watched) -> None:
    [file] = (tmp_path / "target/reading").glob("*.idle_run.read.json")
    for text in (b"", b"{}", file.read_bytes()[:-9]):
        file.write_bytes(text)
        assert watched.looks()
    assert not watched.looks()


def test_a_plan_need_not_look_either(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    flags = Flags(project_dir=watched.shop.root, write_json=False)
    looked = plan(open_workspace(replace(flags, target_path="elsewhere"), "build"), Selection())
    monkeypatch.setattr(planning, "planned", None)
    told = plan(open_workspace(flags, "build"), Selection())

    assert told.steps == looked.steps == {}
    assert told.reused == looked.reused
