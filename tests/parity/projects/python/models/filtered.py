def model(dbt, session):
    least = dbt.config.get("meta")["least"]
    return dbt.ref("orders").filter(f"amount > {least}").project("id, customer, amount")
