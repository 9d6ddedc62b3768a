"""Whether a text is exactly one SELECT."""

import threading

import pytest

from orchestrator.engines.boundary import Engine
from orchestrator.engines.duckdb.adapter import are_selects, statement_problem

GOOD = [
    "select 1",
    "\ufeffselect 1 -- no newline",
    "select 1;\r\n-- why\r\n;",
    "from x",
    "values (1)",
    "table x",
    "(select 1)",
    "with a as (select 1) select * from a",
    "with recursive a as (select 1 union all select 2) select * from a",
    "pivot x on a using sum(b)",
    "-- why\n(with y as (from x) pivot y on a using sum(b))",
    "unpivot x on a",
    "describe select 1",
    "select 'delete from x; drop table y' as \"update\" -- insert",
    "with d as (select 'copy' as c) select replace(c, 'update', 'insert') from d",
]


BAD = [
    ("", ("no SELECT: it is empty, or contains only comments", None)),
    ("-- a\n/* b */;", ("no SELECT: it is empty, or contains only comments", None)),
    ("delete from x", ("a model must be one SELECT, found a DELETE", 1)),
    ("-- why\n\ninsert into x values (1)", ("a model must be one SELECT, found an INSERT", 3)),
    ("create table x as select 1", ("a model must be one SELECT, found a CREATE", 1)),
    ("select 1;\n\n-- b\ndrop table x", ("a model must be one SELECT, found 2 statements", 4)),
    ("select 1 ) ; drop table x", ('Parser Error: syntax error at or near ")"', 1)),
    ("select 1\nfrom where", ('Parser Error: syntax error at or near "where"', 2)),
    ("select 'a", ("Parser Error: unterminated string literal", 1)),
    (
        "with a as (\n  delete from x returning *\n) select * from a",
        ("a model must be one SELECT, found a DELETE in it", 2),
    ),
    (
        "with a as (copy x to 'y.csv') select * from a",
        ("a model must be one SELECT, found a COPY in it", 1),
    ),
    (
        "with a as (update x set i = 1 returning *) pivot a on b using sum(c)",
        ("a model must be one SELECT, found an UPDATE in it", 1),
    ),
]


@pytest.mark.parametrize("sql", GOOD)
def test_what_can_fill_a_table(sql: str):
    assert statement_problem(sql) is None


def test_many_are_told_apart_at_once():
    """Some valid statements are still checked one by one; no invalid one passes."""
    many = [*GOOD, *(sql for sql, _ in BAD), "select 1\0", "select '\ud800'", "explain select 1"]
    found = dict(zip(many, are_selects(many), strict=True))
    words = (";", "pivot x on a using", "pivot y", "delete", "copy")
    asked_alone = [sql for sql in GOOD if any(word in sql for word in words)]
    assert [sql for sql in many if found[sql]] == [sql for sql in GOOD if sql not in asked_alone]
    assert are_selects([]) == []


@pytest.mark.parametrize(("sql", "problem"), BAD)
def test_what_cannot(sql: str, problem: tuple[str, int | None]):
    assert statement_problem(sql) == problem


def test_it_can_be_asked_from_many_threads():
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.extend(map(statement_problem, GOOD * 5)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [None] * len(GOOD) * 40


def test_an_open_database_parses_as_none_does(engine: Engine):
    texts = ["select 1 as n", "selec 1", "select 1; select 2", "create table made as select 1"]
    found = [statement_problem(text) for text in texts]
    assert are_selects(texts) == [True, False, False, False]
    assert engine.catalogue().existing == {}
    engine.close()
    assert [statement_problem(text) for text in texts] == found
    assert found[0] is None
    assert all(found[1:])
