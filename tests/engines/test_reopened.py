"""What a database contains after a commit failed on a full disk: its file decides."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestrator.engines.door import Connection, adapter
from orchestrator.engines.duckdb import engine as engine_module
from orchestrator.engines.duckdb.published import publishing, reopened
from orchestrator.errors import EnvironmentFault
from orchestrator.generations.values import Generation
from tests.engines.warehouse import AT, Warehouse


def test_a_run_that_published_before_did_not_publish_what_a_full_disk_kept_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The earlier generation is of the same run, and must not make the failed commit a success."""
    opened = adapter("duckdb").open_engine(Connection(tmp_path, {}))
    warehouse = Warehouse(opened)
    assert warehouse.publish(warehouse.table("a", "select 1 as n"))[0] == 1

    second = warehouse.table("a", "select 2 as n")
    lose_the_database(monkeypatch)
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        opened.publish((second,), "run", AT)


def lose_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commit fail, and the database with it."""

    def full(name: str, _: object) -> None:
        if name == "commit":
            raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr(publishing, "step", full)
    monkeypatch.setattr(engine_module, "is_lost", lambda _: True)


def test_why_nobody_could_look_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    opened = adapter("duckdb").open_engine(Connection(tmp_path, {}))
    change = Warehouse(opened).table("a", "select 1 as n")
    lose_the_database(monkeypatch)

    def damaged(*_: object) -> None:
        raise duckdb.IOException("IO Error: the log is damaged\nmore of it")

    monkeypatch.setattr(engine_module, "published_by", damaged)
    with pytest.raises(EnvironmentFault, match="checked: IO Error: the log is damaged"):
        opened.publish((change,), "run", AT)


HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"


@pytest.mark.parametrize("is_kept", [True, False])
def test_another_process_takes_the_database_that_a_full_disk_cost(
    is_kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opened = adapter("duckdb").open_engine(Connection(tmp_path, {}))
    warehouse = Warehouse(opened)
    change = warehouse.table("a", "select 1 as n")
    lose_the_database(monkeypatch)

    def after_another(run_id: str, file: Path, target: str) -> Generation | None:
        command = [sys.executable, "-c", HOLD, str(file)]
        with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as other:
            assert other.stdout is not None
            other.stdout.readline()
            if is_kept:
                monkeypatch.setattr(reopened, "WAIT_SECONDS", 0)
            else:
                # It lets go of it once it was asked for.
                monkeypatch.setattr(reopened, "sleep", lambda _: other.communicate())
            try:
                return reopened.published_by(run_id, file, target)
            finally:
                other.communicate()

    monkeypatch.setattr(engine_module, "published_by", after_another)
    told = "Whether it is published could not be checked" if is_kept else "^(?!.*Whether)"
    with pytest.raises(EnvironmentFault, match=told) as refused:
        opened.publish((change,), "run", AT)
    assert "the disk is full" in refused.value.what
    # Whoever uses it further is told the same.
    with pytest.raises(EnvironmentFault, match=told):
        opened.catalogue()
