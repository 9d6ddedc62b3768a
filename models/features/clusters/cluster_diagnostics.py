"""How many clusters to use: each number tried, its quality, and the choice.

Clusters are found by k-means: Lloyd's algorithm from several starts, of which the one with the
least inertia counts. Starts are drawn as in k-means++ (Arthur & Vassilvitskii, SODA 2007), or are
the best centres for one cluster fewer plus a distant row, as in global k-means (Likas, Vlassis &
Verbeek, Pattern Recognition 36, 2003). The silhouette measures how much better customers fit into
their own cluster (1) than into the next one (-1). The adjusted Rand index measures how much of the
clustering bootstrap samples reproduce: 1 all of it, 0 no more than chance (Hubert & Arabie, Journal
of Classification 2, 1985).

k-means makes clusters of anything, even of noise. So both measures have minimums, and the choice is
compared with the same customers after each column was shuffled separately: if that is as good, the
structure is in the single columns and not in their combination.

A fit and its diagnostics are kept until a refit is due.

Only NumPy is used: importing pandas and scikit-learn would take longer than all computations here.
"""

import json

import numpy as np
from threadpoolctl import threadpool_limits

SEED = 20240229
# How many starts are drawn, and how many grow from the best one with one cluster fewer. These find
# what scikit-learn finds from ten starts, within a few thousandths of the inertia.
STARTS, STARTS_OF_BOOTSTRAPS = (5, 5), (1, 1)
# How often shuffled columns are clustered, and on how many customers at most; stability is measured
# in a few of these. Independent columns exceed all shuffled ones once in 25 times, and exceed them
# by enough less often.
SHUFFLES, SHUFFLED_CUSTOMERS, STABILITY_SHUFFLES, SHUFFLED_BOOTSTRAPS = 24, 600, 5, 2
STARTS_OF_SHUFFLES = (3, 0)
# Stability counts as equal within this tolerance: few bootstraps are no more precise.
AS_STABLE = 0.05
# Columns that only the number of clusters compared with shuffled columns has.
SHUFFLED = ("compared_silhouette", "shuffled_silhouette", "shuffled_highest", "shuffled_stability")
# The columns of the row for too few customers.
NO_ROW = {
    **dict.fromkeys(("clusters", "silhouette", "inertia", "smallest_share", "stability_ari")),
    "is_eligible": False,
    "centres": None,
    "is_chosen": False,
}
SETTINGS = (
    *("fewest", "most", "min_share", "tolerance", "bootstraps", "min_customers"),
    *("sample_customers", "fit_customers", "min_silhouette", "min_stability", "min_gain"),
)
DECIMALS = ("silhouette", "inertia", "smallest_share", "stability_ari", *SHUFFLED)
# Centres have converged when they move by less than this share of the features' variance.
TOLERANCE, MOST_STEPS = 1e-4, 300


def sampled(features, most):
    """Return at most `most` rows, always the same ones for the same rows in the same order."""
    if len(features) <= most:
        return features
    rows = np.random.default_rng(SEED).choice(len(features), most, replace=False)
    return features[np.sort(rows)]


def laid_out(features):
    """Return a column for each row of features: the features, 1, and their squared length."""
    lengths = (features**2).sum(axis=1)
    return np.vstack([features.T, np.ones(len(features)), lengths])


def squared_distances(centres, points):
    """Return squared distances by centre and point; rounding can make them negative."""
    factors = np.column_stack([-2 * centres, (centres**2).sum(axis=1), np.ones(len(centres))])
    return factors @ points


def far(distances, weights, random, draws):
    """Draw the numbers of `draws` points, distant points with a higher probability."""
    chances = np.cumsum(np.maximum(distances, 0) * weights)
    return np.searchsorted(chances[:-1], random.uniform(size=draws) * chances[-1], side="right")


def drawn(points, weights, k, random):
    """Choose `k` points to start from: each the best of a few that are far from the ones before."""
    nearest = np.ones(points.shape[1])
    centres = []
    for number in range(k):
        tried = points[:-2, far(nearest, weights, random, 2 + int(np.log(k)))].T
        distances = squared_distances(tried, points)
        if number > 0:
            distances = np.minimum(distances, nearest)
        best = np.argmin(distances @ weights)
        nearest = distances[best]
        centres.append(tried[best])
    return np.array(centres)


def grown(centres, points, weights, starts, random):
    """Return starts with these centres and one distant point each."""
    nearest = squared_distances(centres, points).min(axis=0)
    found = points[:-2, far(nearest, weights, random, starts)].T
    return [np.vstack([centres, point]) for point in found]


def settled(centres, points, weights):
    """Run Lloyd's algorithm: in the result, each centre is the mean of the points nearest to it."""
    weighted = (points[:-1] * weights).T.copy()
    means = weighted.sum(axis=0) / weights.sum()
    variance = points[-1] @ weights / weights.sum() - (means[:-1] ** 2).sum()
    for _ in range(MOST_STEPS):
        distances = squared_distances(centres, points)
        # 1 if the centre is the nearest, otherwise 0.
        np.equal(distances, distances.min(axis=0), out=distances, casting="unsafe")
        sums = distances @ weighted
        # A centre that is nearest to no point stays where it is.
        moved = np.where(sums[:, -1:] > 0, sums[:, :-1] / np.maximum(sums[:, -1:], 1), centres)
        movement = ((moved - centres) ** 2).sum()
        centres = moved
        if movement <= TOLERANCE * variance / centres.shape[1]:
            break
    return centres


def inertia_of(centres, points, weights):
    """Return the sum of squared distances from the nearest centre."""
    return float(np.maximum(squared_distances(centres, points).min(axis=0), 0) @ weights)


def placed(points, centres):
    """Return the number of the nearest centre for each point."""
    return squared_distances(centres, points).argmin(axis=0)


def fits(points, weights, numbers, starts):
    """Return the centres for each number of clusters; numbers rise by one."""
    random = np.random.default_rng(SEED)
    found = []
    for k in numbers:
        begun = [drawn(points, weights, k, random) for _ in range(starts[0])]
        if found:
            begun += grown(found[-1], points, weights, starts[1], random)
        ended = [settled(start, points, weights) for start in begun]
        found.append(min(ended, key=lambda centres: inertia_of(centres, points, weights)))
    return found


def apart(points):
    """Return the distances between all points."""
    distances = squared_distances(points[:-2].T, points)
    np.maximum(distances, 0, out=distances)
    np.fill_diagonal(distances, 0)
    return np.sqrt(distances, out=distances)


def belonging(labels, k):
    """Return a row per point and a column per cluster: 1 if the point is in it, otherwise 0."""
    return (labels[:, None] == np.arange(k)).astype(float)


def silhouette(sums, labels):
    """Return the mean of (b - a) / max(a, b), 0 for a cluster of one point: a is the mean distance
    from the others in the same cluster, b the least mean distance from another cluster. `sums` has
    the summed distances of each point from each cluster.
    """
    sizes = np.bincount(labels, minlength=sums.shape[1])
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    others = np.where(sizes > 0, sums / np.maximum(sizes, 1), np.inf)
    others[rows, labels] = np.inf
    nearest = others.min(axis=1)
    larger = np.maximum(nearest, own)
    is_told = (sizes[labels] > 1) & (larger > 0)
    return float(np.where(is_told, (nearest - own) / np.where(is_told, larger, 1), 0).mean())


def adjusted_rand(labels, others):
    """Return how much two clusterings of the same customers agree."""

    def pairs(sizes):
        return float((sizes * (sizes - 1) / 2).sum())

    together = pairs(np.bincount(labels * (others.max() + 1) + others))
    one, other = pairs(np.bincount(labels)), pairs(np.bincount(others))
    by_chance = one * other / pairs(np.array([len(labels)]))
    most = (one + other) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


# One thread adds up in a fixed order: the same rows give the same numbers to the last digit.
@threadpool_limits.wrap(limits=1)
def candidates(features, fewest, most, min_share, bootstraps):
    """Return a row for each number of clusters up to the number of different customers."""
    differents = len(np.unique(features, axis=0))
    numbers = range(fewest, min(most, differents - 1) + 1)
    if not numbers:
        return []
    points, once = laid_out(features), np.ones(len(features))
    found = fits(points, once, numbers, STARTS)
    labels = [placed(points, centres) for centres in found]
    stabilities = stability(points, labels, numbers, bootstraps)
    # The distances are read once for all numbers of clusters, since reading them takes the time.
    belongings = [belonging(of, k) for of, k in zip(labels, numbers, strict=True)]
    sums = np.split(apart(points) @ np.hstack(belongings), np.cumsum(numbers)[:-1], axis=1)
    rows = []
    for k, centres, of, ari, to in zip(numbers, found, labels, stabilities, sums, strict=True):
        smallest = np.bincount(of, minlength=k).min() / len(features)
        rows.append(
            {
                "clusters": k,
                "silhouette": silhouette(to, of),
                "inertia": inertia_of(centres, points, once),
                "smallest_share": float(smallest),
                "stability_ari": ari,
                "is_eligible": bool(smallest >= min_share),
                "centres": centres,
            }
        )
    return rows


def stability(points, labels, numbers, bootstraps):
    """Return the mean adjusted Rand index of each clustering with those of bootstrap samples."""
    random = np.random.default_rng(SEED)
    scores = []
    for _ in range(bootstraps):
        rows = random.integers(0, points.shape[1], points.shape[1])
        # A customer who was drawn twice counts twice.
        times = np.bincount(rows, minlength=points.shape[1]).astype(float)
        is_in = times > 0
        again = fits(points[:, is_in], times[is_in], numbers, STARTS_OF_BOOTSTRAPS)
        scores.append(
            [
                adjusted_rand(of, placed(points, centres))
                for of, centres in zip(labels, again, strict=True)
            ]
        )
    return np.mean(scores, axis=0).tolist() if scores else [None] * len(labels)


def chosen(rows, tolerance):
    """Return the smallest eligible number within `tolerance` of the best silhouette, or None."""
    eligible = [row for row in rows if row["is_eligible"]]
    if not eligible:
        return None
    best = max(row["silhouette"] for row in eligible)
    enough = best - tolerance * abs(best)
    return min(row["clusters"] for row in eligible if row["silhouette"] >= enough)


def missed(rows, floors):
    """Make rows below a minimum ineligible; return why nothing is left, or None."""
    reason = "no number of clusters makes all of them large enough"
    for name, floor in floors.items():
        left = [row for row in rows if row["is_eligible"]]
        if not left:
            return reason
        best = max(row[name] or 0 for row in left)
        reason = f"no structure: {WORDS[name]} is at most {best:.2f}, below {floor:g}"
        for row in left:
            row["is_eligible"] = (row[name] or 0) >= floor
    return None if any(row["is_eligible"] for row in rows) else reason


WORDS = {"silhouette": "the silhouette", "stability_ari": "the stability (adjusted Rand index)"}


@threadpool_limits.wrap(limits=1)
def against_shuffled(features, k):
    """Return the silhouette of k clusters and, for shuffled columns, its mean, its maximum and the
    mean stability.
    """
    features = sampled(features, SHUFFLED_CUSTOMERS)
    random = np.random.default_rng(SEED)
    found, stabilities = [], []
    for number in range(SHUFFLES + 1):
        tried = features
        if number > 0:
            tried = np.column_stack([random.permutation(column) for column in features.T])
        points, once = laid_out(tried), np.ones(len(tried))
        (centres,) = fits(points, once, [k], STARTS_OF_SHUFFLES)
        labels = placed(points, centres)
        found.append(silhouette(apart(points) @ belonging(labels, k), labels))
        if 0 < number <= STABILITY_SHUFFLES:
            stabilities += stability(points, [labels], [k], SHUFFLED_BOOTSTRAPS)
    numbers = found[0], np.mean(found[1:]), max(found[1:]), np.mean(stabilities)
    return dict(zip(SHUFFLED, map(float, numbers), strict=True))


def is_noise(row, min_gain):
    """Return whether shuffled columns are as good."""
    return (
        row["compared_silhouette"] <= row["shuffled_highest"]
        or row["compared_silhouette"] - row["shuffled_silhouette"] < min_gain
        or (row["stability_ari"] or 0) < row["shuffled_stability"] - AS_STABLE
    )


@threadpool_limits.wrap(limits=1)
def final_centres(centres, features):
    """Return the centres to which customers are assigned, converged on all given rows, as JSON."""
    return json.dumps(settled(centres, laid_out(features), np.ones(len(features))).tolist())


def fitted(every, meta):
    """Return a row for each number of clusters; at most one is chosen, with the reason."""
    features = sampled(every, meta["sample_customers"])
    if len(every) < meta["min_customers"]:
        return [NO_ROW | dict.fromkeys(SHUFFLED)], f"fewer than {meta['min_customers']} customers"
    rows = candidates(features, meta["fewest"], meta["most"], meta["min_share"], meta["bootstraps"])
    rows = [row | dict.fromkeys(SHUFFLED) for row in rows]
    floors = {"silhouette": meta["min_silhouette"], "stability_ari": meta["min_stability"]}
    message = missed(rows, floors if meta["bootstraps"] else {"silhouette": floors["silhouette"]})
    k = chosen(rows, meta["tolerance"])
    for row in rows:
        row["is_chosen"] = row["clusters"] == k
        if row["is_chosen"]:
            row |= against_shuffled(features, k)
            message = (
                f"{k} clusters: the fewest within {meta['tolerance']:.0%} of the best silhouette"
            )
            if is_noise(row, meta["min_gain"]):
                row["is_chosen"] = False
                message = (
                    f"no structure: the silhouette of {k} clusters is"
                    f" {row['compared_silhouette']:.2f}, and that of shuffled columns"
                    f" {row['shuffled_silhouette']:.2f}"
                )
        fit_on = sampled(every, meta["fit_customers"])
        row["centres"] = final_centres(row["centres"], fit_on) if row["is_chosen"] else None
    return rows or [NO_ROW | dict.fromkeys(SHUFFLED)], message or "all customers are alike"


def kept(session, this, fitted_on, settings):
    """Return the published rows if their fit is still in use, otherwise None; and the fit's day
    with the number of days since the fit before it, None without a fit.
    """
    if not this.is_published:
        return None, None
    before = session.sql(f"select * from {this} order by clusters").fetchnumpy()
    if "settings" not in before or len(before["settings"]) == 0:
        return None, None
    day = before["fitted_on"][0].item().date()
    age = np.ma.asarray(before["previous_fit_age_days"])[0]
    is_same = day == fitted_on and before["settings"][0] == settings
    return before if is_same else None, (day, None if age is np.ma.masked else int(age))


def model(dbt, session):
    """Return one row per number of clusters; one without a number if customers are too few."""
    meta = {name: dbt.config.meta_get(name) for name in SETTINGS}
    as_of_dates = dbt.ref("base_gaps").fetchnumpy()["as_of_date"]
    if len(as_of_dates) == 0:
        return session.sql(NO_ROW_AT_ALL)
    as_of_date = as_of_dates[0].item().date()
    scale = session.sql(
        f"select max(fitted_on) as day from {dbt.ref('cluster_scale')}"
    ).fetchnumpy()
    fitted_on = scale["day"][0].item().date()
    settings = json.dumps(meta, sort_keys=True)
    before, days = kept(session, dbt.this, fitted_on, settings)
    if before is not None and fitted_on < as_of_date:
        for name, day in (("fitted_on", fitted_on), ("as_of_date", as_of_date)):
            before[name] = np.array([day] * len(before["settings"]), object)
        return before
    # A fit with different settings is made today, whichever scale it uses.
    age = None
    if days is not None:
        age = (as_of_date - days[0]).days if days[0] < as_of_date else days[1]

    table = dbt.ref("cluster_features").fetchnumpy()
    order = np.argsort(table.pop("customer_id"))
    table.pop("as_of_date")
    every = np.column_stack([np.asarray(column, float)[order] for column in table.values()])
    rows, message = fitted(every, meta)

    def column(name, kind):
        return np.array([row[name] for row in rows], kind)

    is_tried = column("clusters", object) != None  # noqa: E711 (of each row)
    numbers = np.where(is_tried, column("clusters", object), 0).astype("int64")
    return {
        "as_of_date": np.array([as_of_date] * len(rows), object),
        "fitted_on": np.array([as_of_date] * len(rows), object),
        "previous_fit_age_days": np.ma.masked_array(np.full(len(rows), age or 0), age is None),
        "clusters": np.ma.masked_array(numbers, ~is_tried.astype(bool)),
        **{name: column(name, float) for name in DECIMALS},
        "is_eligible": column("is_eligible", bool),
        "centres": column("centres", object),
        "is_chosen": column("is_chosen", bool),
        "customers": np.full(len(rows), len(every)),
        "sampled_customers": np.full(len(rows), min(len(every), meta["sample_customers"])),
        "message": np.array([message] * len(rows), object),
        "settings": np.array([settings] * len(rows), object),
    }


KINDS = {
    **dict.fromkeys(("as_of_date", "fitted_on"), "date"),
    **dict.fromkeys(("previous_fit_age_days", "clusters"), "bigint"),
    **dict.fromkeys(DECIMALS, "double"),
    "is_eligible": "boolean",
    "centres": "string",
    "is_chosen": "boolean",
    **dict.fromkeys(("customers", "sampled_customers"), "bigint"),
    **dict.fromkeys(("message", "settings"), "string"),
}
NO_ROW_AT_ALL = f"""
select {", ".join(f"cast(null as {kind}) as {name}" for name, kind in KINDS.items())} where false
"""
