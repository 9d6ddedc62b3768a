"""A descriptive name for each cluster, from what sets its centre apart from all customers.

Centres are kept until a refit is due, and so are the names: a cluster that is `Recent, frequent`
today does not get a different name tomorrow because a mean moved.
"""

import json

import numpy as np

MOST_WORDS = 3
COLUMNS = ("as_of_date", "cluster", "cluster_name", "customers", "share", "set_apart_by")


def words_of(centre, features, words, deviations):
    """Return words for the features in which a centre is high or low, the farthest first."""
    order = sorted(range(len(features)), key=lambda at: (-abs(centre[at]), features[at]))
    apart = [at for at in order if abs(centre[at]) >= deviations][:MOST_WORDS]
    found = []
    for at in apart:
        feature, is_low = features[at], centre[at] < 0
        plain = feature.replace("_", " ")
        high, low = words.get(feature, (f"high {plain}", f"low {plain}"))
        found.append(low if is_low else high)
    return found, [(features[at], centre[at]) for at in apart]


def names_of(centres, features, words, deviations):
    """Return a unique name for each centre, and what sets it apart."""
    told = [words_of(centre, features, words, deviations) for centre in centres]
    names = [", ".join(found).capitalize() if found else "Like all others" for found, _ in told]
    different = []
    for number, name in enumerate(names):
        earlier = names[:number].count(name)
        different.append(name if earlier == 0 else f"{name} ({earlier + 1})")
    return different, [apart for _, apart in told]


def model(dbt, session):
    """Return one row per cluster with customers; none if there are no clusters."""
    meta = dbt.config.meta_get
    found = session.sql(
        f"select centres from {dbt.ref('cluster_diagnostics')} where is_chosen"
    ).fetchnumpy()["centres"]
    counted = session.sql(
        "select as_of_date, cluster, centre_number, count(*) as customers"
        f" from {dbt.ref('customer_cluster')} group by as_of_date, cluster, centre_number"
        " order by cluster"
    ).fetchnumpy()
    if len(found) == 0:
        return session.sql(
            "select cast(null as date) as as_of_date, cast(null as string) as cluster,"
            " cast(null as string) as cluster_name, cast(null as bigint) as customers,"
            " cast(null as double) as share, cast(null as string) as set_apart_by where false"
        )
    names, apart = names_of(
        json.loads(found[0]), meta("features"), meta("words"), meta("word_deviations")
    )
    at = counted["centre_number"].tolist()
    customers = np.asarray(counted["customers"])
    columns = (
        np.array([day.date() for day in counted["as_of_date"].tolist()], object),
        counted["cluster"],
        np.array([names[number] for number in at], object),
        customers,
        customers / customers.sum(),
        np.array(
            [
                "; ".join(f"{feature} {far:+.1f} deviations" for feature, far in apart[number])
                for number in at
            ],
            object,
        ),
    )
    return dict(zip(COLUMNS, columns, strict=True))
