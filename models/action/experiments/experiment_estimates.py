"""What each experiment shows so far: each arm against control, by metric and by segment.

Sources: Miettinen & Nurminen 1985 and Farrington & Manning 1990 (proportions); Welch 1947 and
Fieller 1954 (means, and their ratio); Deng, Xu, Kohavi & Walker 2013 (CUPED); Waudby-Smith, Arbour,
Sinha, Kennedy & Ramdas 2024, "Time-uniform central limit theory and asymptotic confidence
sequences", Annals of Statistics 52(6), equation 3 (intervals that remain valid at every look).
"""

from math import acos, cos, erfc, exp, inf, lgamma, log, pi, sqrt

import numpy as np

ALPHA = 0.05
GUARDED_ALPHA = 0.01  # for all guardrails of an experiment together; the metrics have the rest
Z_95, Z_POWER_80 = 1.959963984540054, 0.8416212335729143
RATES = {
    "conversion": "has_ordered",
    "returns": "has_returned",
    "tickets": "has_asked_for_help",
    "unsubscribes": "has_unsubscribed",
}
SUMMED = ("orders", "baseline_revenue", "revenue")
METRICS = ("conversion", "orders", "revenue", "revenue_cuped")

TEXT, DAY, WHOLE, TRUTH, NUMBER = "object", "datetime64[us]", "int64", "bool", "float64"
COLUMNS = {
    "experiment": TEXT,
    "arm": TEXT,
    "metric": TEXT,
    "by_segment": TEXT,
    "role": TEXT,
    "method": TEXT,
    "family": TEXT,
    "segment": TEXT,
    "as_of_date": DAY,
    "customers_drawn": WHOLE,
    "customers_complete": WHOLE,
    "planned_customers": NUMBER,
    "is_final": TRUTH,
    "is_segment_of_draw_day": TRUTH,
    "customers_control": WHOLE,
    "customers_treatment": WHOLE,
    "conversions_control": WHOLE,
    "conversions_treatment": WHOLE,
    "minimum_conversions": WHOLE,
    "cap": NUMBER,
    "mean_control": NUMBER,
    "mean_treatment": NUMBER,
    "difference": NUMBER,
    "standard_error": NUMBER,
    "interval_low": NUMBER,
    "interval_high": NUMBER,
    "lift": NUMBER,
    "lift_low": NUMBER,
    "lift_high": NUMBER,
    "sequential_low": NUMBER,
    "sequential_high": NUMBER,
    "detectable_difference": NUMBER,
    "p_value": NUMBER,
    "srm_chi2": NUMBER,
    "srm_p_value": NUMBER,
}
AT_THE_END = ("interval_low", "interval_high", "p_value", "lift_low", "lift_high")


def chi2_tail(x, freedom):
    """Return the chi-square distribution's share above `x` (Abramowitz & Stegun 26.4.4 and 5)."""
    half, first = x / 2, freedom % 2 / 2
    if half == 0:
        return 1.0
    terms = (first + n for n in range(freedom // 2))
    inside = sum(exp(i * log(half) - half - lgamma(i + 1)) for i in terms)
    return inside + (erfc(sqrt(half)) if freedom % 2 else 0)


def sample_ratio(sizes, shares):
    """Return chi-square and p-value of the arms' sizes against the intended shares."""
    meant = np.asarray(shares, float) * sum(sizes)
    if not meant.all():
        return None, None
    chi2 = float(((np.asarray(sizes) - meant) ** 2 / meant).sum())
    return chi2, chi2_tail(chi2, len(sizes) - 1)


def rates_that_differ(x1, n1, x0, n0, difference):
    """Return the most likely two rates with this difference (Farrington & Manning, appendix)."""
    theta, p1, p0 = n0 / n1, x1 / n1, x0 / n0
    a = 1 + theta
    b = -(1 + theta + p1 + theta * p0 + difference * (theta + 2))
    c = difference**2 + difference * (2 * p1 + theta + 1) + p1 + theta * p0
    d = -p1 * difference * (1 + difference)
    v = (b / (3 * a)) ** 3 - b * c / (6 * a * a) + d / (2 * a)
    u = sqrt(max((b / (3 * a)) ** 2 - c / (3 * a), 0)) * (1 if v > 0 else -1)
    w = (pi + acos(max(-1, min(1, v / u**3)))) / 3 if u else 0
    rate1 = min(max(2 * u * cos(w) - b / (3 * a), 0, difference), 1, 1 + difference)
    return rate1, min(max(rate1 - difference, 0), 1)


def rates_in_ratio(x1, n1, x0, n0, ratio):
    """Return the most likely two rates of which the first is `ratio` times the second."""
    a, b, c = (n1 + n0) * ratio, -(n1 * ratio + x1 + n0 + x0 * ratio), x1 + x0
    rate0 = (-b - sqrt(max(b * b - 4 * a * c, 0))) / (2 * a)
    return ratio * rate0, rate0


def score(x1, n1, x0, n0, rates, factor, difference):
    """Return Miettinen and Nurminen's statistic of rate1 - factor x rate0 - difference."""
    rate1, rate0 = rates
    variance = rate1 * (1 - rate1) / n1 + factor**2 * rate0 * (1 - rate0) / n0
    distance = x1 / n1 - factor * x0 / n0 - difference
    if variance <= 0:
        return 0.0 if abs(distance) < 1e-12 else inf * distance
    return distance / sqrt(variance * (n1 + n0) / (n1 + n0 - 1))


def crossing(statistic, low, high, limit):
    """Return where a statistic that falls from `low` to `high` crosses the limit, by bisection."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if statistic(middle) > limit else (low, middle)
    return (low + high) / 2


def two_proportions(treatment, control):
    """Compare two arrays with both 0 and 1 by difference and ratio, with score tests."""
    n1, n0, x1, x0 = len(treatment), len(control), int(treatment.sum()), int(control.sum())

    def of_difference(d):
        return score(x1, n1, x0, n0, rates_that_differ(x1, n1, x0, n0, d), 1, d)

    def of_ratio(logarithm):
        r = exp(logarithm)
        return score(x1, n1, x0, n0, rates_in_ratio(x1, n1, x0, n0, r), r, 0)

    difference = x1 / n1 - x0 / n0
    low = crossing(of_difference, -1, difference, Z_95)
    high = crossing(of_difference, difference, 1, -Z_95)
    lift = (None, None)
    if x0:
        there = log(x1 / n1 * n0 / x0) if x1 else -20.0
        least = exp(crossing(of_ratio, there - 20, there, Z_95)) - 1 if x1 else -1.0
        lift = (least, exp(crossing(of_ratio, there, there + 40, -Z_95)) - 1)
    p_value = erfc(abs(of_difference(0.0)) / sqrt(2))
    return dict(zip(AT_THE_END, (low, high, p_value, *lift), strict=True))


def beta_share(x, y, a, b):
    """Return the incomplete beta function: the share of Beta(a, b) below x; y is 1 - x.

    Uses its continued fraction (Abramowitz & Stegun 26.5.8), from the last relevant term.
    """
    if x == 0 or y == 0:
        return float(y == 0)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(y, x, b, a)
    value = 1.0
    for m in range(20 + int(3 * sqrt(max(a, b))), -1, -1):
        even = (m + 1) * (b - m - 1) / ((a + 2 * m + 1) * (a + 2 * m + 2)) * x
        odd = (a + m) * (a + b + m) / ((a + 2 * m) * (a + 2 * m + 1)) * x
        value = 1 - odd / (1 + even / value)
    logarithm = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y)
    return exp(logarithm) / a / value


def student_tails(t, freedom):
    """Return the share of Student's t distribution beyond -t and t."""
    whole = freedom + t * t
    return beta_share(freedom / whole, t * t / whole, freedom / 2, 0.5)


def student_limit(freedom):
    """Return the t with ALPHA beyond -t and t. It is above Z_95, where the search begins."""
    height = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)
    t = Z_95
    # The share falls ever more slowly, so Newton's steps approach t from below.
    for _ in range(100):
        density = height * (1 + t * t / freedom) ** (-(freedom + 1) / 2)
        step = (student_tails(t, freedom) - ALPHA) / (2 * density)
        t += step
        if abs(step) <= 1e-12 * t:
            break
    return t


def welch(treatment, control):
    """Compare two arrays that vary: the difference by Welch's t test, the ratio by Fieller's
    interval.

    There is no ratio if the mean of control is not significantly above 0.
    """
    part1 = float(treatment.var(ddof=1)) / len(treatment)
    part0 = float(control.var(ddof=1)) / len(control)
    mean1, mean0, error = float(treatment.mean()), float(control.mean()), sqrt(part1 + part0)
    freedom = (part1 + part0) ** 2 / (
        part1**2 / (len(treatment) - 1) + part0**2 / (len(control) - 1)
    )
    t, difference = student_limit(freedom), mean1 - mean0
    p_value = student_tails(abs(difference) / error, freedom)
    lift, a = (None, None), mean0**2 - t * t * part0
    if mean0 > 0 and a > 0:
        root = sqrt(max(mean1**2 * mean0**2 - a * (mean1**2 - t * t * part1), 0))
        lift = tuple((mean1 * mean0 + sign * root) / a - 1 for sign in (-1, 1))
    found = (difference - t * error, difference + t * error, p_value, *lift)
    return dict(zip(AT_THE_END, found, strict=True))


def capped(values, percentile):
    """Return the values, capped at this percentile of the positive ones, and the cap."""
    over = values[values > 0]
    if len(over) == 0:
        return values, None
    cap = float(np.quantile(over, percentile, method="higher"))
    return np.minimum(values, cap), cap


def cuped(values, baseline):
    """Return the values without what the baseline explains; their mean over all arms is kept."""
    spread = baseline.var(ddof=1) if len(baseline) > 1 else 0
    if spread == 0:
        return values
    theta = np.cov(values, baseline, ddof=1)[0, 1] / spread
    return values - theta * (baseline - baseline.mean())


def sequential_interval(treatment, control, planned, alpha=ALPHA):
    """Return an interval of the difference that is valid no matter how often it is looked at.

    It is narrowest when `planned` customers of both arms together have been counted.
    """
    n1, n0 = len(treatment), len(control)
    n = n1 + n0
    variance = treatment.var(ddof=1) * n / n1 + control.var(ddof=1) * n / n0
    rho2 = (-2 * log(alpha) + log(-2 * log(alpha) + 1)) / planned
    width = n * rho2 + 1
    half = sqrt(variance) * sqrt(2 * width / (n**2 * rho2) * log(sqrt(width) / alpha))
    difference = treatment.mean() - control.mean()
    return float(difference - half), float(difference + half)


def metrics_of(design, customers):
    """Yield the metrics of one experiment that can be computed: name, role, method, values, cap."""
    guardrails = (design["guardrails"] or "").split(",")
    revenue, cap = capped(np.asarray(customers["revenue"], float), design["cap_percentile"])
    baseline, _ = capped(np.asarray(customers["baseline_revenue"], float), design["cap_percentile"])
    adjusted = cuped(revenue, baseline)
    amounts = {
        "orders": ("Welch t", np.asarray(customers["orders"], float), None),
        "revenue": ("Welch t, capped", revenue, cap),
        "revenue_cuped": ("Welch t after CUPED, capped", adjusted, cap),
    }
    for name in (*METRICS, *(name for name in guardrails if name in RATES and name not in METRICS)):
        role = "primary" if name == design["metric"] else "secondary"
        role = "guardrail" if name in guardrails else role
        if name in amounts:
            yield name, role, *amounts[name]
        elif not np.ma.getmaskarray(customers[RATES[name]]).any():
            yield name, role, "Miettinen-Nurminen", np.asarray(customers[RATES[name]], float), None


def so_far(treatment, control, is_rate):
    """Return the difference of two arms, its standard error and the lift; None if all are equal."""
    means = float(treatment.mean()), float(control.mean())
    if is_rate:
        if sum(treatment) + sum(control) in (0, len(treatment) + len(control)):
            return None
        # Half a customer is added on each side: an observed rate of 0 is not exactly 0.
        near = [((arm.sum() + 0.5) / (len(arm) + 1), len(arm)) for arm in (treatment, control)]
        parts = [rate * (1 - rate) / n for rate, n in near]
    else:
        parts = [float(arm.var(ddof=1)) / len(arm) for arm in (treatment, control)]
        if 0 in parts:
            return None
    lift = means[0] / means[1] - 1 if means[1] > 0 else None
    return {"difference": means[0] - means[1], "standard_error": sqrt(sum(parts)), "lift": lift}


def compared(values, events, is_rate, is_treated, is_control, planned, alpha, is_final):
    """Compare two arms by one metric; figures that do not exist, as in an empty arm, are None.

    Figures that are valid for a single look are computed only at the end.
    """
    treatment, control = values[is_treated], values[is_control]
    found = {
        "customers_treatment": len(treatment),
        "customers_control": len(control),
        "conversions_treatment": int(events[is_treated].sum()),
        "conversions_control": int(events[is_control].sum()),
        "mean_treatment": treatment.mean() if len(treatment) else None,
        "mean_control": control.mean() if len(control) else None,
    }
    if len(treatment) < 2 or len(control) < 2:
        return found
    told = so_far(treatment, control, is_rate)
    if told is None:
        return found
    if is_final:
        told |= (two_proportions if is_rate else welch)(treatment, control)
    low, high = sequential_interval(treatment, control, planned, alpha)
    detectable = (Z_95 + Z_POWER_80) * told["standard_error"]
    found |= {"sequential_low": low, "sequential_high": high, "detectable_difference": detectable}
    return found | told


def is_over(design, customers, complete, as_of_date):
    """Return whether the planned sample is complete, or the declared stop is reached."""
    planned, stops_on = design["planned_customers"], design["stops_on"]
    if planned is not None and complete >= planned:
        return True
    if stops_on is not None:
        return bool(as_of_date >= stops_on)
    return bool(0 < len(customers["arm"]) == complete and as_of_date >= design["assign_until"])


def results_of(arms, customers, as_of_date):
    """Yield a row per arm except control, metric and, if requested, segment of one experiment."""
    design = arms[0]
    has_full_window = customers["observed_days"] >= customers["window_days"]
    drawn, complete = len(customers["arm"]), int(has_full_window.sum())
    chi2, srm_p = sample_ratio(
        [int((customers["arm"] == arm["arm"]).sum()) for arm in arms],
        [arm["share"] for arm in arms],
    )
    is_final = is_over(design, customers, complete, as_of_date)
    shared = {name: design[name] for name in ("experiment", "family", "segment")} | {
        "as_of_date": as_of_date,
        "customers_drawn": drawn,
        "customers_complete": complete,
        "planned_customers": design["planned_customers"],
        "minimum_conversions": design["minimum_conversions"],
        "is_final": is_final,
        "is_segment_of_draw_day": True,
        "srm_chi2": chi2,
        "srm_p_value": srm_p,
    }
    if is_final:
        customers = {name: values[has_full_window] for name, values in customers.items()}
    # Customers without a segment are left out.
    by_segment = np.ma.filled(np.ma.asarray(customers["by_segment"], object), "")
    of_that_day = np.ma.filled(np.ma.asarray(customers["is_segment_of_draw_day"]), False)
    metrics = list(metrics_of(design, customers))
    treated = [arm["arm"] for arm in arms if arm["arm"] != "control"]
    guarded = max(1, len(treated) * sum(role == "guardrail" for _, role, *_ in metrics))
    planned = design["planned_customers"] or max(drawn, 1)
    for metric, role, method, values, cap in metrics:
        events = np.asarray(customers[RATES.get(metric, "has_ordered")], bool)
        alpha = GUARDED_ALPHA / guarded if role == "guardrail" else ALPHA
        everyone = [("", role)]
        if role == "primary":
            everyone += [(name, "segment") for name in sorted(set(by_segment.tolist()) - {""})]
        for name, part in everyone:
            inside = by_segment == name if name else np.full(len(values), True)
            for arm in treated:
                found = dict.fromkeys(COLUMNS) | shared
                found |= {"arm": arm, "metric": metric, "by_segment": name or None}
                found |= {"role": part, "method": method, "cap": cap}
                if name:
                    found["is_segment_of_draw_day"] = bool(of_that_day[inside].all())
                found |= compared(
                    values,
                    events,
                    metric in RATES,
                    inside & (customers["arm"] == arm),
                    inside & (customers["arm"] == "control"),
                    planned,
                    alpha,
                    is_final,
                )
                yield found


def all_estimates(designs, outcomes, as_of_date):
    """Return the rows of all started experiments; `designs` has one per experiment and arm."""
    by_experiment = {}
    names = list(designs)
    for values in zip(*(designs[name].tolist() for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        by_experiment.setdefault(row["experiment"], []).append(row)
    # Floating-point sums depend on the order of rows; the order of equal rows does not matter.
    summed = [np.asarray(outcomes[name], float) for name in SUMMED]
    in_order = np.lexsort(summed)
    outcomes = {name: values[in_order] for name, values in outcomes.items()}
    rows = []
    for experiment, arms in sorted(by_experiment.items()):
        is_of = outcomes["experiment"] == experiment
        customers = {name: values[is_of] for name, values in outcomes.items()}
        rows += results_of(arms, customers, as_of_date)
    # Typed, so that the table has its columns even before anybody is drawn.
    return {name: np.array([row[name] for row in rows], kind) for name, kind in COLUMNS.items()}


def model(dbt, session):
    """One row per experiment, arm, metric, and segment."""
    days = dbt.ref("membership_days").fetchnumpy()["as_of_date"]
    designs = dbt.ref("experiment_designs").fetchnumpy()
    outcomes = dbt.ref("experiment_outcomes").fetchnumpy()
    return all_estimates(designs, outcomes, max(days.tolist(), default=None))
