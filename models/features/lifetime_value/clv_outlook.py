"""Expected orders for each distinct history, by the model in use.

If a customer is still active, everything depends only on the number of purchases and the age, so
most is computed once for each of these pairs. The last purchase determines the probability of being
active.
"""

from functools import partial

import numpy as np

# At two values the formula is a limit: they are approached from both sides.
NEAR = 1e-5
AROUND_ONE = (1 - 2 * NEAR, 1 + 2 * NEAR)
MOST_TERMS, LAST_TERM = 100_000, 1e-18
# The logarithm of the largest series; and the largest shift of a parameter's logarithm, beyond
# which nothing changes.
LN_LARGEST, LARGEST_SHIFT = 600, 40
# Where the sums end: deviations beyond the mean, and tail probability; and how many numbers are
# kept in memory at once.
DEVIATIONS, LN_NOBODY, AT_ONCE = 8, -28, 200_000
# MBG/NBD adds one more chance to leave, at the first purchase.
FIRST = {"bg_nbd": 0, "mbg_nbd": 1, "nbd": 0}
PARAMETERS = ("r", "alpha", "a", "b")
KEYS = ("repeat_purchase_days", "last_purchase_age_days", "age_days")
NUMBERS = (
    *("p_alive", "next_order_probability", "discounted_orders"),
    *(f"{of}_{name}" for of in ("horizon", "month", "year") for name in
      ("orders", "some_probability", "variance")),
    *(f"deviation_{number}" for number in range(1, 5)),
)  # fmt: skip
# If no model is in use, there are no rows, but the columns have their types.
HORIZON = "cast(age_days as bigint) as horizon_days"
COLUMNS = ", ".join((HORIZON, *KEYS, *(f"cast(null as double) as {name}" for name in NUMBERS)))


def expected_orders(x, t, horizon, r, alpha, a, b):
    """Return the orders within `horizon` of a customer with `x` repeat purchases, active at `t`.

    Fader, Hardie & Lee (2005), equation 10 without the probability of being active, after Euler's
    transformation: only the third argument of the hypergeometric function then grows with `x`,
    while the printed form overflows from a few hundred purchases on. The result grows with `a` too:
    if it exceeds a double, customers practically all leave with the same probability, and their
    orders are summed one by one.
    """
    x, t, horizon = np.broadcast_arrays(*(np.atleast_1d(v).astype(float) for v in (x, t, horizon)))
    if a == 0:
        return (r + x) / (alpha + t) * horizon
    if abs(a - 1) < NEAR:
        sides = (expected_orders(x, t, horizon, r, alpha, side, b) for side in AROUND_ONE)
        return sum(sides) / 2
    share = (alpha + t) / (alpha + t + horizon)
    is_near = np.abs(a + b + x - 1) < NEAR
    is_summed = ~is_near & ((1 - a) * np.log(share) > LN_LARGEST)
    # Each history separately: the other histories in the call do not change any digit.
    found, is_other = np.zeros(len(x)), ~(is_near | is_summed)
    if is_near.any():
        rows = [values[is_near] for values in (x, t, horizon)]
        sides = (expected_orders(*rows, r, alpha, a, b + side) for side in (-2 * NEAR, 2 * NEAR))
        found[is_near] = sum(sides) / 2
    if is_summed.any():
        rows = [values[is_summed] for values in (x, t, horizon)]
        found[is_summed] = order_moments(*rows, r, alpha, a, b)[1]
    x, share = x[is_other], share[is_other]
    series = gauss_series(a + b - 1 - r, a - 1, a + b + x - 1, 1 - share)
    found[is_other] = (a + b + x - 1) / (a - 1) * (1 - share ** (a - 1) * series)
    return found


def gauss_series(a, b, c, z):
    """Return the hypergeometric function for 0 <= z < 1, term by term.

    The terms vanish sooner for a small `z`: finished rows are left out.
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
    """Return the sum over periods of expected orders / (1 + rate) ** period."""
    total, before = 0.0, 0.0
    for number in range(1, periods + 1):
        until = expected_orders(x, t, number * period, r, alpha, a, b)
        total = total + (until - before) / (1 + rate) ** number
        before = until
    return total


def alive(x, t_x, t, r, alpha, a, b, first=0):
    """Return the probability of being active: 1 if there was no chance to leave yet."""
    x, t_x, t = (np.asarray(values, float) for values in (x, t_x, t))
    if a == 0:
        return np.ones(len(x))
    stays = x + first
    ln_left = np.log(a) - np.log(np.where(stays > 0, b + stays - 1, 1))
    ln_odds = ln_left + (r + x) * (np.log(alpha + t) - np.log(alpha + t_x))
    return np.where(stays > 0, 1 / (1 + np.exp(np.minimum(ln_odds, 700))), 1.0)


def order_moments(x, t, horizon, r, alpha, a, b):
    """Return the probability of an order within `horizon`, and the mean and mean square of the
    number of orders, for an active customer.

    There are at least n orders if the rate brings n and none of the first n - 1 was the last. Given
    the past, the rate and the probability of leaving are independent: the number of orders that the
    rate brings is negative binomial, and (1 - p) ** (n - 1) has its own mean.
    """
    x, t = (np.atleast_1d(values).astype(float) for values in (x, t))
    shape, share = r + x, horizon / (alpha + t + horizon)
    mean = shape * horizon / (alpha + t)
    farthest = mean + DEVIATIONS * np.sqrt(mean + mean**2 / shape) + LN_NOBODY / np.log(share) + 2
    farthest = np.ceil(farthest).astype(int)
    found = np.zeros((3, len(x)))
    order = np.argsort(farthest, kind="stable")
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and farthest[order[end]] * (end + 1 - start) < AT_ONCE:
            end += 1
        rows = order[start:end]
        n = np.arange(farthest[rows[-1]])
        ln_share = np.log(share[rows])[:, None]
        steps = np.log((shape[rows][:, None] + n[:-1]) / (n[:-1] + 1)) + ln_share
        ln_none = shape[rows] * np.log1p(-share[rows])
        ln_exactly = np.column_stack([ln_none, ln_none[:, None] + np.cumsum(steps, axis=1)])
        at_least = np.maximum(1 - np.cumsum(np.exp(ln_exactly), axis=1), 0)
        if a > 0:
            stays = b + x[rows][:, None] + n[:-1]
            at_least[:, 1:] *= np.exp(np.cumsum(np.log(stays) - np.log(a + stays), axis=1))
        # Summed from left to right, each row to its own end: other rows do not change any digit of
        # it.
        last = np.arange(len(rows)), farthest[rows] - 1
        found[:, rows] = (
            at_least[:, 0],
            np.cumsum(at_least, axis=1)[last],
            np.cumsum(at_least * (2 * n + 1), axis=1)[last],
        )
        start = end
    return found


def pairs_of(x, t):
    """Return the distinct pairs of purchases and age, and the pair of each history."""
    # Complex numbers sort five times as fast as rows.
    pairs, at = np.unique(x + 1j * t, return_inverse=True)
    return (pairs.real, pairs.imag), at


def predicted(x, t_x, t, first, parameters, factor, days, unit, rate):
    """Return the columns NUMBERS of a model, for histories; `days` are the horizons by name, and a
    row of `factor` has the errors of a parameter's logarithm.
    """
    pairs, at = pairs_of(x, t)
    # With one more chance to leave behind them, customers are like those of BG/NBD who stayed once
    # more.
    r, alpha, a, b = parameters
    here = partial(alive, x, t_x, t, first=first)
    p_alive = here(r, alpha, a, b)
    next_order = 1 - ((alpha + t) / (alpha + t + days["next_order"] / unit)) ** (r + x)
    found = {"p_alive": p_alive, "next_order_probability": p_alive * next_order}
    horizon = days["horizon"] / unit
    orders = expected_orders(*pairs, horizon, r, alpha, a, b + first)[at]
    for of in ("horizon", "month", "year"):
        some, mean, square = order_moments(*pairs, days[of] / unit, r, alpha, a, b + first)[:, at]
        found[f"{of}_orders"] = p_alive * mean
        found[f"{of}_some_probability"] = p_alive * some
        found[f"{of}_variance"] = p_alive * square - (p_alive * mean) ** 2
    of_all = (rate, r, alpha, a, b + first)
    periods = days["horizon"] // days["period"]
    discounted = discounted_orders(*pairs, days["period"] / unit, periods, *of_all)[at]
    found["discounted_orders"] = p_alive * discounted
    # Discounting does not change the relative error of orders due to a parameter.
    scale = np.where(orders > 0, discounted / np.where(orders > 0, orders, 1), 0)
    for number, shift in enumerate(np.asarray(factor).T, 1):
        sides = [np.zeros(len(x))] * 2
        if shift.any():
            shift = shift * min(1, LARGEST_SHIFT / np.abs(shift).max())
            moved = [parameters * np.exp(side * shift) for side in (1, -1)]
            sides = [
                here(*of) * expected_orders(*pairs, horizon, *of[:3], of[3] + first)[at]
                for of in moved
            ]
        found[f"deviation_{number}"] = (sides[0] - sides[1]) / 2 * scale
    return found


def fit_of(session, fits, method):
    """Return the parameters of a model, one per row, with the errors of their logarithms."""
    rows = session.sql(
        "select parameter, estimate, factor_1, factor_2, factor_3, factor_4"
        f" from {fits} where sample = 'all' and model = '{method}'"
    ).fetchnumpy()
    names = rows.pop("parameter").tolist()
    numbers = [np.ma.filled(np.ma.asarray(column, float), np.nan) for column in rows.values()]
    known = dict(zip(names, np.column_stack(numbers), strict=True))
    return np.array([known.get(name, np.zeros(5)) for name in PARAMETERS])


def model(dbt, session):
    """Return one row per history."""
    meta = dbt.config.meta_get
    unit, period = meta("time_unit_days"), meta("period_days")
    rate = (1 + meta("annual_discount_rate")) ** (period / 365) - 1
    horizon = period * meta("periods")
    days = {"period": period, "month": 30, "year": 365, "next_order": meta("next_order_days")}
    told, histories = ", ".join(KEYS), dbt.ref("clv_histories")
    method = session.sql(
        f"select method from {dbt.ref('clv_method')} order by as_of_date desc limit 1"
    ).fetchnumpy()["method"]
    if len(method) == 0 or method[0] == "rfm":
        return session.sql(f"select {COLUMNS} from {histories} where false")
    keys = session.sql(
        f"select distinct {told} from {histories} where sample = 'all' order by {told}"
    ).fetchnumpy()
    x, t_x, t = (np.asarray(keys[key], float) for key in KEYS)
    fit = fit_of(session, dbt.ref("clv_fit"), method[0])
    numbers = predicted(
        x, t_x / unit, t / unit, FIRST[method[0]], fit[:, 0], fit[:, 1:],
        days | {"horizon": horizon}, unit, rate,
    )  # fmt: skip
    about = {"horizon_days": np.full(len(x), horizon)}
    return about | keys | {key: numbers[key] for key in NUMBERS}
