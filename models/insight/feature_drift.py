"""Whether today's customers are like those of three earlier days, feature by feature.

One baseline is the previous recorded day, one follows some weeks behind, and one is fixed: the last
two detect small daily steps. The index is the population stability index, sum (q - p) ln(q / p),
over the bins of the baseline day: deciles of a number, levels of a text, and a separate bin for
missing values. For a date, only missing values count, since dates move on with time; for a rank
among all customers too, since one moved cut point changes hundreds of ranks at once. For a feature
that grows by one each day, there are two readings: today's customers are like the earlier ones, as
in a shop that grows steadily, or they are the earlier ones, this many days older, as in a shop
without new customers. The reading that fits better counts. By chance, the index between two samples
of n and m of the same customers is about (1/n + 1/m) chi-square(bins - 1).

For each day, the bins and their numbers of customers are recorded; never a customer, a bin with few
customers, or the exact value of one customer (edges are rounded to three digits).
"""

import json
from functools import cache
from math import erfc, exp, lgamma, log, sqrt

import numpy as np

LEVEL, NUMBER, DATE, RANK = "level", "number", "date", "rank"
ONLY_THERE = (DATE, RANK)  # of these, only missing values count, not the values
NO_VALUE = -1
STILL_THERE = 0.9  # of a day's customers, in the reading "the same, older"
SAMPLED, COLUMNS_AT_ONCE = 20_000, 16
PREVIOUS, ROLLING, REFERENCE = BASELINES = ("previous", "rolling", "reference")
FALSE_ALARMS = 0.01  # per day, for all features together
COLUMNS = {
    "feature": "string",
    "kind": "string",
    "as_of_date": "date",
    "previous_as_of_date": "date",
    "customers": "bigint",
    "previous_customers": "bigint",
    "null_rate": "double",
    "previous_null_rate": "double",
    "bins": "bigint",
    "psi": "double",
    "psi_by_chance": "double",
    "psi_limit": "double",
    "rolling_as_of_date": "date",
    "rolling_psi": "double",
    "rolling_psi_limit": "double",
    "reference_as_of_date": "date",
    "reference_psi": "double",
    "reference_psi_limit": "double",
    "is_flagged": "boolean",
    "flagged_against": "string",
    "distribution": "string",
}


def kinds_of(customers, session, excluded, ranks):
    """Return the features with their kinds, from the columns of the table."""
    columns = session.sql(f"select * from {customers} limit 0").fetchnumpy()
    found = {}
    for name, values in columns.items():
        if name.endswith("_id") or name == "as_of_date" or name.casefold() in excluded:
            continue
        of_type = {"M": DATE, "i": NUMBER, "u": NUMBER, "f": NUMBER}.get(values.dtype.kind, LEVEL)
        found[name] = RANK if name.casefold() in ranks else of_type
    return found


def sampled(customers, session, names, n):
    """Return the numbers of a sample of customers, always the same ones."""
    share = format(min(0xFFFFFF, int(0x1000000 * SAMPLED / n)), "06x")
    chosen = f"where substr(md5(cast(customer_id as string)), 1, 6) <= '{share}'"
    return numbers_of(customers, session, names, chosen if n > SAMPLED else "")


def numbers_of(customers, session, names, where=""):
    """Return the values of each column, for all customers or a sample."""
    if not names:
        return {}
    columns = ", ".join(f"cast({name} as double) as {name}" for name in names)
    found = session.sql(f"select {columns} from {customers} {where}").fetchnumpy()
    return {name: np.ma.filled(values, np.nan) for name, values in found.items()}


def edges_of(values, bins):
    """Return the edges of bins, to three significant digits; a value at an edge is below it."""
    values = values[np.isfinite(values)]
    if bins < 2 or len(values) == 0:
        return []
    cuts = np.quantile(values, np.arange(1, bins) / bins)
    return sorted({float(f"{cut:.3g}") for cut in cuts})


def in_bins(values, edges):
    """Return how many values are up to each edge, beyond the last edge, and missing."""
    there = values[~np.isnan(values)]
    counts = np.bincount(np.searchsorted(edges, there), minlength=len(edges) + 1)
    return dict(enumerate(counts.tolist())) | {NO_VALUE: len(values) - len(there)}


def as_they_were(values, days):
    """Return the values this many days ago, of customers who existed then."""
    return values[np.isnan(values) | (values >= days)] - days


def counted_numbers(customers, session, sample, n, edges, earlier, ages, as_of_date):
    """Count customers by feature, in today's bins and those of earlier days, in each reading."""
    names, found = list(sample), {}
    for start in range(0, len(names), COLUMNS_AT_ONCE):
        chunk = names[start : start + COLUMNS_AT_ONCE]
        values = sample if n <= SAMPLED else numbers_of(customers, session, chunk)
        for name in chunk:
            on_earlier = {}
            for day, then in earlier.get(name, {}).items():
                readings = [values[name]]
                if name.casefold() in ages:
                    readings.append(as_they_were(values[name], (as_of_date - day).days))
                on_earlier[day] = [in_bins(reading, then["up_to"]) for reading in readings]
            found[name] = in_bins(values[name], edges[name]), on_earlier
    return found


def counted_levels(customers, session, names, earlier, smallest):
    """Count customers by feature and level; levels must be allowed or recorded before."""
    if not names:
        return {}
    # One statement with a row for each customer and feature: separate statements would take more
    # time to plan than to run.
    numbers = ", ".join(f"({number})" for number in range(len(names)))
    levels = " ".join(f"when {n} then cast({name} as string)" for n, name in enumerate(names))
    wanted = "".join(
        f" or (number = {number} and level in ({', '.join(map(quoted, known))}))"
        for number, name in enumerate(names)
        if (
            known := sorted(
                {level for d in earlier.get(name, {}).values() for level in d["levels"]}
            )
        )
    )
    rows = session.sql(
        "select number, level, count(*) as customers\n"
        f"from (select number, case number {levels} end as level from {customers}"
        f" cross join (values {numbers}) as numbers (number)) as each_feature\n"
        f"group by number, level having level is null or count(*) >= {smallest}{wanted}"
    ).fetchnumpy()
    found = {name: {} for name in names}
    for number, level, with_it in zip(*(column.tolist() for column in rows.values()), strict=True):
        found[names[number]][level] = with_it
    return found


def folded(names):
    """Return the names in lower case."""
    return {name.casefold() for name in names}


def quoted(value):
    """Return a value as SQL: a text, or null."""
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"


def typed(rows):
    """Return the SELECT of the rows, with typed columns, even for no rows or only NULL."""
    listed = [f"({', '.join(quoted(row.get(name)) for name in COLUMNS)})" for row in rows]
    listed = listed or [f"({', '.join('null' for _ in COLUMNS)})"]
    columns = ", ".join(f"cast({name} as {type_}) as {name}" for name, type_ in COLUMNS.items())
    values = f"values {', '.join(listed)}"
    names = ", ".join(COLUMNS)
    return f"select {columns} from ({values}) as listed ({names}) where feature is not null"


def binned(counts, edges, smallest):
    """Return the bins to record: edges, customers up to each and beyond, and without a value.

    A bin with few customers is merged with its smaller neighbour.
    """
    edges, inside = list(edges), [int(counts.get(n, 0)) for n in range(len(edges) + 1)]
    while len(inside) > 1 and any(0 < n < smallest for n in inside):
        at = min((n, i) for i, n in enumerate(inside) if 0 < n < smallest)[1]
        neighbours = [i for i in (at - 1, at + 1) if 0 <= i < len(inside)]
        first = min(at, min(neighbours, key=lambda i: inside[i]))
        inside[first : first + 2] = [inside[first] + inside[first + 1]]
        del edges[first]
    return {"up_to": edges, "customers": inside, "no_value": int(counts.get(NO_VALUE, 0))}


def listed(counts, n, most, smallest):
    """Return the levels to record: the most frequent ones, all others together, and no value.

    All others together are never few: if necessary, the smallest recorded level joins them.
    """
    no_value = counts.get(None, 0)
    levels = [pair for pair in counts.items() if pair[0] is not None and pair[1] >= smallest]
    told = sorted(levels, key=lambda pair: (-pair[1], pair[0]))[:most]
    others = n - no_value - sum(customers for _, customers in told)
    while told and 0 < others < smallest:
        others += told.pop()[1]
    return {"levels": dict(told), "others": others, "no_value": no_value}


def tail(x, freedom):
    """Return the chi-square distribution's share above `x` (Abramowitz & Stegun 26.4.4 and 5)."""
    half, first = x / 2, freedom % 2 / 2
    terms = (first + n for n in range(freedom // 2))
    inside = sum(exp(i * log(half) - half - lgamma(i + 1)) for i in terms)
    return inside + (erfc(sqrt(half)) if freedom % 2 else 0)


@cache
def exceeded_by_chance(freedom, share):
    """Return what a chi-square exceeds with this probability, by bisection."""
    low, high = 0.0, freedom + 10 * sqrt(2 * freedom) + 30
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle, freedom) > share else (low, middle)
    return high


def drift_of(today, before, share):
    """Return the index of two counts by bin, and the limit that chance exceeds with this share."""
    pairs = [(q, p) for q, p in zip(today, before, strict=True) if q or p]
    today, before = np.array(pairs, float).T
    # Half a customer is added to each bin, so that an empty one has a logarithm.
    q = (today + 0.5) / (today + 0.5).sum()
    p = (before + 0.5) / (before + 0.5).sum()
    psi = float(((q - p) * np.log(q / p)).sum())
    by_chance = 0.0
    if len(pairs) > 1:
        chance = exceeded_by_chance(len(pairs) - 1, share)
        by_chance = float((1 / today.sum() + 1 / before.sum()) * chance)
    limit = max(0.1, by_chance)
    return {"bins": len(pairs), "psi": psi, "psi_by_chance": by_chance, "psi_limit": limit}


def number_drift(readings, then, share):
    """Return the drift from an earlier day, in the best-fitting reading without too many losses.

    The first reading is the one of all customers.
    """
    before, found = [*then["customers"], then["no_value"]], []
    for reading in readings:
        today = [reading.get(n, 0) for n in (*range(len(then["customers"])), NO_VALUE)]
        if not found or sum(today) >= STILL_THERE * sum(before):
            found.append(drift_of(today, before, share))
    return min(found, key=lambda drift: drift["psi"])


def level_drift(counts, n, then, share):
    """Return the same for a text or a boolean."""
    known, without = [counts.get(level, 0) for level in then["levels"]], counts.get(None, 0)
    before = [*then["levels"].values(), then["others"], then["no_value"]]
    return drift_of([*known, n - without - sum(known), without], before, share)


def chosen_days(recorded, as_of_date, rolling_days, reference_on):
    """Return the day of each baseline, from the sorted earlier days that have the feature."""
    if not recorded:
        return {}
    behind = [day for day in recorded if (as_of_date - day).days >= rolling_days]
    fixed = [day for day in recorded if reference_on and day.isoformat() <= str(reference_on)]
    return {
        PREVIOUS: recorded[-1],
        ROLLING: behind[-1] if behind else recorded[0],
        REFERENCE: fixed[-1] if fixed else recorded[0],
    }


def remembered(dbt, session, as_of_date, kinds):
    """Return, by feature, the days of its baselines and what they recorded of the same kind."""
    if not dbt.is_incremental:
        return {}, {}
    meta = dbt.config.meta_get
    known = session.sql(
        f"select feature, kind, as_of_date from {dbt.this} where as_of_date < date '{as_of_date}'"
    ).fetchnumpy()
    recorded = {}
    for name, kind, day in zip(*(column.tolist() for column in known.values()), strict=True):
        if kinds.get(name) == kind:
            recorded.setdefault(name, []).append(day.date())
    chosen = {
        name: chosen_days(sorted(days), as_of_date, meta("rolling_days"), meta("reference_on"))
        for name, days in recorded.items()
    }
    wanted = sorted({day for days in chosen.values() for day in days.values()})
    if not wanted:
        return {}, {}
    listed = ", ".join(f"date '{day}'" for day in wanted)
    rows = session.sql(
        f"select feature, as_of_date, customers, distribution from {dbt.this}"
        f" where as_of_date in ({listed})"
    ).fetchnumpy()
    earlier = {}
    for name, day, customers, text in zip(*(c.tolist() for c in rows.values()), strict=True):
        if day.date() in chosen.get(name, {}).values():
            earlier.setdefault(name, {})[day.date()] = json.loads(text) | {"all": customers}
    return chosen, earlier


def compared(drift_from, days, earlier):
    """Return a row's columns about its baselines; `drift_from` computes the drift from bins."""
    if not days:
        return {}
    drifts = {day: drift_from(day, earlier[day]) for day in set(days.values())}
    then = earlier[days[PREVIOUS]]
    found = drifts[days[PREVIOUS]] | {
        "previous_as_of_date": days[PREVIOUS],
        "previous_customers": then["all"],
        "previous_null_rate": then["no_value"] / then["all"],
    }
    for baseline in (ROLLING, REFERENCE):
        drift = drifts[days[baseline]]
        found |= {f"{baseline}_{name}": drift[name] for name in ("psi", "psi_limit")}
        found[f"{baseline}_as_of_date"] = days[baseline]
    against = [b for b in BASELINES if drifts[days[b]]["psi"] > drifts[days[b]]["psi_limit"]]
    return found | {"is_flagged": bool(against), "flagged_against": ", ".join(against) or None}


def model(dbt, session):
    """Return one row per feature, for the as-of date; none if there are too few customers."""
    meta, customers = dbt.config.meta_get, dbt.ref("customer_features")
    smallest = meta("minimum_cell")
    excluded = folded((*customers.personal_columns, *meta("excluded")))
    kinds = kinds_of(customers, session, excluded, folded(meta("ranks")))
    names = {kind: [n for n, of in kinds.items() if of == kind] for kind in (NUMBER, LEVEL)}
    only_there = [name for name, kind in kinds.items() if kind in ONLY_THERE]
    there = "".join(f", count({name}) as {name}" for name in only_there)
    base = session.sql(f"select count(*) as n, max(as_of_date) as day{there} from {customers}")
    of_all = {name: values[0] for name, values in base.fetchnumpy().items()}
    n = int(of_all["n"])
    if n < smallest:
        return session.sql(typed([]))
    as_of_date = of_all["day"].item().date()

    chosen, earlier = remembered(dbt, session, as_of_date, kinds)
    sample = sampled(customers, session, names[NUMBER], n)
    bins = min(meta("bins"), min(map(len, sample.values()), default=0) // smallest)
    edges = {name: [] for name in only_there}
    edges |= {name: edges_of(values, bins) for name, values in sample.items()}
    counts = counted_numbers(
        customers, session, sample, n, edges, earlier, folded(meta("ages")), as_of_date
    )
    for name in only_there:
        there = {0: int(of_all[name]), NO_VALUE: n - int(of_all[name])}
        counts[name] = there, {day: [there] for day in earlier.get(name, ())}
    at_levels = counted_levels(customers, session, names[LEVEL], earlier, smallest)

    rows, share = [], FALSE_ALARMS / (len(kinds) * len(BASELINES))
    for name, kind in kinds.items():
        if kind == LEVEL:
            levels = at_levels[name]
            distribution = listed(levels, n, meta("levels"), smallest)

            def drift_from(_, then, levels=levels):
                return level_drift(levels, n, then, share)
        else:
            of_today, on_earlier = counts[name]
            distribution = binned(of_today, edges[name], smallest)

            def drift_from(day, then, on_earlier=on_earlier):
                return number_drift(on_earlier[day], then, share)

        rows.append(
            {
                "feature": name,
                "kind": kind,
                "as_of_date": as_of_date,
                "customers": n,
                "null_rate": distribution["no_value"] / n,
                "distribution": json.dumps(distribution, ensure_ascii=False),
                **compared(drift_from, chosen.get(name), earlier.get(name)),
            }
        )
    return session.sql(typed(rows))
