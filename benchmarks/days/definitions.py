"""The project that segments the shop, and the changes that its owner makes."""

import json
from pathlib import Path
from random import Random

from benchmarks.days.arrivals import ARRIVING
from benchmarks.days.shop import KEYS
from benchmarks.orders import ROOT

PROJECT = """
name: days
config-version: 2
timezone: Europe/Berlin
engine: {{path: warehouse.duckdb}}
publish: {{readers: readers.duckdb}}
vars: {variables}
models:
  days:
    staging: {{+materialized: view}}
    own: {{+stamps: {{as_of_date: "{{{{ customer_segmentation.as_of_date() }}}}"}}}}
"""
VARIABLES: dict[str, list[object]] = {
    "behavioural_frequent_orders": [4, 5, 8],
    "behavioural_discount_share": [0.4, 0.6],
    "behavioural_return_rate": [0.1, 0.2],
    "lifecycle_lapse_days": [300, 400],
    "lifecycle_new_days": [20, 45],
    "lifecycle_gap_percentile": [0.8, 0.95],
    "value_tier_a_share": [0.4, 0.6],
    "session_gap_minutes": [20, 45],
    "core_save_min_m_score": [3, 5],
    "age_bands": [[20, 30, 40, 50, 60]],
    "support_heavy_tickets": [1, 3],
    "feedback_days": [180],
    "web_intent_days": [60],
    "rfm_map": ["rf"],
    "cluster_refit_days": [5],
    "technographics_days": [200],
    "campaign_fatigue_sends": [2],
    "minimum_cell": [5],
    "clv_margin_prior_customers": [1.5],
    "occasion_min_orders": [2],
    "attribution_days": [7],
    "predictive_next_order": [0.3],
    "stability_baseline_days": [7],
    "home_countries": [["DE"]],
    "contact_cap": [2],
    "channel_contacts": [{"email": 5, "all": 12}],
    "references_follow_each_change": [True],
}
"""Variables of the package that can be overridden, and reset."""

EXPERIMENTS: list[dict[str, object]] = [
    {"name": "save_by_email", "family": "core", "segment": "save", "starts_on": "2025-05-05"},
    {
        **{"name": "button_colour", "assigned": "elsewhere"},
        "arms": {"control": 0.34, "green": 0.33, "orange": 0.33},
        **{"starts_on": "2025-05-05", "assign_until": "2025-05-11"},
    },
]
"""The last one is assigned elsewhere."""

MODELS = {
    "spend.sql": """
{{{{ config(materialized='table', refresh_by='customer_id') }}}}
select
    customer_id,
    count(*) filter (net_revenue > {least}) as big_orders,
    sum(net_revenue) as revenue,
    max(ordered_on) as last_on
from {{{{ ref('purchases') }}}}
where order_id is not null
group by customer_id
""",
    "spend_cut.sql": """
{{{{ config(
    materialized='table',
    once_per=none if var('references_follow_each_change', false) else var('as_of_date'),
) }}}}
select quantile_cont(revenue, {quantile}) as top_revenue from {{{{ ref('spend') }}}}
""",
    "top.sql": """
{{{{ config(materialized='table', refresh_by='customer_id') }}}}
select
    features.customer_id,
    features.country,
    coalesce(spend.big_orders, 0) as big_orders,
    coalesce(spend.revenue, 0) as revenue,
    spend.last_on,
    coalesce(spend.revenue >= spend_cut.top_revenue, false) as is_top
from {{{{ ref('customer_features') }}}} as features
left join {{{{ ref('spend') }}}} as spend using (customer_id)
cross join {{{{ ref('spend_cut') }}}} as spend_cut
""",
    "recent.sql": """
{{{{ config(materialized='{kind}', stamps={{}}) }}}}
select * from {{{{ ref('top') }}}} where last_on >= date '{since}'
""",
    "countries.py": '''
def model(dbt, session):
    """Customers and revenue of each country."""
    top = dbt.ref("top")
    return session.sql(
        f"select country, count(*) as customers, sum(revenue) * {times} as revenue"
        f" from {{top}} group by country"
    )
''',
    "own.yml": """
version: 2
models:
  - name: spend
    columns:
      - name: customer_id
        data_tests: [unique, not_null]
      - name: revenue
        data_tests:
          - accepted_range: {{max_value: {most}, config: {{severity: warn}}}}
segment_families:
  - name: spenders
    on: ref('top')
    entity: customer_id
    mode: exclusive
    owner: growth
    purpose: who gets a personal contact
    review_by: 2027-06-30
    segments:
      - {{name: big, where: big_orders >= {many} and is_top}}
      - {{name: some, where: big_orders >= 1}}
      - {{name: rest, otherwise: true}}
  - name: habits
    on: ref('customer_features')
    entity: customer_id
    mode: overlapping
    owner: growth
    purpose: what they may like
    review_by: 2027-06-30
    segments:
      - {{name: loyal_spender, where: "in_segment('spenders.big') and recency_days <= {days}"}}
      - {{name: bargain, where: discount_share > {share} and in_segment('value_tier.c')}}
      - {{name: none_of_these, otherwise: true}}
""",
}
VALUES: dict[str, list[object]] = {
    "least": [50, 100, 200],
    "quantile": [0.8, 0.5],
    "kind": ["view", "table"],
    "since": ["2025-01-01", "2025-04-01"],
    "times": [1, 2],
    "most": [1_000_000, 800],
    "many": [1, 2, 3],
    "days": [90, 120, 365],
    "share": [0.1, 0.2, 0.3],
}
"""Possible values in the owner's own models."""


class Definitions:
    """The files of a project; one of them records what was changed in the others."""

    def __init__(self, folder: Path, files: frozenset[str], tables: frozenset[str]) -> None:
        self.folder = folder
        self.files, self.tables = files, tables
        noted = folder / "definitions.json"
        self.variables: dict[str, object] = {}
        self.values = {name: values[0] for name, values in VALUES.items()}
        if noted.exists():
            self.variables, self.values = json.loads(noted.read_text("utf-8"))

    def write(self, package: Path = ROOT) -> None:
        """Write all files in their current state."""
        for name in ("staging", "own"):
            (self.folder / "models" / name).mkdir(parents=True, exist_ok=True)
        self._put("packages.yml", json.dumps({"packages": [{"local": str(package)}]}))
        self._put("models/staging/sources.yml", json.dumps(self._sources()))
        for name in sorted(self.files | self.tables):
            text = (ROOT / "models" / "staging" / f"stg_{name}.sql").read_text("utf-8")
            text = text.partition("\n")[2]
            for old, new in (
                ("source('shop'", f"source('{'files' if name in self.files else 'tables'}'"),
                ("{{ sensitive(", "{{ customer_segmentation.sensitive("),
            ):
                text = text.replace(old, new)
            if name in self.files and _kept_by(name):
                text = f"{{{{ config(refresh_by={list(KEYS[name])}) }}}}\n{text}"
            self._put(f"models/staging/stg_{name}.sql", text)
        self._write_own()

    def change(self, chance: Random) -> str:
        """Change one definition, or change it back; return which."""
        if chance.random() < 0.5:
            name, others = chance.choice(list(VARIABLES.items()))
            if name in self.variables:
                del self.variables[name]
            else:
                self.variables[name] = chance.choice(others)
            told = f"{name}: {self.variables.get(name, 'as it was')}"
        else:
            name, others = chance.choice(list(VALUES.items()))
            self.values[name] = chance.choice([each for each in others
                                               if each != self.values[name]])  # fmt: skip
            told = f"{name}: {self.values[name]}"
        self._write_own()
        return told

    def _write_own(self) -> None:
        given = {
            "shop_staging": False,
            "sensitive_features": [],
            "experiments": EXPERIMENTS[: 1 + self._has_assignments],
        }
        variables = json.dumps(given | self.variables)
        self._put("seg_project.yml", PROJECT.format(variables=variables))
        for name, text in MODELS.items():
            self._put(f"models/own/{name}", text.format(**self.values))
        self._put("definitions.json", json.dumps([self.variables, self.values]))

    @property
    def _has_assignments(self) -> bool:
        return "experiment_assignments" in self.files | self.tables

    def _put(self, path: str, text: str) -> None:
        file = self.folder / path
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, encoding="utf-8")

    def _sources(self) -> dict[str, object]:
        files = [
            {
                "name": name,
                "config": {"external_location": f"raw/{name}/*.parquet", **_kept_by(name)},
            }
            for name in sorted(self.files)
        ]
        tables = [{"name": name} for name in sorted(self.tables)]
        sources: list[dict[str, object]] = []
        if files:
            sources.append({"name": "files", "tables": files})
        if tables:
            sources.append({"name": "tables", "schema": "raw", "tables": tables})
        return {"sources": sources}


def _kept_by(name: str) -> dict[str, list[str]]:
    """Return how an input declares that its changes are new files."""
    return {"refresh_by": list(KEYS[name])} if name in ARRIVING else {}
