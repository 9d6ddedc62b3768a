"""What people stated of themselves in their profile; most left it empty."""

from sample_shop.moments import between, written
from sample_shop.settings import dice
from sample_shop.shop import Row, Shop

COLUMNS = [
    *("customer_id", "education", "occupation", "marital_status", "household_size", "children"),
    *("income_band", "religion", "ethnicity", "stated_at"),
]
_INCOMES = ("under 20k", "20k-40k", "40k-60k", "60k-100k", "over 100k")


def details(shop: Shop) -> list[Row]:
    """One row per person who filled the form; those who spend more earn more."""
    rows = []
    for member in shop.members:
        random = dice("details", member.id)
        if member.habits.is_business or random.random() > 0.36:
            continue
        size = random.choices((1, 2, 3, 4, 5), (30, 36, 16, 13, 5))[0]
        children = max(0, size - random.choices((1, 2), (1, 5))[0]) if size > 1 else 0
        education = random.choices((0, 1, 2), (3, 4, 3))[0]
        wealth = member.habits.usual_amount / 42 * (0.7 + 0.3 * education)
        income = sum(wealth * random.uniform(0.6, 1.4) > limit for limit in (0.5, 0.9, 1.4, 2.4))
        status = "single" if size == 1 else random.choice(("married", "partnership", "married"))
        rows.append(
            {
                "customer_id": member.id,
                "education": ("school", "vocational", "university")[education],
                "occupation": random.choices(
                    ("employed", "self-employed", "student", "retired", "other"), (60, 12, 8, 14, 6)
                )[0],
                "marital_status": status,
                "household_size": str(size),
                "children": str(children),
                "income_band": _INCOMES[income] if random.random() < 0.55 else "",
                "religion": random.choice(("none", "christian", "muslim", "jewish", "other"))
                if random.random() < 0.08
                else "",
                "ethnicity": random.choice(("a", "b", "c")) if random.random() < 0.08 else "",
                "stated_at": written(between(random, member.created_at)),
            }
        )
    return rows
