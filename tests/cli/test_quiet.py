"""`--quiet` and `--log-level error` print only errors."""

from pathlib import Path

import pytest

from tests.keys.projects import write
from tests.projects import seg

FILES = {
    "dbt_project.yml": "name: shop\nprofile: shop\nlog-path: logs\n",
    "profiles.yml": "shop: {outputs: {default: {type: duckdb, path: warehouse.duckdb}}}\n",
    "models/a.sql": "select 1 as id\n",
}


@pytest.mark.parametrize("said", [("-q",), ("--log-level", "error"), ("--log-level", "none")])
def test_what_reading_warns_of_is_not_told(tmp_path: Path, said: tuple[str, ...]) -> None:
    shop = write(tmp_path, FILES)
    assert "'log-path' has no effect" in seg(shop, "ls").stderr
    listed = seg(shop, "ls", *said)
    assert (listed.exit_code, listed.stdout, listed.stderr) == (0, "shop.a\n", "")
