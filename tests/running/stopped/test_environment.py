"""Locks, permissions, disks, memory and damage: exit 3, the cause, and nothing is lost."""

import ctypes
import errno
import os
import shutil
import signal
import subprocess
from collections import namedtuple
from pathlib import Path

import duckdb
import pytest

from orchestrator.artifacts import journal
from tests.projects import rows, seg, write_project
from tests.running.reading import artifact, closing, published, said, statuses
from tests.running.stopped.processes import ended, seg_process, started, wait_for
from tests.running.stopped.test_signals import FILES as SLOW

FILES = {
    "models/a.sql": "{{ config(materialized='table') }} select 1 as i",
    "models/b.sql": "select * from {{ ref('a') }}",
    "tests/no_two.sql": "select * from {{ ref('b') }} where i = 2",
}
ONE = {"a": [(1,)], "b": [(1,)]}


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second build reports who holds the lock, and starts if its timeout allows."""
    write_project(tmp_path, SLOW)
    with started(tmp_path, "build", "--vars", "{run: 2}") as first:
        wait_for(first, "START sql table model main.slow")
        refused = seg_process(tmp_path, "build")
        assert (refused.exit_code, refused.stdout) == (3, "")
        lines = refused.stderr.splitlines()
        assert lines[0].startswith("the warehouse warehouse.duckdb is in use by python")
        assert lines[0].endswith(f"(PID {first.pid})")
        assert lines[1:] == [
            "  fix: stop that program, or set a lock timeout to wait for it; 'publish: {readers: "
            "PATH}' in seg_project.yml keeps a copy that can be read meanwhile"
        ]
        short = seg_process(tmp_path, "build", "--lock-timeout", "0.3")
        assert (short.exit_code, "; waited 0.3 s" in short.stderr) == (3, True)
        with started(tmp_path, "build", "--lock-timeout", "60") as second:
            first.send_signal(signal.SIGTERM)
            assert ended(first).exit_code == 143
            assert ended(second).exit_code == 0
    assert published(tmp_path)["slow"] == [(1,)]
    assert set(statuses(tmp_path).values()) == {"success", "pass"}


def test_readers_keep_a_build_waiting_and_are_named(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True):
        refused = seg_process(tmp_path, "build")
    assert refused.exit_code == 3
    assert f"(PID {os.getpid()})" in refused.stderr


def without_roots_rights() -> None:
    """Root may write everywhere: give that right up, for what is started next."""
    drop_bounding_capability, may_override_rights = 24, 1
    ctypes.CDLL(None).prctl(drop_bounding_capability, may_override_rights, 0, 0, 0)


@pytest.fixture
def read_only(tmp_path: Path):
    """A built project that nobody may write into."""
    seg(write_project(tmp_path, FILES), "build")
    before = {path: path.stat().st_mode for path in [tmp_path, *tmp_path.rglob("*")]}
    for path, mode in before.items():
        path.chmod(mode & ~0o222)
    yield tmp_path
    for path, mode in before.items():
        path.chmod(mode)


def test_a_read_only_folder(read_only: Path) -> None:
    refused = seg_process(read_only, "build", preexec_fn=without_roots_rights)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "warehouse.duckdb" in refused.stderr
    assert "Permission denied" in refused.stderr
    for command in ("ls", "compile", "show", "debug"):
        selection = ("--select", "b") if command in ("ls", "show", "compile") else ()
        looked = seg_process(read_only, command, *selection, preexec_fn=without_roots_rights)
        assert looked.exit_code == 0, looked.stderr
        is_compile = command == "compile"
        assert looked.stderr.startswith("cannot write") == is_compile
        assert is_compile or looked.stderr == ""
    assert published(read_only) == ONE


def test_a_read_only_target_folder(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    before = published(tmp_path)
    write_project(tmp_path, {"models/a.sql": FILES["models/a.sql"].replace("1", "3")})
    target = tmp_path / "target"
    for path in (target, *target.glob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    refused = seg_process(tmp_path, "build", preexec_fn=without_roots_rights)
    assert refused.exit_code == 3
    assert refused.stderr.startswith(f"cannot write {target}/seg_journal.jsonl: Permission denied")
    assert "  fix: make the directory writable, or choose another target path" in (refused.stderr)
    assert published(tmp_path) == before
    elsewhere = seg_process(
        tmp_path, "build", "--target-path", "other", preexec_fn=without_roots_rights
    )
    assert elsewhere.exit_code == 0
    assert (tmp_path / "other/run_results.json").exists()
    target.chmod(0o755)


def test_a_full_disk_stops_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seg(write_project(tmp_path, FILES), "build")
    before = (published(tmp_path), artifact(tmp_path, "run_results.json"))
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(100, 99, 12 * 2**20))
    refused = seg(tmp_path, "build", "--force")
    assert (refused.exit_code, refused.stdout, refused.stderr) == (
        3,
        "",
        f"{tmp_path}: only 12 MiB are free on this disk, 64 MiB are needed\n"
        "  fix: free some space; nothing was written\n",
    )
    assert (published(tmp_path), artifact(tmp_path, "run_results.json")) == before


def test_a_run_that_filled_the_disk_does_not_keep_the_next_one_from_making_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = "select 1 as i\n", "select i, hash(i) as h from range(9000000) as t (i)\n"
    config = "{{ config(materialized='table') }}\n"
    failing = {"tests/none.sql": "select * from {{ ref('a') }} where i > 2\n"}
    seg(write_project(tmp_path, {"models/a.sql": config + few, **failing}), "build")
    # What is built is not published, and stays in the file.
    write_project(tmp_path, {"models/a.sql": config + many})
    assert seg(tmp_path, "build").exit_code == 1
    size = (tmp_path / "warehouse.duckdb").stat().st_size
    assert size > 64 * 2**20
    write_project(tmp_path, {"models/a.sql": config + few.replace("1", "2")})
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(100, 99, 12 * 2**20))
    built = seg(tmp_path, "build")
    assert built.exit_code == 0, built.stderr
    assert (tmp_path / "warehouse.duckdb").stat().st_size <= size
    assert rows(tmp_path, "select i from a") == [(2,)]


def test_running_out_of_memory_names_the_model_and_the_limit(tmp_path: Path) -> None:
    files = {
        "seg_project.yml": "name: shop\nengine: {memory_limit: 60MB, threads: 1, "
        "max_temp_directory_size: 1MB}\n",
        "models/a.sql": FILES["models/a.sql"],
        "models/large.sql": "{{ config(materialized='table') }}\n"
        "select list(md5(i::varchar)) as all_of_them from range(2000000) as t (i)",
        "models/z.sql": "select * from {{ ref('large') }}",
    }
    failed = seg(write_project(tmp_path, files), "build", "--threads", "1")
    assert (failed.exit_code, failed.stderr) == (3, "")
    assert (
        "[ERROR]: in model large (models/large.sql)\n  models/large.sql: the engine reached "
        in (closing(failed))
    )
    assert "  fix: raise m" in closing(failed)
    assert "Nothing was published: large failed\n" in closing(failed)
    assert published(tmp_path) == {}
    assert statuses(tmp_path) == {"a": "success", "large": "error", "z": "skipped"}


def test_a_damaged_warehouse_is_left_as_it_is(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    file = tmp_path / "warehouse.duckdb"
    damaged = bytearray(file.read_bytes())
    damaged[4096:12288] = b"\xff" * 8192
    for data in (b"this is no warehouse" * 1000, bytes(damaged)):
        file.write_bytes(data)
        for command in ("build", "test", "rollback", "debug"):
            refused = seg(tmp_path, command)
            assert refused.exit_code == 3
            assert "warehouse.duckdb: the warehouse is damaged: " in refused.stderr
            assert "  fix: restore the file from a copy; seg does not change it" in refused.stderr
            assert file.read_bytes() == data
    assert seg(tmp_path, "ls").exit_code == 0


@pytest.mark.parametrize(
    "content",
    [b"\x00\xff not a line of JSON\n", b'{"event": "RunStarted"}\n{"event": 7}\n', b"[]\n"],
)
def test_a_damaged_journal_is_one_warning(tmp_path: Path, content: bytes) -> None:
    seg(write_project(tmp_path, FILES), "build")
    journal = tmp_path / "target/seg_journal.jsonl"
    journal.write_bytes(content)
    built = seg(tmp_path, "build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert said(built).count("[WARNING]") == 1
    assert "it is kept as seg_journal.jsonl.damaged" in said(built)
    assert (tmp_path / "target/seg_journal.jsonl.damaged").read_bytes() == content
    assert "[WARNING]" not in seg(tmp_path, "build").stdout


@pytest.mark.parametrize("name", ["run_results.json", "manifest.json", "sources.json"])
def test_damaged_artifacts_are_written_anew(tmp_path: Path, name: str) -> None:
    seg(write_project(tmp_path, FILES), "build")
    (tmp_path / "target" / name).write_bytes(b"\xff\x00")
    assert seg(tmp_path, "build").exit_code == 0
    if name != "sources.json":
        assert artifact(tmp_path, name)


def test_the_target_folder_may_go(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    shutil.rmtree(tmp_path / "target")
    assert seg(tmp_path, "build").exit_code == 0


def test_a_version_that_was_dropped_by_hand_is_built_again(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("drop schema seg_versions cascade")
    assert seg(tmp_path, "build").exit_code == 0
    assert published(tmp_path) == ONE


def test_a_reader_of_the_output_may_go_away(tmp_path: Path) -> None:
    """`seg build | head -1` still builds and publishes."""
    write_project(tmp_path, FILES)
    with started(tmp_path, "build") as process:
        assert process.stdout is not None
        wait_for(process, "Running with seg")
        process.stdout.close()
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert published(tmp_path) == ONE
    with started(tmp_path, "ls", stdin=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(30) == 0


@pytest.mark.parametrize(
    ("durable", "is_published"), [(1, False), (2, True), (3, True)], ids=["start", "publish", "end"]
)
def test_a_journal_that_cannot_be_written_hides_no_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, durable: int, is_published: bool
) -> None:
    """The journal is flushed at the start of a run, at its publication and at its end."""
    waited: list[int] = []

    def sync(number: int) -> None:
        waited.append(number)
        if len(waited) >= durable:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal, "sync", sync)
    broken = seg(write_project(tmp_path, {"models/a.sql": "select 1 as id"}), "build")

    told = (
        "generation 1 is published, but the run was interrupted after that: "
        if is_published
        else ""
    )
    why = f"cannot write {tmp_path / 'target/seg_journal.jsonl'}: No space left on device\n"
    assert (broken.exit_code, broken.stderr.startswith(f"{told}{why}")) == (3, True)
    assert bool(published(tmp_path)) == is_published
