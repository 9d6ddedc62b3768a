"""What came into a source is the change of it: new files, or later values of a watermark."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from tests.projects import rows, write_project
from tests.running.refreshing import built

ORDERS = "order_id,person,amount,loaded_at"
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
        "      refresh_by: id\n"
        "      refresh_through:\n"
        "        stg_orders: {through: stg_people, on: {number: number}}\n"
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


def spent(folder: Path) -> dict[str, int]:
    return {str(row[0]): int(str(row[1])) for row in rows(folder, "select id, spent from spent")}


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


def test_rows_of_new_files_make_their_keys_again(tmp_path: Path) -> None:
    started(tmp_path)
    assert spent(tmp_path) == expected(tmp_path)
    deliver(tmp_path, "second", "100,3,5,2026-01-02", "101,4,7,2026-01-02")
    words = built(tmp_path)
    assert words["spent"] == "REFRESH 2"
    assert words["unique_stg_orders_order_id"] == "PASS"
    assert spent(tmp_path) == expected(tmp_path)
    # The rows of the two were made of the orders of these alone.
    assert rows(tmp_path, "select seen, count(*) from spent group by all order by 1") == [
        (14, 2),
        (60, 13),
    ]
    assert built(tmp_path) == {}


def test_a_row_that_takes_the_place_of_another_one(tmp_path: Path) -> None:
    started(tmp_path)
    # The order was of 3, and is of 4 now: both are made again.
    deliver(tmp_path, "second", "3,4,11,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 2"
    assert spent(tmp_path) == expected(tmp_path)


@pytest.mark.parametrize("change", ["another", "gone", "moved"])
def test_files_that_do_not_stay_are_read_whole(change: str, tmp_path: Path) -> None:
    started(tmp_path)
    deliver(tmp_path, "second", "100,3,5,2026-01-02")
    if change == "another":
        deliver(tmp_path, "first", *(f"{n},{n % 20},12,2026-01-01" for n in range(60)))
    elif change == "gone":
        (tmp_path / "orders/first.csv").unlink()
    else:
        (tmp_path / "orders/first.csv").rename(tmp_path / "orders/zero.csv")
    built(tmp_path)
    assert spent(tmp_path) == expected(tmp_path)
    assert set(dict(rows(tmp_path, "select id, seen from spent")).values()) <= {1, 61}


def test_tests_find_what_is_wrong_with_new_rows(tmp_path: Path) -> None:
    started(tmp_path)
    deliver(tmp_path, "second", "100,3,1000,2026-01-02")
    words = built(tmp_path, exit_code=1)
    assert words["accepted_range_stg_orders_amount__900"] == "FAIL 1"
    deliver(tmp_path, "second", "100,77,100,2026-01-02")
    assert built(tmp_path, exit_code=1)["relationships_stg_orders_number__number__ref_people_"] == (
        "FAIL 1"
    )
