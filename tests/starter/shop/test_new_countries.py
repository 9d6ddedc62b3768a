"""Countries that are new in later files are read as unknown, and a warning names them."""

from pathlib import Path

import pytest

from tests.projects import rows, seg
from tests.starter.shop.files import shop_of, write

pytestmark = pytest.mark.usefixtures("staging_alone")

ORDERS = "order_id,customer_id,date,total\n1,a,2026-01-05,5\n"
NAME = "country_of_customers_is_known_else_zz"
BUILD = ("build", "-s", "+stg_customers", "--indirect-selection", "cautious")


def warned(folder: Path, *countries: str) -> tuple[str, list[object]]:
    """What the test says of later files, and what staging reads."""
    lines = [f"{number},{country}" for number, country in enumerate(countries)]
    write(folder, "customers.csv", "\n".join(["customer_id,country", *lines]))
    said = seg(folder / "shop", *BUILD).stdout
    assert NAME in said
    query = "select country from stg_customers where customer_id <> 'a' order by customer_id"
    return said, [country for (country,) in rows(folder / "shop", query)]


def test_a_new_name_is_named(tmp_path: Path) -> None:
    shop_of(tmp_path, orders=ORDERS, customers="customer_id,country\n0,Ireland\n1,Atlantis\n2,de")
    said, countries = warned(tmp_path, "Ireland", "Atlantis", "fr", "")
    assert f"[WARNING]: in test {NAME}" not in said
    assert countries == ["IE", "ZZ", "FR", "ZZ"]
    said, countries = warned(tmp_path, "Ireland", "Germany")
    assert f"[WARNING]: in test {NAME}" in said
    assert "| germany     |         1 |" in said
    assert countries == ["IE", "ZZ"]


def test_where_all_were_codes(tmp_path: Path) -> None:
    shop_of(tmp_path, orders=ORDERS, customers="customer_id,country\n0,IE\n1,DE")
    said, countries = warned(tmp_path, "ie", "France")
    assert "| france      |         1 |" in said
    assert countries == ["IE", "ZZ"]
