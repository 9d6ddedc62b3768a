"""Views between a source and tables refreshed from its new rows: their earlier rows are found."""

from pathlib import Path

from tests.projects import rows, write_project
from tests.running.refresh.coming_orders import FILES, THROUGH, deliver, started
from tests.running.refresh.refreshing import built


def test_a_view_over_a_view_by_other_columns_is_known_as_it_was(tmp_path: Path) -> None:
    """A person's only order moves to another person, so a group becomes empty."""
    files = {
        "models/spent.sql": (
            "select id, count(*) as spent from {{ ref('buyers') }} group by all\n"
        ),
        "models/buyers.sql": (
            "{{ config(materialized='view', refresh_by='number') }}\n"
            "select number, number % 7 as id from {{ ref('stg_orders') }} group by number\n"
        ),
        "models/s.yml": FILES["models/s.yml"][: -len(THROUGH)].replace("[unique, not_null]", "[]"),
    }
    write_project(tmp_path, {**FILES, **files})
    deliver(tmp_path, "first", *(f"{n},{n},10,2026-01-01" for n in range(20)))
    built(tmp_path)
    deliver(tmp_path, "second", "13,14,10,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 1"
    assert rows(tmp_path, "select id, spent from spent where id in (0, 6)") == [(0, 3), (6, 1)]


def test_views_that_stand_are_known_as_they_were(tmp_path: Path) -> None:
    """Facts of another target create no step for a view, but its downstream view is rebuilt."""
    targets = "".join(
        f"    {name}: {{type: duckdb, path: warehouse.duckdb, schema: {name}}}\n"
        for name in ("dev", "prod")
    )
    files = {
        "seg_project.yml": FILES["seg_project.yml"] + "profile: shop\n",
        "profiles.yml": f"shop:\n  target: dev\n  outputs:\n{targets}",
        "models/came.sql": (
            "{{ config(materialized='view', refresh_by='order_id') }}\n"
            "select * from {{ source('raw', 'orders') }}\n"
        ),
        "models/stg_orders.sql": FILES["models/stg_orders.sql"]
        .replace("source('raw', 'orders')", "ref('came')")
        .replace("'view'", "'view', refresh_by='order_id'"),
        "models/spent.sql": (
            "{{ config(refresh_by='number') }}\n"
            "select number, sum(amount) as spent from {{ ref('stg_orders') }} group by number\n"
        ),
        "models/s.yml": FILES["models/s.yml"].partition("models:\n")[0] + "models:\n"
        "  - name: stg_orders\n"
        "    config: {contract: {enforced: true, cast: true}}\n"
        "    columns:\n"
        "      - {name: order_id, data_type: bigint}\n"
        "      - {name: number, data_type: bigint}\n"
        "      - {name: amount, data_type: 'decimal(9, 2)'}\n",
    }
    started(tmp_path, files)
    built(tmp_path, "--target", "prod")
    deliver(tmp_path, "second", "3,4,11,2026-01-02")
    for target in ("prod", "dev"):
        assert built(tmp_path, "--target", target)[f"{target}.spent"] == "REFRESH 2"
        query = f"select number, spent from {target}.spent where number in (3, 4) order by 1"
        assert rows(tmp_path, query) == [(3, 20), (4, 41)]


def test_rows_without_a_key_are_judged_with_those_that_were_there(tmp_path: Path) -> None:
    people = "".join(f"{n},{n},{n}\n" for n in range(1, 60))
    location = "read_csv('data/*.csv', columns = {'id': 'int', 'day': 'int', 'spent': 'int'})"
    write_project(
        tmp_path,
        {
            "seg_project.yml": "name: shop\n",
            "data/a.csv": f"id,day,spent\n{people},5,5\n",
            "models/days.sql": "{{ config(materialized='view', refresh_by=['id', 'day']) }}\n"
            "select id, day, sum(spent) as spent from {{ source('raw', 'paid') }} group by all\n",
            "models/s.yml": "sources:\n  - name: raw\n    tables:\n      - name: paid\n"
            f'        config: {{external_location: "{location}", refresh_by: id}}\n'
            "models:\n  - name: days\n    columns:\n      - name: spent\n"
            "        data_tests: [{accepted_range: {max_value: 104, config: {severity: warn}}}]\n",
        },
    )
    built(tmp_path)
    (tmp_path / "data/b.csv").write_text("id,day,spent\n,5,100\n7,7,1\n")
    assert built(tmp_path)["accepted_range_days_spent__104"] == "WARN 1"
