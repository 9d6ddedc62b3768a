"""A second run on the same data, for the same day, gives the same rows to the last digit."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from tests.segmentation.conftest import seg_build

TABLES = """
    select table_schema, table_name from information_schema.tables
    where table_catalog = 'once' and table_schema not in ('_seg', 'seg_versions')
    order by all
"""


def test_the_same_day_again_changes_nothing(
    build_sample: Callable[..., Path], tmp_path: Path
) -> None:
    once = build_sample(as_of_date="2025-06-30")
    shutil.copytree(once.parent, tmp_path / "again")
    again = seg_build(tmp_path / "again", {"as_of_date": "2025-06-30"})
    with duckdb.connect() as database:
        database.execute(f"attach '{once}' as once (read_only)")
        database.execute(f"attach '{again}' as again (read_only)")
        tables = database.execute(TABLES).fetchall()
        different = [
            name
            for schema, name in tables
            if any(
                database.execute(
                    f"select 1 from (select * from {one}.{schema}.{name} "
                    f"except all select * from {other}.{schema}.{name}) limit 1"
                ).fetchall()
                for one, other in (("once", "again"), ("again", "once"))
            )
        ]
    assert len(tables) > 100
    assert different == []
