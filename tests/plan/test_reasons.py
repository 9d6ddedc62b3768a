from pathlib import Path

import pytest

from tests.projects import seg, write_project


@pytest.mark.parametrize(
    ("line", "shown"), [("where id > 0", "'where id > 0'"), ("where s = 'a'", "\"where s = 'a'\"")]
)
def test_a_line_that_is_added_is_quoted_in_the_plan(tmp_path: Path, line: str, shown: str) -> None:
    sql = "select 1 as id, 'a' as s\n"
    write_project(tmp_path, {"models/shop.sql": sql})
    assert seg(tmp_path, "build").exit_code == 0
    (tmp_path / "models/shop.sql").write_text(f"{sql}{line}\n")
    assert f"its SQL: added {shown}" in seg(tmp_path, "plan").stdout
