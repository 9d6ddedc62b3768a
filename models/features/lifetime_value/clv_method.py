"""Which model predicts purchase frequency, and what is used of it: today's row of a log.

The method in use stays until the evidence against it is clear (hysteresis): each limit has a value
from which something is adopted, and a laxer one down to which it is kept. The previous method is
read from the last row before today, so that rerunning a day gives the same result.
"""

import math

import numpy as np

DROPOUT_MODELS = ("bg_nbd", "mbg_nbd")
RFM = "rfm"
# The values of a missing row.
BEFORE = {"method": None, "is_churn_told": False}


def is_beyond(value, limits, is_in_use):
    """Return whether a value reaches the applicable limit: to enter, or to stay if in use."""
    if value is None or math.isnan(value):
        return False
    return value >= limits["stay" if is_in_use else "enter"]


def badness(ratio):
    """Return how far a holdout ratio is from 1, in either direction; infinite without one."""
    if ratio is None or math.isnan(ratio) or ratio <= 0:
        return math.inf
    return abs(math.log(ratio))


def signal(fit):
    """Return the smallest ratio of a, b and their mean dropout to their standard errors.

    A parameter that is held at its limit has no error and does not count; 0 without any error.
    """
    found = []
    for name in ("a", "b", "dropout"):
        estimate, error = fit.get(name, (math.nan, math.nan))
        if not math.isnan(error):
            found.append(estimate / error if error > 0 else 0.0)
    return min(found, default=0.0)


def chosen(fits, spend, holdouts, before, limits):
    """Return today's method and why; `fits` and `spend` are from clv_fit, for all customers."""
    was = before["method"]
    has_predicted = was not in (None, RFM)
    enough = limits["min_repeat_customers"] * (limits["fewest_to_stay"] if has_predicted else 1)
    nbd = fits.get("nbd")
    found = {"method": RFM, "dropout_evidence": math.nan, "dropout_signal": math.nan}
    found |= {"is_churn_told": False, "state": "too_few"}
    few = f"fewer than {enough:g} customers with a repeat purchase"
    if nbd is None or nbd["repeat_customers"] < enough or nbd["state"] == "too_few":
        return found | {"reason": few}
    if nbd["state"] == "not_found":
        return found | {"state": "not_found", "reason": nbd["message"]}
    if spend["state"] == "too_few" or spend["repeat_customers"] < enough:
        return found | {"reason": f"{few} that brought money"}
    q, error = spend["parameters"].get("q", (math.nan, math.nan))
    # Judged by its logarithm, whose error is close to normal: if customers spend nearly alike, q is
    # large and very uncertain, but their mean is certain.
    certain = math.log(q) * q / error if error > 0 else math.nan
    if spend["state"] != "same_q" and not is_beyond(certain, limits["spend"], has_predicted):
        about = (
            spend["message"]
            if math.isnan(q)
            else f"q = {q:.3g}: the mean value of purchases is too uncertain"
        )
        return found | {"state": "spend_not_found", "reason": about}

    told = [fit["log_likelihood"] for fit in fits.values() if fit["state"] != "not_found"]
    evidence = 2 * (max(told) - nbd["log_likelihood"])
    found["dropout_evidence"] = evidence
    if is_beyond(evidence, limits["dropout"], was in DROPOUT_MODELS):
        method, reason = with_dropout(fits, holdouts, was, limits)
        found["state"] = fits[method]["state"]
        found["dropout_signal"] = signal(fits[method]["parameters"])
        found["is_churn_told"] = is_beyond(
            found["dropout_signal"], limits["signal"], bool(before["is_churn_told"])
        )
        if not found["is_churn_told"]:
            reason += "; its parameters are too uncertain: no churn is predicted"
    else:
        method, found["state"] = "nbd", "no_dropout"
        reason = "customers hardly ever leave: no churn is predicted"
    gate = limits["holdout"]["stay" if was == method else "enter"]
    ratio = holdouts.get(method)
    if badness(ratio) > math.log(gate):
        found["is_churn_told"] = False
        if ratio is None or math.isnan(ratio):
            return found | {"state": "no_holdout", "reason": "no holdout to compare with"}
        told = f"{method} predicts {ratio:.2f} times the purchases in the holdout"
        return found | {"state": "gate", "reason": told}
    return found | {"method": method, "reason": reason}


def with_dropout(fits, holdouts, was, limits):
    """Choose BG/NBD, unless MBG/NBD fits the holdout clearly better."""
    # A model that converged to NBD has no dropout: the evidence is from the other one.
    nothing = ("not_found", "no_dropout")
    there = [name for name in DROPOUT_MODELS if fits[name]["state"] not in nothing]
    errors = {name: badness(holdouts.get(name)) for name in there}
    if len(there) == 1:
        return there[0], f"{there[0]} is the only one found"
    margin = math.log(limits["alternative"]["margin"])
    good = math.log(limits["alternative"]["stay" if was == "bg_nbd" else "enter"])
    gain = errors["bg_nbd"] - errors["mbg_nbd"] if errors["mbg_nbd"] < math.inf else -math.inf
    # A good fit is kept; otherwise the model in use is replaced if the other is better by the
    # margin.
    if errors["bg_nbd"] <= good or gain < (-margin if was == "mbg_nbd" else margin):
        return "bg_nbd", "customers leave after repeat purchases"
    return "mbg_nbd", "bg_nbd fits the holdout badly, and mbg_nbd better"


def by_model(rows):
    """Return the results of clv_fit by model, parameters as pairs of estimate and error."""
    found = {}
    for row in rows:
        keys = ("state", "message", "log_likelihood", "repeat_customers")
        fit = found.setdefault(row["model"], {key: row[key] for key in keys} | {"parameters": {}})
        fit["parameters"][row["parameter"]] = row["estimate"], row["standard_error"]
    return found


def records(columns):
    """Return a dict for each row; a missing number is NaN, a missing text None."""
    filled = {}
    for name, values in columns.items():
        is_number = values.dtype.kind in "fiu"
        filled[name] = np.ma.filled(np.ma.asarray(values, float), np.nan) if is_number else values
    lists = [values.tolist() for values in filled.values()]
    return [dict(zip(filled, row, strict=True)) for row in zip(*lists, strict=True)]


def model(dbt, session):
    """Return today's row."""
    meta = dbt.config.meta_get
    names = ("dropout", "signal", "spend", "holdout", "alternative")
    limits = {name: meta(f"{name}_limits") for name in names}
    limits["min_repeat_customers"] = meta("min_repeat_customers")
    limits["fewest_to_stay"] = meta("fewest_to_stay")
    fits = by_model(
        records(
            session.sql(
                "select model, parameter, estimate, standard_error, log_likelihood,"
                " repeat_customers, state, message"
                f" from {dbt.ref('clv_fit')} where sample = 'all' order by model, parameter"
            ).fetchnumpy()
        )
    )
    holdouts = records(
        session.sql(f"select model, holdout_ratio from {dbt.ref('clv_holdout')}").fetchnumpy()
    )
    days = dbt.ref("base_gaps").fetchnumpy()["as_of_date"]
    if len(days) == 0:
        nothing = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in KINDS.items())
        return session.sql(f"select {nothing} where false")
    as_of_date = days[0].item().date()
    before, previous = BEFORE, None
    if dbt.is_incremental:
        last = session.sql(
            f"select as_of_date, method, is_churn_told from {dbt.this}"
            f" where as_of_date < date '{as_of_date}' order by as_of_date desc limit 1"
        ).fetchnumpy()
        if len(last["method"]):
            before = {name: last[name][0] for name in BEFORE}
            previous = last["as_of_date"][0].item().date()
    ratios = {row["model"]: row["holdout_ratio"] for row in holdouts}
    spend = fits.pop("gamma_gamma")
    found = chosen(fits, spend, ratios, before, limits)
    was = before["method"]
    columns = {
        "as_of_date": as_of_date,
        "previous_as_of_date": previous,
        "method": found["method"],
        "previous_method": was,
        "is_changed": was is not None and was != found["method"],
        "state": found["state"],
        "is_churn_told": found["is_churn_told"],
        "dropout_evidence": found["dropout_evidence"],
        "dropout_signal": found["dropout_signal"],
        "holdout_ratio": ratios.get(found["method"], math.nan),
        "reason": found["reason"],
    }
    return session.sql(
        "select "
        + ", ".join(
            f"cast({literal(columns[name])} as {kind}) as {name}" for name, kind in KINDS.items()
        )
    )


KINDS = {
    **dict.fromkeys(("as_of_date", "previous_as_of_date"), "date"),
    **dict.fromkeys(("method", "previous_method"), "string"),
    "is_changed": "boolean",
    "state": "string",
    "is_churn_told": "boolean",
    **dict.fromkeys(("dropout_evidence", "dropout_signal", "holdout_ratio"), "double"),
    "reason": "string",
}


def literal(value):
    """Return a value of the row as SQL."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "null"
    if isinstance(value, bool | np.bool_):
        return str(bool(value)).lower()
    return (
        str(float(value)) if isinstance(value, float) else "'" + str(value).replace("'", "''") + "'"
    )
