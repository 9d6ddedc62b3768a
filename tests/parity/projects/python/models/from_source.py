def model(dbt, session):
    dbt.config(materialized="table", tags=["nightly"])
    rows = [
        len(dbt.ref("orders")) + len(dbt.source("shop", "orders")),
        dbt.ref("loaded").fetchall()[0][0],
    ]
    columns = dbt.ref("loaded").columns
    return session.sql(f"select {rows[0]} as rows, '{columns[1]}' as name, {rows[1]} as first_id")
