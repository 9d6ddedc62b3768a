"""The optional inputs of a shop in addition to customers and orders, by their names in macros."""

INPUTS = [
    *("accounts", "refunds", "products", "customer_details", "web_events", "support_tickets"),
    *("survey_responses", "campaigns", "consents", "suppressions", "erasure_requests"),
    *("identity_links", "occasions", "geo_reference", "market_reference", "costs"),
    "experiment_assignments",
]
