"""The keys in which two tables differ: rows in only one of them, or more often in one."""

import pytest

from orchestrator.engines.boundary import Engine
from orchestrator.errors import StatementError
from orchestrator.names import RelationName

A, B, KEYS = (RelationName("main", name) for name in ("a", "b", "keys"))
ROWS = "from (values (1, 'a', 1.5), (2, 'b', 2.5), (2, 'c', 3.5)) as t(k, l, v)"


def changed(
    engine: Engine, one: str, other: str, columns: tuple[str, ...] = ("k",)
) -> list[object] | None:
    """The keys, in order; None where they cannot be told: then there is no table of them."""
    session = engine.session()
    session.execute(f"create table a as {one}")
    session.execute(f"create table b as {other}")
    is_told = session.changed_keys(A, B, columns, KEYS)
    there = session.query(
        "select count(*) from information_schema.tables where table_name = 'keys'"
    ).values
    assert there == ((int(is_told),),)
    found = None
    if is_told:
        rows = session.query("select * from keys order by all").values
        found = [row[0] if len(row) == 1 else row for row in rows]
    for name in ("a", "b", *(["keys"] if is_told else [])):
        session.execute(f"drop table {name}")
    session.close()
    return found


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (ROWS, []),
        (f"{ROWS} order by v desc", []),
        (f"{ROWS} where k = 2", [1]),
        (f"{ROWS} where l <> 'b'", [2]),
        (f"{ROWS} union all select 3, 'd', 0.5", [3]),
        (f"{ROWS} union all select 2, 'b', 2.5", [2]),
        ("select k, l, cast(v + (k = 1)::int as decimal(2, 1)) as v " + ROWS, [1]),
        # The key itself is another one.
        ("select k + 1 as k, l, v " + ROWS, [1, 2, 3]),
        ("select k, l, if(l = 'b', null, v) as v " + ROWS, [2]),
        ("select nullif(k, 1) as k, l, v " + ROWS, [1, None]),
        (f"{ROWS} where false", [1, 2]),
    ],
)
def test_keys_with_other_rows(engine: Engine, other: str, expected: list[object]) -> None:
    assert changed(engine, ROWS, other) == expected
    assert changed(engine, other, ROWS) == expected


@pytest.mark.parametrize(
    "zeros",
    [
        "0 as k",
        "0 as k, false as v",
        "0 as k, cast(0 as double) as v, 0::bigint as w",
        "false as k",
    ],
)
def test_a_row_of_zeros_is_a_row(engine: Engine, zeros: str) -> None:
    one, other = f"select {zeros}", f"select {zeros} where false"
    (key,) = changed(engine, one, other) or [None]
    assert key == 0
    assert changed(engine, other, one) == [key]
    assert changed(engine, f"{one} union all {one}", one) == [key]


def test_texts_are_compared_by_their_bytes_whatever_their_collation(engine: Engine) -> None:
    one, other = (f"select 1 as k, '{text}' collate nocase as t" for text in "Aa")
    assert changed(engine, one, other) == [1]


def test_only_some_columns_may_be_compared(engine: Engine) -> None:
    session = engine.session()
    session.execute(f"create table a as {ROWS}")
    changed_v = "cast(v + (k = 1)::int as decimal(2, 1)) as v"
    session.execute(f"create table b as select k, l, {changed_v}, 0 as more {ROWS}")
    session.execute("insert into b select 2, 'd', 2.5, 0")
    for read, expected in ((("l",), [2]), (("K", "v"), [1, 2])):
        assert session.changed_keys(A, B, ("k",), KEYS, read)
        assert [key for (key,) in session.query("select * from keys order by k").values] == expected
        session.execute("drop table keys")
    with pytest.raises(StatementError):
        session.changed_keys(A, B, ("k",), KEYS, ("more",))
    for name in ("a", "b"):
        session.execute(f"drop table {name}")
    session.close()


def test_a_key_of_several_columns_may_have_a_part_that_is_null(engine: Engine) -> None:
    other = "select k, if(k = 1, null, l) as l, v " + ROWS
    expected = [(1, "a"), (1, None)]
    assert changed(engine, ROWS, other, ("k", "l")) == expected
    assert changed(engine, ROWS, other, ("K", "L")) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("select 1 as k, 0.0::double as v", "select 1 as k, '-0.0'::double as v", [1]),
        ("select 1 as k, interval 30 day as v", "select 1 as k, interval 1 month as v", [1]),
        ("select 1 as k, [[1], [2]] as v", "select 1 as k, [[1, 2]] as v", [1]),
        ("select 1 as k, 'nan'::double as v", "select 1 as k, 'nan'::double as v", []),
        ("select 1 as k, {'i': null::int} as v", "select 1 as k, {'i': null::int} as v", []),
    ],
    ids=["zeros", "a month", "lists", "not a number", "an empty struct"],
)
def test_values_are_told_apart_exactly(
    engine: Engine, one: str, other: str, expected: list[object]
) -> None:
    assert changed(engine, one, other) == expected


@pytest.mark.parametrize(
    "other",
    [
        "select k, l " + ROWS,
        "select k, l, v, 1 as w " + ROWS,
        "select k, v, l " + ROWS,
        "select k, l, v as w " + ROWS,
        "select k, l, cast(v as double) as v " + ROWS,
        "select cast(k as bigint) as k, l, v " + ROWS,
    ],
    ids=["a column less", "a column more", "another order", "a name", "a type", "the key's type"],
)
def test_tables_with_other_columns_are_not_compared(engine: Engine, other: str) -> None:
    assert changed(engine, ROWS, other) is None
