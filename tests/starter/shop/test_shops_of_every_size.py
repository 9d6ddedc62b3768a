"""Shops of any size, from their files to segments by `seg init` and `seg build`: no test loosened.

`python -m benchmarks.any_shop` has a household panel and a wholesaler's days as well.
"""

import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.any_shop import NOW, ORDERS, orders_alike, orders_of
from tests.projects import rows, seg
from tests.shared import made_once

pytestmark = pytest.mark.long

Row = Sequence[object]
CUSTOMERS = ("id", "created")
NO_CLV = ("rfm", "too_few", "fewer than 100 customers with a repeat purchase")
FEW, ALL = "too few to tell", "all customers are members"


def bought(customer: str, *days_ago: int, amount: str = "20.00") -> list[Row]:
    return [
        (f"{customer}{ago}", customer, NOW - dt.timedelta(days=ago), amount) for ago in days_ago
    ]


def cd_buyers() -> Mapping[str, list[Row]]:
    """995 customers of CDNOW's 1/10 sample, as a shop has them: customers, and their orders."""
    places = find_spec("lifetimes")
    assert places is not None
    assert places.submodule_search_locations is not None
    file = Path(places.submodule_search_locations[0], "datasets", "CDNOW_sample.txt")
    names = ["master", "customer", "day", "discs", "usd"]
    read = pd.read_csv(file, sep=r"\s+", names=names, dtype=str)
    read = read[read["customer"].isin(sorted(read["customer"].unique())[:995])]
    day = pd.to_datetime(read["day"], format="%Y%m%d").dt.date
    came = day.groupby(read["customer"]).min()
    orders = zip(range(len(read)), read["customer"], day, read["usd"], strict=True)
    return {CUSTOMERS: [*came.items()], ORDERS: [*orders]}


SHOPS: Mapping[str, Callable[[], Mapping[tuple[str, ...], Iterable[Row]]]] = {
    "no orders": lambda: {CUSTOMERS: [("a", "2024-01-01")], ORDERS: []},
    "one": lambda: {ORDERS: bought("a", 0)},
    "three": lambda: {
        ORDERS: [*bought("a", 0, 30, 60, 90, 120), *bought("b", 300), *bought("c", 3)]
    },
    "alike": lambda: {ORDERS: orders_alike()},
    "cd buyers": cd_buyers,
    "thousand": lambda: {ORDERS: orders_of(1300)},
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The project of a shop, built as `seg init` wrote it; once in a test run."""

    def of(name: str) -> Path:
        return made_once(tmp_path_factory, f"a shop: {name}", partial(make, name)) / "shop"

    return of


def make(name: str, folder: Path) -> None:
    words = []
    for header, lines in SHOPS[name]().items():
        option = "customers" if header == CUSTOMERS else "orders"
        file = folder / f"{option}.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([header, *lines])
        words += [f"--{option}", str(file)]
    told = seg(folder, "init", "shop", *words)
    assert (told.exit_code, told.stderr) == (0, "")
    outcome = seg(folder / "shop", "build")
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr


@pytest.fixture(params=SHOPS)
def shop(request: pytest.FixtureRequest, built: Callable[[str], Path]) -> Path:
    return built(request.param)


def members(shop: Path, *families: str) -> dict[str, dict[str, int]]:
    """How many customers are in each segment of the families."""
    found: dict[str, dict[str, int]] = {family: {} for family in families}
    query = "select family, segment, count(*) from segment_membership group by all order by all"
    for family, segment, customers in rows(shop, query):
        if family in found:
            found[family][segment] = customers
    return found


def column(shop: Path, query: str) -> set[object]:
    return {value for (value,) in rows(shop, query)}


def untold(shop: Path) -> set[object]:
    """Why traits of segments say nothing."""
    return column(shop, "select distinct untold from segment_profile")


def test_every_data_test_passes_without_a_warning(shop: Path) -> None:
    results = json.loads((shop / "target" / "run_results.json").read_text("utf-8"))["results"]
    assert {result["status"] for result in results} == {"pass", "success"}
    assert Counter(result["status"] for result in results)["pass"] > 400
    sources = (shop / "seg_project.yml").read_text("utf-8")
    assert "severity" not in sources
    assert "data_tests" not in sources


@pytest.mark.parametrize("name", ["no orders", "one", "three"])
def test_what_a_few_customers_cannot_tell_is_said(built: Callable[[str], Path], name: str) -> None:
    shop = built(name)
    assert rows(shop, "select method, state, reason from clv_method") == [NO_CLV]
    assert column(shop, "select message from cluster_diagnostics") == {"fewer than 200 customers"}
    assert set(members(shop, "cluster")["cluster"]) == {"unclustered"}
    assert untold(shop) == ({FEW, ALL} if name == "three" else {ALL})
    bases = column(shop, "select clv_basis from customer_clv")
    assert bases == (set() if name == "no orders" else {"rfm"})
    # Neither a country nor a channel is known.
    assert set(members(shop, "geographic")["geographic"]) == {"unknown"}
    assert "in_store" not in members(shop, "behavioural")["behavioural"]


def test_a_shop_without_orders_has_prospects(built: Callable[[str], Path]) -> None:
    assert members(built("no orders"), "lifecycle", "core", "rfm", "value") == {
        "lifecycle": {"prospect": 1},
        "core": {"start": 1},
        "rfm": {"prospect": 1},
        "value": {"not_yet": 1},
    }


def test_one_customer_who_bought_today_is_new(built: Callable[[str], Path]) -> None:
    assert members(built("one"), "lifecycle", "core", "rfm") == {
        "lifecycle": {"new": 1},
        "core": {"start": 1},
        "rfm": {"new": 1},
    }


def test_three_customers_are_told_apart(built: Callable[[str], Path]) -> None:
    """One buys monthly, one bought once long ago, and one has just bought."""
    query = "select customer_id, segment from {} order by 1"
    shop = built("three")
    assert {
        name: dict(rows(shop, query.format(name))) for name in ("lifecycle", "core", "rfm")
    } == {
        "lifecycle": {"a": "repeat", "b": "lapsed", "c": "new"},
        "core": {"a": "keep", "b": "save", "c": "start"},
        "rfm": {"a": "champions", "b": "lost", "c": "new"},
    }


def test_customers_who_are_all_alike(built: Callable[[str], Path]) -> None:
    """250 customers bought the same 76 days ago: none is new, and none is overdue."""
    shop = built("alike")
    assert members(shop, "lifecycle", "core", "rfm", "cluster") == {
        "lifecycle": {"active": 250, "new": 1},
        "core": {"keep": 250, "start": 1},
        "rfm": {"about_to_sleep": 250, "new": 1},
        "cluster": {"unclustered": 251},
    }
    assert rows(shop, "select distinct r_score, rfm_segment from customer_rfm order by 1") == [
        (3, "about_to_sleep"),
        (5, "new"),
    ]
    assert rows(shop, "select method, state, reason from clv_method") == [NO_CLV]
    assert column(shop, "select message from cluster_diagnostics") == {
        "no number of clusters makes all of them large enough"
    }
    # All are worth the same, and no two of them are told apart by it.
    assert len(column(shop, "select clv_year from customer_clv where customer_id <> '999'")) == 1
    assert untold(shop) == {FEW, ALL}


@pytest.mark.parametrize("name", ["cd buyers", "thousand"])
def test_a_thousand_customers_are_told_apart(built: Callable[[str], Path], name: str) -> None:
    shop = built(name)
    orders = pd.DataFrame(SHOPS[name]()[ORDERS], columns=ORDERS).astype({"customer_id": str})
    orders["ordered_at"] = pd.to_datetime(orders["ordered_at"])
    paid = orders["net_amount"].astype(float)
    days = orders.groupby("customer_id")["ordered_at"].agg(["min", "max", "nunique"])
    today = orders["ordered_at"].max()
    assert rows(
        shop, "select count(*), sum(orders), sum(net_revenue)::double from customer_orders"
    ) == [(len(days), len(orders), pytest.approx(paid.sum()))]
    found = members(shop, "lifecycle", "behavioural", "cluster")
    assert found["behavioural"]["one_time"] == (days["nunique"] == 1).sum()
    is_new = today - days["min"] <= pd.Timedelta(days=30)
    assert found["lifecycle"].get("new", 0) == is_new.sum()
    assert found["cluster"].keys() == {"cluster_1", "cluster_2"}
    state = "fitted" if name == "cd buyers" else "same_a"
    assert rows(shop, "select method, state from clv_method") == [("bg_nbd", state)]
    recency = (today - days["max"]).dt.days
    cuts = np.quantile(recency, [0.2, 0.4, 0.6, 0.8])
    expected = Counter((5 - np.searchsorted(cuts, recency)).tolist())
    assert dict(rows(shop, "select r_score, count(*) from customer_rfm group by all")) == expected
    assert untold(shop) == {None, FEW, ALL}
