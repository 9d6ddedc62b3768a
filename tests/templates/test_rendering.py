"""Rendering: names, values, dispatch, threads, and where each line comes from."""

import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from orchestrator.errors import Place, ProjectError
from orchestrator.nodes import MacroFile
from orchestrator.templates.library import Macros
from orchestrator.templates.rendering import Renderer
from orchestrator.templates.static import Template, parse

SHOP = """
{% macro who() %}shop for {{ node }}{% endmacro %}
{% macro lines(n) %}{% for i in range(n) %}line {{ i }}
{% endfor %}{% endmacro %}
{% macro numbers(n) %}{{ return(range(n) | list) }}{% endmacro %}
{% macro concat(a, b) %}shop {{ a }}{{ b }}{% endmacro %}
{% test positive(model, column_name, limit=0) %}
select * from {{ model }} where {{ column_name }} <= {{ limit }}
{% endtest %}
"""
UTILS = """
{% macro who() %}utils for {{ node }}{% endmacro %}
{% macro who_is_it() %}{{ who() }}, {{ shop.who() }}{% endmacro %}
{% macro star(x) %}{{ return(adapter.dispatch('star', 'utils')(x)) }}{% endmacro %}
{% macro default__star(x) %}default {{ x }}{% endmacro %}
{% macro duckdb__star(x) %}{{ return([x, concat('a', 'b'), dbt.concat('a', 'b')]) }}{% endmacro %}
"""
BUILT_IN = "{% macro concat(a, b) %}{{ a }} || {{ b }}{% endmacro %}"


def new_renderer() -> Renderer:
    files = [("shop", SHOP), ("utils", UTILS), ("dbt", BUILT_IN)]
    return Renderer(Macros([MacroFile(name, f"{name}.sql", code) for name, code in files], "shop"))


RENDERER = new_renderer()


class Adapter:
    """Dispatches as the compiler's adapter does."""

    def dispatch(self, name: str, namespace: str | None = None) -> Any:
        return RENDERER.dispatch(name, namespace, adapter_types=["duckdb"])


NAMES = {
    "node": "n",
    "ref": lambda name: f"<{name}>",
    "none_at_all": lambda: None,
    "var": {"n": 3, "flag": "true", "list": [1, 2]}.get,
    "adapter": Adapter(),
}


def text(source_code: str, package: str = "shop", **names: Any) -> str:
    return RENDERER.render(parse(source_code, "m.sql"), {**NAMES, **names}, package).text


def test_names_of_the_caller_come_before_macros() -> None:
    assert text("{{ who() }}") == "shop for n"
    assert text("{{ who() }}", who=lambda: "the caller") == "the caller"


def test_a_macro_sees_its_own_package_and_the_names_of_the_rendering() -> None:
    assert text("{{ who() }} / {{ utils.who_is_it() }}") == "shop for n / utils for n, shop for n"
    assert text("{{ who() }} / {{ utils.who_is_it() }}", "utils", node="m") == (
        "utils for m / utils for m, shop for m"
    )


def test_dispatch_takes_the_macro_of_the_engine() -> None:
    assert text("{{ utils.star('x') | join(', ') }}") == "x, shop ab, a || b"
    assert text("{{ adapter.dispatch('star')('x') | join(', ') }}", "utils") == "x, shop ab, a || b"
    with pytest.raises(ProjectError) as error:
        text("{{ adapter.dispatch('star')('x') }}", "shop")
    assert str(error.value) == (
        "m.sql:1: dispatch of 'star' found no macro 'duckdb__star' or 'default__star' "
        "in shop, dbt\n"
        "  1 | {{ adapter.dispatch('star')('x') }}\n"
        "  fix: define a macro 'default__star'"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", "text"),
        ("with a line end\n", "with a line end\n"),
        ("{{ var('n') }}", 3),
        ("{{ var('n') }}\n", 3),
        ("{{ var('n') * 2 }}", 6),
        ("{{ var('list') }}", [1, 2]),
        ("{{ var('flag') | as_bool }}", True),
        ("{{ none_at_all() }}", None),
        ("{{ numbers(2) }}", [0, 1]),
        ("{{ node }}", "n"),
        (" {{ var('n') }}", " 3"),
        ("{{ var('n') }}{{ var('n') }}", "33"),
        ("{% if var('n') == 3 %}{{ var('n') }}{% endif %}", 3),
        ("{% if var('n') == 3 %} {{ var('n') }}{% endif %}", " 3"),
        ("{# only a comment #}", ""),
    ],
)
def test_values_of_yaml_files(value: str, expected: object) -> None:
    found = RENDERER.evaluate(value, NAMES, Place("x.yml", 1))
    assert (found, type(found)) == (expected, type(expected))


def test_calling_a_macro() -> None:
    assert RENDERER.call(("numbers",), (3,), {}, NAMES, "shop") == [0, 1, 2]
    found = RENDERER.call(
        ("shop", "test_positive"), ("t",), {"column_name": "c", "limit": 5}, NAMES, "utils"
    )
    assert found == "\nselect * from t where c <= 5\n"


def test_lists_of_a_static_template_are_fresh_each_time() -> None:
    template = parse("{{ grow([1], {'k': [2]}) }}", "m.sql")

    def grow(items: list[int], mapping: dict[str, list[int]]) -> str:
        items.append(0)
        mapping["k"].append(0)
        return f"{items} {mapping}"

    rendered = [RENDERER.render(template, {"grow": grow}, "shop").text for _ in range(2)]
    assert rendered == ["[1, 0] {'k': [2, 0]}"] * 2


def test_a_rendering_inside_of_a_rendering_keeps_the_names_apart() -> None:
    def ref(name: str) -> str:
        inner = parse("{% set x = who() %}({{ x }} {{ name }})", "b.sql")
        return RENDERER.render(inner, {"node": "inner", "name": name}, "utils").text

    assert text("{{ who() }} {{ ref('b') }} {{ who() }}", ref=ref) == (
        "shop for n (utils for inner b) shop for n"
    )


def test_what_one_rendering_sets_is_gone_in_the_next() -> None:
    assert text("{% set x = 1 %}{{ x }}") == "1"
    assert text("{{ x is defined }}") == "False"
    with pytest.raises(ProjectError):
        text("{{ not_there }}")
    assert text("{{ not_there is defined }}") == "False"


def test_a_name_that_is_missing_can_be_asked_for() -> None:
    assert text("{{ nope | default('x') }} {{ 1 if nope is not defined }}") == "x 1"


def test_nothing_random() -> None:
    for source_code in ("{{ [1, 2] | random }}", "{{ lipsum() }}"):
        with pytest.raises(ProjectError):
            text(source_code)


def test_threads_share_a_renderer() -> None:
    renderer = new_renderer()
    template = parse(
        "{% for i in numbers(3) %}{{ who() }} {{ meet() }} {{ utils.who() }} {% endfor %}", "m.sql"
    )
    barrier = threading.Barrier(8, timeout=10)

    def render(node: str) -> str:
        def meet() -> str:
            barrier.wait()
            return "and"

        return renderer.render(template, {"node": node, "meet": meet}, "shop").text

    nodes = [f"n{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            assert list(pool.map(render, nodes)) == [
                f"shop for {node} and utils for {node} " * 3 for node in nodes
            ]


LINES = {
    "static": (
        "select\n    {{ ref('a') }},\n\n{# gone\n#}    b\nfrom {{\n  ref('c') }}\n",
        [(1, "select"), (2, "    <a>,"), (3, ""), (5, "    b"), (6, "from <c>")],
    ),
    "a macro of several lines": (
        "with\n{{ lines(2) }}\nend",
        [(1, "with"), (2, "line 0"), (2, "line 1"), (2, ""), (3, "end")],
    ),
    "if and for": (
        "{% for i in [1, 2] %}\n  {{ i }} as c{{ i }}\n  {%- if not loop.last %},{% endif %}\n"
        "{%- endfor %}\n{% if false %}\nno\n{% else %}\nyes\n{% endif -%}\n\nend",
        [(1, ""), (2, "  1 as c1,"), (2, "  2 as c2"), (5, ""), (8, "yes"), (11, "end")],
    ),
    "values stay clean": (
        "{% set x %}\na\nb{% endset %}\n{% filter upper %}\n{{ x }}\n{% endfilter %}\nend",
        [(3, ""), (4, ""), (4, ""), (4, "A"), (4, "B"), (4, ""), (7, "end")],
    ),
    "inline macro": (
        "{% macro m() %}\nx\n{% endmacro %}\na\n{{ m() }}\nb",
        [(3, ""), (4, "a"), (5, ""), (5, "x"), (5, ""), (6, "b")],
    ),
    "block": ("{% block b %}\nx\n{% endblock %}\ny", [(1, ""), (2, "x"), (3, ""), (4, "y")]),
    "nothing": ("{% set x = 1 %}", [(None, "")]),
}


@pytest.mark.parametrize("case", [*LINES], ids=str)
def test_lines(case: str) -> None:
    source_code, expected = LINES[case]
    rendered = RENDERER.render(parse(source_code, "m.sql"), NAMES, "shop")
    assert list(zip(rendered.lines, rendered.text.split("\n"), strict=True)) == expected


def test_lines_count_from_the_first_line_of_a_block() -> None:
    for parts in ("static", "Jinja"):
        template = parse("\n{{ ref('a') }}\nb", "m.sql", first_line=10)
        if parts == "Jinja":
            template = Template(template.path, template.source_code, 10)
        assert RENDERER.render(template, NAMES, "shop").lines == (10, 11, 12)


# --- keeping lines does not change the text ------------------------------------------------------

PLAIN = SandboxedEnvironment(
    undefined=StrictUndefined, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]
)
DATA = {"items": [1, 2], "this": SimpleNamespace(schema="s"), "f": lambda *a, **k: f"f{a}\n"}
SIGN = st.sampled_from(["", "", "-", "+"])


def tag(content: str) -> st.SearchStrategy[str]:
    return st.builds("{{%{} {} {}%}}".format, SIGN, st.just(content), SIGN)


def block(begin: str, inner: st.SearchStrategy[str], end: str) -> st.SearchStrategy[str]:
    return st.tuples(tag(begin), inner, tag(end)).map("".join)


LITERAL = st.text("ab ,\n\r\t{}", max_size=8)
OUTPUTS = st.sampled_from(
    [
        "{{ f(1) }}",
        "{{- this.schema -}}",
        "{{ items | length }}",
        "{{ 'a\nb' }}",
        "{{ none }}",
        "{{ nope }}",
        "{{ f(caller is defined) }}",
        "{{ m() }}",
        "{#- c\n -#}",
        "{% set x = 1 %}",
    ]
)
BODIES = st.recursive(
    st.lists(LITERAL | OUTPUTS, max_size=3).map("".join),
    lambda inner: st.lists(
        st.one_of(
            inner,
            block("if items", inner, "endif"),
            st.tuples(tag("if f is none"), inner, tag("else"), inner, tag("endif")).map("".join),
            block("for i in items", inner, "endfor"),
            block("for i in items recursive", inner, "endfor"),
            st.tuples(tag("for i in []"), inner, tag("else"), inner, tag("endfor")).map("".join),
            block("set x", inner, "endset"),
            block("filter upper", inner, "endfilter"),
            block("call f()", inner, "endcall"),
            block("macro m()", inner, "endmacro"),
            block("with x = 1", inner, "endwith"),
            block("raw", LITERAL, "endraw"),
        ),
        max_size=3,
    ).map("".join),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(BODIES)
def test_text_is_what_untouched_jinja_gives(source_code: str) -> None:
    try:
        expected = PLAIN.from_string(source_code).render(DATA)
    except (TemplateError, TypeError, SyntaxError, RecursionError):
        with pytest.raises(ProjectError):
            RENDERER.render(parse(source_code, "m.sql"), DATA, "shop")
        return
    rendered = RENDERER.render(parse(source_code, "m.sql"), DATA, "shop")
    assert rendered.text == expected
    assert len(rendered.lines) == expected.count("\n") + 1
