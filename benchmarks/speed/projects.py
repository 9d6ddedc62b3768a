"""The measured projects other than those of generate_project.py."""

import random
import shutil
from pathlib import Path

import duckdb

from benchmarks.generate_project import PROJECT_FILES

ROOT = Path(__file__).parents[2]
SEGMENTATION = ("seg_project.yml", "models", "macros", "seeds", "tests/data")

SHOP = {
    "models/stg_customers.sql": "select id as customer_id, name from {{ ref('raw_customers') }}\n",
    "models/stg_orders.sql": (
        "select id as order_id, customer_id, ordered_on, status from {{ ref('raw_orders') }}\n"
    ),
    "models/stg_payments.sql": (
        "select id as payment_id, order_id, method, amount / 100.0 as amount\n"
        "from {{ ref('raw_payments') }}\n"
    ),
    "models/orders.sql": (
        "{{ config(materialized='table') }}\n"
        "select o.order_id, o.customer_id, o.ordered_on, o.status, sum(p.amount) as amount\n"
        "from {{ ref('stg_orders') }} as o left join {{ ref('stg_payments') }} as p\n"
        "using (order_id) group by all\n"
    ),
    "models/customers.sql": (
        "{{ config(materialized='table') }}\n"
        "select c.customer_id, c.name, min(o.ordered_on) as first_ordered_on,\n"
        "    count(o.order_id) as orders, sum(o.amount) as amount\n"
        "from {{ ref('stg_customers') }} as c left join {{ ref('orders') }} as o\n"
        "using (customer_id) group by all\n"
    ),
    "models/shop.yml": """models:
  - name: stg_customers
    columns:
      - {name: customer_id, data_tests: [unique, not_null]}
      - {name: name, data_tests: [not_null]}
  - name: stg_orders
    columns:
      - {name: order_id, data_tests: [unique, not_null]}
      - name: status
        data_tests:
          - not_null
          - accepted_values: {arguments: {values: [placed, sent, returned]}}
  - name: stg_payments
    columns:
      - {name: payment_id, data_tests: [unique, not_null]}
      - {name: order_id, data_tests: [not_null]}
      - name: method
        data_tests:
          - accepted_values: {arguments: {values: [card, coupon, transfer]}}
  - name: orders
    columns:
      - {name: order_id, data_tests: [unique, not_null]}
      - name: customer_id
        data_tests:
          - not_null
          - relationships: {arguments: {to: ref('customers'), field: customer_id}}
      - {name: amount, data_tests: [not_null]}
      - {name: ordered_on, data_tests: [not_null]}
  - name: customers
    columns:
      - {name: customer_id, data_tests: [unique, not_null]}
      - {name: orders, data_tests: [not_null]}
""",
}
FEATURES = {
    "models/orders_by_customer.sql": """{{ config(materialized='table') }}
select
    customer_id,
    count(*) as orders,
    sum(amount) as spent,
    max(ordered_at) as last_ordered_at,
    count(*) filter (where ordered_at >= timestamp '2025-06-01') as orders_30d,
    count(distinct channel) as channels,
    arg_max(channel, ordered_at) as last_channel
from '{{ var('orders', 'orders.parquet') }}'
where status = 'completed'
group by customer_id
""",
    "models/gaps_by_customer.sql": """{{ config(materialized='table') }}
with gaps as (
    select
        customer_id,
        date_diff('day', lag(ordered_at) over by_customer, ordered_at) as days
    from '{{ var('orders', 'orders.parquet') }}'
    where status = 'completed'
    window by_customer as (partition by customer_id order by ordered_at)
)
select customer_id, avg(days) as mean_days, max(days) as longest_days
from gaps
where days is not null
group by customer_id
""",
    "models/features.sql": """{{ config(materialized='table') }}
select
    o.*,
    g.mean_days,
    g.longest_days,
    ntile(5) over (order by o.spent) as m_score,
    ntile(5) over (order by o.orders) as f_score
from {{ ref('orders_by_customer') }} as o
left join {{ ref('gaps_by_customer') }} as g using (customer_id)
""",
}


def write(folder: Path, tool: str, files: dict[str, str]) -> None:
    """Write a project for `seg` or `dbt`."""
    for path, text in {**PROJECT_FILES[tool], **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def write_shop(folder: Path, tool: str) -> None:
    """Write three seeds, five models and twenty data tests: 28 nodes."""
    draw = random.Random(7)
    customers = "".join(f"{n},name {n}\n" for n in range(1, 101))
    orders = "".join(
        f"{n},{draw.randrange(1, 101)},2025-0{draw.randrange(1, 7)}-1{draw.randrange(10)},"
        f"{draw.choice(('placed', 'sent', 'returned'))}\n"
        for n in range(1, 301)
    )
    payments = "".join(
        f"{n},{n},{draw.choice(('card', 'coupon', 'transfer'))},{draw.randrange(100, 9000)}\n"
        for n in range(1, 301)
    )
    seeds = {
        "seeds/raw_customers.csv": f"id,name\n{customers}",
        "seeds/raw_orders.csv": f"id,customer_id,ordered_on,status\n{orders}",
        "seeds/raw_payments.csv": f"id,order_id,method,amount\n{payments}",
    }
    write(folder, tool, SHOP | seeds)


def write_seed(folder: Path, tool: str, rows: int) -> None:
    """Write one seed of five columns."""
    draw = random.Random(3)
    lines = "".join(
        f"{n},c{draw.randrange(50_000):06d},2025-0{draw.randrange(1, 7)}-1{draw.randrange(10)},"
        f"{draw.randrange(100, 100_000) / 100:.2f},a note of order {n}\n"
        for n in range(rows)
    )
    head = "order_id,customer_id,ordered_on,amount,note\n"
    write(folder, tool, {"seeds/raw_orders.csv": head + lines})


def write_features(folder: Path, tool: str) -> None:
    """Write customer features, computed from the orders in orders.parquet."""
    write(folder, tool, FEATURES)


def write_orders(file: Path, orders: int) -> None:
    """Write this many orders of a tenth as many customers, over three years."""
    select = f"""
        select
            i as order_id,
            'c' || cast(floor({orders // 10} * power(random(), 2)) as bigint) as customer_id,
            timestamp '2022-07-01' + to_seconds(cast(94608000 * random() as bigint)) as ordered_at,
            cast(5 + 100 * random() as decimal(18, 2)) as amount,
            case when random() < 0.05 then 'returned' else 'completed' end as status,
            ['web', 'store', 'app'][1 + cast(floor(3 * random()) as integer)] as channel
        from range({orders}) as numbers(i)
    """
    with duckdb.connect() as database:
        database.execute("set threads = 1; select setseed(0.42)")
        database.execute(f"copy ({select}) to '{file}' (format parquet)")


def copy_segmentation(folder: Path) -> None:
    """Copy the repository's own project."""
    for name in SEGMENTATION:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
