"""What a customer who is still one will order: for each number of purchases and age, by BG/NBD.

The chance of still being a customer is all that depends on the last purchase, so that this table
has a row for each (purchases, age) and not for each customer.
"""

import numpy as np

# Two values at which the formula is a limit are met from both sides.
NEAR = 1e-5
AROUND_ONE = (1 - 2 * NEAR, 1 + 2 * NEAR)
MOST_TERMS, LAST_TERM = 100_000, 1e-18


def expected_orders(x, t, horizon, r, alpha, a, b):
    """Orders within `horizon` of a customer who bought `x` times again and is still one at `t`.

    Fader, Hardie & Lee (2005), equation 10 without the chance of being a customer, after Euler's
    transformation: of the arguments of the hypergeometric function only the third then grows with
    `x`, where the printed form overflows from a few hundred purchases on.
    """
    x, t, horizon = np.broadcast_arrays(*(np.atleast_1d(v).astype(float) for v in (x, t, horizon)))
    if abs(a - 1) < NEAR:
        sides = (expected_orders(x, t, horizon, r, alpha, side, b) for side in AROUND_ONE)
        return sum(sides) / 2
    if np.any(np.abs(a + b + x - 1) < NEAR):
        sides = (expected_orders(x, t, horizon, r, alpha, a, b + s) for s in (-2 * NEAR, 2 * NEAR))
        return sum(sides) / 2
    share = (alpha + t) / (alpha + t + horizon)
    series = gauss_series(a + b - 1 - r, a - 1, a + b + x - 1, 1 - share)
    return (a + b + x - 1) / (a - 1) * (1 - share ** (a - 1) * series)


def gauss_series(a, b, c, z):
    """The hypergeometric function for 0 <= z < 1, term by term.

    The terms vanish sooner where `z` is small: rows that are done are left out.
    """
    found = np.ones(len(z))
    rows, total, term = np.arange(len(z)), found, found
    for n in range(MOST_TERMS):
        term = term * ((a + n) * (b + n) / (n + 1)) * z / (c + n)
        total = total + term
        if n % 16 == 0:
            found[rows] = total
            is_left = np.abs(term) > LAST_TERM * np.abs(total)
            if not is_left.any():
                break
            rows, total, term = rows[is_left], total[is_left], term[is_left]
            c, z = c[is_left], z[is_left]
    return found


def discounted_orders(x, t, period, periods, rate, r, alpha, a, b):
    """The sum over periods of the orders expected in each, over (1 + rate) ** period."""
    total, before = 0.0, 0.0
    for number in range(1, periods + 1):
        until = expected_orders(x, t, number * period, r, alpha, a, b)
        total = total + (until - before) / (1 + rate) ** number
        before = until
    return total


def model(dbt, session):
    """One row per sample, number of repeat purchase days, and age."""
    meta = dbt.config.meta_get
    unit, period, periods = meta("time_unit_days"), meta("period_days"), meta("periods")
    rate = (1 + meta("annual_discount_rate")) ** (period / 365) - 1
    horizons = {"all": period * periods, "calibration": meta("holdout_days")}

    fits = dbt.ref("clv_fit")
    found = session.sql(
        f"select sample, parameter, estimate from {fits} where model = 'bg_nbd' and is_converged"
    ).fetchnumpy()
    keys = ["as_of_date", "sample", "repeat_purchase_days", "age_days"]
    patterns = dbt.ref("clv_patterns")
    outlook = session.sql(f"select distinct {', '.join(keys)} from {patterns}").fetchnumpy()
    days = [day.date() for day in outlook["as_of_date"].tolist()]
    outlook["as_of_date"] = np.array(days, object)
    samples = outlook["sample"]
    horizon_days = [horizons[sample] for sample in samples.tolist()]
    outlook["horizon_days"] = np.array(horizon_days, "int64")
    for name in ("expected_orders", "discounted_orders"):
        outlook[name] = np.full(len(samples), np.nan)
    for sample in sorted(set(found["sample"].tolist())):
        is_fit, is_of = found["sample"] == sample, samples == sample
        parameters = found["parameter"][is_fit].tolist(), found["estimate"][is_fit].tolist()
        fit = dict(zip(*parameters, strict=True))
        x, t = (outlook[name][is_of] for name in keys[2:])
        orders = expected_orders(x, t / unit, horizons[sample] / unit, **fit)
        outlook["expected_orders"][is_of] = orders
        if sample == "all":
            outlook["discounted_orders"][is_of] = discounted_orders(
                x, t / unit, period / unit, periods, rate, **fit
            )
    return outlook
