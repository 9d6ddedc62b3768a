"""What DuckDB's parser says about conditions, and about the columns of a SELECT."""

import pytest

from orchestrator.engines.boundary import Expression, Finding
from orchestrator.engines.duckdb.adapter import read_expression, selected_columns


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("a > 1 and b is null", ["a", "b"]),
        ("a", ["a"]),
        ("not a or true", ["a"]),
        ("true", []),
        ("cast(a as boolean)", ["a"]),
        ('"a b" between lower(c) and c', ["a b", "c", "c"]),
        ("s.field = 'x' and l[1] in (1, 2)", ["s", "l"]),
        ("list_contains(list_filter(l, lambda x: x > y), 1)", ["l", "y"]),
        ("starts_with(a, 'b') -- why", ["a"]),
        ("in_segment('a.b')", []),
        ("(a -> 'x') = b and a ->> 'y' = 'z'", ["a", "b", "a"]),
        ("age(a, b) > interval 1 day", ["a", "b"]),
        ("coalesce(a, b)", ["a", "b"]),
        ("case when a then b end", ["a", "b"]),
        ("a like '%x%' and a ~ 'y'", ["a", "a"]),
        ("today > now", ["today", "now"]),
    ],
)
def test_the_columns_of_conditions(text: str, columns: list[str]) -> None:
    found = read_expression(text)
    assert found.problems == ()
    assert sorted(each.text for each in found.columns) == sorted(columns)
    assert all(text[each.at :].lstrip('"').startswith(each.text) for each in found.columns)


@pytest.mark.parametrize(
    ("text", "name", "at"),
    [
        ("random() < a", "random", 0),
        ("a < CURRENT_DATE", "current_date", 4),
        ("a = year(now())", "now", 9),
        ("uuid() = a", "uuid", 0),
        ("age(a) > interval 1 day", "age", 0),
    ],
)
def test_what_answers_otherwise_each_time_is_no_rule(text: str, name: str, at: int) -> None:
    what = f"a rule must give the same answer each time, and {name} does not: use a column"
    found = read_expression(text)
    assert found.problems == (Finding(what, at),)
    assert {each.text for each in found.columns} == {"a"}


def test_offsets_count_characters() -> None:
    assert read_expression("ä = 'ö' and\n b > sum(ü)") == Expression(
        (Finding("ä", 0), Finding("b", 13), Finding("ü", 21)),
        (
            Finding(
                "a rule cannot use an aggregate like sum(): add it as a column",
                17,
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "problem", "at"),
    [
        ("a in (select b)", "a rule cannot use a subquery: add its result as a column", 5),
        (
            "a > lag(a) over ()",
            "a rule cannot use a window function: add its result as a column",
            4,
        ),
        ("a + 1", "not a condition: its result is not true or false", 0),
        ("'x'", "not a condition: its result is not true or false", 0),
        ("*", "a rule must name each column that it uses", 0),
        ("a > #1", "a rule must name each column that it uses", 4),
        ("columns('a.*') > 1", "a rule must name each column that it uses", 0),
        (
            "a and unnest(b)",
            "a rule cannot use unnest(), which gives several rows: add its result as a column",
            6,
        ),
        ("a >", "the rule ends too early: a part of it is missing", 2),
        ("a > > 1", 'syntax error at or near ">"', 4),
        ("null", "not a condition: its result is not true or false", 0),
        ("a /* open", 'unterminated /* comment at or near "/* open', 2),
    ],
)
def test_what_is_no_condition(text: str, problem: str, at: int) -> None:
    assert read_expression(text).problems == (Finding(problem, at),)


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("select a, b + 1 as c, t.d from t", ("a", "c", "d")),
        ("with final as (select a from t) select * from final", ("a",)),
        ("with x as (select 1 as a), FINAL as (select * from X) select * from final", ("a",)),
        ("select * from (select 1 as a) as s", ("a",)),
        ("select 1 as a union all select 2", ("a",)),
        ("with x as (select 1 as a) select x.a, x.* from x", None),
        ("select * from t", None),
        ("with x as (select 1 as a) select * from other.x", None),
        ("with x(b) as (select 1 as a) select * from x", None),
        ("with x as (select * from x) select * from x", None),
        ("select * exclude (a) from (select 1 as a, 2 as b) as s", None),
        ("select * from (select 1 as a) as s, (select 2 as b) as t", None),
        ("select 1 + 1", None),
        ("from t", None),
        ("values (1)", None),
        ("selec 1", None),
    ],
)
def test_the_columns_of_a_select(sql: str, columns: tuple[str, ...] | None) -> None:
    assert selected_columns(sql) == columns
