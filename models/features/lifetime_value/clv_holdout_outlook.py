"""Expected orders in the holdout for each distinct history before it, by each fitted model.

Given the past, the rate of a customer who is still active is again gamma distributed, and the
chance to leave again beta distributed. So their orders are added up as those of a new customer: the
chances of at least 1, 2, 3, ... orders, where the number that the rate brings is negative binomial
and none of the earlier ones was the last. This is done once per number of purchases and age.
"""

import numpy as np

# MBG/NBD has one more chance to leave, at the first purchase.
FIRST = {"bg_nbd": 0, "mbg_nbd": 1, "nbd": 0}
PARAMETERS = ("r", "alpha", "a", "b")
KEYS = ("repeat_purchase_days", "last_purchase_age_days", "age_days")
# More orders than this, and smaller chances, are not added up.
MOST_ORDERS, NOTHING = 20_000, 1e-15
COLUMNS = "cast(null as string) as model, {keys}, cast(null as double) as expected_orders"


def orders(x, t, horizon, r, alpha, a, b):
    """Return the orders expected within `horizon` of customers with `x` repeat purchases who are
    active at `t`.
    """
    shape, share = r + x, horizon / (alpha + t + horizon)
    ln_exactly, likely = shape * np.log1p(-share), shape * share / (1 - share)
    total, stays, expected = np.exp(ln_exactly), np.ones(len(x)), np.zeros(len(x))
    rows = np.arange(len(x))
    for n in range(MOST_ORDERS):
        at_least = np.maximum(1 - total, 0) * stays
        expected[rows] += at_least
        if n % 16 == 0:
            # Chances are small beyond the likely numbers of orders, and can be below them.
            is_left = (at_least > NOTHING) | (n < likely)
            if not is_left.any():
                break
            rows, x, shape, share, likely, ln_exactly, total, stays = (
                values[is_left]
                for values in (rows, x, shape, share, likely, ln_exactly, total, stays)
            )
        ln_exactly = ln_exactly + np.log((shape + n) / (n + 1) * share)
        total = total + np.exp(ln_exactly)
        if a > 0:
            stays = stays * ((b + x + n) / (a + b + x + n))
    return expected


def alive(x, t_x, t, r, alpha, a, b, first):
    """Return the probability of being active: 1 if there was no chance to leave yet."""
    stays = x + first
    if a == 0:
        return np.ones(len(x))
    ln_left = np.log(a) - np.log(np.where(stays > 0, b + stays - 1, 1))
    ln_odds = ln_left + (r + x) * (np.log(alpha + t) - np.log(alpha + t_x))
    return np.where(stays > 0, 1 / (1 + np.exp(np.minimum(ln_odds, 700))), 1.0)


def fits_of(session, fits):
    """Return the parameters of the models fitted to the time before the holdout."""
    rows = session.sql(
        f"select model, parameter, estimate from {fits} where sample = 'calibration'"
        " and is_converged and model in ('bg_nbd', 'mbg_nbd', 'nbd')"
    ).fetchnumpy()
    found = {}
    for name, parameter, estimate in zip(*rows.values(), strict=True):
        known = 0.0 if estimate is np.ma.masked or np.isnan(estimate) else float(estimate)
        found.setdefault(name, {})[parameter] = known
    return found


def model(dbt, session):
    """Return one row per fitted model and history."""
    unit, horizon = dbt.config.meta_get("time_unit_days"), dbt.config.meta_get("holdout_days")
    keys = ", ".join(KEYS)
    patterns = dbt.ref("clv_patterns")
    told = session.sql(
        f"select {keys} from {patterns} where sample = 'calibration' order by {keys}"
    ).fetchnumpy()
    fits = fits_of(session, dbt.ref("clv_fit"))
    if not fits:
        return session.sql(f"select {COLUMNS.format(keys=keys)} from {patterns} where false")
    x, t_x, t = (np.asarray(told[key], float) for key in KEYS)
    # Sorting complex numbers is five times faster than sorting rows.
    pairs, at = np.unique(x + 1j * t, return_inverse=True)
    expected = []
    for name, fit in sorted(fits.items()):
        r, alpha, a, b = (fit.get(key, 0.0) for key in PARAMETERS)
        first = FIRST[name]
        # See clv_outlook: they stayed once more.
        ahead = orders(pairs.real, pairs.imag / unit, horizon / unit, r, alpha, a, b + first)
        expected.append(alive(x, t_x / unit, t / unit, r, alpha, a, b, first) * ahead[at])
    return {
        "model": np.repeat(np.array(sorted(fits), object), len(x)),
        **{key: np.tile(told[key], len(fits)) for key in KEYS},
        "expected_orders": np.concatenate(expected),
    }
