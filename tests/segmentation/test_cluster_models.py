"""Clusters: the chosen number, a recovered mixture, stable names."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, pairwise_distances, silhouette_score

from tests.projects import rows, seg, write_project
from tests.segmentation.conftest import ROOT
from tests.segmentation.python_models import model_file, python_model

DIAGNOSTICS, CLUSTER = python_model("cluster_diagnostics"), python_model("cluster_matches")
NAMES = python_model("cluster_names")
CENTRES = np.array([[0, 0, 0], [5, 0, 0], [0, 5, 0], [0, 0, 5]], float)


def mixture(customers: int, seed: int, shares=(0.4, 0.3, 0.2, 0.1)) -> tuple[np.ndarray, ...]:
    """Points around four centres, and which centre each of them is from."""
    random = np.random.default_rng(seed)
    origin = random.choice(len(CENTRES), customers, p=shares)
    return CENTRES[origin] + random.normal(0, 0.7, (customers, 3)), origin


def placed(features: np.ndarray, centres: np.ndarray, most: int) -> tuple[np.ndarray, ...]:
    """The cluster of each row, and its distance from the centre, as the two models find them."""
    final = DIAGNOSTICS.final_centres(centres, DIAGNOSTICS.sampled(features, most))
    return CLUSTER.placed(features, np.array(json.loads(final)))[:2]


def candidate(k: int, silhouette: float, is_eligible: bool = True) -> dict[str, object]:
    return {"clusters": k, "silhouette": silhouette, "is_eligible": is_eligible}


@pytest.mark.parametrize(
    ("rows", "k"),
    [
        ([candidate(2, 0.40), candidate(3, 0.495), candidate(4, 0.50)], 3),
        ([candidate(2, 0.40), candidate(3, 0.48), candidate(4, 0.50)], 4),
        ([candidate(2, 0.90, False), candidate(3, 0.20), candidate(4, 0.10)], 3),
        ([candidate(2, -0.1015), candidate(3, -0.10)], 2),
        ([candidate(2, 0.9, False)], None),
        ([], None),
    ],
)
def test_the_fewest_clusters_near_the_best(rows: list[dict[str, object]], k: int | None) -> None:
    assert DIAGNOSTICS.chosen(rows, 0.02) == k


def test_a_mixture_is_found_again() -> None:
    features, origin = mixture(3000, seed=1)
    found = DIAGNOSTICS.candidates(DIAGNOSTICS.sampled(features, 1000), 2, 8, 0.03, 4)
    assert DIAGNOSTICS.chosen(found, 0.02) == 4
    by_k = {row["clusters"]: row for row in found}
    assert sorted(by_k) == [2, 3, 4, 5, 6, 7, 8]
    assert by_k[4]["stability_ari"] > 0.98 > by_k[8]["stability_ari"]
    labels, distances = placed(features, by_k[4]["centres"], 50_000)
    assert adjusted_rand_score(origin, labels) > 0.99
    assert np.bincount(labels).tolist() == sorted(np.bincount(labels), reverse=True)
    assert distances.mean() == pytest.approx(0.7 * 1.596, rel=0.03)  # mean of a chi of 3


def test_clusters_that_are_too_small_do_not_count() -> None:
    features, _ = mixture(2000, seed=2, shares=(0.5, 0.49, 0.0, 0.01))
    found = DIAGNOSTICS.candidates(features, 2, 4, 0.03, 0)
    assert [row["is_eligible"] for row in found if row["smallest_share"] < 0.03] == [False] * len(
        [row for row in found if row["smallest_share"] < 0.03]
    )
    assert [(row["clusters"], row["is_eligible"]) for row in found][:2] == [(2, True), (3, False)]
    assert {row["stability_ari"] for row in found} == {None}


def test_no_more_clusters_than_different_customers() -> None:
    features = np.array([[0.0], [1.0], [1.0], [2.0]])
    found = DIAGNOSTICS.candidates(features, 2, 8, 0.0, 0)
    assert [row["clusters"] for row in found] == [2]
    assert DIAGNOSTICS.candidates(features[1:3], 2, 8, 0.0, 2) == []


def test_large_bases_are_fitted_on_a_sample_and_all_are_placed() -> None:
    features, origin = mixture(20_000, seed=3)
    (found,) = DIAGNOSTICS.candidates(DIAGNOSTICS.sampled(features, 1_000), 4, 4, 0.03, 0)
    labels, _ = placed(features, found["centres"], 1_000)
    assert adjusted_rand_score(origin, labels) > 0.99
    assert (placed(features, found["centres"], 1_000)[0] == labels).all()


def noise(customers: int, seed: int) -> np.ndarray:
    """Points without any clusters, where k-means has many optima."""
    return np.random.default_rng(seed).normal(size=(customers, 4)).clip(-3, 3)


@pytest.mark.parametrize(
    "features",
    [mixture(1500, seed=7)[0], noise(1500, seed=8), noise(1500, seed=9).round(0)],
    ids=["mixture", "noise", "many alike"],
)
def test_clusters_are_as_good_as_those_of_scikit_learn(features: np.ndarray) -> None:
    for row in DIAGNOSTICS.candidates(features, 2, 8, 0.0, 0):
        k, labels = (
            row["clusters"],
            DIAGNOSTICS.placed(DIAGNOSTICS.laid_out(features), row["centres"]),
        )
        theirs = KMeans(k, n_init=10, random_state=0).fit(features)
        assert row["inertia"] < 1.01 * theirs.inertia_, k
        assert row["inertia"] == pytest.approx(
            ((features - row["centres"][labels]) ** 2).sum(), rel=1e-9
        )
        assert row["silhouette"] == pytest.approx(silhouette_score(features, labels), rel=1e-9)
        assert row["smallest_share"] == np.bincount(labels, minlength=k).min() / len(features)


def test_weights_are_customers() -> None:
    features = noise(300, seed=10)
    times = np.random.default_rng(11).integers(0, 4, len(features))
    several = np.repeat(features, times, axis=0)
    start = features[np.flatnonzero(times)[:5]]
    weighted, one_by_one = (
        DIAGNOSTICS.settled(start, DIAGNOSTICS.laid_out(rows), weights)
        for rows, weights in ((features, times.astype(float)), (several, np.ones(len(several))))
    )
    np.testing.assert_allclose(weighted, one_by_one, rtol=1e-9)


def test_agreement_is_the_adjusted_rand_index() -> None:
    random = np.random.default_rng(12)
    one = random.integers(0, 5, 400)
    for changed in (0.0, 0.1, 0.5, 1.0):
        other = np.where(random.random(400) < changed, random.integers(0, 7, 400), one)
        assert DIAGNOSTICS.adjusted_rand(one, other) == pytest.approx(
            adjusted_rand_score(one, other), abs=1e-12
        )


def test_who_is_alone_has_no_silhouette() -> None:
    features, labels = np.array([[0.0], [1.0], [9.0]]), np.array([0, 0, 1])
    distances = DIAGNOSTICS.apart(DIAGNOSTICS.laid_out(features))
    np.testing.assert_allclose(distances, pairwise_distances(features), atol=1e-12)
    sums = distances @ DIAGNOSTICS.belonging(labels, 2)
    assert DIAGNOSTICS.silhouette(sums, labels) == pytest.approx(silhouette_score(features, labels))


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (4, 7), (8, 5), (5, 0)])
def test_names_are_shared_out_as_scipy_does(shape: tuple[int, int]) -> None:
    for seed in range(20):
        worth = np.random.default_rng(seed).integers(0, 50, shape)
        found = CLUSTER.assigned(worth)
        rows, columns = linear_sum_assignment(worth, maximize=True)
        assert len({row for row, _ in found}) == len({column for _, column in found}) == len(rows)
        assert sum(worth[pair] for pair in found) == worth[rows, columns].sum()


def named(labels: dict[str, int], before: dict[str, str], least: float = 0.2) -> dict[str, str]:
    """The name of each customer's cluster."""
    members = {name: list(before.values()).count(name) for name in sorted(set(before.values()))}
    places = [[*members].index(before[who]) if who in before else -1 for who in labels]
    found = CLUSTER.matched(np.array([*labels.values()]), np.array(places), members, least)
    return {customer: found[label][0] for customer, label in labels.items()}


def people(**sizes: int) -> list[str]:
    return [f"{group}{number}" for group, size in sizes.items() for number in range(size)]


def test_first_names_are_numbers_in_the_order_of_labels() -> None:
    assert named({"a": 0, "b": 1}, {}) == {"a": "cluster_1", "b": "cluster_2"}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (0, 2, 1)])
def test_permuted_labels_keep_their_names(order: tuple[int, ...]) -> None:
    groups = {"x": 6, "y": 5, "z": 4}
    before = {name: f"cluster_{'xyz'.index(name[0]) + 3}" for name in people(**groups)}
    labels = {name: order["xyz".index(name[0])] for name in people(**groups)}
    assert named(labels, before) == before


def test_a_split_gives_the_larger_part_the_name_and_the_other_a_new_one() -> None:
    before = dict.fromkeys(people(x=10), "cluster_1") | dict.fromkeys(people(y=5), "cluster_4")
    labels = {name: 0 if name[0] == "y" else 1 + (int(name[1:]) < 3) for name in before}
    after = named(labels, before)
    assert {after[name] for name in people(y=5)} == {"cluster_4"}
    assert (after["x9"], after["x0"]) == ("cluster_1", "cluster_5")


def test_what_shares_too_little_is_a_new_cluster() -> None:
    before = dict.fromkeys(people(x=10), "cluster_1")
    labels = {f"new{number}": 0 for number in range(9)} | {"x0": 0}
    assert set(named(labels, before).values()) == {"cluster_2"}
    assert set(named(labels, before, least=0.05).values()) == {"cluster_1"}


DAY = "date '2025-06-{{ var('day', 29) }}'"
FILES = {
    **{
        f"models/{name}.py": model_file(f"{name}.py").read_text()
        for name in ("cluster_diagnostics", "cluster_matches")
    },
    "models/base_gaps.sql": f"select {DAY} as as_of_date",
    "models/cluster_features.sql": f"select *, {DAY} as as_of_date from {{{{ ref('f') }}}}",
    "models/cluster_scale.sql": "select cast('2025-06-{{ var('fitted', var('day', 29)) }}' as date)"
    " as fitted_on",
    "models/m.yml": """
models:
  - name: cluster_diagnostics
    config:
      meta: {fewest: 2, most: 5, min_share: 0.03, tolerance: 0.02, bootstraps: 2,
             min_customers: 100, sample_customers: 400, fit_customers: 50000,
             min_silhouette: 0.2, min_stability: 0.7, min_gain: 0.02}
  - name: cluster_matches
    config:
      meta: {match_min_jaccard: 0.2}
""",
}


def features_file(features: np.ndarray) -> str:
    frame = pd.DataFrame(features, columns=["one", "two", "three"])
    frame.insert(0, "customer_id", [f"c{number}" for number in range(len(frame))])
    return frame.sample(frac=1, random_state=len(frame)).to_csv(index=False)


NAMED = "select customer_id, cluster from cluster_matches order by customer_id"


def test_names_stay_from_run_to_run(tmp_path: Path) -> None:
    features, _ = mixture(500, seed=4)
    write_project(tmp_path, FILES | {"seeds/f.csv": features_file(features)})
    assert seg(tmp_path, "build").exit_code == 0
    first = dict(rows(tmp_path, NAMED))
    assert sorted(set(first.values())) == ["cluster_1", "cluster_2", "cluster_3", "cluster_4"]

    overlap = "select min(name_overlap), max(name_overlap) from cluster_matches"
    for day, shared in ((29, (None, None)), (30, (1.0, 1.0)), (30, (1.0, 1.0))):
        # A day's second run finds the names again; it would be reused.
        assert seg(tmp_path, "build", "--vars", f"{{day: {day}}}", "--force").exit_code == 0
        assert dict(rows(tmp_path, NAMED)) == first
        assert rows(tmp_path, overlap) == [shared]

    # Many new customers like those of the smallest cluster, which is the largest from now on.
    more = CENTRES[3] + np.random.default_rng(5).normal(0, 0.7, (150, 3))
    (tmp_path / "seeds/f.csv").write_text(features_file(np.vstack([features, more])))
    assert seg(tmp_path, "build").exit_code == 0
    second = dict(rows(tmp_path, NAMED))
    assert {name: second[name] for name in first} == first
    assert {second[f"c{number}"] for number in range(500, 650)} == {"cluster_4"}


META = {
    "fewest": 2, "most": 6, "min_share": 0.03, "tolerance": 0.02, "bootstraps": 4,
    "min_customers": 200, "sample_customers": 2000, "fit_customers": 50_000,
    "min_silhouette": 0.2, "min_stability": 0.7, "min_gain": 0.02,
}  # fmt: skip


def skewed(customers: int, seed: int) -> np.ndarray:
    """Columns like those of shops, which have nothing to do with each other."""
    return np.random.default_rng(seed).exponential(size=(customers, 4)).clip(0, 4)


def two_humps(customers: int, seed: int) -> np.ndarray:
    """A column with two humps, and two without: clusters of one column are no clusters."""
    random = np.random.default_rng(seed)
    first = random.normal(size=(customers, 1)) * 0.4 + 4 * (random.random((customers, 1)) < 0.4)
    return np.hstack([first, random.normal(size=(customers, 2))])


@pytest.mark.parametrize("make", [noise, skewed, two_humps])
def test_noise_has_no_clusters(make: Callable[[int, int], np.ndarray]) -> None:
    for seed in range(4):
        found, message = DIAGNOSTICS.fitted(make(500, seed), META)
        assert not any(row["is_chosen"] for row in found)
        assert message.startswith("no structure: the ")


def test_a_mixture_is_more_than_its_shuffled_columns() -> None:
    features, _ = mixture(600, seed=3)
    found, message = DIAGNOSTICS.fitted(features, META)
    (chosen,) = [row for row in found if row["is_chosen"]]
    assert (chosen["clusters"], message[:10]) == (4, "4 clusters")
    labels = KMeans(4, n_init=10, random_state=0).fit_predict(features)
    assert chosen["compared_silhouette"] == pytest.approx(silhouette_score(features, labels))
    random = np.random.default_rng(1)
    shuffled = [np.column_stack([random.permutation(c) for c in features.T]) for _ in range(8)]
    theirs = [
        silhouette_score(of, KMeans(4, n_init=10, random_state=0).fit_predict(of))
        for of in shuffled
    ]
    assert chosen["shuffled_silhouette"] == pytest.approx(np.mean(theirs), abs=0.02)
    assert chosen["shuffled_silhouette"] < chosen["shuffled_highest"]
    # What is below a floor is told by that floor.
    assert "stability" in DIAGNOSTICS.fitted(features, META | {"min_stability": 1.01})[1]
    assert "large enough" in DIAGNOSTICS.fitted(features, META | {"min_share": 0.6})[1]


WORDS = {"recency_days": ["long silent", "recent"], "purchase_days": ["frequent", "seldom"]}


def test_a_cluster_is_called_by_what_sets_it_apart() -> None:
    features = ["purchase_days", "recency_days", "items"]
    centres = [[1.2, -0.9, 0.1], [-0.5, 0.6, -0.7], [0.1, 0.2, 0.0], [1.0, -0.8, 0.0]]
    names, apart = NAMES.names_of(centres, features, WORDS, 0.4)
    assert names == [
        "Frequent, recent",
        "Low items, long silent, seldom",
        "Like all others",
        "Frequent, recent (2)",
    ]
    assert apart[0] == [("purchase_days", 1.2), ("recency_days", -0.9)]


def test_a_fit_is_kept_until_it_is_due(tmp_path: Path) -> None:
    features, _ = mixture(500, seed=4)
    write_project(tmp_path, FILES | {"seeds/f.csv": features_file(features)})
    fit = (
        "select fitted_on, previous_fit_age_days, centres from cluster_diagnostics where is_chosen"
    )

    def built(day: int, fitted: int) -> tuple[object, ...]:
        variables = f"{{day: {day}, fitted: {fitted}}}"
        outcome = seg(tmp_path, "build", "--vars", variables)
        assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
        (found,) = rows(tmp_path, fit)
        return found

    first = built(10, 10)
    # Other customers every day, who are assigned by the same centres.
    (tmp_path / "seeds/f.csv").write_text(features_file(mixture(600, seed=5)[0]))
    assert built(11, 10) == first
    assert rows(tmp_path, "select count(*) from cluster_matches") == [(600,)]
    assert rows(tmp_path, "select distinct as_of_date from cluster_diagnostics") == [
        (dt.date(2025, 6, 11),)
    ]
    second = built(14, 14)
    assert second[:2] == (dt.date(2025, 6, 14), 4)
    assert second[2] != first[2]
    # The day again knows of the same fit before it.
    (tmp_path / "seeds/f.csv").write_text(features_file(mixture(700, seed=6)[0]))
    assert built(14, 14)[:2] == second[:2]


def test_the_scale_is_kept_until_it_is_due(tmp_path: Path) -> None:
    files = {
        "models/cluster_scale.sql": model_file("cluster_scale.sql").read_text(),
        "models/base_gaps.sql": "select {{ as_of_date() }} as as_of_date",
        "models/customer_orders.sql": "select *, 1 as orders from {{ ref('people') }}",
    }
    write_project(tmp_path, files)
    declared = yaml.safe_load((ROOT / "seg_project.yml").read_text())
    kept = {name: declared[name] for name in ("name", "config-version", "vars")}
    kept["models"] = {"+materialized": "table"}
    kept["vars"] |= {"cluster_features": ["spent"], "cluster_log_features": []}
    kept["vars"] |= {"cluster_min_customers": 3, "cluster_refit_days": 10}
    (tmp_path / "seg_project.yml").write_text(yaml.safe_dump(kept))
    shutil.copytree(ROOT / "macros", tmp_path / "macros")

    def scale(day: int, *spent: int, arguments: tuple[str, ...] = ()) -> tuple[object, ...]:
        lines = "".join(f"c{number},{amount}\n" for number, amount in enumerate(spent))
        (tmp_path / "seeds").mkdir(exist_ok=True)
        (tmp_path / "seeds" / "people.csv").write_text("customer_id,spent\n" + lines)
        outcome = seg(tmp_path, "build", "--vars", f"as_of_date: 2025-06-{day:02d}", *arguments)
        assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
        (found,) = rows(tmp_path, "from cluster_scale")
        return found

    def fit(day: int, *spent: int) -> tuple[object, ...]:
        deviation = round(float(np.std(spent)), 12)
        return ("spent", dt.date(2025, 6, day), np.mean(spent), deviation, len(spent))

    assert scale(1, 2, 4) == fit(1, 2, 4)
    # There were too few, and are enough now.
    assert scale(2, 2, 4, 9) == fit(2, 2, 4, 9)
    assert scale(11, 5, 6, 7, 8) == fit(2, 2, 4, 9)
    assert scale(11, 5, 6, 7, 8, arguments=("--full-refresh", "--force")) == fit(2, 2, 4, 9)
    assert scale(12, 5, 6, 7, 9) == fit(12, 5, 6, 7, 9)
    assert scale(12, 5, 6, 8, 9) == fit(12, 5, 6, 8, 9)
    kept["vars"]["cluster_log_features"] = ["spent"]
    (tmp_path / "seg_project.yml").write_text(yaml.safe_dump(kept))
    assert scale(13, 1, 1, 1)[1] == dt.date(2025, 6, 13)


def test_too_few_customers_are_said_and_not_clustered(tmp_path: Path) -> None:
    features, _ = mixture(60, seed=6)
    write_project(tmp_path, FILES | {"seeds/f.csv": features_file(features)})
    assert seg(tmp_path, "build").exit_code == 0
    assert rows(tmp_path, "select distinct cluster from cluster_matches") == [("unclustered",)]
    about = "select clusters, is_chosen, customers, message from cluster_diagnostics"
    assert rows(tmp_path, about) == [(None, False, 60, "fewer than 100 customers")]
    # When there are enough later, names begin with the first.
    enough, _ = mixture(300, seed=6)
    (tmp_path / "seeds/f.csv").write_text(features_file(enough))
    assert seg(tmp_path, "build").exit_code == 0
    assert "cluster_1" in dict(rows(tmp_path, NAMED)).values()
