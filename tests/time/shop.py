"""A tiny shop on which the real models of models/membership run, day by day."""

import datetime as dt
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.action.tiny import KNOWN_CUSTOMERS
from tests.projects import Outcome, seg

ROOT = Path(__file__).parents[2]
FIRST_DAY = dt.date(2025, 3, 1)

PROJECT = """\
name: customer_segmentation
vars:
  as_of_date: "2025-03-01"
  time_zone: UTC
  restart_segment_history: false
  input_erasure_requests: true
  input_identity_links: true
models:
  customer_segmentation:
    +materialized: table
    governance: &day
      +stamps: {as_of_date: "{{ as_of_date() }}"}
    segments: *day
"""

FEATURES = """\
with orders as (
    select customer_id, count(*) as orders, sum(cast(amount as integer)) as spent,
        max(cast(ordered_on as date)) as last_order_on
    from {{ ref('orders') }}
    where cast(ordered_on as date) <= {{ as_of_date() }}
    group by customer_id
)
select customers.customer_id, {{ as_of_date() }} as as_of_date,
    coalesce(orders.orders, 0) as orders, coalesce(orders.spent, 0) as spent,
    {{ as_of_date() }} - orders.last_order_on as recency_days
from (select distinct customer_id from {{ ref('customer_xref') }}) as customers
left join orders on customers.customer_id = orders.customer_id
"""

XREF = """\
with persons as (
    select stg_customers.customer_id as source_id,
        coalesce(merged.customer_id, stg_customers.customer_id) as customer_id
    from {{ ref('stg_customers') }} as stg_customers
    left join {{ ref('merged') }} as merged on stg_customers.customer_id = merged.source_id
),
erased as (
    select persons.customer_id
    from persons
    inner join {{ ref('stg_erasure_requests') }} as erasures
        on persons.source_id = erasures.customer_id
)
select 'customer' as source_id_type, source_id, customer_id
from persons
where customer_id not in (select customer_id from erased)
"""

MEMBERSHIP = """\
{% for family in segment_families(entity='customer_id') %}
{{ 'union all' if not loop.first }}
select customer_id, family, segment, rule from {{ family.relation }}
{% endfor %}
"""

PROPERTIES = """\
models:
  - name: customer_features
    data_tests:
      - row_count_between: {min_value: 5}
"""

FILES = {
    "seg_project.yml": PROJECT,
    "models/features/customer_features.sql": FEATURES,
    "models/features/customer_count.sql": (
        "select count(*) as customers from {{ ref('customer_features') }}"
    ),
    "models/features/known_customers.sql": KNOWN_CUSTOMERS,
    "models/features/stg_customers.sql": "select * from {{ ref('customers') }}",
    "models/features/customer_xref.sql": XREF,
    "models/features/stg_erasure_requests.sql": (
        "select customer_id, cast(requested_at as timestamp) as requested_at"
        " from {{ ref('erasures') }}"
    ),
    "models/features/features.yml": PROPERTIES,
    "models/segments/segment_membership.sql": MEMBERSHIP,
}

OVERLAPPING = ("habits", "loyal")
OTHERWISE = "otherwise"

Families = dict[str, dict[str, str]]
"""The rule of each segment of each family; the last of a family may be OTHERWISE."""


@dataclass
class Shop:
    """What the shop's system holds, and how its families are defined at the moment."""

    families: Families
    customers: list[str] = field(default_factory=list)
    orders: list[tuple[str, dt.date, int]] = field(default_factory=list)
    erasures: dict[str, dt.date] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    account_families: Families = field(default_factory=dict)

    def erased(self) -> set[str]:
        """All ids of the people who asked to be erased, under whichever of their ids."""
        persons = {self.merged.get(name, name) for name in self.erasures}
        return persons | {old for old, new in self.merged.items() if new in persons}

    def write(self, folder: Path) -> None:
        """Export everything as seeds."""
        tables = {
            "customers": (["customer_id"], [[name] for name in self.customers]),
            "orders": (["customer_id", "ordered_on", "amount"], self.orders),
            "erasures": (["customer_id", "requested_at"], list(self.erasures.items())),
            "merged": (["source_id", "customer_id"], list(self.merged.items())),
        }
        for name, (header, rows) in tables.items():
            lines = [",".join(header), *(",".join(map(str, row)) for row in rows)]
            file = folder / "seeds" / f"{name}.csv"
            file.parent.mkdir(exist_ok=True)
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_shop(folder: Path) -> None:
    """The tiny project with the real macros, membership models and their data tests."""
    shutil.copytree(ROOT / "macros", folder / "macros")
    shutil.copytree(ROOT / "models" / "membership", folder / "models" / "membership")
    for model in (
        "governance/erased_customers.sql",
        "segments/segment_catalogue.sql",
        "segments/customer_segment_set.sql",
        "segments/segment_sets.sql",
        "segments/segment_sizes.sql",
    ):
        (folder / "models" / model).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "models" / model, folder / "models" / model)
    for name in (
        "open_history_equals_memberships",
        "history_intervals_follow_each_other",
        "daily_sizes_reconcile",
        "size_moments_reconcile",
        "migration_reconciles_with_sizes",
        "overlaps_are_counted_once",
    ):
        target = folder / "tests" / "data" / f"{name}.sql"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / "data" / f"{name}.sql", target)
    for path, text in FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def build(folder: Path, shop: Shop, day: dt.date, *arguments: str) -> Outcome:
    """Run `seg build` for a day on what the shop holds."""
    shop.write(folder)
    write_families(folder, shop)
    return seg(folder, "build", "--vars", json.dumps({"as_of_date": day.isoformat()}), *arguments)


def write_families(folder: Path, shop: Shop) -> None:
    """Declare the families, which is what a person edits."""
    declared = [
        *_declared(shop.families, "customer_features", "customer_id"),
        *_declared(shop.account_families, "account_features", "account_id"),
    ]
    file = folder / "models" / "segments" / "families.yml"
    # JSON is YAML.
    file.write_text(json.dumps({"version": 2, "segment_families": declared}), encoding="utf-8")


def _declared(families: Families, on: str, entity: str) -> list[dict[str, object]]:
    return [
        {
            "name": family,
            "on": f"ref('{on}')",
            "entity": entity,
            "mode": "overlapping" if family in OVERLAPPING else "exclusive",
            "segments": [
                {"name": name, "otherwise": True}
                if rule == OTHERWISE
                else {"name": name, "where": rule}
                for name, rule in segments.items()
            ],
        }
        for family, segments in families.items()
    ]
