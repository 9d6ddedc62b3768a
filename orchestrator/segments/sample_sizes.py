"""How many customers an experiment needs, and which effect a given number can show.

Two proportions as in Fleiss, Levin & Paik 2003, equation 4.14 (without continuity correction); two
means as in Guenther 1981, whose added term accounts for Student's t.
"""

from math import ceil, inf, sqrt
from statistics import NormalDist

from msgspec import Struct


class Baseline(Struct, frozen=True):
    """What customers do without treatment: a rate, or an amount with its standard deviation."""

    mean: float
    deviation: float | None = None


class Demand(Struct, frozen=True):
    """Requirements of an experiment: its error rate, power, and number of arms with control.

    Arms are of equal size. Each is compared with control, and they share the error rate.
    """

    error: float = 0.05
    power: float = 0.8
    arms: int = 2

    @property
    def quantiles(self) -> tuple[float, float]:
        """Return, in standard errors, how far the test's limit is, and the effect from there."""
        normal = NormalDist()
        error = self.error / (self.arms - 1) / 2
        return normal.inv_cdf(1 - error), normal.inv_cdf(self.power)


def customers_per_arm(base: Baseline, lift: float, demand: Demand) -> float:
    """Return the customers per arm to detect a relative lift; infinite if none are enough."""
    difference = base.mean * lift
    if difference == 0:
        return inf
    of_error, of_power = demand.quantiles
    if base.deviation is not None:
        standard = base.deviation / abs(difference)
        return ceil(2 * ((of_error + of_power) * standard) ** 2 + of_error**2 / 4)
    other = base.mean + difference
    middle = (base.mean + other) / 2
    apart = base.mean * (1 - base.mean) + other * (1 - other)
    root = of_error * sqrt(2 * middle * (1 - middle)) + of_power * sqrt(apart)
    return ceil((root / difference) ** 2)


def detectable_lift(base: Baseline, per_arm: int, demand: Demand) -> float | None:
    """Return the smallest relative lift that this many customers per arm can show, or None."""
    if base.mean <= 0 or per_arm < 2:
        return None
    low, high = 0.0, (1 / base.mean - 1 if base.deviation is None else 1e6)
    if customers_per_arm(base, high, demand) > per_arm:
        return None
    for _ in range(60):
        middle = (low + high) / 2
        is_found = customers_per_arm(base, middle, demand) <= per_arm
        low, high = (low, middle) if is_found else (middle, high)
    return high
