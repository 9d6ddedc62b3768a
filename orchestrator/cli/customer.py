"""`seg customer`: an overview of one person."""

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import customer as looking
from orchestrator.json_text import json_text
from orchestrator.reports.customer import customer_json, customer_text


def customer(given: Given, *, customer: str, output: str) -> int:
    """Print what is known about a customer."""
    workspace = opened_for(given, "customer")
    page = looking.customer(workspace, customer)
    if output == "json":
        say(workspace, json_text(customer_json(page), workspace.mask))
    else:
        say(workspace, customer_text(page))
    return 0
