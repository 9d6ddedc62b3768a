"""Names of relations that SQL spells out refer to the versions that the run built."""

import pytest

from orchestrator.compiler.spelled_names import with_nodes


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        ("select x from main.a", "select x from <a>"),
        ("select x from main.a, main.b as q", "select x from <a>, <b> as q"),
        ('from (db.main.a join "main"."b" using (x))', "from (<a> join <b> using (x))"),
        (
            "select x from t, lateral (select y from main.b) as q",
            "select x from t, lateral (select y from <b>) as q",
        ),
        (
            "delete from main.a using t, main.b where x = y",
            "delete from <a> using t, <b> where x = y",
        ),
        ("update main.a set x = 1", "update <a> set x = 1"),
        ("merge into main.a using main.b on x = y", "merge into <a> using <b> on x = y"),
        # Columns, functions, texts, comments, and what no run built.
        ("select main.a, f(t.x, main.b) from t", "select main.a, f(t.x, main.b) from t"),
        (
            "select x from t where main.a in (1, main.b)",
            "select x from t where main.a in (1, main.b)",
        ),
        ("select x from main.a(1), main.c", "select x from main.a(1), main.c"),
        (
            "select 'from main.a' /* from main.a */ from t",
            "select 'from main.a' /* from main.a */ from t",
        ),
    ],
)
def test_a_name_is_what_the_run_built(sql: str, read: str) -> None:
    built = {("main", "a"): "<a>", ("main", "b"): "<b>"}
    assert with_nodes(sql, lambda parts: built.get((parts[-2], parts[-1]))) == read
