"""Figures on the sample's site equal those in its warehouse."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.projects import rows
from tests.site.browser import DESKTOP, needs_chromium, page_of
from tests.site.site_data import family

pytestmark = needs_chromium


def test_the_table_behind_a_chart_has_its_numbers(two_days_site: Path, chromium: Browser) -> None:
    figures = family(two_days_site, "core")["figures"]["overlaps"]
    at = {name: position for position, name in enumerate(figures["columns"])}
    with page_of(chromium, two_days_site, "/family/core", size=DESKTOP) as page:
        chart = page.locator("figure", has_text="Overlap with other families").first
        chart.locator("summary").click()
        lines = chart.locator("details tbody tr")
        lines.first.wait_for()
        if chart.locator(".more").count():
            chart.locator(".more").click()
            chart.locator(".more").wait_for(state="detached")
        told = lines.all_inner_texts()
        other = chart.locator("select").input_value()
        drawn_cells = chart.locator(".heat .cell").evaluate_all(
            "cells => cells.map((cell) => [cell.textContent, cell.title])"
        )
    shared = [row[at["shared_members"]] for row in figures["rows"]]
    assert [line.split("\t")[at["shared_members"]] for line in told] == [
        "·" if count is None else f"{count:,}" for count in shared
    ]
    counts = {
        f"{row[at['shared_members']]:,} / {row[at['members']]:,}"
        for row in figures["rows"]
        if row[at["other_family"]] == other and row[at["shared_members"]] is not None
    }
    assert {title for _, title in drawn_cells if title} == counts
    assert all((text == "·") == (not title) for text, title in drawn_cells)


def test_the_share_of_the_most_valuable_fifth_is_that_of_the_table(
    two_days_site: Path, chromium: Browser
) -> None:
    query = "select customer_value from customer_features where customer_value is not null"
    values = sorted((float(value) for (value,) in rows(two_days_site, query) or ()), reverse=True)
    share = 100 * sum(values[: round(len(values) / 5)]) / sum(values)
    with page_of(chromium, two_days_site, "/customers", size=DESKTOP) as page:
        note = page.locator("figcaption", has_text="How concentrated value is").inner_text()
    told = re.search(r"account for (\d+) % of the value", note)
    assert told is not None
    assert float(told[1]) == pytest.approx(share, abs=0.6)


def test_what_the_first_page_says_of_all_is_what_the_warehouse_holds(
    two_days_site: Path, chromium: Browser
) -> None:
    ((channel, reached),) = rows(
        two_days_site,
        "select channel, count(*) filter (is_reachable) / (select count(*) from customer_features)"
        " from customer_reachability group by 1 order by 2 desc limit 1",
    )
    ((moved,),) = rows(
        two_days_site,
        "select sum(customers) filter (from_segment <> to_segment) / sum(customers)"
        " from segment_migration where family = 'core' and from_segment <> 'none'"
        " and as_of_date = (select max(as_of_date) from segment_migration)",
    )
    ((flagged,),) = rows(
        two_days_site,
        "select count(*) from (select as_of_date, is_flagged from segment_stability"
        " union all select as_of_date, is_flagged from feature_drift)"
        " where is_flagged and as_of_date = (select max(as_of_date) from segment_migration)",
    )
    with page_of(chromium, two_days_site, "/", size=DESKTOP) as page:
        _, _, stable, reachable = page.locator(".card").all_inner_texts()
    told = re.search(r"✓ Good\s+(\d+) % can be reached by (\w+)\.", reachable)
    assert told is not None
    assert reached > 0.5
    assert (float(told[1]), told[2]) == (pytest.approx(100 * reached, abs=0.5), channel)
    told = re.search(
        r"! Look at it\s+(\d+) families or features moved .*\s+"
        r"([\d.]+) % changed segment in Core",
        stable,
    )
    assert told is not None
    assert int(told[1]) == flagged > 1
    assert 0 < moved < 0.2
    assert float(told[2]) == pytest.approx(100 * moved, abs=0.5)


def test_the_persona_of_a_segment_is_that_of_the_table(
    two_days_site: Path, chromium: Browser
) -> None:
    query = (
        "select persona_name, description from segment_persona"
        " where family = 'core' and segment = 'save'"
    )
    ((name, description),) = rows(two_days_site, query)
    with page_of(chromium, two_days_site, "/family/core/save", size=DESKTOP) as page:
        assert page.inner_text("section.persona h2").endswith(f": {name}")
        assert page.inner_text("section.persona p") == description
