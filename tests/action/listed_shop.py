"""A shop of twenty customers whose big ones are exported as lists."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from tests.action.tiny import MEMBERSHIP, OTHERWISE, built, families_file, write_tiny

NAMES = [f"c{number:02d}" for number in range(1, 21)]


def features(big: Sequence[str] = NAMES) -> str:
    """The customers' features; those who are not big are small."""
    lines = [f"{name} 2025-06-30 {90 if name in big else 10}" for name in NAMES]
    return "\n".join(["customer_id:varchar as_of_date:date spent:integer", *lines])


def reachable(names: Sequence[str] = NAMES) -> str:
    """Who can be reached by e-mail, on the day that the shop was built for."""
    header = "customer_id:varchar channel:varchar is_reachable:boolean as_of_date:date"
    lines = [f"{name} email {str(name in names).lower()} 2025-06-30" for name in NAMES]
    return "\n".join([header, *lines])


def build_shop(
    folder: Path,
    big: Sequence[str] = NAMES,
    reached: Sequence[str] = NAMES,
    tables: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """The shop, built, with more tables beside it."""
    write_tiny(
        folder,
        {
            "customer_features": features(big),
            "customer_reachability": reachable(reached),
            **tables,
        },
        variables={"list_max_age_days": None},
        files={
            "models/families.yml": families_file(
                {"tier": {"big": "spent >= 50", "small": OTHERWISE}}
            ),
            "models/segment_membership.sql": MEMBERSHIP,
        },
    )
    built(folder)
    return folder
