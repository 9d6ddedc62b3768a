"""`doc()`: descriptions from `{% docs %}` blocks in Markdown files."""

import json
from pathlib import Path

from tests.projects import seg, write_project

FILES = {
    "models/orders.sql": "select 1 as status",
    "models/docs.md": "{% docs order_status %}\nplaced, shipped\nor returned\n{% enddocs %}\n",
}


def described(description: str) -> dict[str, str]:
    columns = f"columns: [{{name: status, description: '{description}'}}]"
    return {"models/orders.yml": f"models: [{{name: orders, {columns}}}]\n"}


def test_a_description_is_taken_from_a_docs_block(tmp_path: Path) -> None:
    write_project(tmp_path, FILES | described('{{ doc("order_status") }}'))
    assert seg(tmp_path, "parse").exit_code == 0
    manifest = json.loads((tmp_path / "target/manifest.json").read_text())
    column = manifest["nodes"]["model.shop.orders"]["columns"]["status"]
    assert column["description"] == "placed, shipped\nor returned"


def test_a_name_that_no_block_has(tmp_path: Path) -> None:
    write_project(tmp_path, FILES | described('{{ doc("order_statu") }}'))
    outcome = seg(tmp_path, "parse")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr.splitlines()[0] == (
        "models/orders.yml:1:63: doc('order_statu') names no docs block"
    )
    assert outcome.stderr.splitlines()[-1] == "  fix: did you mean 'order_status'?"
