"""Columns of a SELECT, and the columns that they come from."""

import sys
from collections.abc import Iterable

import pytest

from orchestrator.lineage.door import Origins, origin_reader
from orchestrator.names import RelationName

ORDERS = RelationName("main", "orders")
PEOPLE = RelationName("raw", "people")
KNOWN = (
    (ORDERS, (("id", "BIGINT"), ("person", "VARCHAR"), ("amount", "DOUBLE"))),
    (PEOPLE, (("person", "VARCHAR"), ("Country", "VARCHAR"))),
)


def followed(select: str) -> Origins | None:
    read = origin_reader(KNOWN, "duckdb")
    assert read is not None
    return read(select)


def spelled(of: Iterable[tuple[RelationName, str]]) -> list[str]:
    return [f"{where}.{column}" for where, column in of]


def origins(select: str) -> dict[str, list[str]] | None:
    found = followed(select)
    return None if found is None else {name: spelled(of) for name, of in found.columns.items()}


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ('select amount as a from "main"."orders"', {"a": ["main.orders.amount"]}),
        ("select 1 as one", {"one": []}),
        (
            'with o as (select * from "main"."orders") select person, sum(amount) as total from o'
            " group by person",
            {"person": ["main.orders.person"], "total": ["main.orders.amount"]},
        ),
        (
            "select case when p.country = 'DE' then o.amount end as german"
            ' from "main"."orders" as o left join "raw"."people" as p on o.person = p.person',
            {"german": ["main.orders.amount", "raw.people.country"]},
        ),
        (
            'select person from "main"."orders" union all select person from raw.people',
            {"person": ["main.orders.person", "raw.people.person"]},
        ),
        (
            "with nobody as (select null as since, null as country where false),"
            " told as (select * from nobody union all by name select * from raw.people)"
            " select * from told",
            {"since": [], "country": ["raw.people.country"], "person": ["raw.people.person"]},
        ),
        (
            'select id as "a b" from main.orders union by name'
            ' select amount as "C" from main.orders',
            {"a b": ["main.orders.id"], "c": ["main.orders.amount"]},
        ),
        ('select x from "main"."unknown"', {"x": []}),
        ("select x from read_csv('a.csv')", {"x": []}),
    ],
)
def test_values_are_followed_to_the_columns_of_relations(
    select: str, expected: dict[str, list[str]]
) -> None:
    assert origins(select) == expected


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("select person from main.orders", []),
        ("select person from main.orders where id = 1 and person <> 'x'", ["id", "person"]),
        ("select person from main.orders group by person having sum(amount) > 3", ["amount"]),
        (
            "select person from main.orders"
            " qualify row_number() over (partition by person order by amount) = 1",
            ["amount", "person"],
        ),
        (
            "with doubled as (select person, amount * 2 as d from main.orders),"
            " large as (select * from doubled where d > 3) select person from large",
            ["amount"],
        ),
    ],
    ids=["all rows", "where", "having", "qualify", "far inside"],
)
def test_what_chooses_rows_is_followed_as_well(select: str, expected: list[str]) -> None:
    found = followed(select)
    assert found is not None
    assert spelled(found.choosing) == [f"main.orders.{column}" for column in expected]


@pytest.mark.parametrize(
    "condition",
    [
        "join raw.people as p on o.person = p.person",
        "join (select person as q from raw.people) as p on o.person = q",
        "where person in (select person from raw.people)",
        "where exists (select 1 from raw.people as p where p.person = o.person)",
    ],
    ids=["join", "join of a query", "in", "exists"],
)
def test_both_sides_of_a_join_choose_rows(condition: str) -> None:
    found = followed(f"select amount from main.orders as o {condition}")
    assert found is not None
    assert spelled(found.choosing) == ["main.orders.person", "raw.people.person"]


@pytest.mark.parametrize("select", ["selec", "select (", "create table x (a int)"])
def test_what_is_no_select_is_not_followed(select: str) -> None:
    assert origins(select) is None


def test_without_the_library_nothing_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "orchestrator.lineage.columns", raising=False)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    assert origin_reader(KNOWN, "duckdb") is None
