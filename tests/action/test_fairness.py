"""Fairness, compared with statsmodels: who is compared with whom, and what raises an alarm."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable, Table2x2

from tests.action.tiny import MEMBERSHIP, OTHERWISE, built, families_file, write_tiny
from tests.projects import rows

FAMILIES = {"tier": {"big": "spent >= 700", "low": "spent < 300", "other": OTHERWISE}}
SELECTIONS = {"big": "benefit", "low": "burden"}
CELLS = (
    "select segment, trait_group, members, customers, best_group, ratio_to_best, ratio_low, "
    "ratio_high, given_ratio, given_low, given_high, finding, is_alarm from segment_fairness "
    "where trait = '{}' order by all"
)
# How often the best of all pairs of so many groups is taken for another by chance alone: 5 %.
Z_OF_PAIRS = {groups: stats.norm.isf(0.025 / (groups * (groups - 1) / 2)) for groups in (2, 3)}


def people(seed: int = 7, n: int = 1500) -> pd.DataFrame:
    """Women spend as men who buy as often do; but they buy less often. The old spend less.

    Nothing depends on the letter.
    """
    random = np.random.default_rng(seed)
    gender = random.choice(["f", "m", "-"], n, p=[0.45, 0.45, 0.1])
    frequent = random.random(n) < np.where(gender == "m", 0.6, 0.25)
    old = random.random(n) < 0.4
    spent = np.clip(random.normal(450 + 250 * frequent - 150 * old, 200), 0, 999).astype(int)
    return pd.DataFrame(
        {
            "customer_id": [f"c{number:04d}" for number in range(n)],
            "gender": gender,
            "band": np.where(old, "old", "young"),
            "letter": random.choice(["a", "b", "c"], n),
            "frequency": np.where(frequent, "often", "seldom"),
            "spent": spent,
        }
    )


def features(found: pd.DataFrame) -> str:
    header = " ".join(f"{name}:varchar" for name in found.columns[:-1])
    lines = [f"{' '.join(map(str, row))} 2025-06-30" for row in found.to_numpy()]
    return "\n".join([f"{header} spent:integer as_of_date:date", *lines])


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_shop(tmp_path_factory.mktemp("fairness"), people(), declared())


def declared() -> str:
    """The families, with what it means to be in a segment."""
    families = json.loads(families_file(FAMILIES))
    for segment in families["segment_families"][0]["segments"]:
        if segment["name"] in SELECTIONS:
            segment["selection"] = SELECTIONS[segment["name"]]
    return json.dumps(families)


def write_shop(
    folder: Path,
    found: pd.DataFrame,
    families: str,
    traits: Sequence[str] = ("gender", "band", "letter"),
) -> Path:
    write_tiny(
        folder,
        {"customer_features": features(found)},
        [
            "models/segments/segment_catalogue.sql",
            "models/governance/segment_fairness.sql",
            "tests/data/fairness_hides_small_cells.sql",
        ],
        {
            "fairness_traits": {"customer_features": list(traits)},
            "fairness_given": {"customer_features": "frequency"},
        },
        {"models/families.yml": families, "models/segment_membership.sql": MEMBERSHIP},
    )
    built(folder)
    return folder


def test_rates_are_compared_with_the_best_groups(shop: Path) -> None:
    found = people().assign(selected=lambda everyone: everyone["spent"] >= 700)
    selected, customers = found.groupby("band")["selected"].agg(["sum", "count"]).T.to_numpy()
    old, young, *_ = [row for row in rows(shop, CELLS.format("band")) if row[0] == "big"]
    assert old[:6] == ("big", "old", selected[0], customers[0], "young", pytest.approx(
        selected[0] / customers[0] / (selected[1] / customers[1])
    ))  # fmt: skip
    # Katz's interval, with half a person more.
    near = (selected + 0.5) / (customers + 0.5)
    width = stats.norm.isf(0.025) * np.sqrt(sum(1 / (selected + 0.5) - 1 / (customers + 0.5)))
    ends = near[0] / near[1] * np.exp([-width, width])
    assert old[6:8] == pytest.approx(tuple(ends), rel=1e-6)
    assert young[4:] == ("young", 1.0, None, None, *[None] * 4, False)


def test_like_is_compared_with_like_as_mantel_and_haenszel_do(shop: Path) -> None:
    found = people().assign(selected=lambda everyone: everyone["spent"] >= 700)
    tables = []
    for _, stratum in found[found["gender"] != "-"].groupby("frequency"):
        counted = stratum.groupby("gender")["selected"].agg(["sum", "count"])
        tables.append(
            [[counted["sum"][g], counted["count"][g] - counted["sum"][g]] for g in ("f", "m")]
        )
    table = StratifiedTable([np.array(each, float) for each in tables])
    women = next(row for row in rows(shop, CELLS.format("gender")) if row[:2] == ("big", "f"))
    assert women[4] == "m"
    assert women[8] == pytest.approx(table.riskratio_pooled, rel=1e-9)
    # Seldom selected, but as often as men who buy as often: no alarm.
    assert women[5] < 0.75 < 0.9 < women[8]
    assert women[7] < 1 < women[10]
    assert women[11:] == ("not much worse than the best group", False)
    wide = np.log(women[10] / women[8]) / Z_OF_PAIRS[2]
    assert wide == pytest.approx(greenland_robins(tables), rel=1e-6)


def greenland_robins(tables: list[list[list[float]]]) -> float:
    """The standard error of the pooled ratio's logarithm, as their formula is printed."""
    top = left = right = 0.0
    for (a, b), (c, d) in tables:
        n1, n0, n = a + b, c + d, a + b + c + d
        top += (n1 * n0 * (a + c) - a * c * n) / n**2
        left, right = left + a * n0 / n, right + c * n1 / n
    return float(np.sqrt(top / (left * right)))


def test_of_one_stratum_that_is_the_plain_error_of_the_ratio() -> None:
    table = [[30, 70], [60, 50]]
    assert greenland_robins([table]) == pytest.approx(Table2x2(table).log_riskratio_se)


def test_a_benefit_is_kept_from_the_old_and_a_burden_laid_on_them(shop: Path) -> None:
    found = {row[:2]: row[4:] for row in rows(shop, CELLS.format("band"))}
    assert found["big", "old"][0] == "young"
    assert found["low", "old"][0] == "young"
    assert found["low", "old"][1] < 0.8
    worse = "worse than the best group"
    assert found["big", "old"][-2:] == (worse, True)
    assert found["low", "old"][-2:] == (worse, True)
    # Nobody said what it means to be among the others.
    assert {row[-1] for key, row in found.items() if key[0] == "other"} == {False}


def test_who_stated_nothing_raises_no_alarm(shop: Path) -> None:
    found = {row[:2]: row[4:] for row in rows(shop, CELLS.format("gender"))}
    assert found["big", "unknown"][0] == "m"
    assert found["big", "unknown"][-2:] == (None, False)


def test_what_differs_by_chance_raises_no_alarm(tmp_path: Path) -> None:
    """In a small shop, half of 20 random traits are below four fifths in some segment."""
    random = np.random.default_rng(1)
    found = people(n=400).drop(columns="letter")
    traits = [f"letter_{number}" for number in range(20)]
    for number, trait in enumerate(traits):
        found.insert(1, trait, random.choice(list("abcd")[: 2 + number % 3], 400))
    found["spent"] = random.integers(0, 1000, 400)
    write_shop(tmp_path, found, declared(), traits)
    shown = rows(
        tmp_path,
        "select trait, min(ratio_to_best) < 0.8, max(is_alarm) from segment_fairness "
        "where trait like 'letter%' and segment in ('big', 'low') group by trait",
    )
    assert sum(is_under for _, is_under, _ in shown) >= 8
    assert sum(is_alarm for *_, is_alarm in shown) <= 3


def test_small_cells_are_hidden_and_not_alone(tmp_path: Path) -> None:
    found = people()
    found.loc[found.index[:30], "letter"] = "z"
    found.loc[found.index[:25], "spent"] = 100
    shop = write_shop(tmp_path, found, families_file(FAMILIES))
    hidden = rows(
        shop,
        "select trait_group, members, customers, given_ratio, ratio_high, is_alarm "
        "from segment_fairness where is_suppressed and segment = 'big' and trait = 'letter'",
    )
    assert len(hidden) == 2
    assert "z" in {row[0] for row in hidden}
    assert {row[1:] for row in hidden} == {(None, None, None, None, False)}
