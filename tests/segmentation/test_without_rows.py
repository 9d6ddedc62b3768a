"""`seg run --empty` on the sample: fits on no rows succeed, and columns are the same."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.projects import rows, seg

COLUMNS = """
select view_name, column_name, data_type
from duckdb_columns() inner join duckdb_views() on table_name = view_name
where duckdb_columns.schema_name = 'main' and duckdb_views.schema_name = 'main'
and duckdb_columns.database_name = current_database()
and duckdb_views.database_name = current_database()
order by all
"""


def test_all_models_have_their_columns_without_rows(
    build_sample: Callable[..., Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(build_sample().parent, tmp_path / "sample"))
    before = rows(folder, COLUMNS)
    empty = seg(folder, "run", "--empty", "--full-refresh")

    assert empty.exit_code == 0, empty.stdout
    assert rows(folder, "select count(*) from clv_fit") == [(0,)]
    assert rows(folder, COLUMNS) == before
