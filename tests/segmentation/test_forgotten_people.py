"""The segmentation after `seg erase`: it builds, passes its tests, and nobody returns."""

import re
from pathlib import Path

import pytest

from tests.action.tiny import built, change_table, write_tiny
from tests.projects import reading, rows, seg
from tests.segmentation import published
from tests.segmentation.conftest import seg_build

IDENTITY = [
    f"models/identity/{name}.sql"
    for name in (
        "customer_ids",
        "customer_xref",
        "identity_edges",
        "identity_ids",
        "known_customers",
    )
]
CUSTOMERS = """customer_id:varchar account_id:varchar email:varchar phone:varchar birth_date:date
gender:varchar country:varchar region:varchar city:varchar postal_code:varchar language:varchar
job_title:varchar created_at:timestamp""".replace("\n", " ")
ORDERS = "order_id:varchar customer_id:varchar status:varchar ordered_at:timestamp"
LINKS = """left_type:varchar left_id:varchar right_type:varchar right_id:varchar seen_at:timestamp
customer c2 device d 2025-01-01
customer c3 device d 2025-01-01"""


def customers(*names: str) -> str:
    return "\n".join([CUSTOMERS, *(f"{name} - {name}@x.org{' -' * 10}" for name in names)])


def people_with(database: Path, pattern: str) -> dict[str, int]:
    """In each table, the rows in which a text matches: no view shows anything else."""
    with reading(database) as connection:
        names = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        counted = {}
        for schema, name in names:
            found = connection.execute(
                f'select count(*) from "{schema}"."{name}" as r '
                "where regexp_matches(cast(r as varchar), $1, 'i')",
                [pattern],
            ).fetchone()
            counted[f"{schema}.{name}"] = found[0] if found else 0
    return {name: count for name, count in counted.items() if count}


@pytest.mark.long
def test_the_sample_builds_without_them(own_sample: Path) -> None:
    database = own_sample / "warehouse.duckdb"
    # Whoever has two numbers, orders, campaigns and an address of their own.
    person = published.query(
        database,
        "select x.customer_id, list(x.source_id) as numbers, any_value(k.email) as email "
        "from customer_xref as x inner join known_customers as k using (customer_id) "
        "where x.source_id_type = 'customer' and x.customers_of_person = 2 "
        "and k.email is not null and x.customer_id in (select customer_id from purchases) "
        "and x.customer_id in (select customer_id from stg_campaign_sends) "
        "group by x.customer_id order by x.customer_id limit 1",
    ).iloc[0]
    ids = published.query(
        database,
        "select source_id from customer_xref where not is_protected "
        f"and customer_id = '{person['customer_id']}'",
    )
    known = [*ids["source_id"], person["email"]]
    assert len(known) > len(person["numbers"]) + 1
    pattern = rf"\b({'|'.join(map(re.escape, known))})\b"
    assert len(people_with(database, pattern)) > 60
    assert seg(own_sample, "erase", str(person["numbers"][1])).exit_code == 0
    assert people_with(database, pattern) == {}
    seg_build(own_sample, {"as_of_date": "2025-06-30"})
    assert people_with(database, pattern) == {}
    assert not re.search(pattern.encode(), database.read_bytes(), re.IGNORECASE)


def test_views_on_a_source_show_them_and_identity_leaves_them_out(tmp_path: Path) -> None:
    folder = write_tiny(
        tmp_path,
        {
            "stg_customers": customers("c1", "c2", "c3"),
            "stg_orders": f"{ORDERS}\no1 c2 completed 2025-02-01\no2 - completed 2025-02-01",
            "stg_identity_links": LINKS,
        },
        IDENTITY,
        variables={"input_identity_links": True},
    )
    as_views = '{{ config(materialized="view") }}\n'
    for file in folder.glob("models/inputs/*.sql"):
        file.write_text(as_views + file.read_text())
    built(folder)
    assert rows(folder, "select customer_id from known_customers order by 1") == [("c1",), ("c2",)]
    assert seg(folder, "erase", "c3").exit_code == 0
    # A number that is new is a new person: what joined it to the erased ones is left out.
    change_table(folder, "stg_customers", customers("c0", "c1", "c2", "c3"))
    change_table(folder, "stg_identity_links", f"{LINKS}\ncustomer c0 device d 2025-01-02")
    for file in folder.glob("models/inputs/stg_[ci]*.sql"):
        file.write_text(as_views + file.read_text())
    built(folder)
    assert rows(folder, "select count(*) from stg_customers") == [(4,)]
    assert rows(folder, "select customer_id from known_customers order by 1") == [("c0",), ("c1",)]
    assert rows(folder, "select source_id, customer_id from customer_xref order by 1") == [
        ("c0", "c0"),
        ("c1", "c1"),
    ]
    assert seg(folder, "erase", "c3", "--readmit").exit_code == 0
    built(folder)
    assert rows(
        folder, "select source_id from customer_xref where customer_id = 'c0' order by 1"
    ) == [
        ("c0",),
        ("c2",),
        ("c3",),
        ("d",),
    ]
