"""All errors of a project are reported at once, without those that only follow from others."""

from pathlib import Path

from tests.faults.refusal import refusal
from tests.projects import seg, write_project

FILES = {
    "models/bad.yml": "models: [{name: in_yaml}]\nsources: [{name: raw, tables: [{name: orders}",
    "macros/open.sql": "{% macro cents(column) %}{{ column }} * 100",
    "models/a_name.sql": "select {{ nope }} as id",
    "models/b_reference.sql": "select * from {{ ref('missing') }}",
    "models/c_syntax.sql": "selekt 1",
    "models/d_template.sql": "select {{ open",
    "models/e_follows.sql": "select * from {{ ref('d_template') }}",
    "models/f_follows.sql": "select * from {{ source('raw', 'orders') }}",
    "models/g_follows.sql": "select {{ cents('1') }} as id",
    "models/h_fine.sql": "select 1 as id",
    "tests/i_test.sql": "delete from {{ ref('h_fine') }}",
    "tests/j_alone.sql": "selekt 2",
}
TOLD = """\
models/bad.yml:3:1: not valid YAML: did not find expected ',' or ']', \
while parsing a flow sequence that begins on line 2
  2 | sources: [{name: raw, tables: [{name: orders}
    | ^
  fix: align the keys and dashes with those above, and close what is open
macros/open.sql:1: 'macro' block has no end
  fix: add {% endmacro %}
models/d_template.sql:1: unexpected end of template, expected 'end of print statement'
  1 | select {{ open
models/b_reference.sql:1:18: ref('missing') names no model
models/a_name.sql:1:11: 'nope' is not defined
  1 | select {{ nope }} as id
    |           ^
models/c_syntax.sql:1: Parser Error: syntax error at or near "selekt"
  1 | selekt 1
tests/i_test.sql:1: a query must be one SELECT, found a DELETE
  1 | delete from {{ ref('h_fine') }}
tests/j_alone.sql:1: Parser Error: syntax error at or near "selekt"
  1 | selekt 2
"""


def test_all_kinds_of_problems_are_told_at_once(tmp_path: Path) -> None:
    assert refusal(tmp_path, FILES) == TOLD


def test_every_command_tells_the_same(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    assert {seg(tmp_path, command).stderr for command in ("parse", "ls", "plan")} == {TOLD}


def test_parse_renders_every_template_and_looks_at_its_sql(tmp_path: Path) -> None:
    kept = ("a_name", "c_syntax", "h_fine", "i_test", "j_alone")
    files = {path: text for path, text in FILES.items() if Path(path).stem in kept}
    told = TOLD[TOLD.index("models/a_name") :]

    assert refusal(tmp_path, files, "parse") == told
    assert refusal(tmp_path, files, "parse") == told
    (tmp_path / "models/a_name.sql").write_text("select 1 as id")
    (tmp_path / "models/c_syntax.sql").write_text("select 1 as id")
    for test in ("i_test", "j_alone"):
        (tmp_path / f"tests/{test}.sql").write_text("select 1 as id where false")
    for _ in range(2):
        assert (seg(tmp_path, "parse").exit_code, seg(tmp_path, "parse").stderr) == (0, "")
    (tmp_path / "models/c_syntax.sql").write_text("selekt 1")
    assert seg(tmp_path, "parse").stderr == told.partition("tests/")[0].partition("^\n")[2]
