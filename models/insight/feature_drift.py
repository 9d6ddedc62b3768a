"""Whether the customers of today are like those of the last recorded day, feature by feature.

The index is the population stability index, sum (q - p) ln(q / p), over the bins of that day:
tenths of a number, levels of a text, and, as a bin of its own, no value. Of a date only that
counts, as dates move on by themselves. Between two samples of n and m of the same customers the
index is by chance about (1/n + 1/m) chi-square(bins - 1).

Of a day the bins are remembered and how many customers were in each; never a customer, a bin of a
few, or a number that is any one customer's (edges are rounded to three digits).
"""

import json
from collections import Counter

import numpy as np
import pandas as pd
from scipy.special import chdtri

LEVEL, NUMBER, DATE = "level", "number", "date"
NO_VALUE = -1
SAMPLED = 20_000
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
    "is_flagged": "boolean",
    "distribution": "string",
}


def kinds_of(customers, session, excluded):
    """The features and what they are, by the columns that there are."""
    types = session.sql(f"select * from {customers} limit 0").df().dtypes
    found = {}
    for name, type_ in types.items():
        if name.endswith("_id") or name == "as_of_date" or name.casefold() in excluded:
            continue
        if pd.api.types.is_datetime64_any_dtype(type_):
            found[name] = DATE
        elif pd.api.types.is_bool_dtype(type_) or not pd.api.types.is_numeric_dtype(type_):
            found[name] = LEVEL
        else:
            found[name] = NUMBER
    return found


def sampled(customers, session, kinds, n):
    """The numbers of some customers: always the same ones."""
    names = ", ".join(name for name, kind in kinds.items() if kind == NUMBER)
    if not names:
        return pd.DataFrame()
    share = format(min(0xFFFFFF, int(0x1000000 * SAMPLED / n)), "06x")
    chosen = f"substr(md5(cast(customer_id as string)), 1, 6) <= '{share}'"
    return session.sql(f"select {names} from {customers} where {chosen}").df().astype(float)


def edges_of(values, bins):
    """Where the values are cut, three significant digits each; a value belongs below its edge."""
    values = values[np.isfinite(values)]
    if bins < 2 or len(values) == 0:
        return []
    cuts = np.quantile(values, np.arange(1, bins) / bins)
    return sorted({float(f"{cut:.3g}") for cut in cuts})


def bin_sql(name, edges):
    """SQL of the number of a value's bin: 0 up to the first edge, and so on."""
    cases = [f"when {name} is null then {NO_VALUE}"]
    # With an exponent it is a double: decimals cost three times as much to compare with.
    cases += [f"when {name} <= {edge:.2e} then {number}" for number, edge in enumerate(edges)]
    return f"case {' '.join(cases)} else {len(edges)} end"


def counted_numbers(customers, session, edges, before):
    """By feature, bin of today and bin of the day before: customers. One statement for all."""

    def edges_before(name):
        return before.get(name, {"up_to": []})["up_to"]

    selects = [
        f"select '{name}' as feature, {bin_sql(name, cuts)} as bin,"
        f" {bin_sql(name, edges_before(name))} as bin_before,"
        f" count(*) as customers from {customers} group by 2, 3"
        for name, cuts in edges.items()
    ]
    return counted(session, selects, ["feature", "bin", "bin_before", "customers"])


def counted_levels(customers, session, kinds, before, smallest):
    """By feature and level: customers. Only levels that may be shown, or were the day before."""
    selects = []
    for name, kind in kinds.items():
        if kind == LEVEL:
            known = ", ".join(quoted(level) for level in before.get(name, {"levels": []})["levels"])
            wanted = f" or cast({name} as string) in ({known})" if known else ""
            selects.append(
                f"select '{name}' as feature, cast({name} as string) as level,"
                f" count(*) as customers from {customers} group by cast({name} as string)"
                f" having cast({name} as string) is null or count(*) >= {smallest}{wanted}"
            )
    return counted(session, selects, ["feature", "level", "customers"])


def counted(session, selects, columns):
    """The rows of all the queries."""
    if not selects:
        return pd.DataFrame(columns=columns)
    return session.sql("\nunion all ".join(f"select * from ({one}) as q" for one in selects)).df()


def by_feature(counts, names):
    """The counts of each of the features, which may be none."""
    found = dict(iter(counts.groupby("feature", sort=False)))
    return {name: found.get(name, counts.iloc[:0]) for name in names}


def summed(counts, by):
    """Customers by a column of the counts."""
    total = Counter()
    for value, customers in zip(counts[by], counts["customers"], strict=True):
        total[value] += int(customers)
    return total


def quoted(value):
    """A value as SQL: a text, or null."""
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"


def typed(rows):
    """The SELECT of the rows, each column of its type whatever is in it, if anything is."""
    listed = [f"({', '.join(quoted(row.get(name)) for name in COLUMNS)})" for row in rows]
    listed = listed or [f"({', '.join('null' for _ in COLUMNS)})"]
    columns = ", ".join(f"cast({name} as {type_}) as {name}" for name, type_ in COLUMNS.items())
    values = f"values {', '.join(listed)}"
    names = ", ".join(COLUMNS)
    return f"select {columns} from ({values}) as listed ({names}) where feature is not null"


def binned(counts, edges, smallest):
    """The bins to remember: edges, the customers up to each and beyond, those without a value.

    A bin of a few customers is joined with the smaller of its neighbours.
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
    """The levels to remember: the most frequent ones, all others together, and no value.

    Others are never a few: the smallest level that could be told goes with them.
    """
    levels = counts[counts.index.notna()]
    no_value = int(counts[counts.index.isna()].sum())
    ordered = sorted(levels[levels >= smallest].items(), key=lambda pair: (-pair[1], pair[0]))
    told = [(level, int(customers)) for level, customers in ordered[:most]]
    others = n - no_value - sum(customers for _, customers in told)
    while told and 0 < others < smallest:
        others += told.pop()[1]
    return {"levels": dict(told), "others": others, "no_value": no_value}


def drift_of(today, before):
    """The index and its limit of two lists of customers by bin."""
    pairs = [(q, p) for q, p in zip(today, before, strict=True) if q or p]
    today, before = np.array(pairs, float).T
    # Half a customer more in each bin, so that an empty one has a logarithm.
    q = (today + 0.5) / (today + 0.5).sum()
    p = (before + 0.5) / (before + 0.5).sum()
    psi = float(((q - p) * np.log(q / p)).sum())
    by_chance = 0.0
    if len(pairs) > 1:
        chance = chdtri(len(pairs) - 1, 0.001)
        by_chance = float((1 / today.sum() + 1 / before.sum()) * chance)
    limit = max(0.1, by_chance)
    return {
        "bins": len(pairs),
        "psi": psi,
        "psi_by_chance": by_chance,
        "psi_limit": limit,
        "is_flagged": psi > limit,
    }


def numbers(counts, edges, then, smallest):
    """What to remember of a number or date, and its drift from what was remembered."""
    distribution = binned(summed(counts, "bin"), edges, smallest)
    if then is None:
        return distribution, {}
    of_then = summed(counts, "bin_before")
    today = [of_then[n] for n in (*range(len(then["customers"])), NO_VALUE)]
    return distribution, drift_of(today, [*then["customers"], then["no_value"]])


def levels(counts, n, most, then, smallest):
    """The same of a text or truth value."""
    distribution = listed(counts, n, most, smallest)
    if then is None:
        return distribution, {}
    known = [int(counts.get(level, 0)) for level in then["levels"]]
    without = distribution["no_value"]
    before = [*then["levels"].values(), then["others"], then["no_value"]]
    return distribution, drift_of([*known, n - without - sum(known), without], before)


def remembered(dbt, session, as_of_date):
    """What is recorded of the last day before this one, by feature; nothing without one."""
    if not dbt.is_incremental:
        return {}
    earlier = f"select max(as_of_date) from {dbt.this} where as_of_date < date '{as_of_date}'"
    recorded = session.sql(f"select * from {dbt.this} where as_of_date = ({earlier})").df()
    return recorded.set_index("feature").to_dict("index")


def model(dbt, session):
    """One row per feature, for the as-of date; none when there are too few customers to tell of."""
    meta, customers = dbt.config.meta_get, dbt.ref("customer_features")
    smallest = meta("minimum_cell")
    base = session.sql(f"select count(*) as n, max(as_of_date) as day from {customers}").df()
    n = int(base["n"].iloc[0])
    if n < smallest:
        return session.sql(typed([]))
    as_of_date = base["day"].iloc[0].date()

    excluded = {name.casefold() for name in (*customers.personal_columns, *meta("excluded"))}
    kinds = kinds_of(customers, session, excluded)
    previous = remembered(dbt, session, as_of_date)
    before = {
        name: json.loads(row["distribution"])
        for name, row in previous.items()
        if kinds.get(name) == row["kind"]
    }
    sample = sampled(customers, session, kinds, n)
    bins = min(meta("bins"), len(sample) // smallest)
    edges = {name: [] for name, kind in kinds.items() if kind == DATE}
    edges |= {name: edges_of(sample[name].to_numpy(), bins) for name in sample}
    in_bins = by_feature(counted_numbers(customers, session, edges, before), kinds)
    at_levels = by_feature(counted_levels(customers, session, kinds, before, smallest), kinds)

    rows = []
    for name, kind in kinds.items():
        then = before.get(name)
        if kind == LEVEL:
            counts = at_levels[name].set_index("level")["customers"]
            distribution, drift = levels(counts, n, meta("levels"), then, smallest)
        else:
            distribution, drift = numbers(in_bins[name], edges[name], then, smallest)
        row = {
            "feature": name,
            "kind": kind,
            "as_of_date": as_of_date,
            "customers": n,
            "null_rate": distribution["no_value"] / n,
            "distribution": json.dumps(distribution, ensure_ascii=False),
        }
        if then is not None:
            m, day = previous[name]["customers"], previous[name]["as_of_date"].date()
            row |= {"previous_as_of_date": day, "previous_customers": m}
            row |= {"previous_null_rate": then["no_value"] / m, **drift}
        rows.append(row)
    return session.sql(typed(rows))
