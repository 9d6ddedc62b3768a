"""Rewriting the database: what must not be lost, and what a kill at any moment leaves."""

import multiprocessing
import os
import signal
from pathlib import Path

import duckdb
import pytest

from orchestrator.engines.door import Connection
from orchestrator.engines.duckdb import client
from orchestrator.engines.duckdb.adapter import open_engine
from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.published import compacting
from orchestrator.errors import EnvironmentFault, WarehouseDamaged
from tests.engines.warehouse import Warehouse

CANARY = "canary-4711"
OBJECTS = """
create schema other;
create sequence other.numbers start 5;
create type other.mood as enum ('good', 'bad');
create table other.kept (
    id integer primary key default nextval('other.numbers'),
    mood other.mood, twice integer generated always as (id * 2), check (id > 0));
insert into other.kept (mood) values ('good'), ('bad');
create index by_mood on other.kept (mood);
comment on table other.kept is 'not made by seg';
comment on column other.kept.mood is 'how it is';
create macro other.plus(x) as x + 1;
create macro other.all_kept() as table select * from other.kept;
create view a_view as select other.plus(id) as n from other.kept;
create view above as select * from a_view;
create table gone (n integer);
create view on_gone as select * from gone;
drop table gone;
"""
CONTENT = (
    "from other.kept order by id",
    "from above order by n",
    "from other.all_kept() order by id",
    "select nextval('other.numbers')",
    "select comment from duckdb_tables() where table_name = 'kept'",
    "select comment from duckdb_columns() where table_name = 'kept' order by 1",
    "select sql from duckdb_indexes()",
    "select sql from duckdb_views() where view_name = 'on_gone'",
    "from people order by all",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A warehouse with two generations, a canary in both, and much that seg did not make."""
    with opened(tmp_path) as engine:
        warehouse = Warehouse(engine)
        for rows in (1000, 2000):
            # In two parts, as the manifest keeps the text of the SELECT.
            select = "select 'canary' || '-4711' as customer_id "
            select += f"union all select 'c' || i from range({rows}) t (i)"
            warehouse.publish(warehouse.table("people", select))
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(OBJECTS)
    return tmp_path


class opened:
    """The engine of the warehouse in a folder, closed at the end."""

    def __init__(self, folder: Path, **options: bool) -> None:
        self._connection = Connection(folder, {}, **options)

    def __enter__(self) -> DuckDBEngine:
        self._engine = open_engine(self._connection)
        return self._engine

    def __exit__(self, *_: object) -> None:
        self._engine.close()


def content(folder: Path) -> list[list[tuple[object, ...]]]:
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        return [connection.execute(query).fetchall() for query in CONTENT]


def bytes_beside(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())


def erase(engine: DuckDBEngine) -> None:
    versions = engine.catalogue().versions
    engine.delete_rows(dict.fromkeys(versions, f"customer_id = '{CANARY}'"))


def test_bytes_of_deleted_rows_go_and_all_else_stays(folder: Path, tmp_path: Path) -> None:
    file = folder / "warehouse.duckdb"
    file.chmod(0o640)
    with opened(folder) as engine:
        erase(engine)
    assert CANARY.encode() in bytes_beside(folder)
    before = content(folder)
    size = file.stat().st_size
    with opened(folder) as engine:
        compacted = engine.compact()
    assert compacted is not None
    assert compacted.bytes_before >= size
    assert compacted.bytes_after == file.stat().st_size
    assert CANARY.encode() not in bytes_beside(folder)
    assert [path.name for path in folder.iterdir()] == ["warehouse.duckdb"]
    assert file.stat().st_mode & 0o777 == 0o640
    after = content(folder)
    # The sequence went on: the copy gives the number after the one that was read before.
    numbers = CONTENT.index("select nextval('other.numbers')")
    assert (before[numbers], after[numbers]) == ([(7,)], [(8,)])
    before[numbers] = after[numbers] = []
    assert after == before


def test_generations_are_kept(folder: Path) -> None:
    with opened(folder) as engine:
        before = engine.catalogue()
        engine.compact()
    with opened(folder) as engine:
        assert engine.catalogue() == before
        engine.rollback(1, "back", before.generations[0].published_at)
        assert Warehouse(engine).rows("select count(*) from people") == [(1001,)]


@pytest.mark.parametrize(
    ("version", "block_size"), [("v1.0.0", 16384), ("v1.2.0", 262144), ("v2.0.0", 65536)]
)
def test_the_format_of_the_file_stays(version: str, block_size: int, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{tmp_path}/warehouse.duckdb' as w "
            f"(storage_version '{version}', block_size {block_size})"
        )
        connection.execute("create table w.t as select 1 as n")
    with opened(tmp_path) as engine:
        engine.compact()
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        assert connection.execute(
            "select s.block_size, d.tags['storage_version'] from pragma_database_size() as s "
            "inner join duckdb_databases() as d using (database_name) "
            "where database_name = 'warehouse'"
        ).fetchall() == [(block_size, f"{version}+")]


def test_a_database_in_memory_has_no_file(tmp_path: Path) -> None:
    engine = open_engine(Connection(tmp_path, {"path": ":memory:"}))
    engine.require_room()
    assert engine.compact() is None
    assert Warehouse(engine).rows("select 1") == [(1,)]
    engine.close()


def test_a_link_stays_a_link(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "real.duckdb"
    file = folder / "warehouse.duckdb"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    with opened(folder) as engine:
        erase(engine)
        engine.compact()
    assert file.is_symlink()
    assert CANARY.encode() not in elsewhere.read_bytes()
    assert [path.name for path in elsewhere.parent.iterdir()] == ["real.duckdb"]


def test_the_database_in_use_is_compacted_and_an_attached_one_is_left(folder: Path) -> None:
    with duckdb.connect(str(folder / "side.duckdb")) as connection:
        connection.execute("create table t as select 1 as n")
    side = (folder / "side.duckdb").read_bytes()
    settings = {"attach": [{"path": "side.duckdb"}]}
    engine = open_engine(Connection(folder, settings))
    erase(engine)
    engine.compact()
    engine.close()
    assert (folder / "side.duckdb").read_bytes() == side
    assert CANARY.encode() not in (folder / "warehouse.duckdb").read_bytes()


def test_an_attached_database_in_use_is_compacted(folder: Path) -> None:
    main = (folder / "warehouse.duckdb").read_bytes()
    settings = {"attach": [{"path": "side.duckdb", "alias": "side"}], "database": "side"}
    engine = open_engine(Connection(folder, settings))
    warehouse = Warehouse(engine)
    select = "select 'canary' || '-4711' as customer_id union all select 'x'"
    warehouse.publish(warehouse.table("people", select))
    erase(engine)
    engine.compact()
    assert CANARY.encode() not in (folder / "side.duckdb").read_bytes()
    engine = open_engine(Connection(folder, settings))
    assert Warehouse(engine).rows("from people") == [("x",)]
    engine.close()
    assert (folder / "warehouse.duckdb").read_bytes() == main


def test_no_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "warehouse.duckdb"
    size = file.stat().st_size
    needed: list[int] = []

    def full(path: Path, needed_bytes: int = 0) -> None:
        needed.append(needed_bytes)
        raise EnvironmentFault("full")

    monkeypatch.setattr(compacting, "require_space", full)
    with opened(folder) as engine, pytest.raises(EnvironmentFault):
        engine.compact()
    assert needed == [size]
    assert [path.name for path in folder.iterdir()] == ["warehouse.duckdb"]


def test_a_copy_that_differs_is_thrown_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(name: str) -> None:
        if name == "verify":
            with duckdb.connect(str(folder / "warehouse.duckdb.compacting")) as connection:
                connection.execute("delete from other.kept where id = 5")

    before = content(folder)[:2]
    monkeypatch.setattr(compacting, "step", spoil)
    with opened(folder) as engine, pytest.raises(WarehouseDamaged) as damaged:
        engine.compact()
    assert str(damaged.value) == (
        "a fresh copy of the database has different row counts: it was discarded\n"
        "  fix: the rows are deleted, and their bytes can still be in free blocks of the file; "
        "try 'seg erase' again"
    )
    assert [path.name for path in folder.iterdir()] == ["warehouse.duckdb"]
    assert content(folder)[:2] == before


@pytest.mark.parametrize("stage", compacting.STAGES)
def test_a_kill_at_any_moment_leaves_a_whole_database(stage: str, folder: Path) -> None:
    before = content(folder)
    child = multiprocessing.get_context("forkserver").Process(
        target=_killed_while_compacting, args=(folder, stage)
    )
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    after = content(folder)
    assert after[:3] == before[:3]
    # The next process that opens the file to write clears away what was left beside it.
    with opened(folder) as engine:
        erase(engine)
        engine.compact()
    assert [path.name for path in folder.iterdir()] == ["warehouse.duckdb"]
    assert CANARY.encode() not in bytes_beside(folder)


def _killed_while_compacting(folder: Path, stage: str) -> None:
    def kill(name: str) -> None:
        if name == stage:
            os.kill(os.getpid(), signal.SIGKILL)

    compacting.step = kill
    with opened(folder) as engine:
        engine.compact()


def test_leftovers_are_cleared_by_the_next_writer_only(folder: Path) -> None:
    spilled = folder / "warehouse.duckdb.tmp"
    spilled.mkdir()
    leftovers = [folder / "warehouse.duckdb.compacting", spilled / "duckdb_temp_42_0_storage.tmp"]
    for leftover in leftovers:
        leftover.write_bytes(b"half")
    with opened(folder, read_only=True):
        assert [leftover.exists() for leftover in leftovers] == [True, True]
    with opened(folder):
        assert [leftover.exists() for leftover in leftovers] == [False, False]


def test_who_waited_for_the_lock_gets_the_new_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file is opened by name just before the rename, and locked just after it."""
    file = folder / "warehouse.duckdb"
    with opened(folder) as engine:
        erase(engine)
    connect, calls = duckdb.connect, []

    def late(database: str, **options: object) -> duckdb.DuckDBPyConnection:
        calls.append(database)
        if len(calls) > 1:
            return connect(database, **options)
        old = file.with_name("old")
        os.link(file, old)
        replacement = file.with_name("new")
        replacement.write_bytes(file.read_bytes())
        connection = connect(str(old), **options)
        replacement.replace(file)
        return connection

    monkeypatch.setattr(client.duckdb, "connect", late)
    with opened(folder) as engine:
        path = Warehouse(engine).rows("select path from duckdb_databases() where path is not null")
    assert path == [(str(file),)]
    assert len(calls) == 2
