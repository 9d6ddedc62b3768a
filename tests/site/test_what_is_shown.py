"""`docs` of a node: whether the site shows it, and its colour; also in manifest.json."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.running.reading import artifact
from tests.site.site_data import document

FILES = {
    "seg_project.yml": "name: shop\nmodels:\n  shop:\n    staging:\n"
    "      +docs: {show: false, node_color: '#cd7f32'}\n",
    "models/staging/stg_orders.sql": "select 1 as id",
    "models/orders.sql": "select * from {{ ref('stg_orders') }}",
    "models/orders.yml": "models: [{name: orders, docs: {node_color: gold}}]\n",
    "models/totals.sql": "select * from {{ ref('orders') }}",
    "macros/m.sql": "{% macro m() %}{% endmacro %}",
    "macros/m.yml": "macros: [{name: m, docs: {show: false}}]\n",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("shown"), FILES)
    made = seg(folder, "docs", "generate", "--empty-catalog")
    assert made.exit_code == 0, made.stderr
    return folder


def test_what_is_not_to_be_shown_has_no_page(shop: Path) -> None:
    site = document(shop, "site")
    assert [line[1] for line in site["nodes"]] == ["orders", "totals"]
    assert site["parents"] == [[], [0]]


def test_a_node_has_its_own_colour(shop: Path) -> None:
    assert [line[10] for line in document(shop, "site")["nodes"]] == ["gold", None]


def test_the_manifest_says_both(shop: Path) -> None:
    manifest = artifact(shop, "manifest.json")
    staged = {"show": False, "node_color": "#cd7f32"}
    for name, docs in (
        ("stg_orders", staged),
        ("orders", {"show": True, "node_color": "gold"}),
        ("totals", {"show": True, "node_color": None}),
    ):
        entry = manifest["nodes"][f"model.shop.{name}"]
        assert (entry["docs"], entry["config"]["docs"]) == (docs, docs)
    assert manifest["macros"]["macro.shop.m"]["docs"] == {"show": False, "node_color": None}


@pytest.mark.parametrize(
    ("docs", "told"),
    [
        ("node_color: goold", "'docs': node_color 'goold' is not a colour"),
        ("node_color: '#12'", "'docs': node_color '#12' is not a colour"),
        ("show: 'no'", "'docs': expected true or false for 'show', found 'no'"),
        ("colour: red", "'docs': unknown key 'colour'"),
    ],
)
def test_what_is_no_way_to_show_a_node_is_refused(tmp_path: Path, docs: str, told: str) -> None:
    declared = f"models:\n  - name: a\n    config:\n      docs: {{{docs}}}\n"
    files = {"models/a.sql": "select 1 as id", "models/a.yml": declared}
    parsed = seg(write_project(tmp_path, files), "parse")
    assert parsed.exit_code == 2
    assert f"models/a.yml:4:13: {told}" in parsed.stderr
