"""`{% docs %}` blocks: from every folder of a project into descriptions and the manifest."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.running.reading import artifact

FILES = {
    "seg_project.yml": "name: shop\n",
    "models/a.sql": "select 1 as id",
    "models/a.yml": "models:\n  - name: a\n    description: \"{{ doc('of_macros') }}\"\n"
    "    columns: [{name: id, description: \"{{ doc('shop', 'key') }}, {{ doc('key') }}\"}]\n",
    "macros/m.md": "{% docs of_macros %}\n{{ 'made' }} of *macros*\n{% enddocs %}",
    "analyses/q.sql": "select {{ var('n', 1) }} from {{ ref('a') }}",
    "analyses/q.md": "{% docs key %}the key{% enddocs %}",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("shop"), FILES)
    compiled = seg(folder, "compile", "--select", "q")
    assert (compiled.exit_code, compiled.stderr) == (0, "")
    assert 'select 1 from "main"."a"' in compiled.stdout
    return folder


def test_descriptions_take_them_over(shop: Path) -> None:
    model = artifact(shop, "manifest.json")["nodes"]["model.shop.a"]

    assert (model["description"], model["doc_blocks"]) == (
        "made of *macros*",
        ["doc.shop.of_macros"],
    )
    column = model["columns"]["id"]
    assert (column["description"], column["doc_blocks"]) == (
        "the key, the key",
        ["doc.shop.key", "doc.shop.key"],
    )


def test_the_manifest_has_them(shop: Path) -> None:
    assert artifact(shop, "manifest.json")["docs"]["doc.shop.of_macros"] == {
        "name": "of_macros",
        "resource_type": "doc",
        "package_name": "shop",
        "path": "m.md",
        "original_file_path": "macros/m.md",
        "unique_id": "doc.shop.of_macros",
        "block_contents": "made of *macros*",
    }


def test_they_are_kept_with_what_was_read(shop: Path) -> None:
    known = artifact(shop, "manifest.json")["docs"]
    (shop / "target" / "manifest.json").unlink()
    assert seg(shop, "parse").exit_code == 0

    assert artifact(shop, "manifest.json")["docs"] == known


def test_two_blocks_of_one_name_are_refused(tmp_path: Path) -> None:
    block = "{% docs key %}the key{% enddocs %}"
    files = {"models/a.sql": "select 1 as id", "models/a.md": block, "macros/b.md": f"\n{block}"}
    parsed = seg(write_project(tmp_path, files), "parse")

    assert (parsed.exit_code, parsed.stderr) == (
        2,
        "macros/b.md:2: the docs block 'key' is also defined in models/a.md:1\n  fix: rename one "
        "of them\n",
    )


def test_the_sql_of_an_analysis_is_a_file(shop: Path) -> None:
    compiled = shop / "target" / "compiled" / "shop" / "analyses" / "q.sql"

    assert compiled.read_text("utf-8") == 'select 1 from "main"."a"\n'
