"""Rules split into conditions: together they have the meaning of the rule."""

from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.segments.conditions import (
    Comparison,
    Condition,
    Joined,
    Part,
    comparisons,
    conditions,
    taken_apart,
)
from orchestrator.segments.rules import rule_digest


def shape(part: Part) -> object:
    """A part as nested tuples of texts."""
    if isinstance(part, Condition):
        return part.text
    return (part.word, *(shape(inner) for inner in part.parts))


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("a", "a"),
        (" a > 1 -- or b", "a > 1"),
        ("a and b or not c and d", ("or", ("and", "a", "b"), ("and", ("not", "c"), "d"))),
        ("(a or b) AND ((c))", ("and", ("or", "a", "b"), "c")),
        ("not (a or b)", ("not", ("or", "a", "b"))),
        ("not not a", ("not", ("not", "a"))),
        ("(a + b) > (c)", "(a + b) > (c)"),
        ("a between 1 and 2 and b", ("and", "a between 1 and 2", "b")),
        ("a not between 1 and 2 or b", ("or", "a not between 1 and 2", "b")),
        ("case when a and b then c end or e", ("or", "case when a and b then c end", "e")),
        ("a in ('x and y', \"and\") and b", ("and", "a in ('x and y', \"and\")", "b")),
        ("f(a and b, [c or d]) /* and */ or e", ("or", "f(a and b, [c or d])", "e")),
        ("in_segment('a.b') and not in_segment('c.d')",
         ("and", "in_segment('a.b')", ("not", "in_segment('c.d')"))),
        ("a is not null", "a is not null"),
    ],
)  # fmt: skip
def test_rules_are_split_at_and_or_and_not(rule: str, parts: object) -> None:
    assert shape(taken_apart(rule)) == parts


_LEAVES = st.sampled_from(
    ["a", "b > 1", "b between 0 and 1", "(a)", "a is null", "not a", "c = 'x or y'"]
)
_RULES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"{pair[0]} and {pair[1]}"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) or {pair[1]}"),
        inner.map(lambda each: f"not ({each})"),
        inner.map(lambda each: f"( {each} )"),
    ),
    max_leaves=8,
)


def sql(part: Part) -> str:
    """A part as SQL, every step in brackets."""
    if isinstance(part, Condition):
        return f"({part.text})"
    inner = [sql(each) for each in part.parts]
    return f"(not {inner[0]})" if part.word == "not" else f"({f' {part.word} '.join(inner)})"


@cache
def database() -> duckdb.DuckDBPyConnection:
    """For all examples: there is nothing in it."""
    return duckdb.connect()


@settings(max_examples=60, deadline=None)
@given(_RULES)
def test_the_parts_mean_what_the_rule_means(rule: str) -> None:
    part = taken_apart(rule)
    rows = """
        from (values (true), (false), (null)) as one (a)
        cross join (values (0), (2), (null)) as two (b)
        cross join (values ('x or y'), ('z'), (null)) as three (c)
    """
    query = f"select count(*) {rows} where ({rule}) is distinct from {sql(part)}"
    assert database().execute(query).fetchone() == (0,)
    for each in conditions(part):
        assert rule[each.start :].startswith(each.text)


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("spent <= 1.50", [("spent", "<=", 1.5, "1.50")]),
        ("-3 < spent", [("spent", ">", -3, "-3")]),
        ('"so odd" <> + 2e3', [("so odd", "<>", 2000, "+ 2e3")]),
        ("a = 1 and not (b >= 2)", [("a", "=", 1, "1"), ("b", ">=", 2, "2")]),
        ("a between 1 and -2", [("a", ">=", 1, "1"), ("a", "<=", -2, "-2")]),
        ("a not between 1 and 2", []),
        ("a < b", []),
        ("a + 1 < 2", []),
        ("a < '3'", []),
        ("f(a) < 3", []),
        ("a -> 3", []),
        ("a <=> 3", []),
    ],
)
def test_comparisons_with_numbers(rule: str, found: list[tuple[str, str, float, str]]) -> None:
    all_found: list[Comparison] = []
    for condition in conditions(taken_apart(rule)):
        all_found += comparisons(condition)
    assert [
        (each.column, each.operator, each.number, rule[each.start : each.end]) for each in all_found
    ] == found


def test_a_digest_does_not_see_white_space_and_comments() -> None:
    assert rule_digest("a > 1\n  and b -- why") == rule_digest(" a > 1 and b ")
    assert rule_digest("a > 1") != rule_digest("a > 11")
    assert rule_digest("x = 'a  b'") != rule_digest("x = 'a b'")
    assert rule_digest("a > 1", "b") != rule_digest("a > 1 b")


def test_joined_parts_are_values() -> None:
    assert taken_apart("a or b") == Joined("or", (Condition("a", 0), Condition("b", 5)))
