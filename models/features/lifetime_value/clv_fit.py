"""The parameters of the models of purchase frequency (three) and of the value of a purchase.

All are fitted by maximum likelihood on weighted patterns, never on single customers: customers
with the same purchases, last purchase and age count as one row with a weight.

BG/NBD, where customers may leave after a repeat purchase: Fader, Hardie & Lee, "Counting Your
Customers" the Easy Way, Marketing Science 24(2), 2005. MBG/NBD, where they may leave after the
first purchase as well: Batislam, Denizel & Filiztekin, International Journal of Research in
Marketing 24(3), 2007. NBD, where nobody leaves: Ehrenberg, Applied Statistics 8(1), 1959; the other
two converge to it as dropout vanishes. Gamma-Gamma: Fader & Hardie, The Gamma-Gamma
Model of Monetary Value, 2013.

Only NumPy is used: importing pandas and SciPy would take longer than all computations here.
"""

import math
from functools import partial

import numpy as np

PARAMETERS = {
    **dict.fromkeys(("bg_nbd", "mbg_nbd"), ("r", "alpha", "a", "b")),
    "nbd": ("r", "alpha"),
    "gamma_gamma": ("p", "q", "gamma"),
}
# A parameter beyond these limits means that the data do not show the behaviour; its value is
# arbitrary. From a = 100 on, all customers leave with practically the same probability, from r =
# 100 on, all buy at the same rate, and from q = 10,000 on, all spend alike. The parameter is then
# held at the limit: predictions do not change beyond it.
SMALLEST, LARGEST, HELD_AT = 1e-4, 1e5, {"a": 100.0, "r": 100.0, "q": 1e4}
HELD_ALIKE = {"a": "leave", "r": "buy", "q": "spend"}
# Less dropout than this counts as none: one customer in ten thousand purchases. More could be
# visible in the data: of customers who buy every week, it would be one in twenty a year. If a is
# held, b can go that far.
LEAST_DROPOUT = 1e-4
LARGEST_B = HELD_AT["a"] / LEAST_DROPOUT
# If customers may all leave with the same probability, any large `a` fits, a different one each
# day. `a` counts as known if holding it lowers the log-likelihood by more than this: half of what
# chance exceeds once in 20 times. This is not checked if `a` is this many times its error.
LEAST_SPREAD, SURE_OF_A = 1.92, 3
MOST_PARAMETERS = 4
FACTORS = tuple(f"factor_{number}" for number in range(1, MOST_PARAMETERS + 1))
DECIMALS = ("estimate", "standard_error", "log_likelihood", *FACTORS)
TEXTS = ("sample", "model", "parameter", "state", "message")
PURCHASE_MODELS = ("bg_nbd", "mbg_nbd", "nbd")
GRADIENT_TOLERANCE, MOST_STEPS, FARTHEST = 1e-7, 1000, 60
# From this many patterns on, a fit on a sample of them gives the starting point.
MANY_PATTERNS, SAMPLE_OF_PATTERNS, SEED = 50_000, 10_000, 20240229


# The logarithm of the gamma function.
gammaln = np.vectorize(math.lgamma, otypes=[float])


def digamma(x):
    """Return its derivative: the asymptotic series from 10 on (Abramowitz & Stegun 6.3.18)."""
    steps = 10
    shifted = x + steps
    square = 1 / shifted**2
    series = np.zeros_like(square)
    for term in (691 / 32760, 1 / 132, 1 / 240, 1 / 252, 1 / 120, 1 / 12):
        series = square * (term - series)
    below = sum(1 / (x + step) for step in range(steps))
    return np.log(shifted) - 1 / (2 * shifted) - series - below


def bg_nbd_likelihood(x, t_x, t, weights, first=0):
    """Return the function from (ln r, ln alpha, ln a, ln b) to the log-likelihood and its gradient.

    `x` counts repeat purchases, `t_x` is the age at the last of them, `t` the age now. With `first`
    = 1, customers may leave after the first purchase as well: this is MBG/NBD. Terms that depend on
    only one of the three are computed once for each of its values.
    """
    counts, x_at = np.unique(x, return_inverse=True)
    lasts, t_x_at = np.unique(t_x, return_inverse=True)
    ages, t_at = np.unique(t, return_inverse=True)
    n = np.bincount(x_at, weights)
    by_age, bought_by_age = np.bincount(t_at, weights), np.bincount(t_at, weights * x)
    stays = counts + first
    may_leave = stays > 0

    def likelihood(logs):
        r, alpha, a, b = np.exp(logs)
        ln_last, ln_age = np.log(alpha + lasts), np.log(alpha + ages)
        ln_shrunk = ln_last[t_x_at] - ln_age[t_at]
        left = np.where(may_leave, np.log(np.maximum(b + stays - 1, SMALLEST)) - logs[2], np.inf)
        odds = (r + x) * ln_shrunk + left[x_at]
        odd = np.exp(-np.abs(odds))
        alive = np.where(odds > 0, 1, odd) / (1 + odd)
        ln_alive = np.minimum(odds, 0) - np.log1p(odd)
        value = n @ (
            gammaln(r + counts) - gammaln(r) + r * logs[1]
            + gammaln(a + b) + gammaln(b + stays) - gammaln(b) - gammaln(a + b + stays)
        ) - ln_age @ (r * by_age + bought_by_age) - weights @ ln_alive  # fmt: skip

        gone = weights * (1 - alive)
        gone_by_count = np.bincount(x_at, gone)
        gone_by_last = np.bincount(t_x_at, gone * (r + x))
        gone_by_age = np.bincount(t_at, gone * (r + x))
        later = gone @ ln_shrunk
        by_r = n @ (digamma(r + counts) - digamma(r) + logs[1]) - by_age @ ln_age - later
        by_alpha = weights.sum() * r / alpha - (
            (r * by_age + bought_by_age - gone_by_age) @ (1 / (alpha + ages))
            + gone_by_last @ (1 / (alpha + lasts))
        )
        both = digamma(a + b) - digamma(a + b + stays)
        by_a = n @ both + gone.sum() / a
        by_b = n @ (both + digamma(b + stays) - digamma(b)) - (
            gone_by_count[may_leave] @ (1 / (b + stays[may_leave] - 1))
        )
        return value, np.array([by_r * r, by_alpha * alpha, by_a * a, by_b * b])

    return likelihood


def gamma_gamma_likelihood(x, mean_value, weights):
    """Return the function from (ln p, ln q, ln gamma) to the log-likelihood and its gradient.

    `mean_value` is the average of `x` purchases of a customer, both above 0.
    """
    counts, x_at = np.unique(x, return_inverse=True)
    n = np.bincount(x_at, weights)
    total = x * mean_value
    ln_total, ln_mean = np.log(total), np.log(mean_value)

    def likelihood(logs):
        p, q, gamma = np.exp(logs)
        ln_sum = np.log(gamma + total)
        value = n @ (gammaln(p * counts + q) - gammaln(p * counts) - gammaln(q) + q * logs[2])
        value += weights @ (p * x * ln_total - ln_mean - (p * x + q) * ln_sum)
        by_p = n @ (counts * (digamma(p * counts + q) - digamma(p * counts))) + weights @ (
            x * (ln_total - ln_sum)
        )
        by_q = n @ (digamma(p * counts + q) - digamma(q) + logs[2]) - weights @ ln_sum
        by_gamma = weights.sum() * q / gamma - weights @ ((p * x + q) / (gamma + total))
        return value, np.array([by_p * p, by_q * q, by_gamma * gamma])

    return likelihood


def nbd_likelihood(x, t, weights):
    """Return the function from (ln r, ln alpha) to the log-likelihood and its gradient."""
    counts, x_at = np.unique(x, return_inverse=True)
    ages, t_at = np.unique(t, return_inverse=True)
    n = np.bincount(x_at, weights)
    by_age, bought_by_age = np.bincount(t_at, weights), np.bincount(t_at, weights * x)

    def likelihood(logs):
        r, alpha = np.exp(logs)
        ln_age = np.log(alpha + ages)
        value = n @ (gammaln(r + counts) - gammaln(r) + r * logs[1])
        value -= ln_age @ (r * by_age + bought_by_age)
        by_r = n @ (digamma(r + counts) - digamma(r) + logs[1]) - by_age @ ln_age
        by_alpha = weights.sum() * r / alpha - (r * by_age + bought_by_age) @ (1 / (alpha + ages))
        return value, np.array([by_r * r, by_alpha * alpha])

    return likelihood


def fit_nbd(x, t, weights):
    """Return the fit of NBD: purchase frequency if nobody leaves."""
    x, t, weights = (np.asarray(values, float) for values in (x, t, weights))
    rate = (weights @ x + 1) / (weights @ t + 1)
    starts = [(np.log([r, r / rate]), np.eye(2)) for r in (0.5, 2, 20)]
    return _fit("nbd", nbd_likelihood(x, t, weights), starts, weights)


def fit_bg_nbd(x, t_x, t, weights, model="bg_nbd", near=None):
    """Return the fit of BG/NBD or MBG/NBD; alpha has the unit of time that the data have.

    `near` is a fit on similar data, to start from.
    """
    x, t_x, t, weights = (np.asarray(values, float) for values in (x, t_x, t, weights))
    rate = (weights @ x + 1) / (weights @ t + 1)
    first = int(model == "mbg_nbd")
    starts = [
        (np.log([r, r / rate, a, b]), np.eye(4))
        for r, a, b in ((0.5, 0.5, 2.5), (1, 1, 1), (3, 0.1, 1))
    ]
    made = partial(bg_nbd_likelihood, first=first)
    if near is not None and near["state"] == "fitted":
        inverse = near["customers"] * near["covariance"]
        is_known = np.isfinite(inverse).all()
        starts.insert(0, (np.log(near["estimates"]), inverse if is_known else np.eye(4)))
    elif len(weights) > MANY_PATTERNS:
        starts = [*_roughly(made, (x, t_x, t, weights), starts[0]), *starts]
    likelihood = made(x, t_x, t, weights)
    fit = _fit(model, likelihood, starts, weights)
    a, b = fit["nearest"][2:]
    is_left = a / (a + b) >= LEAST_DROPOUT
    is_found = is_left and fit["state"] != "not_found"
    is_sure = is_found and fit["estimates"][2] > SURE_OF_A * fit["errors"][2]
    if is_sure or (is_found and fit["state"] != "fitted"):
        return fit
    alike = all_alike(model, likelihood, fit, rate, weights)
    if is_found:
        return alike if explains(alike, fit["log_likelihood"] - LEAST_SPREAD) else fit
    nbd = fit_nbd(x, t, weights)
    if nbd["estimates"] is not None and explains(alike, nbd["log_likelihood"] + 1):
        return alike
    return without_dropout(fit, nbd, is_left)


def all_alike(model, likelihood, fit, rate, weights):
    """Return the fit if all customers leave with the same probability: `a` is held at its limit."""
    held = HELD_AT["a"]
    r, alpha, a, b = fit["nearest"]
    starts = [(0.5, 0.5 / rate, held, 9 * held)]
    if fit["state"] != "not_found":
        starts.insert(0, (r, alpha, held, b / a * held))
    found = _fit(model, likelihood, [(np.log(s), np.eye(4)) for s in starts], weights, stays="a")
    return found | {"iterations": fit["iterations"] + found["iterations"]}


def explains(alike, least):
    """Return whether the fit with equal dropout was found, has dropout, and is as likely."""
    if alike["estimates"] is None:
        return False
    a, b = alike["estimates"][2:]
    return a / (a + b) >= LEAST_DROPOUT and alike["log_likelihood"] > least


def without_dropout(fit, nbd, is_left):
    """Return the result for a model whose dropout vanishes: a known limit, not a failure.

    A search without a result remains one, unless it came near that limit, or NBD is as likely as
    the best point that it saw: then there was nothing else to find.
    """
    if nbd["estimates"] is None or (is_left and nbd["log_likelihood"] < fit["best"] - 1):
        return fit
    nothing = np.array([0.0, np.nan])
    covariance = np.full((4, 4), np.nan)
    covariance[:2, :2] = nbd["covariance"]
    return fit | {
        "log_likelihood": nbd["log_likelihood"],
        "estimates": np.concatenate([nbd["estimates"], nothing]),
        "errors": np.concatenate([nbd["errors"], [np.nan, np.nan]]),
        "covariance": covariance,
        "state": "no_dropout",
        "message": "no dropout: customers hardly ever leave",
    }


def fit_gamma_gamma(x, mean_value, weights):
    """Return the fit of Gamma-Gamma, on customers whose repeat purchases have revenue."""
    x, mean_value, weights = (np.asarray(values, float) for values in (x, mean_value, weights))
    typical = weights @ mean_value / weights.sum()
    starts = [
        (np.log([p, q, typical * (q - 1) / p]), np.eye(3))
        for p, q in ((4.0, 4.0), (1.0, 3.0), (20.0, 3.0))
    ]
    likelihood = gamma_gamma_likelihood(x, mean_value, weights)
    if len(weights) > MANY_PATTERNS:
        starts = [*_roughly(gamma_gamma_likelihood, (x, mean_value, weights), starts[0]), *starts]
    # gamma is an amount of money in any currency: its limits are multiples of the mean purchase.
    return _fit("gamma_gamma", likelihood, starts, weights, units=(1, 1, typical))


def _roughly(made, patterns, start):
    """Return where the search ends on a sample of many patterns (their last column has the
    weights); nothing if it does not end.
    """
    count = len(patterns[-1])
    rows = np.random.default_rng(SEED).choice(count, SAMPLE_OF_PATTERNS, replace=False)
    sample = [values[rows] for values in patterns]
    rough = _search(made(*sample), sample[-1].sum(), start)
    is_found = rough["steepest"] <= GRADIENT_TOLERANCE
    return [(rough["logs"], rough["inverse"])] if is_found else []


def _fit(model, likelihood, starts, weights, units=1, stays=None):
    """Return the first search that converged as a dict; `estimates` is None without one.

    `units` are the units of each parameter's limits, and `stays` is a parameter that is held at its
    start. `best` is the largest log-likelihood that was seen, and `nearest` has its parameters.
    """
    n, names = weights.sum(), PARAMETERS[model]
    fit = {"model": model, "customers": int(n), "patterns": len(weights), "iterations": 0}
    message, best, nearest = "", -np.inf, np.exp(starts[0][0])
    searched = _held(likelihood, names.index(stays)) if stays else likelihood
    for start in starts:
        found, held = _search(searched, n, start), stays
        fit["iterations"] += found["steps"]
        for name in set(names) & set(HELD_AT):
            at = names.index(name)
            if held is None and found["logs"][at] > math.log(HELD_AT[name]):
                held, fixed = name, _with(found["logs"], at, math.log(HELD_AT[name]))
                found = _search(_held(likelihood, at), n, (fixed, start[1]))
                fit["iterations"] += found["steps"]
        if np.isfinite(found["value"]) and -float(found["value"]) * n > best:
            best, nearest = -float(found["value"]) * n, np.exp(found["logs"])
        # A search that stops because rounding hides any further gain has converged as well.
        if not found["steepest"] < 100 * GRADIENT_TOLERANCE:
            message = message or f"no maximum found: the search ended after {found['steps']} steps"
            continue
        estimates = np.exp(found["logs"])
        outside = [
            f"{name} = {value:.3g}"
            for name, value in zip(names, estimates / np.asarray(units, float), strict=True)
            if not SMALLEST < value < (LARGEST_B if name == "b" else LARGEST)
        ]
        if outside:
            message = f"the maximum is at the edge: {', '.join(outside)}"
            continue
        if model == "gamma_gamma" and estimates[1] <= 1:
            message = f"q = {estimates[1]:.3g}: purchases have no finite mean"
            continue
        covariance = _covariance(likelihood, found["logs"], names.index(held) if held else None)
        alike = {name: f"customers {do} alike" for name, do in HELD_ALIKE.items()}
        return fit | {
            "log_likelihood": -float(found["value"]) * n,
            "estimates": estimates,
            "errors": estimates * np.sqrt(np.diag(covariance)),
            "covariance": covariance,
            "nearest": nearest,
            "state": f"same_{held}" if held else "fitted",
            "message": f"{alike[held]}: {held} is held at its limit" if held else "converged",
        }
    return fit | _nothing("not_found", message) | {"best": best, "nearest": nearest}


def _nothing(state, message):
    """Return the result of a fit without parameters."""
    keys = ("log_likelihood", "estimates", "errors", "covariance")
    return dict.fromkeys(keys) | {"state": state, "message": message}


def _with(logs, at, value):
    """Return the logarithms with the one at a position replaced."""
    return np.where(np.arange(len(logs)) == at, value, logs)


def _held(likelihood, at):
    """Return the likelihood function with one parameter held."""

    def held(logs):
        value, gradient = likelihood(logs)
        return value, _with(gradient, at, 0.0)

    return held


def _search(likelihood, n, start):
    """Search the maximum from a start; return logarithms and the estimated inverse curvature.

    BFGS (Nocedal & Wright, Numerical Optimization, 2006, chapter 6).
    """

    def objective(logs):
        # This far out there is no maximum, and the gamma function overflows.
        if np.abs(logs).max() > FARTHEST:
            return np.inf, np.zeros_like(logs)
        with np.errstate(all="ignore"):
            value, gradient = likelihood(logs)
        return -value / n, -gradient / n

    logs, inverse = start
    value, gradient = objective(logs)
    unit, steps = np.eye(len(logs)), 0
    while steps < MOST_STEPS and np.abs(gradient).max() > GRADIENT_TOLERANCE:
        found = _step(objective, logs, value, gradient, -inverse @ gradient)
        if found is None:
            break
        moved, value, after = found
        step, change = moved - logs, after - gradient
        logs, gradient, steps = moved, after, steps + 1
        curvature = step @ change
        # Rounding can leave no curvature; then the estimate stays as it is.
        if curvature > 0:
            skew = unit - np.outer(step, change) / curvature
            inverse = skew @ inverse @ skew.T + np.outer(step, step) / curvature
    steepest = np.abs(gradient).max() if np.isfinite(value) else np.inf
    return {
        "logs": logs, "value": value, "steepest": steepest, "inverse": inverse, "steps": steps,
    }  # fmt: skip


def _step(objective, logs, value, gradient, direction, tries=60):
    """Return the point along the direction that is low enough and flat enough (the weak Wolfe
    conditions), with its value and gradient; None if rounding hides it.
    """
    slope = gradient @ direction
    if not slope < 0:
        return None
    shortest, longest, length = 0.0, np.inf, 1.0
    for _ in range(tries):
        moved = logs + length * direction
        found, after = objective(moved)
        if not found <= value + 1e-4 * length * slope:
            longest = length
        elif not after @ direction >= 0.9 * slope:
            shortest = length
        else:
            return moved, found, after
        length = 2 * shortest if np.isinf(longest) else (shortest + longest) / 2
    return None


def _covariance(likelihood, logs, held, step=1e-4):
    """Return the covariance of the logarithms, from the curvature at the maximum (the observed
    information); NaN if there is no covariance, and for a parameter that is held.
    """
    rows = [
        (likelihood(logs + shift)[1] - likelihood(logs - shift)[1]) / (2 * step)
        for shift in np.eye(len(logs)) * step
    ]
    moves = np.array([at for at in range(len(logs)) if at != held])
    information = -(np.array(rows) + np.array(rows).T)[np.ix_(moves, moves)] / 2
    found = np.full((len(logs), len(logs)), np.nan)
    if np.linalg.eigvalsh(information).min() > 0:
        found[np.ix_(moves, moves)] = np.linalg.inv(information)
    return found


def factor_of(covariance, parameters):
    """Return a row for each parameter: the error of its logarithm in each of four independent
    directions, one standard deviation long. Products of rows are the covariances. A parameter held
    at its limit has no error.
    """
    found = np.zeros((parameters, MOST_PARAMETERS))
    if covariance is None:
        return found
    moves = np.flatnonzero(np.nan_to_num(np.diag(covariance)) > 0)
    found[np.ix_(moves, np.arange(len(moves)))] = np.linalg.cholesky(
        covariance[np.ix_(moves, moves)]
    )
    return found


def dropout_of(fit):
    """Return the mean dropout probability per purchase, a / (a + b), and its standard error."""
    a, b = fit["estimates"][2:]
    if a == 0:
        return 0.0, np.nan
    # From the errors of ln a and ln b; a parameter that is held has none.
    slope = np.array([1.0, -1.0]) * b / (a + b)
    variance = slope @ np.nan_to_num(fit["covariance"][2:, 2:]) @ slope
    return a / (a + b), a / (a + b) * math.sqrt(variance) if variance > 0 else np.nan


def rows_of(sample, fit):
    """Return a row for each parameter of a fit, and one for the mean dropout, from a and b."""
    names = PARAMETERS[fit["model"]]
    is_converged = fit["estimates"] is not None
    estimates = fit["estimates"] if is_converged else [np.nan] * len(names)
    errors = fit["errors"] if is_converged else [np.nan] * len(names)
    factors = np.full((len(names), MOST_PARAMETERS), np.nan)
    if is_converged:
        factors = factor_of(fit["covariance"], len(names))
    found = list(zip(names, estimates, errors, factors.tolist(), strict=True))
    if "a" in names:
        dropout, error = dropout_of(fit) if is_converged else (np.nan, np.nan)
        found.append(("dropout", dropout, error, [np.nan] * MOST_PARAMETERS))
    about = ("model", "log_likelihood", "customers", "patterns", "iterations", "state", "message")
    return [
        {"sample": sample, "parameter": name, "estimate": estimate, "standard_error": error}
        | {f"factor_{number}": value for number, value in enumerate(factor, 1)}
        | {key: fit[key] for key in about}
        | {"is_converged": is_converged}
        for name, estimate, error, factor in found
    ]


def unfitted(model, customers, patterns, fewest):
    """Return the result if there are too few customers for a fit."""
    message = f"not fitted: fewer than {fewest} customers with a repeat purchase"
    about = {"model": model, "customers": int(customers), "patterns": int(patterns)}
    return about | {"iterations": 0} | _nothing("too_few", message)


def in_order(columns, names):
    """Return the columns without missing values, sorted, so that the same patterns give the same
    numbers to the last digit.
    """
    whole = {name: np.ma.filled(np.ma.asarray(array), 0) for name, array in columns.items()}
    order = np.lexsort([whole[name] for name in reversed(names)])
    return {name: array[order] for name, array in whole.items()}


def model(dbt, session):
    """Return one row per sample, model and parameter."""
    unit = dbt.config.meta_get("time_unit_days")
    fewest = dbt.config.meta_get("min_repeat_customers")
    # Fits are made with somewhat fewer customers than required, so that a method in use can stay.
    least = fewest * dbt.config.meta_get("fewest_to_stay")
    days = dbt.ref("base_gaps").fetchnumpy()["as_of_date"]
    if len(days) == 0:
        return session.sql(f"select {NOTHING} where false")
    as_of_date = days[0].item().date()
    names = ("repeat_purchase_days", "last_purchase_age_days", "age_days")
    patterns = in_order(dbt.ref("clv_patterns").fetchnumpy(), names)
    spend = in_order(
        dbt.ref("clv_spend_patterns").fetchnumpy(), ("repeat_purchase_days", "mean_repeat_value")
    )

    rows, near = [], {}
    for sample in ("all", "calibration"):
        is_of = patterns["sample"] == sample
        x, t_x, t, customers = (patterns[name][is_of] for name in (*names, "customers"))
        repeat_customers = int(customers[x > 0].sum())
        fits = [unfitted(name, customers.sum(), len(x), fewest) for name in PURCHASE_MODELS]
        if repeat_customers >= least:
            histories = x, t_x / unit, t / unit, customers
            for name in PURCHASE_MODELS[:2]:
                near[name] = fit_bg_nbd(*histories, name, near.get(name))
            fits = [*near.values(), fit_nbd(x, t / unit, customers)]
        for fit in fits:
            rows += [row | {"repeat_customers": repeat_customers} for row in rows_of(sample, fit)]
    n = int(spend["customers"].sum())
    fit = unfitted("gamma_gamma", n, len(spend["customers"]), fewest)
    if n >= least:
        fit = fit_gamma_gamma(
            spend["repeat_purchase_days"], spend["mean_repeat_value"], spend["customers"]
        )
    rows += [row | {"repeat_customers": n} for row in rows_of("all", fit)]

    table = {"as_of_date": np.array([as_of_date] * len(rows), object)}
    for name in rows[0]:
        values = [row[name] for row in rows]
        kind = float if name in DECIMALS else object if name in TEXTS else None
        table[name] = np.array(values, kind)
    return table


KINDS = {
    "as_of_date": "date",
    **dict.fromkeys(("sample", "parameter"), "string"),
    **dict.fromkeys(("estimate", "standard_error", *FACTORS), "double"),
    "model": "string",
    "log_likelihood": "double",
    **dict.fromkeys(("customers", "patterns", "iterations"), "bigint"),
    **dict.fromkeys(("state", "message"), "string"),
    "is_converged": "boolean",
    "repeat_customers": "bigint",
}
NOTHING = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in KINDS.items())
