"""The lines of all orders; guests buy like anybody."""

from sample_shop.catalogue import CATEGORIES, basket_of, catalogue
from sample_shop.settings import dice
from sample_shop.shop import Row, Shop

COLUMNS = ["order_id", "line", "product_id", "quantity", "net_amount"]


def order_items(shop: Shop) -> list[Row]:
    """One row per order and product in it."""
    random = dice("order_items")
    products = catalogue()
    favourites = {member.id: member.favourite for member in shop.members}
    rows = []
    for order in shop.orders:
        favourite = favourites.get(order["customer_id"]) or random.choice(CATEGORIES)
        is_gift_time = order["ordered_at"][5:10] >= "11-25"
        rows += basket_of(random, order, favourite, products, is_gift_time)
    return rows
