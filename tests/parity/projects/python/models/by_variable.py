LIMIT = 2


def largest(session, rows):
    return session.sql(f"select * from rows order by amount desc limit {LIMIT}")


def model(dbt, session):
    paid = dbt.ref("orders").filter("amount > 5")
    first = largest(session, paid)
    sizes = dbt.ref("sized", v=1).union(dbt.ref("sized"))
    return session.query(
        "with f as (select * from first) select f.id, s.size from f join sizes as s on f.id = s.id"
    )
