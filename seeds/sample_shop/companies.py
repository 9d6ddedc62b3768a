"""The companies that business customers buy for."""

from collections import Counter

from sample_shop.settings import dice
from sample_shop.shop import Row, Shop

COLUMNS = ["account_id", "domain", "industry", "employees", "revenue_band", "country"]
_INDUSTRIES = {
    "hospitality": 5,
    "retail": 4,
    "software": 4,
    "construction": 3,
    "health": 3,
    "education": 2,
    "public sector": 2,
    "manufacturing": 3,
    "consulting": 3,
}
_BANDS = ((10, "under 1m"), (50, "1m-10m"), (250, "10m-50m"), (1_000, "50m-250m"))


def accounts(shop: Shop) -> list[Row]:
    """One row per company; of some the size is not known."""
    random = dice("accounts")
    countries: dict[str, Counter[str]] = {}
    for row in shop.customers:
        if row["account_id"]:
            countries.setdefault(row["account_id"], Counter())[row["country"]] += 1
    rows = []
    for account_id in sorted(countries):
        industry = random.choices(tuple(_INDUSTRIES), tuple(_INDUSTRIES.values()))[0]
        employees = max(1, int(random.lognormvariate(3.4, 1.6)))
        band = next((name for limit, name in _BANDS if employees <= limit), "over 250m")
        is_known = random.random() < 0.94
        rows.append(
            {
                "account_id": account_id,
                "domain": f"{industry.split()[0]}-{account_id[1:].lower()}.example",
                "industry": industry,
                "employees": str(employees) if is_known else "",
                "revenue_band": band if is_known and random.random() < 0.8 else "",
                "country": countries[account_id].most_common(1)[0][0],
            }
        )
    return rows
