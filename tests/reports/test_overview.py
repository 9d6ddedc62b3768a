from orchestrator.reports.overview import overview, skipped_names
from tests.reports.scripted import ACCEPTED, CUSTOMERS, ORDERS, SEED, SINGULAR, STAGING, ended, shop


def test_what_changed_stands_out_from_what_is_as_it_was() -> None:
    results = (
        ended(SEED, "success", 0.01, message="UNCHANGED"),
        ended(STAGING, "reused", 0),
        ended(ORDERS, "success", 0.02, message="REFRESH 2"),
        ended(CUSTOMERS, "success", 0.03, message="OK"),
        ended(ACCEPTED, "pass", 0.01),
        ended(SINGULAR, "reused", 0),
    )
    assert list(overview(results, shop(), 80)) == [
        "Relations: 2 new, 1 unchanged, 1 reused",
        "  new: orders (REFRESH 2), customers",
        "Data tests: 1 passed, 1 reused",
    ]
    assert list(overview(results, shop(), 27))[1:3] == [
        "  new: orders (REFRESH 2),",
        "       customers",
    ]


def test_a_first_build_names_nothing() -> None:
    results = tuple(ended(name, "success", 0.01, message="OK") for name in (SEED, ORDERS))
    assert list(overview(results, shop(), 80)) == ["Relations: 2 new"]


def test_the_slowest_first_and_as_many_as_fit() -> None:
    results = (
        ended(SEED, "success", 0.09),
        ended(STAGING, "success", 1.5),
        ended(ORDERS, "error", 60.0),
        ended(SINGULAR, "pass", 0.25),
    )
    assert list(overview(results, shop(), 80))[-1] == (
        "Slowest: orders 60.00s, stg_customers 1.50s, totals_agree 0.25s"
    )
    assert list(overview(results, shop(), 44))[-1] == "Slowest: orders 60.00s, stg_customers 1.50s"


def test_skipped_tests_are_counted() -> None:
    assert skipped_names([ORDERS, CUSTOMERS, ACCEPTED, SINGULAR], shop(), 80) == (
        "orders, customers, 2 data tests"
    )
    assert skipped_names([ACCEPTED], shop(), 80) == "1 data test"
