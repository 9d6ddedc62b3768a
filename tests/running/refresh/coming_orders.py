"""A shop whose orders arrive in files or in a table with a watermark; spending per person."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from tests.projects import rows, write_project, writing
from tests.running.refresh.refreshing import built

ORDERS = "order_id,person,amount,loaded_at"
THROUGH = (
    "      refresh_through:\n        stg_orders: {through: stg_people, on: {number: number}}\n"
)
FILES: Mapping[str, str] = {
    "seg_project.yml": "name: shop\nmodels: {shop: {+materialized: table}}\n",
    "models/stg_orders.sql": (
        "{{ config(materialized='view') }}\n"
        "select order_id, person as number, amount from {{ source('raw', 'orders') }}\n"
        "qualify row_number() over (partition by order_id order by loaded_at desc) = 1\n"
    ),
    "models/stg_people.sql": "select * from {{ ref('people') }}\n",
    "models/spent.sql": (
        "select p.id, coalesce(sum(o.amount), 0) as spent, count(o.order_id) as orders,\n"
        "    any_value(n.seen) as seen\n"
        "from {{ ref('stg_people') }} as p\n"
        "left join {{ ref('stg_orders') }} as o on o.number = p.number\n"
        "cross join (select count(*) as seen from {{ ref('stg_orders') }}) as n\n"
        "group by p.id\n"
    ),
    "seeds/people.csv": "id,number\n" + "".join(f"p{n % 15},{n}\n" for n in range(20)),
    "models/s.yml": (
        "sources:\n"
        "  - name: raw\n"
        "    tables:\n"
        "      - name: orders\n"
        "        config: {external_location: 'orders/*.csv', refresh_by: order_id}\n"
        "models:\n"
        "  - name: stg_orders\n"
        "    config: {refresh_by: order_id}\n"
        "    columns:\n"
        "      - {name: order_id, data_tests: [unique, not_null]}\n"
        "      - name: number\n"
        "        data_tests: [{relationships: {to: ref('people'), field: number}}]\n"
        "      - {name: amount, data_tests: [{accepted_range: {max_value: 900}}]}\n"
        "  - {name: stg_people, config: {refresh_by: id}}\n"
        "  - name: spent\n"
        "    config:\n"
        "      refresh_by: id\n" + THROUGH
    ),
}
WATERMARK = {
    "models/s.yml": FILES["models/s.yml"].replace(
        "external_location: 'orders/*.csv', refresh_by: order_id",
        "refresh_by: order_id, watermark: loaded_at",
    )
}


def deliver(folder: Path, name: str, *lines: str) -> None:
    (folder / "orders").mkdir(exist_ok=True)
    (folder / f"orders/{name}.csv").write_text("\n".join([ORDERS, *lines]) + "\n")


def started(folder: Path, files: Mapping[str, str] = {}) -> Path:
    write_project(folder, {**FILES, **files})
    deliver(folder, "first", *(f"{n},{n % 20},10,2026-01-01" for n in range(60)))
    built(folder)
    return folder


def load(folder: Path, *orders: tuple[object, ...]) -> None:
    """Put rows into the source that is a table."""
    with writing(folder / "warehouse.duckdb") as connection:
        connection.execute("create schema if not exists raw")
        connection.execute(
            "create table if not exists raw.orders "
            "(order_id bigint, person bigint, amount bigint, loaded_at date)"
        )
        connection.executemany("insert into raw.orders values (?, ?, ?, ?)", list(orders))


def total(folder: Path) -> int:
    ((found,),) = rows(folder, "select sum(spent) from spent")
    return int(found)


def spent(folder: Path) -> dict[str, int]:
    return {
        str(row[0]): int(float(str(row[1]))) for row in rows(folder, "select id, spent from spent")
    }


def expected(folder: Path) -> dict[str, int]:
    """The same, by plain SQL over the files."""
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select id, coalesce(sum(amount), 0) from '{folder}/seeds/people.csv' left join ("
            f"  from '{folder}/orders/*.csv'"
            "   qualify row_number() over (partition by order_id order by loaded_at desc) = 1"
            ") on person = number group by id"
        ).fetchall()
    return dict(found)
