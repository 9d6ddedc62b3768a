"""Customers simulated from BG/NBD and Gamma-Gamma, so that their parameters are known."""

import numpy as np
import pandas as pd


def histories(customers: int, oldest: float, r, alpha, a, b, later: float, seed: int, first=0):
    """x, t_x and T of customers, and the purchases of each in the time `later` after T.

    A customer's first purchase was up to `oldest` ago. After each repeat purchase the customer is
    gone with a probability of the customer's own; with `first` 1 after the first purchase as well.
    """
    random = np.random.default_rng(seed)
    rate = random.gamma(r, 1 / alpha, customers)
    leaving = random.beta(a, b, customers)
    age = np.floor(random.uniform(0.1, oldest, customers) * 7) / 7
    x, last, after = np.zeros(customers, int), np.zeros(customers), np.zeros(customers, int)
    clock = np.zeros(customers)
    here = np.arange(customers)
    if first:
        here = here[random.uniform(size=customers) >= leaving]
    while len(here):
        clock[here] += random.exponential(1 / rate[here])
        here = here[clock[here] <= age[here] + later]
        is_before = clock[here] <= age[here]
        x[here] += is_before
        after[here] += ~is_before
        last[here] = np.where(is_before, clock[here], last[here])
        here = here[random.uniform(size=len(here)) >= leaving[here]]
    return pd.DataFrame({"x": x, "t_x": np.floor(last * 7) / 7, "t": age, "after": after})


def mean_values(x, p, q, gamma, seed: int):
    """The average value of `x` purchases of each customer."""
    random = np.random.default_rng(seed)
    scale = random.gamma(q, 1 / gamma, len(x))
    return random.gamma(p * np.asarray(x), 1 / (scale * np.asarray(x)))


def loyal_histories(customers: int, days: int, r, alpha, seed: int):
    """For each of so many days: x, t_x and t in weeks, and how many have them, of customers who
    never leave. A day goes on where the day before ended.
    """
    random = np.random.default_rng(seed)
    rate = random.gamma(r, 1 / alpha, customers) / 7
    first = random.integers(30, 730, customers)
    span = first.max() + days
    # Days with a purchase, of each customer and day since the first of all.
    has_bought = random.uniform(size=(customers, span)) < -np.expm1(-rate)[:, None]
    starts = first.max() - first
    at = np.arange(span)
    has_bought &= at > starts[:, None]
    for day in range(days):
        today = first.max() + day
        until = has_bought[:, : today + 1]
        x = until.sum(axis=1)
        last = np.where(x > 0, today - until[:, ::-1].argmax(axis=1), starts)
        found = pd.DataFrame({"x": x, "t_x": (last - starts) / 7, "t": (today - starts) / 7})
        yield found.groupby(["x", "t_x", "t"], as_index=False).size()
