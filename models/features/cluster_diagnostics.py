"""How many clusters there are: each number tried, what it is worth, and the one that is chosen.

The silhouette says how well customers sit in their own cluster (1) rather than the next (-1).
The adjusted Rand index says how much of the clustering is found again in bootstrap samples: 1 all
of it, 0 no more than chance (Hubert & Arabie, Journal of Classification 2, 1985).
"""

import numpy as np
import pandas as pd
from sklearn import config_context
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, pairwise_distances, silhouette_score
from sklearn.utils import check_array
from threadpoolctl import threadpool_limits

SEED = 20240229
# From so many starts the best fit was found that 10 find, in half the time.
STARTS, STARTS_OF_BOOTSTRAPS = 5, 2


def sampled(features, most):
    """At most `most` rows, the same ones for the same rows in the same order."""
    if len(features) <= most:
        return features
    rows = np.random.default_rng(SEED).choice(len(features), most, replace=False)
    return features[np.sort(rows)]


# One thread adds in one order: the same rows give the same numbers to the last digit.
# The rows are checked once, and not again in each of a hundred fits: a quarter of the time.
@threadpool_limits.wrap(limits=1)
@config_context(assume_finite=True, skip_parameter_validation=True)
def candidates(features, fewest, most, min_share, bootstraps):
    """A row for each number of clusters that there are different customers for."""
    differents = len(np.unique(features, axis=0))
    # The same for each number of clusters: measured once.
    distances = pairwise_distances(features)
    rows = []
    for k in range(fewest, min(most, differents - 1) + 1):
        found = KMeans(k, n_init=STARTS, random_state=SEED).fit(features)
        smallest = np.bincount(found.labels_, minlength=k).min() / len(features)
        rows.append(
            {
                "clusters": k,
                "silhouette": float(
                    silhouette_score(distances, found.labels_, metric="precomputed")
                ),
                "inertia": float(found.inertia_),
                "smallest_share": float(smallest),
                "stability_ari": stability(features, found.labels_, k, bootstraps),
                "is_eligible": bool(smallest >= min_share),
            }
        )
    return rows


def stability(features, labels, k, bootstraps):
    """Mean adjusted Rand index between the clustering and those of bootstrap samples."""
    random = np.random.default_rng(SEED)
    scores = []
    for _ in range(bootstraps):
        rows = random.integers(0, len(features), len(features))
        again = KMeans(k, n_init=STARTS_OF_BOOTSTRAPS, random_state=SEED).fit(features[rows])
        scores.append(adjusted_rand_score(labels, again.predict(features)))
    return float(np.mean(scores)) if scores else None


def chosen(rows, tolerance):
    """The smallest eligible number whose silhouette is within `tolerance` of the best; or None."""
    eligible = [row for row in rows if row["is_eligible"]]
    if not eligible:
        return None
    best = max(row["silhouette"] for row in eligible)
    enough = best - tolerance * abs(best)
    return min(row["clusters"] for row in eligible if row["silhouette"] >= enough)


def model(dbt, session):
    """One row per number of clusters; one row without a number when there are too few customers."""
    meta = dbt.config.meta_get
    as_of_date = dbt.ref("base_gaps").df()["as_of_date"].iloc[0].date()
    table = dbt.ref("cluster_features").df().sort_values("customer_id", ignore_index=True)
    every = table.drop(columns=["customer_id", "as_of_date"]).to_numpy(float)
    features = sampled(every, meta("sample_customers"))

    rows, message = [], f"fewer than {meta('min_customers')} customers"
    if len(every) >= meta("min_customers"):
        check_array(features)
        rows = candidates(
            features, meta("fewest"), meta("most"), meta("min_share"), meta("bootstraps")
        )
        message = "no number of clusters leaves all of them large enough"
    k = chosen(rows, meta("tolerance"))
    if k is not None:
        message = f"{k} clusters: the fewest within {meta('tolerance'):.0%} of the best silhouette"
    columns = ["silhouette", "inertia", "smallest_share", "stability_ari"]
    result = pd.DataFrame(rows or [{"clusters": None, "is_eligible": False}])
    result = result.reindex(columns=["clusters", *columns, "is_eligible"])
    result = result.astype({"clusters": "Int64"} | dict.fromkeys(columns, "float64"))
    result.insert(0, "as_of_date", as_of_date)
    result["is_chosen"] = (result["clusters"] == k).fillna(False).astype(bool) if k else False
    result["customers"] = len(every)
    result["sampled_customers"] = len(features)
    result["message"] = message
    return result
