"""Relations that a SELECT reads without an alias keep their names."""

import pytest

from orchestrator.compiler.sql import SqlTemplate, placeholder

A, B = placeholder("model.shop.a"), placeholder("model.shop.b")


@pytest.mark.parametrize(
    ("sql", "resolved"),
    [
        (f"select a.x from {A}", "select a.x from v@1 as 'a'"),
        (f"select A.x from {A};", "select A.x from v@1 as 'a';"),
        (f"select a.x from {A} where a.x", "select a.x from v@1 as 'a' where a.x"),
        (f"select a.x from {A} -- rows\n)", "select a.x from v@1 as 'a' -- rows\n)"),
        (
            f"select a.x, b.y from {A},{B} on a.x = b.x",
            "select a.x, b.y from v@1 as 'a',v@2 as 'b' on a.x = b.x",
        ),
        (
            f"select a.x from {A} left join (select b.y from {B})",
            "select a.x from v@1 as 'a' left join (select b.y from v@2 as 'b')",
        ),
        (f"from {A} select a.x", "from v@1 as 'a' select a.x"),
        (
            f"select a.x, b.y from {A} join {B} using (x)",
            "select a.x, b.y from v@1 as 'a' join v@2 as 'b' using (x)",
        ),
        (
            f"select a.x from ({A} join {B} as b on a.x = b.x), {A} as c",
            "select a.x from (v@1 as 'a' join v@2 as b on a.x = b.x), v@1 as c",
        ),
        # What a hook changes.
        (f"update {A} set x = 1 where a.x = 2", "update v@1 as 'a' set x = 1 where a.x = 2"),
        (
            f"merge into {A} using {B} on a.x = b.x when matched then delete",
            "merge into v@1 as 'a' using v@2 as 'b' on a.x = b.x when matched then delete",
        ),
        (
            f"delete from {A} using t, {B} where a.x = b.x returning x",
            "delete from v@1 as 'a' using t, v@2 as 'b' where a.x = b.x returning x",
        ),
        # Texts and comments that contain quotes.
        (
            rf"select e'it\'s', a.x from {A} where a.x = 'x'",
            r"select e'it\'s', a.x from v@1 as 'a' where a.x = 'x'",
        ),
        (
            f"select $t$it's$t$, a.x from {A} where a.x = 'x'",
            "select $t$it's$t$, a.x from v@1 as 'a' where a.x = 'x'",
        ),
        (
            f"/* a /* b */ from {B} */ select a.x, b.y from {A}",
            "/* a /* b */ from v@2 */ select a.x, b.y from v@1 as 'a'",
        ),
        # It has a name, or is not called by its own.
        (f"select a.x from {A} as a", "select a.x from v@1 as a"),
        (f'select a.x from {A} "a"', 'select a.x from v@1 "a"'),
        (f"select x from {A}", "select x from v@1"),
        (f"select {A}.x, a.y from {A}", "select v@1.x, a.y from v@1"),
        # No clause reads it there.
        (f"select f(a, {A}) from t", "select f(a, v@1) from t"),
        (f"select a from t where x in (1, {A})", "select a from t where x in (1, v@1)"),
        (f"insert into {A} select a.x from t as a", "insert into v@1 select a.x from t as a"),
    ],
)
def test_a_bare_relation_keeps_its_name(sql: str, resolved: str) -> None:
    names = {"model.shop.a": "v@1", "model.shop.b": "v@2"}
    called = {name: (name[-1], f"'{name[-1]}'") for name in names}
    assert SqlTemplate(sql).resolve(names.__getitem__, called.get) == resolved
