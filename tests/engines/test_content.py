"""The digest of a relation's content: equal if SQL cannot distinguish two relations."""

from itertools import combinations

import pytest

from orchestrator.engines.boundary import Engine
from orchestrator.names import RelationName
from orchestrator.results import Content

A = RelationName("main", "a")


def content(engine: Engine, select: str, kind: str = "table") -> Content:
    session = engine.session()
    session.execute(f"create {kind} a as {select}")
    found = session.content(A)
    session.execute(f"drop {kind} a")
    session.close()
    return found


DIFFERENT = {
    "two columns": "select 1 as a, 2 as b",
    "values moved between columns": "select 2 as a, 1 as b",
    "NULL in the other column": "select cast(null as int) as a, 1 as b",
    "NULL in this column": "select 1 as a, cast(null as int) as b",
    "columns in another order": "select 2 as b, 1 as a",
    "a column renamed": "select 1 as a, 2 as c",
    "a name in another case": "select 1 as A, 2 as b",
    "another type": "select cast(1 as bigint) as a, 2 as b",
    "text instead of a number": "select '1' as a, 2 as b",
    "a column more": "select 1 as a, 2 as b, cast(null as int) as c",
    "no rows": "select 1 as a, 2 as b where false",
    "no rows of another type": "select 1 as a, '2' as b where false",
    "one row twice": "select 1 as a, 2 as b from range(2)",
    "one row three times": "select 1 as a, 2 as b from range(3)",
    "rows whose columns are swapped": "from (values (1, 2), (2, 1)) as t(a, b)",
    "rows with the same columns in other pairs": "from (values (1, 1), (2, 2)) as t(a, b)",
    "first row twice": "from (values (1, 1), (1, 1), (2, 2)) as t(a, b)",
    "second row twice": "from (values (1, 1), (2, 2), (2, 2)) as t(a, b)",
    "zeros": "select 0 as a, 0 as b",
    "zeros twice": "select 0 as a, 0 as b from range(2)",
    "empty text": "select '' as a",
    "no text": "select cast(null as varchar) as a",
    "blanks": "select ' ' as a",
    "two texts": "select 'a' as a, 'bc' as b",
    "two texts cut elsewhere": "select 'ab' as a, 'c' as b",
    "bytes": "select cast('a' as blob) as a",
    "other bytes": r"select '\x00'::blob as a",
    "text in a collation": "select 'A' collate nocase as a",
    "text that is equal in it": "select 'a' collate nocase as a",
    "texts in a collation": "select ['A' collate nocase] as a",
    "texts that are equal in it": "select ['a' collate nocase] as a",
    "a decimal": "select cast(1.10 as decimal(5, 2)) as a",
    "a decimal of another scale": "select cast(1.10 as decimal(5, 1)) as a",
    "zero": "select cast(0.0 as double) as a",
    "negative zero": "select cast('-0.0' as double) as a",
    "not a number": "select cast('nan' as double) as a",
    "a moment": "select timestamp '2026-01-02 03:04:05.000001' as a",
    "a microsecond later": "select timestamp '2026-01-02 03:04:05.000002' as a",
    "a moment with a zone": "select timestamptz '2026-01-02 03:04:05.000001+00' as a",
    "thirty days": "select interval 30 day as a",
    "a month": "select interval 1 month as a",
    "lists": "select [[1], [2]] as a",
    "the same in one list": "select [[1, 2]] as a",
    "an empty list beside it": "select [[1, 2], []] as a",
    "no list beside it": "select [[1, 2], null] as a",
    "an empty list": "select cast([] as int[]) as a",
    "no list": "select cast(null as int[]) as a",
    "a list of nothing": "select [cast(null as int)] as a",
    "a fixed list": "select array_value(1, 2) as a",
    "a struct": "select {'i': 1, 'j': null::int} as a",
    "a struct with the other field": "select {'i': null::int, 'j': 1} as a",
    "an empty struct": "select {'i': null::int, 'j': null::int} as a",
    "no struct": "select cast(null as struct(i int, j int)) as a",
    "a list of an empty struct": "select [{'i': null::int}] as a",
    "a list of no struct": "select [cast(null as struct(i int))] as a",
    "a map": "select map {'a': 1, 'b': 2} as a",
    "a map of other values": "select map {'a': 2, 'b': 1} as a",
    "a union": "select cast(union_value(i := 1) as union(i int, j int)) as a",
    "its other member": "select cast(union_value(j := 1) as union(i int, j int)) as a",
    "an enum": "select cast('x' as enum('x', 'y')) as a",
    "an enum with other values": "select cast('x' as enum('y', 'x')) as a",
    "deep": "select [{'l': [map {'k': [1]}]}] as a",
    "deeper": "select [{'l': [map {'k': [2]}]}] as a",
}


def test_what_sql_can_tell_apart_has_different_digests(engine: Engine):
    digests = {name: content(engine, select).digest for name, select in DIFFERENT.items()}
    assert [pair for pair in combinations(digests, 2) if digests[pair[0]] == digests[pair[1]]] == []


@pytest.mark.parametrize("name", DIFFERENT)
def test_the_same_content_has_the_same_digest(engine: Engine, name: str):
    assert content(engine, DIFFERENT[name]) == content(engine, DIFFERENT[name])


def test_the_order_of_rows_makes_no_difference(engine: Engine):
    rows = "select range as i, range % 7 as j, [range::varchar] as s from range(10000)"
    assert (
        content(engine, f"{rows} order by i")
        == content(engine, f"{rows} order by j, i desc")
        == content(engine, f"{rows} order by i", kind="view")
    )
    assert content(engine, rows).row_count == 10_000


@pytest.mark.parametrize("row", [0, 4_321, 9_999])
def test_one_other_value_in_many_rows_is_seen(engine: Engine, row: int):
    rows = "select range as i, range % 2 = 0 as f from range(10000)"
    other = f"select i, case when i = {row} then not f else f end as f from ({rows})"
    assert content(engine, rows).digest != content(engine, other).digest


def test_names_that_need_quotes_are_content_like_others(engine: Engine):
    one = """select 1 as "select", {'a ''b': [1]} as "a ""b", 2 as element, 3 as mixed"""
    other = """select 1 as "select", {'a ''b': [2]} as "a ""b", 2 as element, 3 as mixed"""
    assert content(engine, one) == content(engine, one)
    assert content(engine, one).digest != content(engine, other).digest


def test_a_type_that_cannot_be_told_exactly_is_never_the_same(engine: Engine):
    one, again = (content(engine, "select cast(1 as variant) as a") for _ in range(2))
    assert (one.row_count, again.row_count) == (1, 1)
    assert one.digest != again.digest
    assert one.digest.startswith("unknown ")
