"""`refresh_by` names columns that a table does not have: each run would rebuild all of it."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project

PYTHON = (
    "import pandas as pd\n\n\ndef model(dbt, session):\n"
    "    dbt.config(refresh_by='idd')\n    return pd.DataFrame({'id': [1]})\n"
)


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("feat.sql", "{{ config(materialized='table', refresh_by='idd') }}\nselect 1 as id\n", 1),
        (
            "feat.sql",
            "{{ config(materialized='view', refresh_by=['id', 'idd']) }} select 1 as id",
            1,
        ),
        ("feat.py", PYTHON, 5),
    ],
)
def test_a_missing_column_is_an_error(tmp_path: Path, file: str, text: str, line: int) -> None:
    write_project(tmp_path, {f"models/{file}": text})
    done = seg(tmp_path, "build")
    assert done.exit_code == 1
    assert "the table has no column 'idd', by which it is refreshed (refresh_by)" in done.stdout
    assert f"models/{file}:{line}" in done.stdout
    assert "did you mean 'id'?" in done.stdout


def test_case_does_not_matter(tmp_path: Path) -> None:
    sql = "{{ config(materialized='table', refresh_by='ID') }}\nselect 1 as id\n"
    write_project(tmp_path, {"models/feat.sql": sql})
    assert seg(tmp_path, "build").exit_code == 0
