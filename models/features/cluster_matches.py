"""Which cluster each customer was in when clusters got their names, once for each day.

Numbers that k-means gives to clusters mean nothing. New clusters take over the names of those
published before whose customers they share, by the assignment that shares the most customers.
"""

import json
from collections import Counter

import numpy as np

UNCLUSTERED = "unclustered"


def placed(features, centres):
    """The cluster of each row, from 0 for the largest, its distance from the centre, and the number
    of each cluster's centre.
    """
    # One centre after another, each row by itself: the same rows give the same distances.
    distances = np.sqrt([((features - centre) ** 2).sum(axis=1) for centre in centres])
    labels = distances.argmin(axis=0)
    sizes = np.bincount(labels, minlength=len(centres))
    # Equal sizes are told apart by their centres, so that the order does not hang on chance.
    order = sorted(range(len(centres)), key=lambda label: (-sizes[label], *centres[label]))
    rank = np.empty(len(centres), int)
    rank[order] = np.arange(len(centres))
    return rank[labels], distances.min(axis=0), order


def matched(customer_ids, labels, before, min_jaccard):
    """The name of each label, and how much of its customers that name had before (Jaccard).

    `before` maps customers to names (`cluster_3`). A label that shares less than `min_jaccard`
    with the name it would be given is a new cluster, with a number that was not in use.
    """
    names = sorted(set(before.values()) - {UNCLUSTERED}, key=number_of)
    number_of_name = {name: number for number, name in enumerate(names)}
    old = np.array([number_of_name.get(before.get(customer), -1) for customer in customer_ids], int)
    is_known = old >= 0
    sizes = np.bincount(labels)
    shared = np.zeros((len(sizes), len(names)), int)
    np.add.at(shared, (labels[is_known], old[is_known]), 1)
    counted = Counter(before.values())
    old_sizes = np.array([counted[name] for name in names], int)
    jaccard = shared / (sizes[:, None] + old_sizes[None, :] - shared)
    found = {}
    for label, column in assigned(shared):
        if jaccard[label, column] >= min_jaccard:
            found[label] = (names[column], float(jaccard[label, column]))
    number = max(map(number_of, names), default=0)
    for label in range(len(sizes)):
        if label not in found:
            number += 1
            found[label] = (f"cluster_{number}", None)
    return found


def assigned(worth):
    """Pairs of a row and a column, each at most once, that together are worth the most.

    Kuhn's "Hungarian" method by shortest augmenting paths (Jonker & Volgenant, Computing 38, 1987).
    """
    if len(worth) > len(worth.T):
        return [(row, column) for column, row in assigned(worth.T)]
    rows, columns = worth.shape
    # The last column stands for the row that still looks for one.
    row_of = np.full(columns + 1, -1)
    of_rows, of_columns = np.zeros(rows + 1), np.zeros(columns + 1)
    for row in range(rows):
        row_of[columns], at = row, columns
        before = np.full(columns, columns)
        shortest, is_done = np.full(columns, np.inf), np.zeros(columns + 1, bool)
        while row_of[at] >= 0:
            is_done[at] = True
            costs = -worth[row_of[at]] - of_rows[row_of[at]] - of_columns[:-1]
            is_better = ~is_done[:-1] & (costs < shortest)
            shortest[is_better], before[is_better] = costs[is_better], at
            following = int(np.where(is_done[:-1], np.inf, shortest).argmin())
            step = shortest[following]
            of_rows[row_of[is_done]] += step
            of_columns[is_done] -= step
            shortest[~is_done[:-1]] -= step
            at = following
        while at != columns:
            row_of[at] = row_of[before[at]]
            at = before[at]
    return [(int(row_of[column]), column) for column in range(columns) if row_of[column] >= 0]


def number_of(name):
    """3 for `cluster_3`."""
    return int(name.rpartition("_")[2])


def model(dbt, session):
    """One row per customer with a purchase."""
    meta = dbt.config.meta_get
    found = session.sql(
        f"select centres from {dbt.ref('cluster_diagnostics')} where is_chosen"
    ).fetchnumpy()["centres"]
    rows = f"select * from {dbt.ref('cluster_features')} order by customer_id"
    table = session.sql(rows).fetchnumpy()
    customers, days = table.pop("customer_id"), table.pop("as_of_date")
    if len(customers) == 0:
        return session.sql(f"select {COLUMNS} from {dbt.ref('cluster_features')} where false")
    features = np.column_stack([np.asarray(column, float) for column in table.values()])
    day = days[0].item().date()
    days = np.full(len(customers), day, object)
    result = {"customer_id": customers, "as_of_date": days}
    if len(found) == 0:
        nothing = np.full(len(customers), np.nan)
        return result | {
            "cluster": np.full(len(customers), UNCLUSTERED, object),
            "centre_number": np.ma.masked_array(np.zeros(len(customers), "int64"), True),
            "distance_from_centre": nothing,
            "name_overlap": nothing,
        }
    before, overlaps = {}, {}
    if dbt.this.is_published:
        published = session.sql(
            f"select customer_id, cluster, as_of_date, name_overlap from {dbt.this}"
            f" where cluster <> '{UNCLUSTERED}'"
        ).fetchnumpy()
        before = dict(zip(published["customer_id"], published["cluster"], strict=True))
        # Run again, a day keeps what it shared with the day before.
        is_today = published["as_of_date"] == np.datetime64(day)
        shared = np.ma.filled(np.ma.asarray(published["name_overlap"], float), np.nan)
        of_today = published["cluster"][is_today], shared[is_today].tolist()
        overlaps = dict(zip(*of_today, strict=True))
    labels, distances, order = placed(features, np.array(json.loads(found[0])))
    names = matched(customers, labels, before, meta("match_min_jaccard"))
    named = [names[label] for label in range(len(names))]
    return result | {
        "cluster": np.array([name for name, _ in named], object)[labels],
        "centre_number": np.array(order)[labels],
        "distance_from_centre": distances,
        "name_overlap": np.array([overlaps.get(*each) for each in named], float)[labels],
    }


COLUMNS = (
    "customer_id, as_of_date, cast(null as string) as cluster, cast(null as bigint) as"
    " centre_number, cast(null as double) as distance_from_centre, cast(null as double) as"
    " name_overlap"
)
