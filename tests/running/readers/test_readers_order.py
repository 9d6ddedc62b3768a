"""In the copy for readers, relations for looking up a customer are sorted by key."""

from pathlib import Path

from tests.projects import seg, write_project
from tests.running.readers.readers import SHOP, in_copy

ORDERED = {
    **SHOP,
    "seg_project.yml": "name: shop\npublish: {readers: copies/readers.duckdb}\nroles:\n"
    "  customers: {relation: ref('people'), columns: {customer_id: number}}\n"
    "  reachability: ref('reach')\n",
    "models/stg.sql": "select 1",
    "models/marts/sums.sql": "select * from {{ ref('people') }}",
    "models/people.sql": "{{ config(materialized='table') }}\n"
    "select range as number, range % 7 as orders, date '2026-11-01' as as_of_date\n"
    "from range(40000) order by hash(range)",
    "models/reach.sql": "select number, 'email' as channel, true as is_reachable\n"
    "from {{ ref('people') }}",
    "models/families.yml": SHOP["models/families.yml"].replace("customer_id", "number"),
}


def is_ordered(folder: Path, relation: str) -> bool:
    numbers = [row[0] for row in in_copy(folder, f"select number from {relation} order by rowid")]
    assert len(numbers) == 40_000
    return numbers == sorted(numbers)


def groups(folder: Path, relation: str) -> int:
    found = in_copy(
        folder, f"select count(distinct row_group_id) from pragma_storage_info('{relation}')"
    )
    return int(found[0][0])


def test_relations_that_are_looked_into_are_in_the_order_of_the_key(tmp_path: Path) -> None:
    folder = write_project(tmp_path, ORDERED)
    outcome = seg(folder, "run")
    assert outcome.exit_code == 0, outcome.stdout
    assert all(is_ordered(folder, name) for name in ("people", "reach", "loyal"))
    # Others are as their query gave them.
    assert not is_ordered(folder, "sums")
    assert groups(folder, "loyal") == 3


def test_they_are_so_in_a_copy_that_takes_over_tables_of_the_one_before(tmp_path: Path) -> None:
    folder = write_project(tmp_path, ORDERED)
    assert seg(folder, "run").exit_code == 0
    changed = ORDERED["models/families.yml"].replace("orders > 4", "orders > 3")
    write_project(folder, {"models/families.yml": changed})
    assert seg(folder, "run").exit_code == 0
    assert all(is_ordered(folder, name) for name in ("people", "reach", "loyal"))
    assert groups(folder, "loyal") == 3
