"""Order features in plain SQL: how long DuckDB takes without seg.

python -m benchmarks.raw_features FOLDER DAY [FILE]

builds a table of all customers in FOLDER/raw.duckdb. With a new FILE of orders, it recomputes the
rows of the customers in it and replaces the old ones. Nothing is tested, there are no segments, and
readers can see unfinished data.
"""

import sys
from pathlib import Path

import duckdb

# The same columns as customer_purchases of the project.
FEATURES = """
    with purchases as (
        select
            *,
            cast(ordered_at as date) as ordered_on,
            status = 'returned' as is_returned,
            case when status = 'returned' then 0 else net_amount end as net_revenue
        from read_parquet('{folder}/orders/*.parquet')
        where status in ('completed', 'returned')
            and ordered_at < date '{day}' + interval 1 day
            and {condition}
    ),

    purchase_days as (
        select distinct customer_id, ordered_on from purchases
    ),

    gaps as (
        select
            customer_id,
            ordered_on - lag(ordered_on) over (partition by customer_id order by ordered_on)
                as gap_days
        from purchase_days
    ),

    gap_percentiles as (
        select
            customer_id,
            count(*) as purchase_days,
            quantile_cont(gap_days, 0.5) as median_gap_days,
            quantile_cont(gap_days, 0.9) as gap_limit_days
        from gaps
        group by customer_id
    ),

    channels as (
        select customer_id, arg_max(channel, (orders, last_ordered_at)) as preferred_channel
        from (
            select customer_id, channel, count(*) as orders, max(ordered_at) as last_ordered_at
            from purchases
            group by customer_id, channel
        )
        group by customer_id
    ),

    totals as (
        select
            customer_id,
            count(*) as orders,
            min(ordered_on) as first_order_on,
            max(ordered_on) as last_order_on,
            max(ordered_at) as last_ordered_at,
            count(*) filter (where is_returned) as returned_orders,
            count(*) filter (where net_revenue > 0) as paid_orders,
            sum(net_revenue) as net_revenue,
            sum(discount_amount) as discount_amount,
            sum(net_amount + discount_amount) as list_amount,
            sum(net_amount) as paid_amount,
            avg(case when discount_amount > 0 then 1 else 0 end) as discounted_order_share,
            avg(case when channel in ('web', 'app') then 1 else 0 end) as online_order_share,
            {windows}
        from purchases
        group by customer_id
    )

    select *
    from totals
    inner join gap_percentiles using (customer_id)
    inner join channels using (customer_id)
"""
WINDOW = """
            count(*) filter (where ordered_on > date '{day}' - {days}) as orders_{days}d,
            sum(net_revenue) filter (where ordered_on > date '{day}' - {days}) as revenue_{days}d"""


def main() -> None:
    """Compute the features of all customers, or of those in a file of orders."""
    folder, day, *files = sys.argv[1:]
    windows = ",".join(WINDOW.format(day=day, days=days) for days in (30, 90, 365))
    is_changed = "customer_id in (select customer_id from changed)"
    condition = is_changed if files else "true"
    made = FEATURES.format(folder=folder, day=day, windows=windows, condition=condition)
    with duckdb.connect(Path(folder) / "raw.duckdb", config={"threads": 2}) as database:
        if not files:
            database.execute(f"create or replace table features as {made}")
            return
        database.execute(
            f"create temp table changed as select distinct customer_id from '{files[0]}'"
        )
        database.execute(f"create temp table made as {made}")
        database.execute("begin")
        database.execute(f"delete from features where {is_changed}")
        database.execute("insert into features from made")
        database.execute("commit")


if __name__ == "__main__":
    main()
