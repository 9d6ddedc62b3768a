"""Which cluster each customer is in. A cluster keeps its name from run to run.

Numbers that k-means gives to clusters mean nothing. New clusters take over the names of those
published before whose customers they share, by the assignment that shares the most customers.
"""

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

SEED = 20240229
STARTS = 10
UNCLUSTERED = "unclustered"


# One thread adds in one order: the same rows give the same clusters.
@threadpool_limits.wrap(limits=1)
def clustered(features, k, most):
    """The cluster of each row, from 0 for the largest, and its distance from the centre.

    The centres are found on at most `most` rows.
    """
    rows = np.arange(len(features))
    if len(features) > most:
        rows = np.sort(np.random.default_rng(SEED).choice(len(features), most, replace=False))
    found = KMeans(k, n_init=STARTS, random_state=SEED).fit(features[rows])
    labels = found.predict(features)
    sizes = np.bincount(labels, minlength=k)
    # Equal sizes are told apart by their centres, so that the order does not hang on chance.
    order = sorted(range(k), key=lambda label: (-sizes[label], *found.cluster_centers_[label]))
    rank = np.empty(k, int)
    rank[order] = np.arange(k)
    return rank[labels], np.linalg.norm(features - found.cluster_centers_[labels], axis=1)


def matched(customer_ids, labels, before, min_jaccard):
    """The name of each label, and how much of its customers that name had before (Jaccard).

    `before` maps customers to names (`cluster_3`). A label that shares less than `min_jaccard`
    with the name it would be given is a new cluster, with a number that was not in use.
    """
    counts = pd.crosstab(labels, before.reindex(customer_ids, fill_value="").to_numpy())
    names = sorted(set(before) - {UNCLUSTERED}, key=number_of)
    shared = counts.reindex(index=range(labels.max() + 1), columns=names, fill_value=0).to_numpy()
    sizes, old_sizes = np.bincount(labels), before.value_counts().reindex(names).to_numpy()
    jaccard = shared / (sizes[:, None] + old_sizes[None, :] - shared)
    found = {}
    for label, column in zip(*linear_sum_assignment(-shared), strict=True):
        if jaccard[label, column] >= min_jaccard:
            found[label] = (names[column], float(jaccard[label, column]))
    number = max(map(number_of, names), default=0)
    for label in range(len(sizes)):
        if label not in found:
            number += 1
            found[label] = (f"cluster_{number}", None)
    return found


def number_of(name):
    """3 for `cluster_3`."""
    return int(name.rpartition("_")[2])


def model(dbt, session):
    """One row per customer with a purchase."""
    meta = dbt.config.meta_get
    diagnostics = dbt.ref("cluster_diagnostics").df()
    table = dbt.ref("cluster_features").df().sort_values("customer_id", ignore_index=True)
    features = table.drop(columns=["customer_id", "as_of_date"]).to_numpy(float)
    result = pd.DataFrame(
        {"customer_id": table["customer_id"], "as_of_date": table["as_of_date"].dt.date}
    )
    k = diagnostics.loc[diagnostics["is_chosen"], "clusters"]
    if k.empty:
        result["cluster"] = UNCLUSTERED
        result["distance_from_centre"] = np.nan
        result["name_overlap"] = np.nan
        return result.astype({"cluster": "str"})
    before, overlaps = pd.Series(dtype="str"), {}
    if dbt.this.is_published:
        published = dbt.this.df()
        published = published[published["cluster"] != UNCLUSTERED]
        before = published.set_index("customer_id")["cluster"]
        # Run again, a day keeps what it shared with the day before.
        of_today = published[published["as_of_date"].dt.date == result["as_of_date"].iloc[0]]
        overlaps = dict(zip(of_today["cluster"], of_today["name_overlap"], strict=True))
    labels, distances = clustered(features, int(k.iloc[0]), meta("sample_customers"))
    names = matched(result["customer_id"], labels, before, meta("match_min_jaccard"))
    result["cluster"] = [names[label][0] for label in labels]
    result["distance_from_centre"] = distances
    result["name_overlap"] = pd.Series(
        [overlaps.get(*names[label]) for label in labels], dtype="float64"
    )
    return result
