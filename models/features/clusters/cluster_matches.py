"""Which cluster each customer was in when clusters were named, once per day.

The numbers that k-means gives to clusters are arbitrary. New clusters take over the names of the
published clusters whose customers they share, by the assignment that shares the most customers.
"""

import json

import numpy as np

UNCLUSTERED, PLACE = "unclustered", "place_before"


def placed(features, centres):
    """Return the cluster of each row, from 0 for the largest, its distance from the centre, and the
    number of each cluster's centre.
    """
    # One centre after the other, each row separately: the same rows give the same distances.
    distances = np.sqrt([((features - centre) ** 2).sum(axis=1) for centre in centres])
    labels = distances.argmin(axis=0)
    sizes = np.bincount(labels, minlength=len(centres))
    # Equal sizes are ordered by their centres, so that the order does not depend on chance.
    order = sorted(range(len(centres)), key=lambda label: (-sizes[label], *centres[label]))
    rank = np.empty(len(centres), int)
    rank[order] = np.arange(len(centres))
    return rank[labels], distances.min(axis=0), order


def matched(labels, before, members, min_jaccard):
    """Return the name of each label and its overlap (Jaccard) with that name's previous customers.

    `members` has the previous names (`cluster_3`) with their number of customers, `before` the
    position of each customer's name in it, or -1. A label whose overlap with its name would be less
    than `min_jaccard` is a new cluster, with an unused number.
    """
    names, is_known = list(members), before >= 0
    sizes, old_sizes = np.bincount(labels), np.array(list(members.values()), int)
    pairs = labels[is_known] * len(names) + before[is_known]
    shared = np.bincount(pairs, minlength=len(sizes) * len(names)).reshape(len(sizes), len(names))
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
    """Return pairs of a row and a column, each used at most once, with the highest total value.

    Kuhn's "Hungarian" method by shortest augmenting paths (Jonker & Volgenant, Computing 38, 1987).
    """
    if len(worth) > len(worth.T):
        return [(row, column) for column, row in assigned(worth.T)]
    rows, columns = worth.shape
    # The last column is a placeholder for the row that has no column yet.
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
    """Return 3 for `cluster_3`."""
    return int(name.rpartition("_")[2])


def names_before(dbt, session):
    """Return what is published about each cluster, by name, in the order of the numbers."""
    if not dbt.this.is_published:
        return {}
    table = session.sql(
        "select cluster, cast(max(as_of_date) as string) as day, count(*) as customers,"
        f" max(name_overlap) as overlap from {dbt.this}"
        f" where cluster <> '{UNCLUSTERED}' group by cluster"
    ).fetchnumpy()
    table["overlap"] = np.ma.filled(np.ma.asarray(table["overlap"], float), np.nan)
    columns = [values.tolist() for values in table.values()]
    found = [dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True)]
    found.sort(key=lambda known: number_of(known["cluster"]))
    return {known["cluster"]: known for known in found}


def with_place(dbt, members):
    """Return the SELECT of the customers with the position of the previous cluster, -1 for none."""
    customers = dbt.ref("cluster_features")
    if not members:
        return f"select *, -1 as {PLACE} from {customers}"
    places = " ".join(f"when '{name}' then {place}" for place, name in enumerate(members))
    return (
        f"select customers.*, case before.cluster {places} else -1 end as {PLACE}"
        f" from {customers} as customers"
        f" left join {dbt.this} as before on customers.customer_id = before.customer_id"
    )


def model(dbt, session):
    """Return one row per customer with a purchase."""
    meta = dbt.config.meta_get
    found = session.sql(
        f"select centres from {dbt.ref('cluster_diagnostics')} where is_chosen"
    ).fetchnumpy()["centres"]
    members = names_before(dbt, session)
    table = session.sql(with_place(dbt, members)).fetchnumpy()
    customers, days, before = map(table.pop, ("customer_id", "as_of_date", PLACE))
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
    labels, distances, order = placed(features, np.array(json.loads(found[0])))
    sizes = {name: known["customers"] for name, known in members.items()}
    names = matched(labels, before, sizes, meta("match_min_jaccard"))
    # When a day is rerun, it keeps its overlap with the day before.
    overlaps = {
        name: known["overlap"] for name, known in members.items() if known["day"] == str(day)
    }
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
