"""Feature drift, compared with numpy and scipy, on three days of made-up customers."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

from tests.action.tiny import built, write_tiny
from tests.projects import rows, seg
from tests.segmentation.python_models import python_model

FIRST, SECOND, THIRD = dt.date(2025, 5, 31), dt.date(2025, 6, 30), dt.date(2025, 7, 31)
NUMBERS, DATES, LEVELS = ["spent", "orders", "constant"], ["last_order_on"], ["town", "is_business"]
FEATURES = {*NUMBERS, *DATES, *LEVELS}
MINIMUM_CELL = 11


def customers(day: dt.date) -> pd.DataFrame:
    """On the second day people spend more, towns are as before, and half of the dates are gone."""
    is_later = day > FIRST
    random = np.random.default_rng(day.toordinal())
    n = 2400 if is_later else 3000
    spent = np.round(random.lognormal(4.5 if is_later else 4, 1, n), 2)
    town = random.choice(["Ulm", "Bonn", "Köln", "Trier"], n, p=[0.5, 0.3, 0.1, 0.1]).astype(object)
    town[:24] = [f"Rareville {number % 4}" for number in range(24)]
    town[24:48] = f"O'Town {'two' if is_later else 'one'}"
    if is_later:
        town[48:53] = "O'Town one"
    ago = random.integers(0, 400, n)
    return pd.DataFrame(
        {
            "day": day,
            "customer_id": [f"c{number:04d}" for number in range(n)],
            "account_id": "a1",
            "gender": random.choice(["f", "m"], n),
            "spent": np.where(random.random(n) < 0.1, np.nan, spent),
            "orders": random.poisson(1, n),
            "constant": 7,
            "last_order_on": [
                None
                if random.random() < (0.5 if is_later else 0.05)
                else day - dt.timedelta(int(a))
                for a in ago
            ],
            "town": np.where(random.random(n) < 0.03, None, town),
            "is_business": random.random(n) < 0.002,
        }
    )


@pytest.fixture(scope="module")
def people() -> dict[dt.date, pd.DataFrame]:
    days = {day: customers(day) for day in (FIRST, SECOND)}
    # The third day is as the second, a little later; one feature is new.
    third = days[SECOND].assign(day=THIRD)
    third["last_order_on"] = [
        None if day is None else day + (THIRD - SECOND) for day in third["last_order_on"]
    ]
    return days | {THIRD: third}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, people: dict[dt.date, pd.DataFrame]) -> Path:
    """The first two days, recorded."""
    folder = write_tiny(
        tmp_path_factory.mktemp("drift"),
        {},
        [
            "models/insight/feature_drift.py",
            "models/insight/insight.yml",
            "tests/data/features_have_not_drifted.sql",
            "seeds/chi2_quantiles.csv",
        ],
        None,
        {
            "seeds/people.csv": pd.concat(people.values()).to_csv(index=False),
            "models/customer_features.sql": (
                "select * exclude (day), day as as_of_date\n"
                "{{ ', 1 as added' if var('has_added', false) }}\n"
                "from {{ ref('people') }} where day = {{ as_of_date() }}\n"
            ),
            "models/customer_features.yml": (
                "models: [{name: customer_features, columns: [{name: Gender, tags: [personal]}]}]"
            ),
        },
    )
    only_drift(folder)
    built(folder, as_of_date=str(FIRST))
    built(folder, as_of_date=str(SECOND))
    return folder


def only_drift(folder: Path) -> None:
    """Leave in the property file only what is there."""
    file = folder / "models/insight/insight.yml"
    text = file.read_text("utf-8")
    head, *entries = re.split(r"(?m)^  - name: ", text.partition("models:\n")[2])
    assert head == ""
    (drift,) = (entry for entry in entries if entry.startswith("feature_drift\n"))
    file.write_text(f"version: 2\nmodels:\n  - name: {drift}", "utf-8")


def drift(folder: Path, day: dt.date) -> dict[str, dict[str, Any]]:
    names = [
        *("feature", "kind", "previous_as_of_date", "customers", "previous_customers"),
        *("null_rate", "previous_null_rate", "bins", "psi", "psi_by_chance", "psi_limit"),
        *("rolling_as_of_date", "rolling_psi", "reference_as_of_date", "reference_psi"),
        *("is_flagged", "flagged_against", "distribution"),
    ]
    query = f"select {', '.join(names)} from feature_drift where as_of_date = date '{day}'"
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows(folder, query)}


def rounded(value: float) -> float:
    return float(np.format_float_scientific(value, precision=2))


def counts_by_bin(values: np.ndarray, edges: list[float]) -> list[int]:
    """Up to each edge, beyond the last, and without a value."""
    there = values[~np.isnan(values)]
    inside = np.bincount(np.searchsorted(edges, there, side="left"), minlength=len(edges) + 1)
    return [*inside, len(values) - len(there)]


def expected_counts(
    name: str, people: dict[dt.date, pd.DataFrame], then: dt.date, day: dt.date
) -> tuple[list[int], list[int]]:
    before, today = people[then][name], people[day][name]
    if name in LEVELS:
        usual = before.value_counts()
        others, usual = usual[usual < MINIMUM_CELL].sum(), usual[usual >= MINIMUM_CELL]
        if 0 < others < MINIMUM_CELL:
            usual = usual[:-1]
        usual = usual.index
        return tuple(
            [
                *(int((values == level).sum()) for level in usual),
                int((values.notna() & ~values.isin(usual)).sum()),
                int(values.isna().sum()),
            ]
            for values in (before, today)
        )
    if name in DATES:
        return tuple([int(each.notna().sum()), int(each.isna().sum())] for each in (before, today))
    numbers = before.to_numpy(float)
    cuts = np.quantile(numbers[~np.isnan(numbers)], np.arange(1, 10) / 10)
    edges = sorted({rounded(cut) for cut in cuts})
    return counts_by_bin(numbers, edges), counts_by_bin(today.to_numpy(float), edges)


def expected_psi(before: list[int], today: list[int]) -> tuple[int, float, float]:
    """Bins, the index, what chance exceeds once in a thousand times."""
    p, q = (np.array(x, float) for x in (before, today))
    there = (p > 0) | (q > 0)
    p, q = p[there], q[there]
    bins = len(p)
    # One day of a hundred, shared by all features and the three days that they are compared with.
    chance = chi2.isf(0.01 / (3 * len(FEATURES)), bins - 1) if bins > 1 else 0.0
    by_chance = (1 / p.sum() + 1 / q.sum()) * chance
    p, q = (p + 0.5) / (p.sum() + 0.5 * bins), (q + 0.5) / (q.sum() + 0.5 * bins)
    return bins, float(np.sum((q - p) * np.log(q / p))), float(by_chance)


def test_features_are_the_columns_that_are_neither_keys_nor_personal(shop: Path) -> None:
    assert set(drift(shop, FIRST)) == FEATURES
    kinds = {name: row["kind"] for name, row in drift(shop, FIRST).items()}
    assert kinds == {
        **dict.fromkeys(NUMBERS, "number"),
        **dict.fromkeys(DATES, "date"),
        **dict.fromkeys(LEVELS, "level"),
    }


def test_the_first_day_has_nothing_to_be_compared_with(shop: Path) -> None:
    compared = ["previous_as_of_date", "previous_customers", "previous_null_rate", "bins", "psi"]
    compared += ["psi_by_chance", "psi_limit", "is_flagged", "flagged_against"]
    compared += ["rolling_as_of_date", "rolling_psi", "reference_as_of_date", "reference_psi"]
    assert {row[name] for row in drift(shop, FIRST).values() for name in compared} == {None}


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_the_index_is_that_of_numpy(
    shop: Path, people: dict[dt.date, pd.DataFrame], name: str
) -> None:
    found = drift(shop, SECOND)[name]
    before, today = expected_counts(name, people, FIRST, SECOND)
    bins, psi, by_chance = expected_psi(before, today)
    assert found["bins"] == bins
    assert (found["psi"], found["psi_by_chance"]) == pytest.approx((psi, by_chance), abs=1e-9)
    assert found["psi_limit"] == max(0.1, found["psi_by_chance"])
    assert found["is_flagged"] == (name in ("spent", "last_order_on"))
    assert (found["customers"], found["previous_customers"]) == (2400, 3000)
    assert found["previous_as_of_date"] == FIRST
    rates = [people[day][name].isna().mean() for day in (SECOND, FIRST)]
    assert [found["null_rate"], found["previous_null_rate"]] == pytest.approx(rates)


def test_nothing_that_tells_of_a_few_is_remembered(shop: Path) -> None:
    for day, n in ((FIRST, 3000), (SECOND, 2400)):
        for row in drift(shop, day).values():
            found = json.loads(row["distribution"])
            no_value = found.pop("no_value")
            cells = found.get("customers") or [*found["levels"].values(), found["others"]]
            assert sum(cells) + no_value == n
            assert not [cell for cell in cells if 0 < cell < MINIMUM_CELL]
            assert all(edge == rounded(edge) for edge in found.get("up_to", []))
    first, second = drift(shop, FIRST), drift(shop, SECOND)
    assert "Rareville" not in first["town"]["distribution"] + second["town"]["distribution"]
    assert "O'Town one" in json.loads(first["town"]["distribution"])["levels"]
    # Few are true: that any are is not told.
    assert json.loads(first["is_business"]["distribution"])["levels"] == {}


def test_the_data_test_warns_and_lets_the_run_pass(shop: Path) -> None:
    told = seg(
        shop, "test", "-s", "features_have_not_drifted", "--no-use-colors",
        "--vars", f"as_of_date: '{SECOND}'",
    )  # fmt: skip
    assert told.exit_code == 0
    assert "WARN 2 features_have_not_drifted" in told.stdout
    before = seg(
        shop, "test", "-s", "features_have_not_drifted", "--no-use-colors",
        "--vars", f"as_of_date: '{FIRST}'",
    )  # fmt: skip
    assert "PASS features_have_not_drifted" in before.stdout


def test_the_same_day_again_changes_nothing(shop: Path) -> None:
    everything = "select * from feature_drift order by all"
    before = rows(shop, everything)
    built(shop, as_of_date=str(SECOND))
    assert rows(shop, everything) == before


def test_days_that_are_alike_and_a_feature_that_is_new(
    shop: Path, people: dict[dt.date, pd.DataFrame]
) -> None:
    built(shop, as_of_date=str(THIRD), has_added=True)
    found = drift(shop, THIRD)
    assert {row["previous_as_of_date"] for row in found.values()} == {SECOND, None}
    assert found["added"]["psi"] is None
    # The reference stays, and the day before is 31 days behind.
    assert {row["reference_as_of_date"] for row in found.values()} == {FIRST, None}
    assert {row["rolling_as_of_date"] for row in found.values()} == {SECOND, None}
    assert found["spent"]["reference_psi"] == pytest.approx(
        expected_psi(*expected_counts("spent", people, FIRST, THIRD))[1]
    )
    assert {name: row["flagged_against"] for name, row in found.items()} == {
        **dict.fromkeys((*FEATURES, "added")),
        **dict.fromkeys(("spent", "last_order_on"), "reference"),
    }
    assert {name: row["psi"] for name, row in found.items() if name != "added"} == pytest.approx(
        dict.fromkeys(FEATURES, 0), abs=1e-3
    )


def test_what_chance_exceeds_is_that_of_scipy() -> None:
    found = python_model("feature_drift").exceeded_by_chance
    freedoms = [*range(1, 30), 100, 999, 2000]
    for share in (0.001, 0.01 / 360):
        assert [found(freedom, share) for freedom in freedoms] == pytest.approx(
            [chi2.isf(share, freedom) for freedom in freedoms], rel=1e-10
        )


def test_twenty_five_small_steps_are_seen_and_none_alone() -> None:
    """A daily shift of 1/25 standard deviation is not an alarm, its sum over a month is."""
    of = python_model("feature_drift")
    random = np.random.default_rng(3)
    values, recorded, seen = random.normal(50, 10, 3000), {}, {}
    for step in range(26):
        day = FIRST + dt.timedelta(days=step)
        edges = of.edges_of(values, 10)
        days = of.chosen_days(list(recorded), day, 14, "")
        for baseline, then in days.items():
            on_its_edges = of.in_bins(values, recorded[then]["up_to"])
            drift = of.number_drift([on_its_edges], recorded[then], 0.0001)
            seen.setdefault(baseline, []).append(drift["psi"] > drift["psi_limit"])
        recorded[day] = of.binned(of.in_bins(values, edges), edges, MINIMUM_CELL)
        # A tenth of the customers are other ones, and all are a little different.
        values = np.where(
            random.random(3000) < 0.1, random.normal(50 + 0.4 * step, 10, 3000), values
        )
        values = values + 0.4
    assert {name: any(flags) for name, flags in seen.items()} == {
        "previous": False,
        "rolling": True,
        "reference": True,
    }
    assert seen["reference"][-10:] == [True] * 10


@pytest.mark.parametrize(
    ("on", "expected"),
    [("", (30, 0, 0)), ("2025-06-10", (30, 0, 10)), ("2030-01-01", (30, 0, 30))],
)
def test_the_three_days_that_are_compared_with(on: str, expected: tuple[int, ...]) -> None:
    of = python_model("feature_drift")
    recorded = [FIRST + dt.timedelta(days=ago) for ago in range(31)]
    found = of.chosen_days(recorded, recorded[-1] + dt.timedelta(days=1), 31, on)
    assert tuple((day - FIRST).days for day in found.values()) == expected
    assert of.chosen_days([], FIRST, 30, on) == {}


def test_too_few_customers_have_no_record(tmp_path: Path) -> None:
    write_tiny(
        tmp_path,
        {"customer_features": "customer_id:varchar spent:integer as_of_date:date\na 1 2025-06-30"},
        ["models/insight/feature_drift.py", "models/insight/insight.yml"],
    )
    only_drift(tmp_path)
    built(tmp_path, as_of_date="2025-06-30")
    assert rows(tmp_path, "select * from feature_drift") == []
    described = rows(tmp_path, "select column_name, column_type from (describe feature_drift)")
    assert dict(described)["previous_as_of_date"] == "DATE"


@pytest.mark.parametrize(
    ("inside", "edges", "customers"),
    [
        ([20, 20, 20], [1, 2], [20, 20, 20]),
        ([20, 0, 20], [1, 2], [20, 0, 20]),
        ([20, 10, 15], [1], [20, 25]),
        ([10, 20, 30], [2], [30, 30]),
        ([30, 20, 10], [1], [30, 30]),
        ([3, 3, 3], [], [9]),
        ([0, 5, 40], [], [45]),
    ],
)
def test_bins_of_a_few_are_joined(
    inside: list[int], edges: list[int], customers: list[int]
) -> None:
    binned = python_model("feature_drift").binned
    found = binned(dict(enumerate(inside)), [1, 2], MINIMUM_CELL)
    assert (found["up_to"], found["customers"]) == (edges, customers)
