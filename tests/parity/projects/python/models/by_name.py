def model(dbt, session):
    orders = dbt.ref("orders").filter("amount > 100")
    loaded = dbt.ref("loaded")
    return session.sql("select count(*) as orders from orders")
