"""Which columns of real shops' files are used for what, and which of that is a guess."""

from pathlib import Path

import pytest

from tests.starter.shop.exports import (
    CHARITY,
    FRENCH,
    GERMAN_HOTEL,
    HOTEL,
    LOG,
    MAGENTO,
    MARKETPLACE,
    OLIST,
    PANEL,
    POINT_OF_SALE,
    SAP,
    SHOPIFY,
    VENDOR,
    WHOLESALER,
    WITHOUT_NAMES,
    WOOCOMMERCE,
)
from tests.starter.shop.files import shop_of, started, understood

ORDERS = {
    "a wholesaler's invoice lines": (
        WHOLESALER,
        {
            "order_id": "InvoiceNo",
            "customer_id": "CustomerID",
            "ordered_at": "InvoiceDate",
            "quantity": "Quantity",
            "unit_price": "UnitPrice",
            "country": "Country",
        },
    ),
    "a household panel": (
        PANEL,
        {
            "order_id": "basket_id",
            "customer_id": "household_id",
            "ordered_at": "transaction_timestamp",
            "net_amount": "sales_value",
            "discount_amount": "retail_disc",
        },
    ),
    "a log of purchases": (
        LOG,
        {"customer_id": "customer", "ordered_at": "date?", "net_amount": "value"},
    ),
    "an export of Shopify": (
        SHOPIFY,
        {
            "order_id": "Name?",
            "customer_id": "Email?",
            "ordered_at": "Created at?",
            "status": "Financial Status",
            "channel": "Source",
            "currency": "Currency",
            "net_amount": "Subtotal?",
            "discount_amount": "Discount Amount",
            "email": "Email",
            "country": "Billing Country",
        },
    ),
    "the gifts to a charity": (
        CHARITY,
        {
            "order_id": "Gift ID",
            "customer_id": "Constituent ID",
            "ordered_at": "Gift Date",
            "status": "Gift Status?",
            "currency": "Gift Currency?",
            "net_amount": "Gift Amount",
        },
    ),
    "the invoices of a vendor": (
        VENDOR,
        {
            "order_id": "invoice_number",
            "customer_id": "contact_id",
            "ordered_at": "issued_on",
            "status": "status",
            "currency": "currency",
            "net_amount": "amount_excl_tax",
        },
    ),
    "the reservations of a hotel": (
        HOTEL,
        {
            "order_id": "Reservation No",
            "customer_id": "Guest ID",
            "ordered_at": "Booking Date",
            "status": "Status",
            "net_amount": "Total Amount",
        },
    ),
    "the bookings of a German hotel": (
        GERMAN_HOTEL,
        {
            "order_id": "Buchungsnr",
            "customer_id": "Gast-Nr",
            "ordered_at": "Anreise?",
            "status": "Status",
            "net_amount": "Betrag",
        },
    ),
    "an export of WooCommerce": (
        WOOCOMMERCE,
        {
            "order_id": "order_id",
            "customer_id": "customer_user",
            "ordered_at": "order_date",
            "status": "status",
            "currency": "order_currency",
            "net_amount": "order_total",
            "discount_amount": "discount_total",
            "email": "customer_email",
            "country": "billing_country",
        },
    ),
    "an export of Magento": (
        MAGENTO,
        {
            "order_id": "increment_id",
            "customer_id": "customer_id",
            "ordered_at": "created_at",
            "status": "status",
            "currency": "order_currency_code?",
            "net_amount": "subtotal?",
            "email": "customer_email",
        },
    ),
    "a Brazilian marketplace": (
        OLIST,
        {
            "order_id": "order_id",
            "customer_id": "customer_unique_id",
            "ordered_at": "order_purchase_timestamp",
            "status": "order_status",
            "net_amount": "payment_value",
        },
    ),
    "a French shop": (
        FRENCH,
        {
            "order_id": "Numero commande",
            "customer_id": "Numero client",
            "ordered_at": "Date commande",
            "net_amount": "Montant",
            "discount_amount": "Remise",
        },
    ),
    "a ledger": (
        SAP,
        {
            "order_id": "Auftragsnummer",
            "customer_id": "KundenNr",
            "ordered_at": "Auftragsdatum",
            "currency": "Währung",
            "net_amount": "Netto-Umsatz",
        },
    ),
    "a point of sale": (
        POINT_OF_SALE,
        {
            "order_id": "receipt_number",
            "customer_id": "member_id",
            "ordered_at": "transaction_time",
            "channel": "store_type?",
            "net_amount": "total_amount",
        },
    ),
    "a marketplace": (
        MARKETPLACE,
        {
            "order_id": "OrderID",
            "customer_id": "BuyerID",
            "ordered_at": "PurchaseDate",
            "channel": "SalesChannel",
            "net_amount": "ItemTotal?",
        },
    ),
    "names that say little, and values that say all": (
        "ref,Guest,day,total,money,stage,mood\n"
        "1,a,2026-01-05,10,EUR,Paid,paid\n2,b,2026-01-06,20,jpy,refunded,\n",
        {
            "customer_id": "Guest?",
            "ordered_at": "day?",
            "status": "stage?",
            "currency": "money?",
            "net_amount": "total",
        },
    ),
    "values that could be anything": (
        "order_id,customer_id,date,total,size,one,other\n"
        "1,a,2026-01-05,10,XXL,paid,paid\n2,b,2026-01-06,20,EUR,failed,refunded\n",
        {
            "order_id": "order_id",
            "customer_id": "customer_id",
            "ordered_at": "date?",
            "net_amount": "total",
        },
    ),
}


@pytest.mark.parametrize("case", ORDERS)
def test_columns_of_orders(tmp_path: Path, case: str) -> None:
    text, expected = ORDERS[case]
    assert understood(shop_of(tmp_path, orders=text), "orders") == expected


def test_what_a_person_says_goes_before_all_names(tmp_path: Path) -> None:
    said = [f"orders.{name}" for name in ("order_id=col1", "customer_id=col2", "ordered_at=col3")]
    shop = shop_of(tmp_path, *said, "orders.net_amount=col4", orders=WITHOUT_NAMES)
    assert understood(shop, "orders") == {
        "order_id": "col1!",
        "customer_id": "col2!",
        "ordered_at": "col3!",
        "net_amount": "col4!",
    }


CUSTOMERS = {
    "only a number and a day": (
        "id,date\n1,2024-01-01",
        {"customer_id": "id?", "created_at": "date?"},
    ),
    "an account of a shop": (
        "user_id,E-Mail,dob,sex,country,signup_date,accepts_email\n"
        "1,a@x.org,1980-01-31,f,DE,2024-01-01,yes",
        {
            "customer_id": "user_id",
            "email": "E-Mail",
            "birth_date": "dob",
            "gender": "sex",
            "country": "country",
            "created_at": "signup_date",
        },
    ),
    "an export of Shopify": (
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,"
        "Default Address City,Default Address Country Code,Default Address Zip,Phone,Total Spent\n"
        "'600,A,B,a@x.org,yes,Berlin,DE,'10115,'+49,10.00",
        {
            "customer_id": "Customer ID",
            "email": "Email",
            "phone": "Phone",
            "country": "Default Address Country Code",
            "city": "Default Address City",
            "postal_code": "Default Address Zip",
        },
    ),
    "no number but an address": ("email\na@x.org", {"customer_id": "email?", "email": "email"}),
}


@pytest.mark.parametrize("case", CUSTOMERS)
def test_columns_of_customers(tmp_path: Path, case: str) -> None:
    text, expected = CUSTOMERS[case]
    shop = shop_of(tmp_path, customers=text, orders=POINT_OF_SALE)
    assert understood(shop, "customers") == expected


@pytest.mark.parametrize("name", ["Rabatt %", "discount_pct", "Rabatt in Prozent"])
def test_a_discount_in_percent_is_no_amount(tmp_path: Path, name: str) -> None:
    orders = f"order_id,customer_id,order_date,net_amount,{name}\n1,7,2026-01-05,10.50,20\n"
    assert "discount_amount" not in understood(shop_of(tmp_path, orders=orders), "orders")


def test_days_without_a_time_stay_days(tmp_path: Path) -> None:
    orders = "OrderNo;CustomerID;Date;Total\nA-1;1;05.01.2026;84,00\nA-2;2;19.02.2026;12,50\n"

    started(tmp_path, orders=orders)

    staged = (tmp_path / "shop/models/staging/stg_orders.sql").read_text("utf-8")
    days = "cast(strptime(nullif(trim(Date), ''), '%d.%m.%Y') as date) as ordered_at"
    assert days in " ".join(staged.split())


B2B = {
    "customers": "person,firm,id,email\n1,7,90,a@x.org\n2,8,91,b@x.org",
    "accounts": "firm,industry\n7,food\n8,steel",
    "orders": "id,person,date,total\nA,1,2026-01-01,30\nB,2,2026-01-02,5",
}


def test_a_key_that_is_told_of_one_table_is_the_same_in_the_others(tmp_path: Path) -> None:
    said = ("orders.customer_id=person", "accounts.account_id=firm")
    shop = shop_of(tmp_path, *said, **B2B)
    customers = understood(shop, "customers")
    assert customers == {"customer_id": "person?", "account_id": "firm?", "email": "email"}
    (found,) = (table.found for table in shop.tables if table.name == "customers")
    assert found["customer_id"].notes == ("as you named it in orders",)
    assert found["account_id"].notes == ("as you named it in accounts",)


def test_a_name_that_every_table_has_is_no_key_of_another(tmp_path: Path) -> None:
    said = ("customers.customer_id=id", "accounts.account_id=firm", "orders.customer_id=person")
    assert understood(shop_of(tmp_path, *said, **B2B), "orders")["order_id"] == "id?"
