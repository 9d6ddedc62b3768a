def model(dbt, session):
    dbt.config(materialized="incremental", incremental_strategy="append")
    found = dbt.ref("orders").aggregate("count(*) as orders, max(id) as newest")
    return found.project(f"orders, newest, '{dbt.this.identifier}' as name")
