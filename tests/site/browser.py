"""A headless Chromium that opens pages of a site from its file."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no Chromium to open the site with"
)

DESKTOP = {"width": 1400, "height": 900}
TELEPHONE = {"width": 390, "height": 844}


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser that keeps nothing."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def page_of(
    opened: Browser, site: Path, address: str, *, theme: str = "light", size: dict[str, int]
) -> Iterator[Page]:
    """A page of a project's site when it is drawn; at the end it must have had no complaint."""
    context = opened.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        page.goto(f"file://{site / 'target' / 'docs' / 'index.html'}#{address}")
        drawn(page)
        yield page
        assert complaints == []
    finally:
        context.close()


def drawn(page: Page) -> None:
    """Wait until the page shows what it is to show."""
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_function("document.querySelector('h1') && !document.querySelector('[aria-busy]')")
