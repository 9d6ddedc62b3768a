"""A shop of six customers, and families on it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orchestrator.roles import ROLES
from tests.projects import Outcome, rows, write_project

CUSTOMERS = """
select
    customer_id,
    spent,
    country,
    is_angry,
    date '2025-06-30' as as_of_date
from (
    values
        ('1', 10, 'DE', true),
        ('2', 60, 'DE', false),
        ('3', 90, 'NL', null),
        ('4', null, null, null),
        ('5', 100, 'DE', true),
        ('6', 30, 'FR', false)
) as people (customer_id, spent, country, is_angry)
"""
ALL = "123456"

TIER = """
segment_families:
  - name: tier
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments:
      - {name: high, where: spent > 50}
      - {name: low, where: spent > 20}
      - {name: rest, otherwise: true}
"""

MIXED_AND_WEB = """
  - name: mixed
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    owner: growth
    review_by: 2027-06-30
    segments:
      - name: some
        where: |
          (in_segment('tier.high') or not is_angry)
          and spent between 5 and {{ var('most', 95) }}
      - {name: hidden, where: spent > 1, enabled: false}
      - {name: unseen, where: spent > 2, enabled: false}
      - {name: rest, otherwise: true}
  - name: web
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    enabled: false
    segments: [{name: all, otherwise: true}]
"""
FAMILIES = TIER + MIXED_AND_WEB


def families(*declared: Mapping[str, Any]) -> str:
    """A property file of families; what most have in common is filled in."""
    common = {"on": "ref('customers')", "entity": "customer_id", "mode": "exclusive"}
    return json.dumps({"segment_families": [common | dict(each) for each in declared]}, indent=1)


def write_shop(folder: Path, yaml: str, **more: str) -> Path:
    """A project with `yaml` as models/families.yml; `more` are SQL models by name.

    A model that is called as a role plays it.
    """
    models = {"customers": CUSTOMERS, **more}
    files = {f"models/{name}.sql": text for name, text in models.items()}
    roles = {name: f"ref('{name}')" for name in models if name in ROLES}
    files["seg_project.yml"] = json.dumps({"name": "shop", "roles": roles})
    return write_project(folder, {**files, "models/families.yml": yaml})


def members(folder: Path, family: str) -> dict[str, str]:
    """The customers of each segment that has some, as published."""
    found: dict[str, str] = {}
    query = f"select segment, customer_id from {family} order by segment, customer_id"
    for segment, customer in rows(folder, query):
        found[segment] = found.get(segment, "") + customer
    return found


def said(outcome: Outcome) -> list[str]:
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    return [line.rstrip() for line in outcome.stdout.splitlines()]
