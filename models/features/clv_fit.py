"""The parameters of BG/NBD (how often customers buy) and Gamma-Gamma (what a purchase brings).

Both are fitted by maximum likelihood on weighted patterns, never on single customers: customers
with the same purchases, last purchase and age count as one row with a weight.

BG/NBD: Fader, Hardie & Lee, "Counting Your Customers" the Easy Way, Marketing Science 24(2), 2005.
Gamma-Gamma: Fader & Hardie, The Gamma-Gamma Model of Monetary Value, 2013.

With NumPy alone: to import pandas and SciPy takes longer than all that is done here.
"""

import math

import numpy as np

PARAMETERS = {"bg_nbd": ("r", "alpha", "a", "b"), "gamma_gamma": ("p", "q", "gamma")}
# A parameter beyond these says that the data hold no such behaviour, not what its value is. From
# a = 100 on all customers leave with the same chance, and predictions would overflow.
SMALLEST, LARGEST = 1e-4, {"a": 100.0, "b": 1e4}
LARGEST_OF_OTHERS = 1e5
DECIMALS = ("estimate", "standard_error", "log_likelihood")
GRADIENT_TOLERANCE, MOST_STEPS = 1e-7, 1000
# From so many patterns on, the fit of a sample of them says where to start.
MANY_PATTERNS, SAMPLE_OF_PATTERNS, SEED = 50_000, 10_000, 20240229


# The logarithm of the gamma function.
gammaln = np.vectorize(math.lgamma, otypes=[float])


def digamma(x):
    """Its derivative: the asymptotic series from 10 on (Abramowitz & Stegun 6.3.18)."""
    steps = 10
    shifted = x + steps
    square = 1 / shifted**2
    series = np.zeros_like(square)
    for term in (691 / 32760, 1 / 132, 1 / 240, 1 / 252, 1 / 120, 1 / 12):
        series = square * (term - series)
    below = sum(1 / (x + step) for step in range(steps))
    return np.log(shifted) - 1 / (2 * shifted) - series - below


def bg_nbd_likelihood(x, t_x, t, weights):
    """The function from (ln r, ln alpha, ln a, ln b) to the log-likelihood and its gradient.

    `x` counts repeat purchases, `t_x` is the age at the last of them, `t` the age now. Terms that
    depend on one of the three are computed once for each of its values.
    """
    counts, x_at = np.unique(x, return_inverse=True)
    lasts, t_x_at = np.unique(t_x, return_inverse=True)
    ages, t_at = np.unique(t, return_inverse=True)
    n = np.bincount(x_at, weights)
    by_age, bought_by_age = np.bincount(t_at, weights), np.bincount(t_at, weights * x)

    def likelihood(logs):
        r, alpha, a, b = np.exp(logs)
        ln_last, ln_age = np.log(alpha + lasts), np.log(alpha + ages)
        ln_shrunk = ln_last[t_x_at] - ln_age[t_at]
        left = np.where(counts > 0, np.log(np.maximum(b + counts - 1, SMALLEST)) - logs[2], np.inf)
        odds = (r + x) * ln_shrunk + left[x_at]
        odd = np.exp(-np.abs(odds))
        alive = np.where(odds > 0, 1, odd) / (1 + odd)
        ln_alive = np.minimum(odds, 0) - np.log1p(odd)
        value = n @ (
            gammaln(r + counts) - gammaln(r) + r * logs[1]
            + gammaln(a + b) + gammaln(b + counts) - gammaln(b) - gammaln(a + b + counts)
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
        both = digamma(a + b) - digamma(a + b + counts)
        by_a = n @ both + gone.sum() / a
        by_b = n @ (both + digamma(b + counts) - digamma(b)) - (
            gone_by_count[counts > 0] @ (1 / (b + counts[counts > 0] - 1))
        )
        return value, np.array([by_r * r, by_alpha * alpha, by_a * a, by_b * b])

    return likelihood


def gamma_gamma_likelihood(x, mean_value, weights):
    """The function from (ln p, ln q, ln gamma) to the log-likelihood and its gradient.

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


def fit_bg_nbd(x, t_x, t, weights):
    """The fit of BG/NBD; time in any unit, which is that of alpha."""
    x, t_x, t, weights = (np.asarray(values, float) for values in (x, t_x, t, weights))
    rate = (weights @ x + 1) / (weights @ t + 1)
    starts = [
        (np.log([r, r / rate, a, b]), np.eye(4))
        for r, a, b in ((0.5, 0.5, 2.5), (1, 1, 1), (3, 0.1, 1))
    ]
    if len(weights) > MANY_PATTERNS:
        rows = np.random.default_rng(SEED).choice(len(weights), SAMPLE_OF_PATTERNS, replace=False)
        sample = bg_nbd_likelihood(x[rows], t_x[rows], t[rows], weights[rows])
        rough = _search(sample, weights[rows].sum(), starts[0])
        if rough["steepest"] <= GRADIENT_TOLERANCE:
            starts = [(rough["logs"], rough["inverse"]), *starts]
    return _fit("bg_nbd", bg_nbd_likelihood(x, t_x, t, weights), starts, weights)


def fit_gamma_gamma(x, mean_value, weights):
    """The fit of Gamma-Gamma, on customers whose repeat purchases brought money."""
    x, mean_value, weights = (np.asarray(values, float) for values in (x, mean_value, weights))
    typical = weights @ mean_value / weights.sum()
    starts = [
        (np.log([p, q, typical * (q - 1) / p]), np.eye(3))
        for p, q in ((4.0, 4.0), (1.0, 3.0), (20.0, 3.0))
    ]
    return _fit("gamma_gamma", gamma_gamma_likelihood(x, mean_value, weights), starts, weights)


def _fit(model, likelihood, starts, weights):
    """The best of the starts that converged, as one dict; `estimates` is None without one."""
    n = weights.sum()
    fit = {"model": model, "customers": int(n), "patterns": len(weights), "iterations": 0}
    message = ""
    for start in starts:
        found = _search(likelihood, n, start)
        fit["iterations"] += found["steps"]
        # It also stops where rounding hides what is left to gain: that is as good.
        if not found["steepest"] < 100 * GRADIENT_TOLERANCE:
            message = message or f"no maximum found: the search ended after {found['steps']} steps"
            continue
        estimates = np.exp(found["logs"])
        outside = [
            f"{name} = {value:.3g}"
            for name, value in zip(PARAMETERS[model], estimates, strict=True)
            if not SMALLEST < value < LARGEST.get(name, LARGEST_OF_OTHERS)
        ]
        if outside:
            message = f"the maximum is at the edge: {', '.join(outside)}"
            continue
        if model == "gamma_gamma" and estimates[1] <= 1:
            message = f"q = {estimates[1]:.3g}: purchases have no finite mean"
            continue
        errors = estimates * _standard_errors(likelihood, found["logs"])
        return fit | {
            "log_likelihood": -float(found["value"]) * n,
            "estimates": estimates,
            "errors": errors,
            "message": "converged",
        }
    return fit | {"log_likelihood": None, "estimates": None, "errors": None, "message": message}


def _search(likelihood, n, start):
    """The maximum from a start: logarithms, and the inverse of the curvature that is guessed.

    BFGS (Nocedal & Wright, Numerical Optimization, 2006, chapter 6).
    """

    def objective(logs):
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
        # Rounding may leave none; the guess stays as it is then.
        if curvature > 0:
            skew = unit - np.outer(step, change) / curvature
            inverse = skew @ inverse @ skew.T + np.outer(step, step) / curvature
    steepest = np.abs(gradient).max() if np.isfinite(value) else np.inf
    return {
        "logs": logs, "value": value, "steepest": steepest, "inverse": inverse, "steps": steps,
    }  # fmt: skip


def _step(objective, logs, value, gradient, direction, tries=60):
    """The point along the direction that is low enough and flat enough (the weak Wolfe conditions),
    its value and gradient; None where rounding hides that there is one.
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


def _standard_errors(likelihood, logs, step=1e-4):
    """Standard errors of the logarithms, from the curvature at the maximum; NaN without any."""
    rows = [
        (likelihood(logs + shift)[1] - likelihood(logs - shift)[1]) / (2 * step)
        for shift in np.eye(len(logs)) * step
    ]
    information = -(np.array(rows) + np.array(rows).T) / 2
    if np.linalg.eigvalsh(information).min() <= 0:
        return np.full(len(logs), np.nan)
    return np.sqrt(np.diag(np.linalg.inv(information)))


def rows_of(sample, fit):
    """A row for each parameter of a fit."""
    names = PARAMETERS[fit["model"]]
    is_converged = fit["estimates"] is not None
    estimates = fit["estimates"] if is_converged else [np.nan] * len(names)
    errors = fit["errors"] if is_converged else [np.nan] * len(names)
    about = ("model", "log_likelihood", "customers", "patterns", "iterations", "message")
    return [
        {"sample": sample, "parameter": name, "estimate": estimate, "standard_error": error}
        | {key: fit[key] for key in about}
        | {"is_converged": is_converged}
        for name, estimate, error in zip(names, estimates, errors, strict=True)
    ]


def unfitted(model, customers, patterns, fewest):
    """What stands for a fit where there are too few customers for one."""
    return {
        "model": model,
        "customers": int(customers),
        "patterns": int(patterns),
        "iterations": 0,
        "log_likelihood": None,
        "estimates": None,
        "errors": None,
        "message": f"not fitted: fewer than {fewest} customers with a repeat purchase",
    }


def in_order(columns, names):
    """The columns without gaps, sorted by some: the same patterns give the same numbers to the last
    digit.
    """
    whole = {name: np.ma.filled(np.ma.asarray(array), 0) for name, array in columns.items()}
    order = np.lexsort([whole[name] for name in reversed(names)])
    return {name: array[order] for name, array in whole.items()}


def model(dbt, session):
    """One row per sample, model and parameter."""
    unit = dbt.config.meta_get("time_unit_days")
    fewest = dbt.config.meta_get("min_repeat_customers")
    as_of_date = dbt.ref("base_gaps").fetchnumpy()["as_of_date"][0].item().date()
    names = ("repeat_purchase_days", "last_purchase_age_days", "age_days")
    patterns = in_order(dbt.ref("clv_patterns").fetchnumpy(), names)
    spend = in_order(
        dbt.ref("clv_spend_patterns").fetchnumpy(), ("repeat_purchase_days", "mean_repeat_value")
    )

    rows = []
    for sample in ("all", "calibration"):
        is_of = patterns["sample"] == sample
        x, t_x, t, customers = (patterns[name][is_of] for name in (*names, "customers"))
        if customers[x > 0].sum() < fewest:
            fit = unfitted("bg_nbd", customers.sum(), len(x), fewest)
        else:
            fit = fit_bg_nbd(x, t_x / unit, t / unit, customers)
        rows += rows_of(sample, fit)
    n = spend["customers"].sum()
    if n < fewest:
        fit = unfitted("gamma_gamma", n, len(spend["customers"]), fewest)
    else:
        fit = fit_gamma_gamma(
            spend["repeat_purchase_days"], spend["mean_repeat_value"], spend["customers"]
        )
    rows += rows_of("all", fit)

    table = {"as_of_date": np.array([as_of_date] * len(rows), object)}
    for name in rows[0]:
        values = [row[name] for row in rows]
        kind = float if name in DECIMALS else object if isinstance(values[0], str) else None
        table[name] = np.array(values, kind)
    return table
