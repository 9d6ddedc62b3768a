"""How well the method in use describes the past: by number of purchases, and week by week.

The model gives the probability of each number of repeat purchases by the age of a customer. There
are at least n if the rate brings n and none of the earlier ones was the last: the former is
negative binomial, the latter a mean over all probabilities of leaving.
"""

import numpy as np

FIRST = {"bg_nbd": 0, "mbg_nbd": 1, "nbd": 0}
WEEKS, DAYS, MOST = 52, 7, 7
# Sums end at this many purchases, and at this small a probability.
MOST_PURCHASES, NOTHING = 5_000, 1e-12


def chances(ages, r, alpha, a, b, first):
    """Return a row per age: the probabilities of at least 1, 2, 3, ... repeat purchases by then."""
    ages = np.asarray(ages, float)
    share = ages / (alpha + ages)
    exactly, total, stays = (1 - share) ** r, np.zeros(len(ages)), np.ones(1)
    if a > 0 and first:
        stays = stays * b / (a + b)
    found = []
    for n in range(MOST_PURCHASES):
        total = total + exactly
        found.append(np.maximum(1 - total, 0) * stays)
        if found[-1].max(initial=0) < NOTHING:
            break
        exactly = exactly * (r + n) / (n + 1) * share
        if a > 0:
            stays = stays * (b + first + n) / (a + b + first + n)
    return np.column_stack(found)


def by_purchases(x, ages, customers, parameters):
    """Return actual and expected customers with 0, 1, ... and MOST or more repeat purchases."""
    different, at = np.unique(ages, return_inverse=True)
    at_least = np.zeros((len(different), MOST + 2))
    at_least[:, 0] = 1
    some = chances(different, *parameters)[:, :MOST]
    at_least[:, 1 : 1 + some.shape[1]] = some
    weights = np.bincount(at, customers, minlength=len(different))
    expected = weights @ (at_least[:, :-1] - at_least[:, 1:])
    actual = np.bincount(np.minimum(x, MOST), customers, minlength=MOST + 1)
    return actual, expected


def by_week(began, repeats, last, parameters, unit):
    """Return actual and expected repeat purchase days in each of the last weeks.

    `began` counts first purchases and `repeats` the others, by number of the day; `last` is the
    number of the last day.
    """
    days = last + 1
    of_age = chances(np.arange(days) / unit, *parameters).sum(axis=1)
    until = np.convolve(np.bincount(began[0], began[1], minlength=days)[:days], of_age)[:days]
    bought = np.cumsum(np.bincount(repeats[0], repeats[1], minlength=days)[:days])
    ends = np.arange(last - DAYS * min(WEEKS, days // DAYS - 1), last + 1, DAYS)
    return ends[1:], np.diff(bought[ends]), np.diff(until[ends])


def model(dbt, session):
    """Return one row per diagnostic and bucket; none if no model is in use."""
    unit = dbt.config.meta_get("time_unit_days")
    days = dbt.ref("base_gaps").fetchnumpy()["as_of_date"]
    if len(days) == 0:
        return session.sql(NO_ROW)
    base = days[0]
    fit = session.sql(
        f"select model, parameter, estimate from {dbt.ref('clv_parameters')}"
        " where sample = 'all' and is_in_use and model <> 'gamma_gamma'"
    ).fetchnumpy()
    estimates = np.ma.filled(np.ma.asarray(fit["estimate"], float), 0).tolist()
    known = dict(zip(fit["parameter"].tolist(), estimates, strict=True))
    rows = []
    if known:
        method = fit["model"].tolist()[0]
        parameters = [known.get(name, 0.0) for name in ("r", "alpha", "a", "b")] + [FIRST[method]]
        patterns = session.sql(
            "select repeat_purchase_days as x, age_days as t, sum(customers) as customers"
            f" from {dbt.ref('clv_patterns')} where sample = 'all' group by x, t order by x, t"
        ).fetchnumpy()
        x, t, n = (np.asarray(patterns[name], float) for name in ("x", "t", "customers"))
        actual, expected = by_purchases(x.astype(int), t / unit, n, parameters)
        rows += [
            ("by_purchases", f"{number}{'+' if number == MOST else ''}", number, *found)
            for number, found in enumerate(zip(actual, expected, strict=True))
        ]
        # A gap ends on each day with a purchase except a customer's first.
        gaps, clv = dbt.ref("purchase_gaps"), dbt.ref("clv_purchases")
        counted = session.sql(
            "select day, sum(began) as began, sum(repeats) as repeats from ("
            f" select first_order_on as day, 1 as began, 0 as repeats from {clv}"
            " union all"
            f" select ended_on, 0, count(*) from {gaps} group by ended_on"
            ") as moves group by day order by day"
        ).fetchnumpy()
        day = counted["day"].astype("datetime64[D]")
        at = (day - day[0]).astype(int)
        last = int((base.astype("datetime64[D]") - day[0]).astype(int))
        columns = (np.asarray(counted[name], float) for name in ("began", "repeats"))
        began, repeats = ((at, values) for values in columns)
        if last >= 2 * DAYS:
            for end, real, told in zip(
                *by_week(began, repeats, last, parameters, unit), strict=True
            ):
                rows.append(("by_week", str(day[0] + end), int(end), real, told))
    names = ("diagnostic", "bucket", "bucket_number", "actual", "expected")
    kinds = (object, object, int, float, float)
    table = {"as_of_date": np.array([base.item().date()] * len(rows), object)}
    for at, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        table[name] = np.array([row[at] for row in rows], kind)
    if not rows:
        return session.sql(NO_ROW)
    return table


NO_ROW = (
    "select cast(null as date) as as_of_date, cast(null as string) as diagnostic,"
    " cast(null as string) as bucket, cast(null as bigint) as bucket_number,"
    " cast(null as double) as actual, cast(null as double) as expected where false"
)
