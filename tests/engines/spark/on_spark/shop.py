"""A small project that DuckDB and Spark both build, unedited."""

from collections.abc import Mapping
from pathlib import Path

from tests.projects import write_project

PROFILES = """
shop:
  target: spark
  outputs:
    duckdb: {type: duckdb, path: warehouse.duckdb}
    spark:
      type: spark
      master: "local[2]"
      threads: 2
      conf:
        spark.driver.memory: 1g
        spark.sql.shuffle.partitions: 1
        spark.driver.host: 127.0.0.1
        spark.driver.bindAddress: 127.0.0.1
        spark.driver.extraJavaOptions: -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""

FILES: Mapping[str, str] = {
    "seg_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": PROFILES,
    "seeds/orders.csv": (
        "id,customer,ordered_on,amount,note\n"
        "1,ann,2024-01-05,10.50,first\n"
        "2,ann,2024-02-07,20.00,\n"
        "3,bob,2024-02-07,5.25,it's \\ late\n"
        "4,cyd,2024-03-01,,\n"
    ),
    "models/stg_orders.sql": (
        "{{ config(materialized='view') }}\n"
        "select id, customer, ordered_on, cast(amount as double) as amount\n"
        "from {{ ref('orders') }}\n"
    ),
    "models/customers.sql": (
        "{{ config(materialized='table') }}\n"
        "with orders as (select * from {{ ref('stg_orders') }})\n"
        "select\n"
        "    customer,\n"
        "    count(*) as orders,\n"
        "    sum(amount) as revenue,\n"
        "    max(ordered_on) as last_on,\n"
        "    date_diff('day', max(ordered_on), date '2024-04-01') as days_since,\n"
        "    list_sort(list(distinct id)) as ids\n"
        "from orders\n"
        "group by customer\n"
    ),
    "models/tiers.sql": (
        "{{ config(materialized='view') }}\n"
        "select customer, case when revenue > 20 then 'a' else 'b' end as tier\n"
        "from {{ ref('customers') }}\n"
    ),
    "models/ranks.py": (
        "def model(dbt, session):\n"
        "    customers = dbt.ref('customers').df().sort_values('revenue', ascending=False)\n"
        "    customers['place'] = range(1, len(customers) + 1)\n"
        "    return customers[['customer', 'place', 'last_on', 'ids']]\n"
    ),
    "models/placed.sql": (
        "{{ config(materialized='table') }}\n"
        "select customer, place, last_on, list_sort(ids) as ids from {{ ref('ranks') }}\n"
    ),
    "models/units.yml": (
        "unit_tests:\n"
        "  - name: more_than_twenty\n"
        "    model: tiers\n"
        "    given:\n"
        "      - input: ref('customers')\n"
        "        rows: [{customer: a, revenue: 20}, {customer: b, revenue: 20.5}]\n"
        "    expect:\n"
        "      rows: [{customer: a, tier: b}, {customer: b, tier: a}]\n"
    ),
    "models/schema.yml": (
        "models:\n"
        "  - name: customers\n"
        "    columns:\n"
        "      - name: customer\n"
        "        data_tests: [unique, not_null]\n"
        "  - name: tiers\n"
        "    columns:\n"
        "      - name: customer\n"
        "        data_tests:\n"
        "          - relationships: {arguments: {to: ref('customers'), field: customer}}\n"
        "      - name: tier\n"
        "        data_tests:\n"
        "          - accepted_values: {arguments: {values: [a, b]}}\n"
    ),
    "models/families.yml": (
        "segment_families:\n"
        "  - name: spending\n"
        "    on: ref('customers')\n"
        "    entity: customer\n"
        "    mode: exclusive\n"
        "    as_of: date '2024-04-01'\n"
        "    owner: growth\n"
        "    segments:\n"
        "      - {name: high, where: revenue > 20, expect: {size: {min: 1}}}\n"
        "      - {name: some, where: orders >= 1 and revenue is not null}\n"
        "      - {name: rest, otherwise: true}\n"
    ),
    "tests/no_negative_orders.sql": (
        "select customer, revenue from {{ ref('customers') }} where revenue < 0\n"
    ),
}


def shop(folder: Path, **changes: str) -> Path:
    """The project in a folder."""
    return write_project(folder, {**FILES, **changes})
