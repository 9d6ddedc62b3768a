"""The site of the sample in use: two themes, keyboard, phone."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browser import DESKTOP, TELEPHONE, drawn, needs_chromium, page_of
from tests.site.site_data import document

pytestmark = needs_chromium

NODE = "model.customer_segmentation.core"
PAGES = {
    "overview": "/",
    "families": "/segments",
    "family": "/family/core",
    "segment": "/family/core/save",
    "customers": "/customers",
    "changes": "/changes",
    "models": "/models",
    "node": f"/node/{NODE}",
    "sources": "/sources",
    "lineage": "/lineage",
    "lineage of a node": f"/lineage/{NODE}",
    "column": f"/column/{NODE}/segment",
    "runs": "/runs",
    "search": "/search/recency%20orders",
    "nothing": "/family/none",
}


@pytest.fixture(scope="module", params=PAGES.values(), ids=list(PAGES))
def shown(request: pytest.FixtureRequest, two_days_site: Path, chromium: Browser) -> Iterator[Page]:
    """Each page, opened once for all tests that look at it: drawing it is what costs time."""
    with page_of(chromium, two_days_site, request.param, size=DESKTOP) as page:
        yield page


class Unlabelled(HTMLParser):
    """Charts, fields and tables of a page that say nothing to who does not see it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._labels = 0
        self._table: str | None = None

    @classmethod
    def of(cls, page: str) -> list[str]:
        parser = cls()
        parser.feed(page)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_named = bool(given.get("aria-label")) or self._labels > 0
        if tag == "label":
            self._labels += 1
        elif (tag in ("svg", "input", "select") and not is_named) or (
            self._table is not None and tag != "caption"
        ):
            self.found.append(self.get_starttag_text() or tag)
        # A table begins with what it is called.
        self._table = tag if tag == "table" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self._labels -= 1


def test_what_has_no_label_would_be_found() -> None:
    page = "<table><tr></tr></table><svg></svg><label><input></label><select></select>"
    assert Unlabelled.of(page) == ["<tr>", "<svg>", "<select>"]


def test_all_that_is_drawn_has_a_label(shown: Page) -> None:
    assert Unlabelled.of(shown.content()) == []
    is_there = "There is no such page" not in shown.inner_text("main")
    assert is_there == (not shown.url.endswith(f"#{PAGES['nothing']}"))


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_telephone_shows_it_without_scrolling_sideways(
    two_days_site: Path, chromium: Browser, address: str
) -> None:
    with page_of(chromium, two_days_site, address, size=TELEPHONE) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


TOO_FAINT = """() => {
  const parsed = (text) => {
    const found = text.match(/[\\d.]+%?/g).map((part) => part.endsWith('%') ? parseFloat(part) / 100 : Number(part));
    return found.length < 4 ? [...found, 1] : found;
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = parsed(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest('.hidden, title, option, script')) continue;
    const style = getComputedStyle(element);
    const isDrawn = element instanceof SVGElement;
    let text = parsed(isDrawn ? style.fill : style.color);
    const below = ground(element);
    for (let at = element; at; at = at.parentElement) text = [...text.slice(0, 3), text[3] * Number(getComputedStyle(at).opacity)];
    const [high, low] = [light(over(text, below)), light(below)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) found.push(`${element.className.baseVal ?? element.className} "${texts.currentNode.data.slice(0, 30)}" ${ratio.toFixed(2)}`);
  }
  return [...new Set(found)];
}"""  # noqa: E501


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_texts_stand_out_from_their_ground(
    shown: Page, theme: Literal["light", "dark"]
) -> None:
    shown.emulate_media(color_scheme=theme)
    ground = shown.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert (ground, shown.evaluate(TOO_FAINT)) == (theme, [])


def test_a_text_that_is_too_faint_would_be_found(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        "<body style='background: #fff'><p>told</p><p style='color: #999'>faint</p>"
        "<p style='opacity: 0.4'>pale</p><p style='background: #000'>lost</p></body>"
    )
    assert [line.split('"')[1] for line in page.evaluate(TOO_FAINT)] == ["faint", "pale", "lost"]
    page.close()


# Controls that can be seen, numbered in the order of the page.
CONTROLS = """() => {
  const all = [...document.querySelectorAll(
    'a[href], button, input, select, summary, [tabindex="0"]')].filter((each) => each.checkVisibility());
  all.forEach((each, at) => each.setAttribute('data-control', at));
  return all.length;
}"""  # noqa: E501
# What has the focus: its number, and what is wrong with how that can be seen.
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const told = `${at.tagName} "${(at.getAttribute('aria-label') ?? at.textContent).slice(0, 30)}"`;
  const wrong = [];
  const style = getComputedStyle(at);
  const rect = at.querySelector('rect');
  const isRinged = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const isFramed = at.matches('.box') && parseFloat(getComputedStyle(rect).strokeWidth) >= 3;
  if (!isRinged && !isFramed) wrong.push(`${told} shows no focus`);
  const place = at.getBoundingClientRect();
  const [left, top] = [Math.max(place.left, 0), Math.max(place.top, 0)];
  const [right, bottom] = [Math.min(place.right, innerWidth), Math.min(place.bottom, innerHeight)];
  if (left >= right || top >= bottom) return [at.dataset.control, [...wrong, `${told} is out of sight`]];
  const points = [[(left + right) / 2, (top + bottom) / 2], [left + 2, top + 2], [right - 2, bottom - 2], [left + 2, bottom - 2]];
  const isSeen = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (at.contains(there) || there.contains(at));
  });
  if (!isSeen) wrong.push(`${told} is covered`);
  return [at.dataset.control, wrong];
}"""  # noqa: E501


def test_tab_reaches_every_control_in_order_and_shows_where_it_is(shown: Page) -> None:
    count = shown.evaluate(CONTROLS)
    reached, wrong = [], []
    for _ in range(count):
        shown.keyboard.press("Tab")
        found = shown.evaluate(FOCUSED)
        assert found is not None
        reached.append(int(found[0]))
        wrong += found[1]
    assert wrong == []
    assert reached == list(range(count))
    assert count > 10


def test_the_first_tab_offers_to_skip_to_the_content(
    two_days_site: Path, chromium: Browser
) -> None:
    with page_of(chromium, two_days_site, "/", size=DESKTOP) as page:
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the content"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent")).strip()


@pytest.mark.parametrize("address", [PAGES["family"], PAGES["segment"], PAGES["customers"]])
def test_the_table_behind_each_chart_opens_by_keyboard(
    two_days_site: Path, chromium: Browser, address: str
) -> None:
    with page_of(chromium, two_days_site, address, size=DESKTOP) as page:
        charts = page.locator("figure:has(summary)")
        assert charts.count() >= 4
        for chart in charts.all():
            assert chart.locator("details table").count() == 0
            chart.locator("summary").focus()
            page.keyboard.press("Enter")
            chart.locator("details table tbody tr").first.wait_for()
            page.keyboard.press("Enter")
            chart.locator("details table").wait_for(state="detached")


def test_a_column_is_followed_to_where_it_comes_from_in_the_end(
    two_days_site: Path, chromium: Browser
) -> None:
    names = [node[1] for node in document(two_days_site, "site")["nodes"]]
    made_of = document(two_days_site, "columns")["made_of"]
    waiting = [(names.index("segment_membership_history"), "segment")]
    seen = set(waiting)
    while waiting:
        node, column = waiting.pop()
        further = {(at, name) for at, name in made_of[node].get(column, ())} - seen
        seen |= further
        waiting += further
    ends = {f"{names[node]}.{column}" for node, column in seen if column not in made_of[node]}
    address = "/column/model.customer_segmentation.segment_membership_history/segment"
    with page_of(chromium, two_days_site, address, size=DESKTOP) as page:
        assert "too many to read" in page.inner_text("main")
        told = page.locator("section", has_text="Original columns").locator("li a")
        assert set(told.all_inner_texts()) == ends
    assert any(end.startswith("shop.orders.") for end in ends)


def test_search_by_keyboard(two_days_site: Path, chromium: Browser) -> None:
    with page_of(chromium, two_days_site, PAGES["family"], size=DESKTOP) as page:
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.type") == "search"
        page.keyboard.type("lifecycle stage")
        drawn(page)
        page.locator(".hits a").first.wait_for()
        assert page.evaluate("document.activeElement.type") == "search"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('.hits a')")
        address = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Enter")
        page.wait_for_function(f"location.hash === {address!r}")
        # Two steps back: the results, and the page that was open before the first letter.
        page.go_back()
        page.locator(".hits a").first.wait_for()
        page.go_back()
        page.wait_for_function("location.hash === '#/family/core'")


def test_escape_leaves_the_search_and_closes_the_menu(
    two_days_site: Path, chromium: Browser
) -> None:
    with page_of(chromium, two_days_site, "/", size=TELEPHONE) as page:
        page.keyboard.press("/")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "main"
        menu = page.get_by_role("button", name="Menu")
        menu.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        assert page.get_by_role("link", name="Segments", exact=True).is_visible()
        page.keyboard.press("Escape")
        expect(menu).to_have_attribute("aria-expanded", "false")


def test_lineage_is_gone_through_by_keyboard(two_days_site: Path, chromium: Browser) -> None:
    with page_of(chromium, two_days_site, PAGES["lineage of a node"], size=DESKTOP) as page:
        box = page.get_by_role("link", name="lifecycle, model", exact=True)
        box.focus()
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(
            "location.hash.endsWith('/lineage/model.customer_segmentation.lifecycle')"
        )
        box.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "location.hash.endsWith('/node/model.customer_segmentation.lifecycle')"
        )


def test_what_is_printed_is_the_page_alone(two_days_site: Path, chromium: Browser) -> None:
    with page_of(chromium, two_days_site, PAGES["family"], theme="dark", size=DESKTOP) as page:
        page.emulate_media(media="print")
        assert not page.locator("header").is_visible()
        assert not page.locator("nav").is_visible()
        assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
        assert page.evaluate(TOO_FAINT) == []
        assert page.pdf().startswith(b"%PDF")


def test_figures_grow_old_after_the_site_was_written(
    two_days_site: Path, chromium: Browser
) -> None:
    day: Any = document(two_days_site, "site")["front"]["as_of"]
    assert day == "2025-06-30"
    told = {}
    for now in ("2025-06-30", "2025-07-01", "2025-07-04", "2025-09-01"):
        with page_of(chromium, two_days_site, "/", size=DESKTOP) as page:
            page.clock.set_fixed_time(f"{now}T12:00:00")
            page.reload()
            drawn(page)
            verdict = page.locator(".card .verdict").first.inner_text().split(maxsplit=1)[1]
            decisions = page.locator(".decisions li").all_inner_texts()
            told[now] = (verdict, any("days old" in line for line in decisions))
    assert told == {
        "2025-06-30": ("Good", False),
        "2025-07-01": ("Good", False),
        "2025-07-04": ("Look at it", False),
        "2025-09-01": ("Act", True),
    }
