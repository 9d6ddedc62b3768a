"""Consents of shops are converted to what the segmentation needs: granted or withdrawn."""

from pathlib import Path

import pytest

from orchestrator.commands.init import init_shop
from tests.projects import rows, seg
from tests.starter.shop.files import TODAY, remarks, shop_of, write

pytestmark = pytest.mark.usefixtures("staging_alone")

ORDERS = "order_id,customer_id,date,total\n1,a,2026-01-05,5\n2,b,2026-01-06,5\n"
HEADER = "customer_id,channel,given_at,consent\n"
BASIS = (
    "no legal_basis: set to 'consent', because people stated it; the other values are "
    "'legitimate interest' and 'contract'"
)
BUILD = ("build", "-s", "+stg_consents", "--indirect-selection", "cautious")


def consents_of(folder: Path, columns: str) -> list[object]:
    """What staging makes of the consents, as a build with all their tests has it."""
    built = seg(folder / "shop", *BUILD)
    assert built.exit_code == 0, built.stdout
    assert "accepted_values_stg_consents_status" in built.stdout
    return list(rows(folder / "shop", f"select {columns} from stg_consents order by all"))


def test_yes_and_no_are_granted_and_withdrawn(tmp_path: Path) -> None:
    lines = "a,email,2026-01-01,Yes\nb,email,2026-01-02,no\nb,sms,2026-01-02,Maybe\n"
    # Of one moment: the withdrawal counts.
    lines += "a,sms,2026-01-01,no\na,sms,2026-01-01,yes\na,post,2026-01-01,\n"
    shop = shop_of(tmp_path, orders=ORDERS, consents=HEADER + lines)
    (consents,) = (table for table in shop.tables if table.name == "consents")
    assert consents.found["status"].notes == ("'maybe' read as 'withdrawn'",)
    assert remarks(shop, "consents") == [
        "1 row without a status: counted as 'withdrawn'",
        BASIS,
        "1 row with the person, channel and moment of another row: a withdrawal takes precedence "
        "over a consent",
    ]
    assert consents_of(tmp_path, "customer_id, channel, status, legal_basis") == [
        ("a", "email", "granted", "consent"),
        ("a", "post", "withdrawn", "consent"),
        ("a", "sms", "withdrawn", "consent"),
        ("b", "email", "withdrawn", "consent"),
        ("b", "sms", "withdrawn", "consent"),
    ]


def test_booleans_and_other_grounds(tmp_path: Path) -> None:
    files = {
        "orders": write(tmp_path, "orders.csv", ORDERS),
        "consents": write(
            tmp_path,
            "consents.jsonl",
            '{"customer_id": "a", "channel": "email", "consent": true, "given_at": "2026-01-01", '
            '"basis": "Legitimate_Interest"}\n'
            '{"customer_id": "b", "channel": "email", "consent": false, "given_at": "2026-01-01", '
            '"basis": "gut feeling"}',
        ),
    }
    shop = init_shop(tmp_path / "shop", files, (), tmp_path, TODAY).shop
    assert shop is not None
    (consents,) = (table for table in shop.tables if table.name == "consents")
    assert consents.found["legal_basis"].notes == ("'gut feeling' read as 'consent'",)
    assert consents_of(tmp_path, "customer_id, status, legal_basis") == [
        ("a", "granted", "legitimate interest"),
        ("b", "withdrawn", "consent"),
    ]


def test_consents_of_people_who_are_deleted_later_are_left_out_and_counted(tmp_path: Path) -> None:
    customers = "customer_id,email\na,a@x.org\nb,b@x.org\nc,c@x.org\n"
    lines = "a,email,2026-01-01,yes\nc,email,2026-01-02,no\n"
    shop = shop_of(tmp_path, customers=customers, orders=ORDERS, consents=HEADER + lines)
    assert remarks(shop, "consents") == [BASIS]
    write(tmp_path, "customers.csv", "customer_id,email\na,a@x.org")
    assert consents_of(tmp_path, "customer_id") == [("a",)]
    counted = seg(tmp_path / "shop", "test", "-s", "source:shop_files.consents").stdout
    assert "[WARNING]: in test customer_id_of_consents_is_known_else_left_out" in counted
    assert "Got 1 result, configured to warn" in counted


def test_what_is_new_later_is_withdrawn_and_named(tmp_path: Path) -> None:
    shop_of(tmp_path, orders=ORDERS, consents=HEADER + "a,email,2026-01-01,yes")
    write(tmp_path, "consents.csv", HEADER + "a,email,2026-01-01,yes\nb,sms,2026-01-02,perhaps")
    assert consents_of(tmp_path, "status") == [("granted",), ("withdrawn",)]
    said = seg(tmp_path / "shop", "test", "-s", "source:shop_files.consents").stdout
    assert "[WARNING]: in test status_of_consents_is_known_else_withdrawn" in said
    assert "| perhaps     |         1 |" in said
