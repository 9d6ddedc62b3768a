def model(dbt, session):
    dbt.config(materialized="incremental", unique_key="id")
    orders = dbt.ref("orders")
    if dbt.is_incremental:
        newest = session.sql(f"select max(id) from {dbt.this}").fetchall()[0][0]
        orders = orders.filter(f"id >= {newest}")
    return orders
