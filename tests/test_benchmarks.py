"""The baseline of benchmarks: replayed statements give the same tables as seg."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.generate_project import write_project as write_generated
from benchmarks.speed import projects, raw
from tests.projects import reading, rows, seg

NODES = {"shop": 28, "generated": 61}


@pytest.mark.parametrize("name", NODES)
def test_the_replay_gives_what_seg_publishes(tmp_path: Path, name: str) -> None:
    if name == "shop":
        projects.write_shop(tmp_path, "seg")
    else:
        write_generated(tmp_path, 20, "table")
    assert seg(tmp_path, "build", "--quiet").exit_code == 0
    assert seg(tmp_path, "compile", "--quiet").exit_code == 0
    listed = seg(tmp_path, "ls").stdout.splitlines()
    assert len(listed) == NODES[name]
    raw.write_statements(tmp_path, str)
    replayed = tmp_path / raw.DATABASE
    command = [sys.executable, str(raw.REPLAY), str(tmp_path / raw.FILE), str(replayed)]
    subprocess.run(command, check=True)
    (tmp_path / "bench.duckdb").rename(tmp_path / "warehouse.duckdb")
    tables = [name for (name,) in rows(tmp_path, "select view_name from duckdb_views() "
              "where schema_name = 'main' and not internal order by all")]  # fmt: skip
    assert len(tables) >= 8
    with reading(replayed) as connection:
        for table in tables:
            query = f"select * from {table} order by all"
            replayed_rows = connection.execute(query).fetchall()
            assert to_the_millionth(replayed_rows) == to_the_millionth(rows(tmp_path, query)), table


def to_the_millionth(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Two threads add doubles in any order: their last digits tell no difference."""
    return [tuple(round(v, 6) if isinstance(v, float) else v for v in row) for row in found]
