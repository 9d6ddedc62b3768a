"""The site of the sample: each chart has the numbers of the tables, and opens in a browser."""

import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.projects import rows, seg
from tests.shared import made_once
from tests.site.site_data import chart, document, family

LEAST = 11
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def sample_site(
    build_sample: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The project of the sample with its site, which no test changes."""

    def make(folder: Path) -> None:
        shutil.copytree(build_sample().parent, folder, dirs_exist_ok=True)
        outcome = seg(folder, "docs", "generate")
        assert (outcome.exit_code, outcome.stderr) == (0, "")
        left_out = [line for line in outcome.stdout.splitlines() if "left out" in line]
        assert [line.partition(" of ")[0] for line in left_out] == ["left out: what the columns"]

    return made_once(tmp_path_factory, "the site of the sample", make)


def hidden(count: Any) -> Any:
    """A count as it is told."""
    return None if count is not None and 0 < count < LEAST else count


def values(found: Any, name: str, *columns: str) -> set[tuple[Any, ...]]:
    return {tuple(each[column] for column in columns) for each in chart(found, name)}


def asked(site: Path, query: str) -> list[tuple[Any, ...]]:
    found = rows(site, query)
    assert found
    return found


def test_members_and_shares_are_those_of_the_tables(sample_site: Path) -> None:
    told = {
        (each["name"], segment["name"]): (segment["members"], segment["share"])
        for each in document(sample_site, "site")["families"]
        for segment in each["segments"]
        if segment["members"] != 0
    }
    counted = {
        (name, segment): (
            hidden(members),
            None if hidden(members) is None else pytest.approx(share, abs=1e-12),
        )
        for name, segment, members, share in asked(
            sample_site,
            "select family, segment, members, share from segment_sizes union all"
            " select family, segment, members, share from account_sizes",
        )
    }
    assert told == counted


def test_sizes_and_moves_over_time(sample_site: Path) -> None:
    found = family(sample_site, "lifecycle")["figures"]
    sizes = asked(
        sample_site,
        "select segment, cast(as_of_date as varchar), members from segment_size_daily"
        " where family = 'lifecycle'",
    )
    assert values(found, "sizes", "segment", "as_of_date", "members") == {
        (segment, day, hidden(members)) for segment, day, members in sizes
    }
    entered = asked(
        sample_site,
        "select segment, cast(valid_from as varchar), entry_reason, count(*)"
        " from segment_membership_history where family = 'lifecycle' group by all",
    )
    told = values(found, "moves", "segment", "day", "cause", "people")
    assert told == {(*key, hidden(people)) for *key, people in entered}


@pytest.mark.parametrize(
    ("name", "table", "counts", "told"),
    [
        ("overlaps", "segment_overlap", ("members", "other_members"), "shared_members"),
        ("migrations", "segment_migration", (), "customers"),
        ("channels", "segment_reachability", ("members",), "reachable"),
        ("channels", "segment_reachability", ("members",), "blocked_by_no_consent"),
        ("profiles", "segment_profile", ("members", "members_with_level"), "trait_index"),
        ("profiles", "segment_profile", ("members", "members_with_level"), "index_low"),
        ("values", "segment_value", ("members",), "value_high"),
        ("priorities", "segment_priority", ("reachable",), "value_per_contact"),
    ],
)
def test_a_chart_has_the_numbers_of_its_table(
    sample_site: Path, name: str, table: str, counts: tuple[str, ...], told: str
) -> None:
    column = {"value_high": "clv_year_high"}.get(told, told)
    keys = {
        "overlaps": ("segment", "other_family", "other_segment"),
        "migrations": ("from_segment", "to_segment"),
        "profiles": ("segment", "feature", "level"),
        "values": ("segment",),
    }.get(name, ("segment", "channel"))
    needed = "".join(f" and {count} >= {LEAST}" for count in counts)
    wanted = asked(
        sample_site,
        f"select {', '.join(keys)}, cast({column} as double) from {table}"
        f" where family = 'core'{needed}",
    )
    is_count = told in ("shared_members", "customers", "reachable", "blocked_by_no_consent")
    expected = {tuple(key): hidden(value) if is_count else value for *key, value in wanted}
    figures = family(sample_site, "core")["figures"]
    assert {
        tuple(each[key] for key in keys): each[told] for each in chart(figures, name)
    } == expected


def test_charts_of_all_customers(sample_site: Path) -> None:
    found = document(sample_site, "customers")
    scores = asked(sample_site, "select r_score, f_score, count(*) from customer_rfm group by all")
    assert values(found, "rfm", "recency_score", "frequency_score", "customers") == {
        (recency, frequency, hidden(people))
        for recency, frequency, people in scores
        if recency is not None
    }
    people, value = asked(
        sample_site, "select count(customer_value), sum(customer_value) from customer_features"
    )[0]
    steps = chart(found, "concentration")
    assert sum(step["customers"] for step in steps) == people
    assert sum(step["value"] for step in steps) == pytest.approx(float(value), abs=0.01)
    assert [step["value"] / step["customers"] for step in steps] == sorted(
        step["value"] / step["customers"] for step in steps
    )
    predicted = asked(
        sample_site,
        "select model, decile, expected_orders, actual_orders from clv_holdout_deciles",
    )
    columns = ("model", "decile", "expected_orders", "actual_orders")
    assert values(found, "predictions", *columns) == set(predicted)


def test_experiments_are_with_whom_they_are_on(sample_site: Path) -> None:
    query = (
        "select family, experiment, arm, metric, segment, difference, interval_low, verdict"
        f" from experiment_results where customers_control >= {LEAST}"
        f" and customers_treatment >= {LEAST}"
    )
    wanted: dict[str | None, set[tuple[Any, ...]]] = {}
    for name, *row in asked(sample_site, query):
        wanted.setdefault(name, set()).add(tuple(row))
    columns = ("experiment", "arm", "metric", "difference", "interval_low", "verdict")
    everybody = {(*row[:3], *row[4:]) for row in wanted.pop(None)}
    assert values(document(sample_site, "customers"), "experiments", *columns) == everybody
    for name, rows_of_it in wanted.items():
        assert name is not None
        figures = family(sample_site, name)["figures"]
        with_segment = ("experiment", "arm", "metric", "segment", *columns[3:])
        assert values(figures, "experiments", *with_segment) == rows_of_it


def test_cohorts_are_those_of_the_orders(sample_site: Path) -> None:
    bought: dict[str, set[int]] = {}
    for customer, year, month in asked(
        sample_site, "select customer_id, year(ordered_on), month(ordered_on) from purchases"
    ):
        bought.setdefault(customer, set()).add(year * 4 + (month - 1) // 3)
    counted: dict[tuple[int, int], int] = {}
    for quarters in bought.values():
        for quarter in quarters:
            key = (min(quarters), quarter - min(quarters))
            counted[key] = counted.get(key, 0) + 1
    told = values(document(sample_site, "customers"), "retention", "cohort", "since", "customers")
    assert told == {
        (*key, hidden(people)) for key, people in counted.items() if counted[key[0], 0] >= LEAST
    }


def test_no_customer_is_in_it(sample_site: Path) -> None:
    people = asked(sample_site, "select customer_id, email, phone from known_customers")
    whole = "".join(
        file.read_text("utf-8") for file in (sample_site / "target" / "docs").rglob("*.js")
    )
    told = {value for person in people for value in person if value is not None}
    assert len(told) > 8_000
    assert held(whole, told) == set()


def held(text: str, values: set[str], least: int = 6) -> set[str]:
    """Which of the values, of those that are not too short to tell, stand in a text.

    It is read once for how they begin, as looking for each of them would read it 8,000 times.
    """
    beginnings = {value[:least] for value in values if len(value) >= least}
    there = {text[at : at + least] for at in range(len(text))} & beginnings
    return {value for value in values if value[:least] in there and value in text}


def test_a_customer_would_be_found() -> None:
    told = {"C00042", "c42@example.org", "+49 30 42", "short"}
    assert held("short; +49 30 43, C00042", told) == {"C00042"}
    assert held("C0004, c42@example.org", told) == {"c42@example.org"}


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


PAGES = (
    "/", "/family/core", "/family/core/save", "/customers", "/runs", "/search/recency", "/lineage",
    "/node/model.customer_segmentation.core",
    "/column/model.customer_segmentation.core/segment",
)  # fmt: skip


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to open the site with")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_from_a_file_and_complains_of_nothing(
    sample_site: Path, tmp_path: Path, page: str
) -> None:
    assert CHROMIUM is not None
    file = sample_site / "target" / "docs" / "index.html"
    shown = subprocess.run(
        [
            CHROMIUM,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path}",
            "--virtual-time-budget=5000",
            "--enable-logging=stderr",
            "--dump-dom",
            f"file://{file}#{page}",
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert [line for line in shown.stderr.splitlines() if ":CONSOLE" in line] == []
    assert 'data-ready="' in shown.stdout
    assert "<h1>" in shown.stdout
    assert 'aria-busy="true"' not in shown.stdout
    assert "There is no such page" not in shown.stdout
    assert Unlabelled.of(shown.stdout) == []
