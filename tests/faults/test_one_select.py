"""A model is one SELECT: other statements, several and none are refused, with the line."""

from pathlib import Path

import pytest

from tests.faults.refusal import refusal
from tests.projects import seg, write_project
from tests.running.reading import closing, published

OTHER = {
    "create table y as select 1 as i": "a CREATE",
    "insert into x values (1)": "an INSERT",
    "update x set a = 1": "an UPDATE",
    "delete from x": "a DELETE",
    "drop table x": "a DROP",
    "truncate x": "a DELETE",
    "alter table x add column b int": "an ALTER",
    "copy (select 1) to 'x.csv'": "a COPY",
    "export database 'x'": "an EXPORT",
    "attach 'x.db'": "an ATTACH",
    "use memory": "a SET",
    "set threads = 1": "a SET",
    "pragma version": "a PRAGMA",
    "install httpfs": "a LOAD",
    "load httpfs": "a LOAD",
    "call pragma_version()": "a CALL",
    "explain select 1": "an EXPLAIN",
    "begin": "a TRANSACTION",
    "commit": "a TRANSACTION",
    "vacuum": "a VACUUM",
    "prepare q as select 1": "a PREPARE",
    "execute q": "an EXECUTE",
}


@pytest.mark.parametrize(("sql", "kind"), OTHER.items())
def test_another_statement(sql: str, kind: str, tmp_path: Path) -> None:
    said = refusal(tmp_path, {"models/a.sql": f"-- about it\n\n{sql}\n"})
    assert said == f"models/a.sql:3: a model must be one SELECT, found {kind}\n  3 | {sql}\n"


MESSAGES = {
    "a second statement": (
        "select 1 as i;\n\ndrop table x",
        "models/a.sql:3: a model must be one SELECT, found 2 statements\n  3 | drop table x\n",
    ),
    "a parenthesis that breaks out": (
        "select 1 as i\n) ; drop table x; select * from (select 2",
        'models/a.sql:2: Parser Error: syntax error at or near ")"\n'
        "  2 | ) ; drop table x; select * from (select 2\n",
    ),
    "a CTE that deletes": (
        "with gone as (\n    delete from x returning *\n)\n\nselect * from gone",
        "models/a.sql:2: a model must be one SELECT, found a DELETE in it\n"
        "  2 |     delete from x returning *\n",
    ),
    "nothing": ("", "models/a.sql: no SELECT: it is empty, or contains only comments\n"),
    "only blanks": ("\n  \n", "models/a.sql: no SELECT: it is empty, or contains only comments\n"),
    "only comments": (
        "-- a\n/* b */",
        "models/a.sql: no SELECT: it is empty, or contains only comments\n",
    ),
    "only a Jinja comment": (
        "{# a #}",
        "models/a.sql: no SELECT: it is empty, or contains only comments\n",
    ),
    "only a semicolon": (";", "models/a.sql: no SELECT: it is empty, or contains only comments\n"),
    "only settings": (
        "{{ config(materialized='table') }}",
        "models/a.sql: no SELECT: it is empty, or contains only comments\n",
    ),
    "a syntax error": (
        "select\n    1 as id\n    2 as x\n",
        'models/a.sql:3: Parser Error: syntax error at or near "2"\n  3 |     2 as x\n',
    ),
    "a syntax error in a loop": (
        "select\n{% for x in [1, 2] %}\n    {{ x }} as c{{ x }} a b,\n{% endfor %}\n    3 as z\n",
        'models/a.sql:3: Parser Error: syntax error at or near "a"\n'
        "  3 |     {{ x }} as c{{ x }} a b,\n",
    ),
    "a character at which the parser would stop": (
        "select 1 as i\n\0where false",
        "models/a.sql:2: the character U+0000 is not allowed in SQL\n  2 |  where false\n",
    ),
    "characters that stand for relations inside": (
        "select * from \ue000model.shop.b\ue001",
        "models/a.sql: the characters U+E000 and U+E001 are not allowed in SQL\n",
    ),
}


@pytest.mark.parametrize("case", MESSAGES.values(), ids=MESSAGES.keys())
def test_what_is_not_one_select(case: tuple[str, str], tmp_path: Path) -> None:
    sql, message = case
    files = {"models/a.sql": sql, "models/b.sql": "select 1 as fine"}
    assert refusal(tmp_path, files) == message


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    files = {
        "models/a.sql": "drop table x",
        "models/b.sql": "",
        "tests/c.sql": "select 1; select 2",
    }
    assert refusal(tmp_path, files) == (
        "models/a.sql:1: a model must be one SELECT, found a DROP\n  1 | drop table x\n"
        "models/b.sql: no SELECT: it is empty, or contains only comments\n"
        "tests/c.sql:1: a query must be one SELECT, found 2 statements\n"
        "  1 | select 1; select 2\n"
    )


def test_the_other_tables_stay(tmp_path: Path) -> None:
    files = {"seeds/x.csv": "a\n1\n", "models/a.sql": "select * from {{ ref('x') }}"}
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    write_project(tmp_path, {"models/a.sql": "select 1 as i from (select 1) t; drop view x;"})
    outcome = seg(tmp_path, "build")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert published(tmp_path) == {"a": [(1,)], "x": [(1,)]}


ONE_SELECT = {
    "byte order mark": "\ufeffselect 1 as i",
    "lines that end in CRLF": "-- x\r\nselect\r\n    1 as i\r\n",
    "lines that end in CR": "-- x\rselect\r    1 as i",
    "a comment at the end, without newline": "select 1 as i -- the end",
    "a block comment at the end": "select 1 as i /* ; */",
    "a semicolon": "select 1 as i;",
    "semicolons and comments": "select 1 as i;\n\n;\n-- ; the end",
    "a semicolon in a text": "select 1 as i where 'a;b' = 'a;b'",
    "a parenthesis in a text": "select 1 as i where ')' = ')' -- )",
    "in parentheses": "(select 1 as i)",
    "values": "values (1)",
    "from first": "from (select 1 as i)",
    "a CTE": "with a as (select 1 as i) select * from a",
    "a CTE in parentheses": "with a as (select 1 as i) (select * from a)",
    "a recursive CTE": "with recursive a as (select 1 as i union select i from a) select * from a",
    "a union": "select 1 as i union select 1 order by 1 limit 1",
    "a word that writes, in a text": "select 1 as i where 'delete from x' is not null",
    "a word that writes, as a name": 'select "update" as i from (select 1 as "update")',
}


@pytest.mark.parametrize("kind", ["view", "table", "incremental", "ephemeral", "test"])
def test_all_forms_of_one_select_are_accepted(kind: str, tmp_path: Path) -> None:
    files = {}
    for number, sql in enumerate(ONE_SELECT.values()):
        if kind == "test":
            files[f"tests/m{number}.sql"] = sql
        else:
            config = f"{{{{ config(materialized='{kind}') }}}}"
            bom, sql = sql[: sql.startswith("\ufeff")], sql.removeprefix("\ufeff")
            files[f"models/m{number}.sql"] = f"{bom}{config}{sql}"
            files[f"models/r{number}.sql"] = f"select * from {{{{ ref('m{number}') }}}}"
    write_project(tmp_path, files)
    if kind == "test":
        files = {"models/a.sql": "select 1 as i"}
        outcome = seg(write_project(tmp_path, files), "build")
        assert outcome.exit_code == 1
        assert closing(outcome).count("Got 1 result, configured to fail if != 0") == len(ONE_SELECT)
        return
    for _ in ("first", "again"):
        # What is reused would not be added to.
        outcome = seg(tmp_path, "build", "--force")
        assert (outcome.exit_code, outcome.stderr) == (0, "")
    found = published(tmp_path)
    for number, name in enumerate(ONE_SELECT):
        expected = [(1,)] * (2 if kind == "incremental" else 1)
        assert found[f"r{number}"] == expected, name


def test_line_ends_do_not_change_what_a_model_is(tmp_path: Path) -> None:
    sql = "select\n    1 as i\n"
    seg(write_project(tmp_path, {"models/a.sql": sql}), "build")
    write_project(tmp_path, {"models/a.sql": sql.replace("\n", "\r\n")})
    plan = seg(tmp_path, "plan")
    write_project(tmp_path, {"models/a.sql": "\ufeff" + sql})
    assert plan.stdout == seg(tmp_path, "plan").stdout
    write_project(tmp_path, {"models/a.sql": sql.replace("1", "2")})
    assert plan.stdout != seg(tmp_path, "plan").stdout
