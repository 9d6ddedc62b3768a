"""What the shop sells, and which of it is in each order."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from sample_shop.settings import dice

Row = dict[str, str]

PRODUCT_COLUMNS = ["product_id", "category", "price", "cost"]
CATEGORIES = ("kitchen", "decoration", "garden", "lighting", "bedroom", "office", "kids", "gifts")
_PRICES = (6.90, 11.90, 18.90, 29.90, 44.90, 69.90, 119.00, 219.00, 420.00)
_COST_SHARES = {
    "kitchen": 0.52,
    "decoration": 0.38,
    "garden": 0.58,
    "lighting": 0.49,
    "bedroom": 0.46,
    "office": 0.61,
    "kids": 0.50,
    "gifts": 0.34,
}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Product:
    """Prices and costs are in euros, without tax."""

    product_id: str
    category: str
    price: float
    cost: float


def catalogue() -> list[Product]:
    """All products; dearer ones leave a little less."""
    random = dice("products")
    return [
        Product(
            f"P{10 * number + rank:03d}",
            category,
            price,
            round(price * (_COST_SHARES[category] + 0.01 * rank) * random.uniform(0.93, 1.07), 2),
        )
        for number, category in enumerate(CATEGORIES, start=1)
        for rank, price in enumerate(_PRICES)
    ]


def product_rows(products: Iterable[Product]) -> list[Row]:
    """The export of products."""
    return [
        {
            "product_id": product.product_id,
            "category": product.category,
            "price": f"{product.price:.2f}",
            "cost": f"{product.cost:.2f}",
        }
        for product in products
    ]


def basket_of(
    random: Random, order: Row, favourite: str, products: list[Product], is_gift_time: bool
) -> list[Row]:
    """The lines of an order: amounts in euros that add up to what was paid, to the cent."""
    rate = Decimal(order["rate_to_eur"])
    paid = (Decimal(order["net_amount"]) * rate).quantize(_CENT, ROUND_HALF_UP)
    listed = paid + Decimal(order["discount_amount"]) * rate
    parts = random.choices((1, 2), (78, 22))[0] if paid > 25 else 1
    shares = [Decimal(1)] if parts == 1 else [Decimal("0.6"), Decimal("0.4")]
    lines, left = [], paid
    for number, share in enumerate(shares, start=1):
        category = _category(random, favourite, is_gift_time)
        product, quantity = _nearest(random, float(listed * share), category, products)
        amount = left if number == parts else (paid * share).quantize(_CENT, ROUND_HALF_UP)
        left -= amount
        lines.append(
            {
                "order_id": order["order_id"],
                "line": str(number),
                "product_id": product.product_id,
                "quantity": str(quantity),
                "net_amount": f"{amount}",
            }
        )
    return lines


def _category(random: Random, favourite: str, is_gift_time: bool) -> str:
    if is_gift_time and random.random() < 0.35:
        return "gifts"
    return favourite if random.random() < 0.6 else random.choice(CATEGORIES)


def _nearest(
    random: Random, amount: float, category: str, products: list[Product]
) -> tuple[Product, int]:
    """The product and the number of it that come closest to an amount."""
    choices = [
        (abs(product.price * quantity - amount) + random.random(), product.product_id, quantity)
        for product in products
        if product.category == category
        for quantity in (1, 2, 3, 8)
    ]
    _, product_id, quantity = min(choices)
    return next(product for product in products if product.product_id == product_id), quantity
