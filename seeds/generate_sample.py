"""Writes the sample shop's files, raw_*.csv and occasions.csv: the same bytes each time.

    python seeds/generate_sample.py [directory]

The shop, its people and its figures are invented. Customers buy as the BG/NBD model says (Fader,
Hardie & Lee 2005): each at a rate of their own (gamma), leaving for good after any purchase with a
probability of their own (beta); what they spend is lognormal between customers and gamma between
the orders of one. Seasons, weekdays and hours thin the stream of purchases. All else follows from
that: who is likely to leave is less content, asks for help more often and gives a worse mark; who
likes a category views it, buys it and answers campaigns that show it.
"""

import sys
from pathlib import Path

from sample_shop import (
    campaigns,
    companies,
    customers,
    details,
    identities,
    items,
    occasions,
    orders,
    permissions,
    refunds,
    support,
    surveys,
    trials,
    web,
)
from sample_shop.catalogue import PRODUCT_COLUMNS, catalogue, product_rows
from sample_shop.files import write
from sample_shop.shop import open_shop


def main(directory: Path) -> None:
    """Write all files into the directory."""
    shop = open_shop()
    mailings = campaigns.mailings(shop)
    consents = permissions.consents(shop, mailings.left_at)
    for name, columns, rows in (
        ("raw_customers", customers.COLUMNS, shop.customers),
        ("raw_orders", orders.COLUMNS, shop.orders),
        ("raw_refunds", refunds.COLUMNS, refunds.refunds(shop)),
        ("raw_products", PRODUCT_COLUMNS, product_rows(catalogue())),
        ("raw_order_items", items.COLUMNS, items.order_items(shop)),
        ("raw_accounts", companies.COLUMNS, companies.accounts(shop)),
        ("raw_customer_details", details.COLUMNS, details.details(shop)),
        ("raw_web_events", web.COLUMNS, web.web_events(shop)),
        ("raw_support_tickets", support.COLUMNS, support.support_tickets(shop)),
        ("raw_survey_responses", surveys.COLUMNS, surveys.survey_responses(shop)),
        ("raw_campaigns", campaigns.CAMPAIGN_COLUMNS, mailings.campaigns),
        ("raw_campaign_sends", campaigns.SEND_COLUMNS, mailings.sends),
        ("raw_campaign_responses", campaigns.RESPONSE_COLUMNS, mailings.responses),
        ("raw_experiment_assignments", trials.COLUMNS, trials.assignments(shop)),
        ("raw_consents", permissions.CONSENT_COLUMNS, consents),
        ("raw_suppressions", permissions.SUPPRESSION_COLUMNS, permissions.suppressions(shop)),
        ("raw_erasure_requests", permissions.ERASURE_COLUMNS, permissions.erasure_requests(shop)),
        ("raw_identity_links", identities.COLUMNS, identities.identity_links(shop)),
        ("occasions", occasions.COLUMNS, occasions.occasions()),
    ):
        write(directory / f"{name}.csv", columns, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
