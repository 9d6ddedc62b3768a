"""What makes a SELECT depend on more than what it is declared to read."""

import pytest

from orchestrator.engines.duckdb.sql.volatility import COMMON, _stable_functions, volatile_words

A = '"\ue000model.shop.a"'

VOLATILE = {
    f"select now() from {A}": ("now()",),
    f"select current_date from {A}": ("current_date",),
    f'select "now"() from {A}': ("now()",),
    f"select random(), uuid() from {A}": ("random()", "uuid()"),
    f"select age(made_at) from {A}": ("age()",),
    f"select my_macro(1) from {A}": ("my_macro()",),
    f"select * from {A} using sample 3": ("sample",),
    f"select * from {A}, other": ("the table other",),
    f"select * from {A} as a join {A} as b on true, other": ("the table other",),
    f"select * from {A} where id in (select id from s.other)": ("the table s.other",),
    "select * from 'x.csv'": ("the table x.csv",),
    "select * from read_csv('x.csv')": ("read_csv()",),
    f"select rowid from {A}": ("rowid",),
    "with orders as (select * from orders) select * from orders": ("the table orders",),
    "with a as (select * from b), b as (select 1) select * from a": ("the table b",),
    "select orders as x, (1) from orders": ("the table orders",),
    f"select main.now() from {A}": ("main.now()",),
    f"select raw.sum(x) from {A}": ("raw.sum()",),
    f"select born.age() from {A}": ("born.age()",),
    f"select o.rowid from {A} as o": ("rowid",),
    f"with raw as (select * from {A}) select * from raw join raw.t as t on true": (
        "the table raw.t",
    ),
    f"select 1 from {A} window t as (order by a) union all select v from t": ("the table t",),
    f"pivot {A} on a using sum(b)": ("a statement that the parser does not show",),
}
STABLE = (
    f"select a, b from {A}",
    f"with x as (select * from {A}), y as (select id from x) select * from y join x using (id)",
    "with recursive r as (select 1 as i union all select i + 1 from r where i < 5) select * from r",
    "with a as (select 1), b as (select 2) select * from a, b",
    "select * from range(10)",
    f"select date_diff('day', a, b), row_number() over (partition by a order by b) from {A}",
    f"select list_transform(x, lambda y: y + 1), cast(a as decimal(10, 2)) from {A}",
    f"select 'now()', extract(year from made_at) from {A}",
    f"from {A} select a",
    f"select x.a, 1.5, .5, 1e3 from {A} as x",
    f"select sum(a) over w from {A} window w as (order by b)",
    f"select case when a then error('no') end from {A}",
)


@pytest.mark.parametrize("sql", VOLATILE)
def test_it_is_found(sql: str) -> None:
    assert volatile_words(sql) == VOLATILE[sql]


@pytest.mark.parametrize("sql", STABLE)
def test_what_depends_on_its_inputs_alone_is_not(sql: str) -> None:
    assert volatile_words(sql) == ()


def test_the_functions_that_are_known_without_asking_are_stable_in_the_catalogue() -> None:
    assert _stable_functions() >= COMMON
