def model(dbt, session):
    dbt.config(materialized="table")
    orders = dbt.ref("orders").set_alias("o")
    twice = dbt.ref("loaded").set_alias("l")
    joined = orders.join(twice, "o.id = l.id").select("o.customer, o.amount, l.twice")
    return joined.aggregate("customer, sum(amount) as amount, sum(twice) as twice", "customer")
