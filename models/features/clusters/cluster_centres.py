"""The named centres of clusters: customers belong to the cluster of the nearest centre."""

import json

import numpy as np

UNCLUSTERED = "unclustered"


def model(dbt, session):
    """Return one row per centre that had customers when clusters were named."""
    features = dbt.config.meta_get("features")
    found = session.sql(
        f"select centres from {dbt.ref('cluster_diagnostics')} where is_chosen"
    ).fetchnumpy()["centres"]
    named = session.sql(
        "select distinct as_of_date, centre_number, cluster, name_overlap"
        f" from {dbt.ref('cluster_matches')} where cluster <> '{UNCLUSTERED}'"
        " order by centre_number"
    ).fetchnumpy()
    if len(found) == 0 or len(named["cluster"]) == 0:
        columns = "".join(f", cast(null as double) as {feature}" for feature in features)
        return session.sql(
            "select cast(null as date) as as_of_date, cast(null as bigint) as centre_number,"
            " cast(null as string) as cluster, cast(null as double) as name_overlap"
            f"{columns} where false"
        )
    centres = np.array(json.loads(found[0]), float)[named["centre_number"].astype(int)]
    return {
        "as_of_date": np.array([day.date() for day in named["as_of_date"].tolist()], object),
        "centre_number": np.asarray(named["centre_number"]),
        "cluster": named["cluster"],
        "name_overlap": np.ma.filled(np.ma.asarray(named["name_overlap"], float), np.nan),
        **{feature: centres[:, at] for at, feature in enumerate(features)},
    }
