def model(dbt, con):
    con.execute("create temp table between_steps (id integer, text varchar)")
    con.execute("insert into between_steps values (1, 'a'), (2, null)")
    con.execute("insert into between_steps select ?, ?", [3, "c"])
    known = con.execute("select count(*) from between_steps").fetchall()[0][0]
    assert known == 3
    return con.table("between_steps")
