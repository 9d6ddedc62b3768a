"""What the sample is drawn with: the seed, the shop's life, and the shares of its customers."""

from datetime import date, datetime
from random import Random

SEED = 20250630
CUSTOMERS = 4_000
OPENED_ON = date(2022, 7, 1)
EXPORTED_AT = datetime(2025, 7, 1, 9, 0)  # UTC; half a day after the sample's as-of date
PROSPECT_SHARE = 0.05
BUSINESS_SHARE = 0.06
GUEST_SHARE = 0.04


def dice(*names: object) -> Random:
    """Random numbers of its own for each purpose, so that one export never moves another."""
    return Random(" ".join(str(name) for name in (SEED, *names)))
