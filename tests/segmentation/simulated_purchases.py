"""Customers who behave as BG/NBD and Gamma-Gamma say, so that their parameters are known."""

import numpy as np
import pandas as pd


def histories(customers: int, oldest: float, r, alpha, a, b, later: float, seed: int):
    """x, t_x and T of customers, and the purchases of each in the time `later` after T.

    A customer's first purchase was up to `oldest` ago. After each repeat purchase the customer is
    gone with a probability of the customer's own.
    """
    random = np.random.default_rng(seed)
    rate = random.gamma(r, 1 / alpha, customers)
    leaving = random.beta(a, b, customers)
    age = np.floor(random.uniform(0.1, oldest, customers) * 7) / 7
    x, last, after = np.zeros(customers, int), np.zeros(customers), np.zeros(customers, int)
    clock = np.zeros(customers)
    here = np.arange(customers)
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
