"""What the warehouse survives: kills, aborted commits, locks, damage, full disks, hostile SQL."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestrator.engines.door import Connection, adapter
from orchestrator.engines.duckdb.published import publishing
from orchestrator.errors import (
    EnvironmentFault,
    ProjectError,
    StatementError,
    WarehouseDamaged,
    WarehouseLocked,
)
from tests.engines.warehouse import Warehouse

ROOT = Path(__file__).parents[2]


def open_in(folder: Path, **settings: object) -> Warehouse:
    return Warehouse(adapter("duckdb").open_engine(Connection(folder, settings)))


@pytest.fixture
def held(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the warehouse open."""
    code = (
        f"import duckdb, sys; c = duckdb.connect({str(tmp_path / 'warehouse.duckdb')!r}); "
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.stdin.close()


def test_a_lock_names_its_holder(tmp_path: Path, held: subprocess.Popen[str]):
    with pytest.raises(WarehouseLocked) as refused:
        open_in(tmp_path)
    program = Path(sys.executable).resolve().name
    assert str(refused.value) == (
        f"the warehouse warehouse.duckdb is in use by {program} (PID {held.pid})\n"
        "  fix: stop that program, or set a lock timeout to wait for it"
    )


def test_waiting_for_a_lock(tmp_path: Path, held: subprocess.Popen[str]):
    with pytest.raises(WarehouseLocked, match=r"; waited 0\.1 s\n"):
        adapter("duckdb").open_engine(Connection(tmp_path, lock_timeout_seconds=0.1))
    assert held.stdin is not None
    threading.Timer(0.2, held.stdin.close).start()
    adapter("duckdb").open_engine(Connection(tmp_path, lock_timeout_seconds=30)).close()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"not a database" * 999, "exists, but it is not a valid", id="another file"),
        pytest.param(b"", "exists, but it is not a valid", id="empty"),
        pytest.param(b"\0" * 5000, "exists, but it is not a valid", id="zeros"),
    ],
)
def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path, data: bytes, reason: str):
    file = tmp_path / "warehouse.duckdb"
    file.write_bytes(data)
    with pytest.raises(WarehouseDamaged) as refused:
        open_in(tmp_path)
    message = str(refused.value)
    assert message.startswith("warehouse.duckdb: the warehouse is damaged: ")
    assert reason in message
    assert message.endswith("  fix: restore the file from a copy; seg does not change it")
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse.duckdb"]
    assert file.read_bytes() == data


def test_damage_inside_the_file(tmp_path: Path):
    warehouse = open_in(tmp_path)
    warehouse.publish(warehouse.table("a", "select 1 as i"))
    warehouse.engine.close()
    file = tmp_path / "warehouse.duckdb"
    data = bytearray(file.read_bytes())
    data[4096:12288] = b"\xff" * 8192
    file.write_bytes(data)
    with pytest.raises(
        WarehouseDamaged,
        match=r"^warehouse\.duckdb: the warehouse is damaged: Corrupt database file",
    ):
        open_in(tmp_path)
    assert file.read_bytes() == data


def test_a_place_where_no_file_can_be(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault) as refused:
        open_in(tmp_path, path="file/w.duckdb")
    assert str(refused.value) == (
        f"{tmp_path}/file: cannot create the warehouse's directory: File exists\n"
        "  fix: set 'path' in the profile to a writable location"
    )


def test_a_nearly_full_disk_stops_before_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    warehouse = open_in(tmp_path)
    change = warehouse.table("a", "select 1 as i")
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(100, 99, 12 * 2**20))
    with pytest.raises(EnvironmentFault) as refused:
        warehouse.publish(change)
    assert str(refused.value) == (
        f"{tmp_path}: only 12 MiB are free on this disk, 64 MiB are needed\n"
        "  fix: free some space; nothing was written"
    )
    assert warehouse.names() == []


def test_running_out_of_memory_is_the_environments_fault(tmp_path: Path):
    warehouse = open_in(tmp_path, memory_limit="30MB", settings={"threads": 1})
    with pytest.raises(EnvironmentFault) as refused:
        warehouse.session.query(
            "select length(list(md5(i::varchar))::varchar) from range(1000000) t(i)"
        )
    message = str(refused.value)
    assert message.startswith("the engine reached its memory_limit: failed to allocate data")
    assert "28.6 MiB used" in message
    assert message.endswith(
        "  fix: raise memory_limit, set temp_directory to a disk with space, or use fewer threads"
    )


def test_temporary_files_have_a_limit(tmp_path: Path):
    warehouse = open_in(
        tmp_path,
        memory_limit="40MB",
        max_temp_directory_size="1MB",
        settings={"threads": 1, "preserve_insertion_order": False},
    )
    with pytest.raises(EnvironmentFault) as refused:
        warehouse.session.execute(
            "create table t as select md5(i::varchar) as m from range(3000000) t(i) order by m"
        )
    assert "max_temp_directory_size" in str(refused.value)


def test_work_larger_than_memory_spills_inside_the_sandbox(tmp_path: Path):
    warehouse = open_in(tmp_path, memory_limit="60MB", settings={"threads": 1})
    assert (
        warehouse.session.execute(
            "create table t as select md5(i::varchar) as m from range(600000) t(i) order by m"
        )
        == 600000
    )


def test_a_commit_of_an_aborted_transaction_is_noticed(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
):
    warehouse.publish(warehouse.table("a", "select 1 as i"))

    def abort(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
        if name == "commit":
            with pytest.raises(duckdb.Error):
                cursor.execute("select error('the transaction is aborted by this')")

    monkeypatch.setattr(publishing, "step", abort)
    with pytest.raises(WarehouseDamaged) as refused:
        warehouse.publish(warehouse.table("a", "select 2 as i"))
    assert str(refused.value) == (
        "generation 2 was not published: the warehouse does not contain what was just committed\n"
        "  fix: run again; what was published before is still published"
    )
    assert warehouse.rows("from a") == [(1,)]


def test_an_interrupt_takes_a_publication_back(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
):
    warehouse.publish(warehouse.table("a", "select 1 as i"))
    change = warehouse.table("a", "select 2 as i")

    def interrupt(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
        if name == "commit":
            raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "step", interrupt)
    with pytest.raises(KeyboardInterrupt):
        warehouse.publish(change)
    monkeypatch.undo()
    assert warehouse.rows("from a") == [(1,)]
    assert warehouse.publish(change) == (2, ())


KILLED = """
import os, signal, sys
from pathlib import Path
from orchestrator.engines.duckdb.published import publishing
from tests.engines.test_duckdb_faults import open_in, two_tables

def kill(name, cursor):
    if name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

warehouse = open_in(Path(sys.argv[1]))
changes = two_tables(warehouse, 2)
publishing.step = kill
warehouse.publish(*changes)
"""


def two_tables(warehouse: Warehouse, value: int):
    return [warehouse.table(name, f"select {value} as i") for name in ("a", "b")]


@pytest.mark.parametrize("stage", publishing.STAGES)
def test_a_kill_while_publishing_leaves_one_whole_generation(tmp_path: Path, stage: str):
    warehouse = open_in(tmp_path)
    warehouse.publish(*two_tables(warehouse, 1))
    warehouse.engine.close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), stage], cwd=ROOT, env={**os.environ}
    )
    assert ended.returncode == -signal.SIGKILL
    after = open_in(tmp_path)
    is_committed = publishing.STAGES.index(stage) > publishing.STAGES.index("commit")
    value = 2 if is_committed else 1
    assert after.rows("select a.i, b.i from a, b") == [(value, value)]
    assert after.engine.catalogue().generations[0].number == value
    assert after.publish(*two_tables(after, 3)) == (value + 1, ())
    after.engine.close()


def test_readers_see_all_old_or_all_new(tmp_path: Path):
    warehouse = open_in(tmp_path)
    names = [f"t{number}" for number in range(10)]
    together = "select " + ", ".join(f"(select i from {name})" for name in names)

    def changes(value: int):
        return [warehouse.table(name, f"select {value} as i", number=value + 1) for name in names]

    warehouse.publish(*changes(0))
    seen: set[tuple[object, ...]] = set()
    failed: list[StatementError] = []
    is_done = threading.Event()

    def read() -> None:
        session = warehouse.engine.session()
        while not is_done.is_set():
            try:
                seen.update(session.query(together).values)
            except StatementError as error:
                failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for value in range(1, 21):
        warehouse.publish(*changes(value))
    is_done.set()
    for reader in readers:
        reader.join()
    assert failed == []
    assert {len(set(row)) for row in seen} == {1}
    assert len(seen) > 1
    assert warehouse.rows(together) == [(20,) * 10]
    warehouse.engine.close()


def test_sql_reads_files_of_the_project_and_of_readable_directories_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project, other = tmp_path / "project", tmp_path / "other"
    for folder in (project, other):
        folder.mkdir()
        (folder / "x.csv").write_text("i\n1\n")
    monkeypatch.chdir(project)
    warehouse = open_in(project)
    assert warehouse.rows("from 'x.csv'") == [(1,)]
    for source in ("/etc/hostname", str(other / "x.csv"), f"{project}/../other/x.csv"):
        with pytest.raises(StatementError) as refused:
            warehouse.rows(f"from read_text('{source}')")
        assert refused.value.message == (
            f'Permission Error: Cannot access file "{source}" - '
            "file system operations are disabled by configuration\n"
            "SQL reads files of sources and of the project only: name the directory under "
            "'readable', or set external_access: true, in 'engine:' of the project file or in the "
            "profile's target; if the project was moved, rebuild the views that read its files"
        )
    for sql in (
        f"copy (select 1) to '{other}/y.csv'",
        f"attach '{other}/y.db'",
        "install httpfs",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
        "set memory_limit = '1TB'",
    ):
        with pytest.raises(StatementError):
            warehouse.session.execute(sql)
    warehouse.engine.close()
    for allowing in ({"readable": ["../other"]}, {"external_access": True}):
        warehouse = open_in(project, **allowing)
        assert warehouse.rows(f"from '{other}/x.csv'") == [(1,)]
        warehouse.engine.close()
    engine = adapter("duckdb").open_engine(Connection(project, readable=(other,)))
    assert engine.session().query(f"from '{other}/x.csv'").values == ((1,),)
    engine.close()


def test_python_variables_are_no_tables(warehouse: Warehouse):
    secret = [1]  # noqa: F841
    with pytest.raises(StatementError, match="Table with name secret does not exist"):
        warehouse.rows("from secret")


def test_the_profile_sets_up_the_database(tmp_path: Path):
    duckdb.connect(str(tmp_path / "crm.duckdb")).execute("create table t as select 7 as i").close()
    warehouse = open_in(
        tmp_path,
        path="data/w.duckdb",
        database="w",
        settings={"TimeZone": "Asia/Tokyo"},
        config_options={"threads": 2},
        extensions=["json"],
        attach=[{"path": "crm.duckdb", "alias": "crm", "read_only": True}],
    )
    assert warehouse.rows(
        "select current_setting('TimeZone'), current_setting('threads'), current_database(), i "
        "from crm.t"
    ) == [("Asia/Tokyo", 2, "w", 7)]
    assert [str(name) for name in warehouse.engine.catalogue().existing] == ["crm.main.t"]
    warehouse.engine.close()


def test_the_session_is_in_utc_wherever_the_machine_is(tmp_path: Path):
    warehouse = open_in(tmp_path)
    assert warehouse.rows("select current_setting('TimeZone')") == [("UTC",)]
    warehouse.engine.close()


def test_what_is_wrong_in_a_profile_is_said_at_once(tmp_path: Path):
    with pytest.raises(ProjectError) as refused:
        open_in(tmp_path, attach=[{"alias": "a"}], readable=7, external_access="y")
    assert str(refused.value) == (
        "profile: each entry of 'attach' needs a path, found {'alias': 'a'}\n"
        "profile: 'readable' must be a list of directories, found 7\n"
        "profile: 'external_access' must be true or false, found 'y'"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"memory_limit": "lots"},
            "profile: setting 'memory_limit': Parser Error: Memory must have a number (e.g. 1GB)",
        ),
        (
            {"config_options": {"nope": 1}},
            "profile: Invalid Input Error: The following options were not recognized: nope",
        ),
        (
            {"database": "other"},
            "profile: no database 'other' in warehouse.duckdb\n"
            "  fix: remove 'database', or use one of: warehouse",
        ),
        (
            {"path": "s3://bucket/w.db"},
            "profile: path 's3://bucket/w.db' is not a file\n"
            "  fix: name a local file, and attach the remote database with 'attach'",
        ),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, settings: dict[str, object], message: str):
    with pytest.raises(ProjectError) as refused:
        open_in(tmp_path, **settings)
    assert str(refused.value) == message


def test_a_database_in_memory_can_publish(tmp_path: Path):
    warehouse = open_in(tmp_path, path=":memory:")
    warehouse.publish(warehouse.table("a", "select 1 as i"))
    assert warehouse.engine.session().query("from a").values == ((1,),)
    warehouse.engine.close()
    assert list(tmp_path.iterdir()) == []
