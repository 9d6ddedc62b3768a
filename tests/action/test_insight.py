"""Profiles, personas, stability and coverage, compared with pandas, numpy and scipy."""

import csv
import datetime as dt
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from tests.action.tiny import (
    MEMBERSHIP,
    OTHERWISE,
    ROOT,
    built,
    change_table,
    families_file,
    select,
    write_tiny,
)
from tests.projects import reading, rows, seg

COLUMNS = "customer_id town gender band spent orders customer_value net_revenue"
FAMILIES = {"tier": {"big": "spent >= 700", "middle": "spent >= 300", "small": OTHERWISE}}


def customers() -> pd.DataFrame:
    """Six hundred people: the big ones live in Ulm more often, and nobody told of a town is big."""
    random = np.random.default_rng(7)
    n = 600
    spent = random.integers(0, 1000, n)
    town = np.where(random.random(n) < 0.2 + 0.5 * (spent > 700), "Ulm", "Bonn")
    town[random.random(n) < 0.01] = "Trier"
    town[(spent < 100) & (random.random(n) < 0.5)] = "-"
    gender = np.where(random.random(n) < 0.5, "f", "m")
    gender[random.random(n) < 0.03] = "x"
    others = np.where(random.random(n) < 0.5, "a", "c")
    band = np.where(random.random(n) < np.where(spent >= 700, 0.5, 0.2), "b", others)
    return pd.DataFrame(
        {
            "customer_id": [f"c{number:03d}" for number in range(n)],
            "town": town,
            "gender": gender,
            "band": band,
            "spent": spent,
            "orders": random.integers(0, 4, n),
            "customer_value": spent * 2,
            "net_revenue": spent * 3,
        }
    )


def features(people: pd.DataFrame) -> str:
    header = (
        "customer_id:varchar town:varchar gender:varchar band:varchar spent:integer "
        "orders:integer customer_value:integer net_revenue:integer as_of_date:date"
    )
    lines = [f"{' '.join(map(str, row))} 2025-06-30" for row in people[COLUMNS.split()].values]
    return "\n".join([header, *lines])


CUSTOMER_COUNT = "select count(*) as customers from {{ ref('customer_features') }}"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    people = customers()
    purchases = [
        f"{name} {'app' if s >= 700 else 'web'}"
        for name, s in people[["customer_id", "spent"]].values
    ]
    folder = write_tiny(
        tmp_path_factory.mktemp("insight"),
        {
            "customer_features": features(people),
            "purchases": "\n".join(["customer_id:varchar channel:varchar", *purchases]),
        },
        [
            *(f"models/membership/{path.name}" for path in MEMBERSHIP_FILES),
            "models/segments/segment_sizes.sql",
            "models/segments/segment_catalogue.sql",
            "models/insight/customer_traits.sql",
            "models/insight/trait_cut_points.sql",
            "models/insight/segment_profile.sql",
            "models/insight/segment_habits.sql",
            "models/insight/segment_persona.sql",
            "models/insight/segment_stability.sql",
            "models/governance/segment_coverage.sql",
            "seeds/chi2_quantiles.csv",
            "tests/data/profiles_reconcile.sql",
            "tests/data/coverage_reconciles.sql",
        ],
        {
            "profile_traits": {"customer_features": ["town"]},
            "profile_measures": {"customer_features": ["spent", "orders"]},
            "persona_words": {"town": "live at {level}"},
        },
        {
            "models/families.yml": families_file(FAMILIES).replace(
                '"name": "big"', '"name": "big", "description": "Spends much."'
            ),
            "models/segment_membership.sql": MEMBERSHIP,
            "models/customer_count.sql": CUSTOMER_COUNT,
        },
    )
    built(folder)
    return folder


MEMBERSHIP_FILES = sorted((ROOT / "models" / "membership").glob("*.sql"))
FIFTHS = ["lowest fifth", "low", "middle", "high", "highest fifth"]


def segment_of(spent: pd.Series) -> np.ndarray:
    return np.where(spent >= 700, "big", np.where(spent >= 300, "middle", "small"))


def levels(people: pd.DataFrame) -> pd.DataFrame:
    """The level of each feature; a value that equals a cut belongs below it."""
    found = pd.DataFrame({"town": people["town"].replace("-", "unknown")})
    for name in ("spent", "orders"):
        cuts = np.quantile(people[name], [0.2, 0.4, 0.6, 0.8])
        found[name] = [FIFTHS[np.searchsorted(cuts, value, side="left")] for value in people[name]]
    return found


def test_the_profile_is_that_of_pandas(shop: Path) -> None:
    people = customers()
    found, segment = levels(people), segment_of(people["spent"])
    expected = {}
    for feature in found:
        inside = pd.crosstab(segment, found[feature], normalize="index")
        in_all = found[feature].value_counts(normalize=True)
        for (name, level), share in inside.stack().items():
            expected[name, feature, level] = (share, in_all[level], 100 * share / in_all[level])
    query = (
        "select segment, feature, level, share_in_segment, share_in_all, trait_index "
        "from segment_profile"
    )
    profile = {row[:3]: row[3:] for row in rows(shop, query)}
    assert profile.keys() == expected.keys()
    assert all(profile[key] == pytest.approx(expected[key]) for key in expected)


def test_a_persona_tells_what_is_unusual(shop: Path) -> None:
    with reading(shop / "warehouse.duckdb") as connection:
        persona = connection.execute("from segment_persona where segment = 'big'").df().iloc[0]
    people = customers()
    big = people[people["spent"] >= 700]
    assert persona["persona_name"] == "Big"
    assert persona["definition"] == "spent >= 700"
    assert (persona["members"], persona["segment_value"]) == (len(big), 2 * big["spent"].sum())
    assert persona["share"] == pytest.approx(len(big) / 600)
    assert persona["value_share"] == pytest.approx(big["spent"].sum() / people["spent"].sum())
    assert persona["order_channel"] == "app"
    assert persona["lifetime_value"] == 3 * big["spent"].sum()
    assert persona["lifetime_value_per_member"] == pytest.approx(3 * big["spent"].mean())
    assert persona["lifetime_value_share"] == pytest.approx(persona["value_share"])
    # Each trait is of another feature; `unknown` and the few of Trier are none, and how often they
    # order sets nobody apart.
    assert [persona[f"top_trait_{n}"] for n in (1, 2, 3)] == [
        "are in the highest fifth by spent",
        "live at Ulm",
        None,
    ]
    share = (big["town"] == "Ulm").mean() / (people["town"] == "Ulm").mean()
    assert persona["top_index_2"] == pytest.approx(100 * share)
    # Of the levels that nobody here has, the one that most others have.
    spent = levels(people)["spent"]
    absent = spent[~spent.isin(spent[people["spent"] >= 700])].value_counts().idxmax()
    told = f"are in the {absent} by spent" if "fifth" in absent else f"have spent {absent}"
    assert [persona[f"low_trait_{n}"] for n in (1, 2)] == [told, "live at Bonn"]
    assert persona["low_index_1"] == 0
    share = round(100 * persona["value_share"])
    assert persona["description"] == (
        f"Spends much. They are {len(big)} customers, {int(100 * len(big) / 600 + 0.5)} % of all,"
        f" and brought {2 * big['spent'].sum()} EUR in the last year ({share} % of all)"
        f" and {3 * big['spent'].sum()} since they came ({share} %)."
        " More often than others they are in the highest fifth by spent and live at Ulm."
        f" Few of them {told}. They order mostly through app."
    )
    with reading(shop / "warehouse.duckdb") as connection:
        said = connection.execute("select description from segment_persona").fetchall()
    assert not any(word in text for (text,) in said for word in ("_", "  ", "..", "None"))


def test_an_index_counts_when_it_is_more_than_chance(shop: Path) -> None:
    people = customers()
    found, segment = levels(people), segment_of(people["spent"])
    with reading(shop / "warehouse.duckdb") as connection:
        profile = connection.execute("from segment_profile order by segment, p_value").df()
    n_all = len(people)
    for row in profile.itertuples():
        has = (found[row.feature] == row.level).to_numpy()
        inside = segment == row.segment
        n, k, share = inside.sum(), (has & inside).sum(), has.mean()
        expected = stats.hypergeom(n_all, has.sum(), n)
        if min(round(n * share, 9), round(n - n * share, 9)) < 5:
            assert (row.untold, row.is_distinct, np.isnan(row.p_value)) == (
                "too few to tell",
                False,
                True,
            )
            continue
        z = max(abs(k - expected.mean()) - 0.5, 0) / expected.std()
        assert row.p_value == pytest.approx(2 * stats.norm.sf(z), rel=1e-6)
        # Where chance decides, the exact test says much the same.
        exact = min(1, 2 * min(expected.cdf(k), expected.sf(k - 1)))
        assert row.p_value == pytest.approx(exact, abs=0.03)
        size = n * (n_all - 1) / (n_all - n)
        low, high = proportion_confint(k / n * size, size, method="wilson")
        bounds = [100 * low / share, 100 * high / share]
        assert [row.index_low, row.index_high] == pytest.approx(bounds, rel=1e-6, abs=1e-6)
    for _, part in profile[profile["p_value"].notna()].groupby("segment"):
        q = stats.false_discovery_control(part["p_value"])
        assert part["q_value"].tolist() == pytest.approx(q.tolist())
        outside = (part["index_low"] > 100) | (part["index_high"] < 100)
        assert part["is_distinct"].tolist() == ((part["q_value"] <= 0.05) & outside).tolist()
    assert 0 < profile["is_distinct"].sum() < len(profile)


def test_segments_by_lot_have_no_traits(shop: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shop, tmp_path / "lot"))
    random = np.random.default_rng(5)
    people = customers()
    names = [f"lot_{number}" for number in range(30)]
    drawn = "\n".join(
        f"{customer} lots {random.choice(names)} r@1 2025-06-30"
        for customer in people["customer_id"]
    )
    header = "customer_id:varchar family:varchar segment:varchar rule:varchar as_of_date:date"
    (folder / "models" / "segment_membership.sql").write_text(select(f"{header}\n{drawn}"))
    outcome = seg(folder, "run", "--select", "+segment_profile")
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    ((distinct, every),) = rows(
        folder, "select sum(is_distinct::int), count(p_value) from segment_profile"
    )
    # One segment in twenty may have one.
    assert (distinct <= 4, every > 100) == (True, True)


def test_the_seed_holds_scipys_quantiles() -> None:
    with (ROOT / "seeds" / "chi2_quantiles.csv").open(encoding="utf-8", newline="") as file:
        seed = {int(row["degrees_of_freedom"]): row["q999"] for row in csv.DictReader(file)}
    assert seed == {n: f"{stats.chi2.ppf(0.999, n):.6f}" for n in range(1, 201)}


def psi(before: list[int], after: list[int]) -> float:
    p, q = (np.array(counts) + 0.5 for counts in (before, after))
    p, q = p / p.sum(), q / q.sum()
    return float(((q - p) * np.log(q / p)).sum())


def counts(people: pd.DataFrame) -> list[int]:
    segment = segment_of(people["spent"])
    return [int((segment == name).sum()) for name in ("big", "middle", "small")]


def test_stability_knows_how_large_the_samples_are(shop: Path, tmp_path: Path) -> None:
    people = customers().head(60)
    write_tiny(
        tmp_path,
        {"customer_features": features(people)},
        [
            *(f"models/membership/{path.name}" for path in MEMBERSHIP_FILES),
            "models/segments/segment_sizes.sql",
            "models/segments/segment_catalogue.sql",
            "models/insight/segment_stability.sql",
            "seeds/chi2_quantiles.csv",
        ],
        None,
        {
            "models/families.yml": families_file(FAMILIES),
            "models/segment_membership.sql": MEMBERSHIP,
            "models/customer_count.sql": CUSTOMER_COUNT,
        },
    )
    stability = (
        "select baseline_on, segments, members, baseline_members, psi, psi_by_chance, psi_limit, "
        "is_flagged from segment_stability"
    )
    built(tmp_path, as_of_date="2025-05-01")
    assert rows(tmp_path, stability) == [(None, 3, 60, 0, None, None, 0.1, None)]
    # A shift that passes 0.1, which so few people show by chance: it is no flag.
    mild = people.assign(spent=np.where(people.index < 20, 800, people["spent"]))
    change_table(tmp_path, "customer_features", features(mild))
    built(tmp_path, as_of_date="2025-05-20")
    by_chance = 2 / 60 * stats.chi2.ppf(0.999, 2)
    (found,) = rows(tmp_path, stability)
    index = psi(counts(people), counts(mild))
    assert 0.1 < index < by_chance
    assert found == (
        dt.date(2025, 5, 1),
        *(3, 60, 60),
        *(pytest.approx(index), pytest.approx(by_chance, rel=1e-6)),
        *(pytest.approx(by_chance, rel=1e-6), False),
    )
    # The baseline is the last recorded day that is thirty days back: the 20th of May.
    strong = people.assign(spent=np.where(people.index < 55, 800, people["spent"]))
    change_table(tmp_path, "customer_features", features(strong))
    built(tmp_path, as_of_date="2025-06-20")
    (found,) = rows(tmp_path, stability)
    assert (found[0], found[7]) == (dt.date(2025, 5, 20), True)
    assert found[4] == pytest.approx(psi(counts(mild), counts(strong)))
    # A changed definition says nothing about customers.
    lower = {"tier": FAMILIES["tier"] | {"big": "spent >= 350"}}
    (tmp_path / "models" / "families.yml").write_text(families_file(lower))
    built(tmp_path, as_of_date="2025-07-20")
    (found,) = rows(tmp_path, stability)
    assert (found[0], found[4]) == (dt.date(2025, 6, 20), pytest.approx(0))
    # Against the reference, which stays, the customers are others: the first day by today's rule.
    told = rows(
        tmp_path, "select reference_on, reference_psi > reference_psi_limit from segment_stability"
    )
    assert told == [(dt.date(2025, 5, 1), True)]
    assert found[7] is True
    built(tmp_path, as_of_date="2025-07-20", drift_reference_on="2025-06-30")
    assert rows(tmp_path, "select reference_on, is_flagged from segment_stability") == [
        (dt.date(2025, 6, 20), False)
    ]


def test_coverage(shop: Path) -> None:
    people = customers()
    sizes = counts(people)
    query = "select * exclude (as_of_date) from segment_coverage"
    assert rows(shop, query) == [("tier", 600, 600, 1.0, 0, 3, 3, min(sizes), max(sizes))]


def test_the_value_of_a_segment_is_within_its_interval(tmp_path: Path) -> None:
    """One of the two segments owes most of its value to one rare, large order."""
    horizons = ("clv", "clv_month", "clv_year")
    moments = ("customer_id:varchar", *(f"{name}:double" for name in horizons))
    moments += tuple(f"{name}_variance:double" for name in horizons)
    moments += tuple(f"deviation_{number}:double" for number in range(1, 8))
    zeros = " ".join("0" * 7)
    tables = {
        "clv_moments": f"{' '.join(moments)}\nrare 1.81 1 1 4000000 9 9 {zeros}\n"
        f"usual 100 9 50 25 25 25 {zeros}",
        "customer_segment_set": "customer_id:varchar segment_set:integer\nrare 1\nusual 2",
        "segment_sets": "segment_set:integer family:varchar segment:varchar customers:integer\n"
        "1 f rare 1\n2 f usual 1",
    }
    write_tiny(tmp_path, tables, ["models/insight/segment_value.sql"])
    built(tmp_path)
    found = rows(tmp_path, "select segment, clv_low, clv, clv_high from segment_value order by 1")
    (rare, low, value, high), (usual, low_2, value_2, high_2) = found
    assert (rare, usual) == ("rare", "usual")
    assert 0 == low < value == high
    assert 90 < low_2 < value_2 < high_2 < 110
