"""What a database holds that a full disk cost: its file tells."""

from pathlib import Path

import duckdb
import pytest

from orchestrator.engines.door import Connection, adapter
from orchestrator.engines.duckdb import engine as engine_module
from orchestrator.engines.duckdb import publishing
from orchestrator.errors import EnvironmentFault
from tests.engines.warehouse import AT, Warehouse


def test_a_run_that_published_before_did_not_publish_what_a_full_disk_kept_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Where the commit cost the database, its file tells: the earlier one is of the same run."""
    opened = adapter("duckdb").open_engine(Connection(tmp_path, {}))
    warehouse = Warehouse(opened)
    assert warehouse.publish(warehouse.table("a", "select 1 as n"))[0] == 1

    def full(name: str, _: object) -> None:
        if name == "commit":
            raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    second = warehouse.table("a", "select 2 as n")
    monkeypatch.setattr(publishing, "step", full)
    monkeypatch.setattr(engine_module, "is_lost", lambda _: True)
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        opened.publish((second,), "run", AT)
