"""The expected segmentation, computed from orders with pandas, from the specification alone."""

import datetime as dt
import itertools
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

# The names of the RFM cube, as the specification lists them.
RFM_NAMES = """
Champions 555 554 544 545 454 455 445
Loyal 543 444 435 355 354 345 344 335
Potential loyalist 553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351
    342 341 333 323
New 512 511 422 421 412 411 311
Promising 525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313
Need attention 535 534 443 434 343 334 325 324
About to sleep 331 321 312 221 213 231 241 251
At risk 255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124
Cannot lose 155 154 144 214 215 115 114 113
Hibernating 332 322 233 232 223 222 132 123 122 212 211
Lost 111 112 121 131 141 151
"""
RF_NAMES = (
    ("5", "45", "champions"),
    ("34", "45", "loyal"),
    ("45", "23", "potential_loyalist"),
    ("5", "1", "new"),
    ("4", "1", "promising"),
    ("3", "3", "need_attention"),
    ("3", "12", "about_to_sleep"),
    ("12", "5", "cannot_lose"),
    ("12", "34", "at_risk"),
    ("12", "12", "hibernating"),
)


@dataclass(frozen=True)
class Rules:
    """The numbers of the specification; the floor is the one that a project may add."""

    new_days: int = 30
    gap_percentile: float = 0.9
    own_rhythm_from: int = 3
    gap_limit_floor: int = 0
    lapse_factor: int = 2
    lapse_days: int = 365
    won_back_days: int = 90
    save_days: int = 730


def rfm_names() -> dict[str, str]:
    """The segment of each of the 125 codes."""
    names = {}
    for line in re.sub(r"\n +", " ", RFM_NAMES).strip().splitlines():
        title, codes = re.fullmatch(r"([A-Za-z ]+?) ([1-5 ]+)", line).groups()
        for code in codes.split():
            assert code not in names
            names[code] = title.lower().replace(" ", "_")
    return names


def rf_names() -> dict[str, str]:
    """The segment of each of the 25 pairs of recency and frequency score."""
    names = {}
    for recencies, frequencies, name in RF_NAMES:
        for code in (r + f for r in recencies for f in frequencies):
            assert code not in names
            names[code] = name
    return names


def segments(
    orders: pd.DataFrame,
    customers: list[str],
    as_of: dt.date,
    rules: Rules,
    clv: pd.Series,
    rfm_map: str = "rfm",
) -> pd.DataFrame:
    """One row per customer: RFM, and the segment in every family.

    `orders` are those that count (not cancelled, of known customers), with customer_id, order_id,
    ordered_on (on the shop's clock) and cents, which are 0 for returned ones. `clv` is what is
    expected of each customer in cents.
    """
    orders = orders[orders["ordered_on"] <= as_of]
    found = pd.DataFrame(index=pd.Index(sorted(customers), name="customer_id"))
    by_customer = orders.groupby("customer_id")
    found["frequency"] = (
        by_customer["order_id"].nunique().reindex(found.index).fillna(0).astype(int)
    )
    found["cents"] = by_customer["cents"].sum().reindex(found.index).fillna(0).astype(int)
    last = by_customer["ordered_on"].max()
    found["recency_days"] = last.map(lambda day: (as_of - day).days).reindex(found.index)
    _add_rfm(found, rfm_map)
    days = {customer: sorted(set(ordered)) for customer, ordered in by_customer["ordered_on"]}
    lifecycle = Lifecycle(days, as_of, rules)
    found["lifecycle"] = [
        lifecycle.stage(customer, orders) for customer, orders in found["frequency"].items()
    ]
    year_ago = as_of - dt.timedelta(days=365)
    recent = orders[orders["ordered_on"] > year_ago].groupby("customer_id")["cents"].sum()
    found["value_cents"] = recent.reindex(found.index).fillna(0).astype(int)
    found["value_tier"] = _tiers(found["value_cents"], ("a", "b", "c"))
    expected = clv.reindex(found.index).fillna(0).astype(int)
    found["value"] = _tiers(expected, ("high", "medium", "low")).where(expected > 0, "low")
    found.loc[found["frequency"] == 0, "value"] = "not_yet"
    found["core"] = [_core(row, rules) for row in found.itertuples()]
    return found


def _add_rfm(found: pd.DataFrame, rfm_map: str) -> None:
    buyers = found[found["frequency"] > 0]
    scores = pd.DataFrame(index=buyers.index)
    for score, values, labels in (
        ("r_score", buyers["recency_days"], (5, 4, 3, 2, 1)),
        ("f_score", buyers["frequency"], (1, 2, 3, 4, 5)),
        ("m_score", buyers["cents"] / 100, (1, 2, 3, 4, 5)),
    ):
        cuts = np.quantile(values.to_numpy(dtype=float), [0.2, 0.4, 0.6, 0.8]).round(6)
        scores[score] = [labels[np.searchsorted(cuts, value, side="left")] for value in values]
    names, digits = (rfm_names(), 3) if rfm_map == "rfm" else (rf_names(), 2)
    code = scores.astype(str).agg("".join, axis=1)
    for score in scores:
        found[score] = scores[score].reindex(found.index)
    found["rfm_code"] = code.reindex(found.index)
    found["rfm"] = code.str[:digits].map(names).reindex(found.index).fillna("prospect")


class Lifecycle:
    """Puts customers into stages, from the days on which each of them bought."""

    def __init__(self, days: dict[str, list[dt.date]], as_of: dt.date, rules: Rules) -> None:
        self.days = days
        self.as_of = as_of
        self.rules = rules
        self.gaps = {
            customer: [(after - before).days for before, after in itertools.pairwise(bought)]
            for customer, bought in days.items()
        }
        self.base = self.typical([gap for own in self.gaps.values() for gap in own])

    def typical(self, gaps: list[int]) -> tuple[float, float]:
        """The usual gap and the gap limit."""
        usual, limit = np.quantile(gaps, [0.5, self.rules.gap_percentile]).round(6)
        return float(usual), max(float(limit), self.rules.gap_limit_floor)

    def rhythm(self, gaps: list[int], purchase_days: int) -> tuple[float, float]:
        """The same for someone who bought on so many days."""
        return self.typical(gaps) if purchase_days >= self.rules.own_rhythm_from else self.base

    def has_lapsed(self, pause: int, limit: float) -> bool:
        """Whether a pause is so long that the customer counts as lost."""
        return pause > self.rules.lapse_factor * limit or pause > self.rules.lapse_days

    def is_won_back(self, customer: str) -> bool:
        """Whether a lapse, by what was known then, ended lately."""
        gaps = self.gaps[customer]
        return any(
            (self.as_of - self.days[customer][number]).days <= self.rules.won_back_days
            and self.has_lapsed(gap, self.rhythm(gaps[: number - 1], number)[1])
            for number, gap in enumerate(gaps, start=1)
        )

    def stage(self, customer: str, orders: int) -> str:
        """The stage of one customer."""
        bought = self.days.get(customer)
        if not bought:
            return "prospect"
        if (self.as_of - bought[0]).days <= self.rules.new_days:
            return "new"
        recency = (self.as_of - bought[-1]).days
        usual, limit = self.rhythm(self.gaps[customer], len(bought))
        if self.has_lapsed(recency, limit):
            return "lapsed"
        if self.is_won_back(customer):
            return "won_back"
        if recency > limit:
            return "at_risk"
        return "repeat" if orders >= 2 and recency <= usual else "active"


def _tiers(values: pd.Series, names: tuple[str, str, str]) -> pd.Series:
    """The tier of each customer: the first half of all value, the next 30 %, the rest."""
    worth = values.sort_values(ascending=False)
    ahead = worth.cumsum() - worth
    ahead = ahead.groupby(worth).min()
    share = values.map(ahead) / int(values.sum())
    first, second, rest = names
    tiers = np.select([share < 0.5, share < 0.8], [first, second], rest)
    return pd.Series(tiers, index=values.index)


def _core(row: object, rules: Rules) -> str:
    if row.lifecycle in ("prospect", "new"):
        return "start"
    is_high = row.value in ("high", "medium")
    if row.lifecycle in ("at_risk", "lapsed"):
        is_worth_it = is_high or row.m_score >= 4
        return "save" if is_worth_it and row.recency_days <= rules.save_days else "rest"
    return "keep" if is_high else "grow"
