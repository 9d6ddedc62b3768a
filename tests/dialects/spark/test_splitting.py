"""CTEs that are read several times become tables, with the same rows."""

import duckdb
import pytest
from sqlglot import parse_one

from orchestrator.dialects.spark.splitting import split
from orchestrator.names import RelationName


def chain(length: int, first: str = "first(n) as (select unnest(range(3)))") -> str:
    """Each query reads the one before three times, by names in another case."""
    queries = [first]
    before = "first"
    for number in range(length):
        queries.append(
            f"Step_{number} as (select distinct a.n + 1 as n from {before} as a "
            f"inner join {before} on a.n = {before}.n where a.n in (select n from {before}))"
        )
        before = f"step_{number}"
    return f"with {', '.join(queries)} select n, {before}.n * 2 as twice from {before}"


def in_steps(select: str) -> tuple[list[tuple[object, ...]], list[str]]:
    """The rows of a SELECT by its parts, and what was filled before it."""
    tree, parts = split(
        parse_one(select, dialect="duckdb"), lambda number: RelationName("v", f"part {number}")
    )
    with duckdb.connect() as connection:
        connection.execute("create schema v; create table src as select 7 as n")
        for name, part in parts:
            connection.execute(f'create table v."{name.identifier}" as {part.sql("duckdb")}')
        rows = connection.execute(tree.sql("duckdb")).fetchall()
        expected = connection.execute(select).fetchall()
    assert sorted(rows) == sorted(expected)
    return rows, [part.sql("duckdb") for _, part in parts]


def test_a_long_chain_becomes_tables():
    _, parts = in_steps(chain(9))
    assert len(parts) == 2
    # What is read three times in a row reads 27 relations, and one more of it 81.
    assert 'from "v"."part 0"' in parts[1].lower()
    assert "step_2" not in parts[1]


@pytest.mark.parametrize(
    "select",
    [
        chain(4),
        "select 1 as n",
        # Who is meant by a name that stands twice is not told.
        chain(7, "first as (with step_1 as (select 2 as n) select n from step_1)"),
    ],
)
def test_what_can_be_planned_stays_whole(select: str):
    assert in_steps(select)[1] == []


def test_a_part_has_the_queries_that_it_reads():
    numbers = (
        "recursive first(n) as (select n from src union all select n + 1 from first where n < 9)"
    )
    own = "own as (with inner_one as (select n from first) select n from inner_one)"
    select = chain(7, f"{numbers}, {own}").replace(
        "as a inner join", "as a inner join own using (n) inner join"
    )
    _, parts = in_steps(select)
    assert len(parts) > 1
    assert parts[0].lower().startswith("with recursive first(n) as")
    assert "inner_one" in parts[0]
