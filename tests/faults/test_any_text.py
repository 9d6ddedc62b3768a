"""For any content of files: one of four exit codes, no traceback, nothing half published."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.projects import Outcome, rows, seg, write_project

EXAMPLES = int(os.environ.get("SEG_EXAMPLES", "12"))
quick = settings(
    deadline=None,
    max_examples=EXAMPLES,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
characters = st.characters(exclude_categories=["Cs"])

BASE = {"seeds/raw.csv": "id\n1\n", "models/good.sql": "select * from {{ ref('raw') }}\n"}


def mixed(*words: str) -> st.SearchStrategy[str]:
    """Texts of `words` in any order, with any characters between them."""
    word = st.sampled_from(words)
    piece = st.one_of(word, word, word, word, st.text(characters, max_size=3))
    return st.lists(piece, max_size=12).map("".join)


def require_known_end(outcome: Outcome) -> None:
    """One of the four exit codes; a message with a place or a fix, when nothing ran."""
    assert outcome.exit_code in (0, 1, 2, 3)
    assert "Traceback" not in outcome.stdout + outcome.stderr
    if outcome.exit_code == 2:
        assert (outcome.stdout, outcome.stderr != "") == ("", True)


@cache
def published() -> bytes:
    """The warehouse of the project, with its seed."""
    with TemporaryDirectory() as folder:
        assert seg(write_project(Path(folder), BASE), "seed").exit_code == 0
        return Path(folder, "warehouse.duckdb").read_bytes()


def build(files: dict[str, str]) -> None:
    """Build the project with more files in it; what was published before must stay."""
    with TemporaryDirectory() as name:
        folder = write_project(Path(name), BASE | files)
        (folder / "warehouse.duckdb").write_bytes(published())
        require_known_end(seg(folder, "build", "--no-write-json"))
        assert rows(folder, "from main.raw") == [(1,)]


sql = mixed(
    "select ", "1", " as i", " from ", "(", ")", ";", "'", '"', "--", "\n", "/*", "*/", ", ", "$$",
    "with a as ", "{{ ref('raw') }}", "{{ this }}", " union all ", "drop table raw", "\r\n", "\0",
    "\ue000", "\ue001", "model.shop.good", "0xg", "1e999", "?", "$1", "::int", "\\", "\ufeff",
)  # fmt: skip
jinja = mixed(
    "{{", "}}", "{%", "%}", "{#", "#}", " ", "select 1 as i", "ref('raw')", "var('x', 1)", "if ",
    "else", "endif", "for x in [1, 2]", "endfor", "set x = ", "x", "config(materialized='table')",
    "macro m()", "endmacro", "call ", "endcall", "raw", "endraw", "'", '"', "|", "is none", "(",
    ")", "[", "]", "~", "\n", "-", "+", "none", "target", ".name", "this", "__class__", "do ", "m",
    "filter upper", "endfilter", "return(1)", "caller()", "loop.index", "test t(model)", "endtest",
)  # fmt: skip
yaml = mixed(
    "version: 2\n", "models:\n", "  - name: good\n", "seeds:\n", "  - name: raw\n", "sources:\n",
    "    columns:\n", "      - name: id\n", "        data_tests: ", "[not_null]\n", "unique", ":",
    "    config: ", "{materialized: table}\n", "{", "}", "[", "]", "- ", "\n", " ", "    tests:\n",
    "      - ", "'", '"', "#", "&a ", "*a", "!!python/object:os.system ", "|\n", ">", "\t", "? ",
    "{{ var('x') }}", "{{ ref('raw') }}", "null", "true", "1", "1e3", "2024-01-01", "    meta: ",
    "    freshness: ", "    description: ", "accepted_values: {values: [1]}\n", "%", "@", "<<: ",
)  # fmt: skip
csv = mixed("id", "a", ",", ";", "\n", "\r\n", "\r", '"', '""', "1", "02", "1.5", "NULL", " ", "\0",
            "2024-01-01", "01/02/2024", "true", "'", "\\", "\ufeff", "ID", "#")  # fmt: skip


@quick
@given(sql)
@example("select 1 as i\0; drop view raw")
@example("{{ ref('raw') }}")
@example("(" * 3000)
def test_any_sql(text: str) -> None:
    build({"models/any.sql": text})


@quick
@given(sql)
def test_any_data_test(text: str) -> None:
    build({"tests/any.sql": text})


@quick
@given(jinja)
@example("{{ [x] }}")
@example("{{ '" + "((" * 200)
@example("{% for a in [[]] %}{{ loop(a) }}{% endfor %}")
def test_any_template(text: str) -> None:
    build({"models/any.sql": text})


@quick
@given(jinja)
@example("{% macro m(a=m()) %}{{ m() }}{% endmacro %}")
def test_any_macro_file(text: str) -> None:
    build({"macros/any.sql": text, "models/any.sql": "select '{{ m() }}' as x"})


@quick
@given(yaml)
@example("models: &a\n  - *a\n")
@example("models:\n  - name: good\n    columns: [{name: id, data_tests: [{not_null: {}}]}]\n")
def test_any_property_file(text: str) -> None:
    build({"models/any.yml": text})


@quick
@given(yaml)
def test_any_project_file(text: str) -> None:
    build({"seg_project.yml": f"name: shop\n{text}"})


@quick
@given(csv)
@example("id\n\0\n")
@example('id\n"')
def test_any_csv(text: str) -> None:
    build({"seeds/any.csv": text})


@quick
@given(st.binary(max_size=40))
@pytest.mark.parametrize("name", ["models/any.sql", "models/any.yml", "seeds/any.csv"])
def test_any_bytes(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        project = write_project(Path(folder), BASE)
        (project / name).write_bytes(content)
        require_known_end(seg(project, "build", "--no-write-json"))


@quick
@given(mixed("{", "}", "a", ": ", "1", "[", "]", "'", ",", "\n", "- ", "{{ 1 }}", "null"))
def test_any_vars(text: str) -> None:
    with TemporaryDirectory() as folder:
        project = write_project(Path(folder), BASE)
        require_known_end(seg(project, "ls", "--vars", text))


@quick
@given(
    mixed(
        "+", "@", "good", "raw", "*", "tag:", "path:", ",", " ", ":", "1", "/", "config.", "[", "]"
    )
)
def test_any_selection(text: str) -> None:
    with TemporaryDirectory() as folder:
        project = write_project(Path(folder), BASE)
        require_known_end(seg(project, "ls", f"--select={text}"))


def compiled(template: str) -> str:
    with TemporaryDirectory() as folder:
        files = {
            "models/any.sql": template,
            "macros/m.sql": "{% macro m(x) %}{{ x }}{% endmacro %}",
        }
        outcome = seg(write_project(Path(folder), BASE | files), "compile", "--select", "any")
        return f"{outcome.exit_code}\n{outcome.stdout}\n{outcome.stderr}"


def twice(make: Callable[[], str]) -> bool:
    return make() == make()


@quick
@given(jinja)
@example("select '{{ {'b': 1, 'a': 2} }}{{ set(['x', 'y', 'z']) | list }}' as i")
def test_rendering_is_deterministic(text: str) -> None:
    assert twice(lambda: compiled(text))
