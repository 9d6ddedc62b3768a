"""Columns of a SELECT, and what they are made of."""

import sys

import pytest

from orchestrator.lineage.door import origin_reader
from orchestrator.names import RelationName

ORDERS = RelationName("main", "orders")
PEOPLE = RelationName("raw", "people")
KNOWN = (
    (ORDERS, (("id", "BIGINT"), ("person", "VARCHAR"), ("amount", "DOUBLE"))),
    (PEOPLE, (("person", "VARCHAR"), ("Country", "VARCHAR"))),
)


def origins(select: str) -> dict[str, list[str]] | None:
    read = origin_reader(KNOWN, "duckdb")
    assert read is not None
    found = read(select)
    if found is None:
        return None
    return {name: [f"{where}.{column}" for where, column in of] for name, of in found.items()}


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
        ('select x from "main"."unknown"', {"x": []}),
        ("select x from read_csv('a.csv')", {"x": []}),
    ],
)
def test_values_are_followed_to_the_columns_of_relations(
    select: str, expected: dict[str, list[str]]
) -> None:
    assert origins(select) == expected


@pytest.mark.parametrize("select", ["selec", "select (", "create table x (a int)"])
def test_what_is_no_select_is_not_followed(select: str) -> None:
    assert origins(select) is None


def test_without_the_library_nothing_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "orchestrator.lineage.columns", raising=False)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    assert origin_reader(KNOWN, "duckdb") is None
