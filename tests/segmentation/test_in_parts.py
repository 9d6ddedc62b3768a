"""Orders arrive, change and disappear during a day: each run recomputes only the customers
concerned, with exactly the result of a run for everybody.
"""

import random
from pathlib import Path

import duckdb
import pytest

from benchmarks.orders import FIRST_DAY, Shop
from tests.projects import Outcome, seg

RUNS = 3
# How often a table was told of changes is no content of it.
CONTENT = "columns(lambda name: name <> 'change_number')"


def build(shop: Shop, *arguments: str) -> Outcome:
    outcome = seg(shop.folder, "build", "--vars", f"{{as_of_date: {FIRST_DAY}}}", *arguments)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome


def edited(shop: Shop, number: int, draw: random.Random) -> None:
    """New orders of old and new customers, and orders that are corrected, cancelled or gone."""
    customers = [f"c{draw.randrange(shop.customers)}" for _ in range(draw.randint(1, 3))]
    rows = ", ".join(
        f"('new-{number}-{at}', '{customer}', {draw.randint(1, 400)})"
        for at, customer in enumerate(customers)
    )
    shop.copy(
        f"""
        select
            order_id, customer_id, timestamp '{FIRST_DAY} 09:00:00' as ordered_at,
            'completed' as status, 'web' as channel, 'EUR' as currency,
            cast(amount as decimal(18, 2)) as net_amount,
            cast(0 as decimal(18, 2)) as discount_amount
        from (values {rows}) as orders (order_id, customer_id, amount)
        """,
        f"orders/new-{number}.parquet",
    )
    file = draw.choice(sorted((shop.folder / "orders").glob("2*.parquet")))
    one, other = draw.sample(range(200), 2)
    with duckdb.connect() as database:
        kept = database.sql(
            f"""
            select * replace (
                case when number = {one} then net_amount + 77 else net_amount end as net_amount,
                case when number = {one + 1} then 'cancelled' else status end as status
            )
            from (select *, row_number() over (order by order_id) as number from '{file}')
            where number <> {other}
            """
        )
        names = ", ".join(name for name in kept.columns if name != "number")
        database.sql(f"copy (select {names} from kept) to '{file}.new' (format parquet)")
    Path(f"{file}.new").rename(file)


@pytest.mark.long
def test_a_day_of_runs_gives_what_a_run_for_everybody_gives(tmp_path: Path) -> None:
    shop = Shop(tmp_path, 4_000, 0)
    shop.write_years()
    build(shop)
    draw = random.Random(20250628)
    for number in range(RUNS):
        edited(shop, number, draw)
        said = build(shop).stdout
        assert "main.customer_features" in said
        assert "[REFRESH" in said
    in_parts = tmp_path / "in_parts.duckdb"
    in_parts.write_bytes((tmp_path / "warehouse.duckdb").read_bytes())
    build(shop, "--full-refresh", "--full-tests")
    differing = []
    with duckdb.connect() as database:
        database.execute(f"attach '{in_parts}' as parts (read_only)")
        database.execute(f"attach '{tmp_path / 'warehouse.duckdb'}' as whole (read_only)")
        tables = database.execute(
            "select table_name from information_schema.tables"
            " where table_catalog = 'whole' and table_schema = 'main'"
        ).fetchall()
        assert len(tables) > 80
        for (name,) in tables:
            one, other = (f'select {CONTENT} from {of}.main."{name}"' for of in ("parts", "whole"))
            found = database.execute(
                f"select count(*) from (({one} except all {other})"
                f" union all ({other} except all {one}))"
            ).fetchall()
            if found != [(0,)]:
                differing.append((name, found[0][0]))
    assert differing == []
