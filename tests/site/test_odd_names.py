"""Names and descriptions of a project are text on a page and nothing else."""

import json
from pathlib import Path

from tests.projects import seg, write_project
from tests.site.browser import DESKTOP, TELEPHONE, browser, needs_chromium, page_of
from tests.site.site_data import parts

EVIL = (
    """</script><script>document.title = 'run'</script><img src=x onerror="document.title='run'">"""
)
FAMILIES = [
    {
        "name": "größe",
        "on": "ref('people')",
        "entity": "customer_id",
        "mode": "exclusive",
        "owner": f"<i>{EVIL}",
        "purpose": f'it\'s "{EVIL}"',
        "description": EVIL,
        "segments": [
            {"name": "groß", "description": EVIL, "where": "spent > 5 and '</script>' <> 'x'"},
            {"name": "rest", "otherwise": True},
        ],
    }
]
FILES = {
    "seg_project.yml": "name: straße\nvars: {minimum_cell: 2, as_of_date: '2025-06-30'}\n"
    "roles: {main_segments: \"ref('größe')\"}\n",
    "models/people.sql": "{{ config(materialized='table') }} select range as customer_id,"
    " range % 7 as spent, date '2025-06-30' as as_of_date from range(20)",
    "models/wide.sql": "select "
    + ", ".join(f"""{n} as "c{n} </script> ""q"" %/#?ü" """ for n in range(400)),
    "models/all.yml": json.dumps(
        {
            "models": [
                {"name": "people", "description": f"{EVIL} `code` \u2028 ${{1 + 1}} \\"},
                {"name": "wide", "columns": [{"name": "c0", "description": EVIL}]},
            ],
            "segment_families": FAMILIES,
        },
        ensure_ascii=False,
    ),
}
PAGES = (
    "/", "/segments", "/family/größe", "/family/größe/groß", "/models", "/search/script",
    "/node/model.straße.people", "/node/model.straße.wide", "/lineage", "/runs",
    "/column/model.straße.wide/" + "c7 %3C%2Fscript%3E %22q%22 %25%2F%23%3Fü",
)  # fmt: skip


@needs_chromium
def test_no_text_of_a_project_is_run_or_breaks_a_page(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    assert seg(tmp_path, "build").exit_code == 0
    assert seg(tmp_path, "docs", "generate").exit_code == 0
    with browser() as chromium:
        for address in PAGES:
            with page_of(chromium, tmp_path, address, size=DESKTOP) as page:
                assert page.title() != "run", address
                assert page.locator("main img, main script").count() == 0, address
                assert "There is no such page" not in page.inner_text("main"), address
        with page_of(chromium, tmp_path, "/family/größe", size=TELEPHONE) as page:
            assert EVIL in page.inner_text("main")
            assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


@needs_chromium
def test_a_project_without_anything_has_pages(tmp_path: Path) -> None:
    write_project(tmp_path, {"seg_project.yml": "name: empty\n"})
    assert seg(tmp_path, "docs", "generate").exit_code == 0
    with browser() as chromium:
        for address in ("/", "/models", "/lineage", "/runs", "/sources", "/customers", "/segments"):
            with page_of(chromium, tmp_path, address, size=DESKTOP) as page:
                assert page.inner_text("h1"), address


@needs_chromium
def test_what_is_missing_of_a_site_is_said(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    assert seg(tmp_path, "docs", "generate").exit_code == 0
    said = "cannot be read: the site was rewritten or is incomplete. Reload the page."
    index = tmp_path / "target" / "docs" / "index.html"
    with browser() as chromium:
        page = chromium.new_page()
        for file, address in (("data/family-0.js", "#/family/größe"), ("data/site.js", "")):
            (parts(tmp_path) / file).unlink()
            page.goto(f"file://{index}{address}")
            page.wait_for_selector(".problem")
            assert page.inner_text(".problem") == f"{file} {said}"
        page.close()
