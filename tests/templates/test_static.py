"""Reading templates without Jinja: what is read, what is left to Jinja, and that both agree."""

import subprocess
import sys
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from orchestrator.errors import ProjectError
from orchestrator.nodes import MacroFile
from orchestrator.templates.library import Macros
from orchestrator.templates.rendering import Renderer
from orchestrator.templates.static import Call, Name, Template, Text, parse


def parts(source_code: str) -> tuple[Text | Name | Call, ...] | None:
    return parse(source_code, "models/a.sql").parts


def placeless(part: Any) -> Any:
    """A part as if it stood where `Name` and `Call` stand when nothing is said."""
    if isinstance(part, Call):
        args = tuple(map(placeless, part.args))
        kwargs = {name: placeless(value) for name, value in part.kwargs.items()}
        return Call(part.path, args, kwargs)
    if isinstance(part, Name):
        return Name(part.path)
    return Text(part.text) if isinstance(part, Text) else part


@pytest.mark.parametrize(
    ("source_code", "expected"),
    [
        ("", ()),
        ("\n", ()),
        ("select 1\n", (Text("select 1"),)),
        ("select 1\n\n", (Text("select 1\n"),)),
        ("a { b } c", (Text("a { b } c"),)),
        ("{{ this }}", (Name(("this",)),)),
        ("{{ target.schema }}", (Name(("target", "schema")),)),
        ("x {{- this -}} y", (Text("x"), Name(("this",)), Text("y"))),
        ("x {{+ this }} y", (Text("x "), Name(("this",)), Text(" y"))),
        ("x {#- {{ gone }} {% gone %} -#} y", (Text("x"), Text("y"))),
        ("{{ ref('a') }}", (Call(("ref",), ("a",)),)),
        ('{{ref("a",v=2)}}', (Call(("ref",), ("a",), {"v": 2}),)),
        ("{{ p.m(-1.5, 0, none, True,) }}", (Call(("p", "m"), (-1.5, 0, None, True)),)),
        ("{{ f([1, 'a'], {'k': {'l': []}}) }}", (Call(("f",), ([1, "a"], {"k": {"l": []}})),)),
        (
            "{{ f(x=g(this.name)) }}",
            (Call(("f",), (), {"x": Call(("g",), (Name(("this", "name")),))}),),
        ),
        ("{{ f('}} {% #}') }}", (Call(("f",), ("}} {% #}",)),)),
        ("{{ f('two\nlines') }}", (Call(("f",), ("two\nlines",)),)),
        ("{{ f('schöne Grüße') }}", (Call(("f",), ("schöne Grüße",)),)),
    ],
)
def test_what_is_read(source_code: str, expected: tuple[Text | Name | Call, ...]) -> None:
    found = parts(source_code)
    assert found is not None
    assert tuple(map(placeless, found)) == expected


@pytest.mark.parametrize(
    "source_code",
    [
        "{% if x %}a{% endif %}",
        "{{ 1 }}",
        "{{ 'a' }}",
        "{{ none }}",
        "{{ a | upper }}",
        "{{ a + 1 }}",
        "{{ a if b }}",
        "{{ not(a) }}",
        "{{ self }}",
        "{{ ref('a').schema }}",
        "{{ a['b'] }}",
        "{{ f(a)(b) }}",
        "{{ f(*a) }}",
        "{{ f(**a) }}",
        "{{ f(x=1, 2) }}",
        "{{ f(x=1, x=2) }}",
        "{{ f('a' 'b') }}",
        "{{ f('a' ~ 'b') }}",
        r"{{ f('a\'b') }}",
        "{{ f(r'a') }}",
        "{{ f(b'a') }}",
        "{{ f({'a'}) }}",
        "{{ f({1: 2}) }}",
        "{{ f(('a', 'b')) }}",
        "{{ f(1 == 2) }}",
        "{{ f(01) }}",
        "{{ f(1e5) }}",
        "{{ f(1_000) }}",
        "{{ f(größe) }}",
        "{{ f(a.0) }}",
        "{{ f(true.x) }}",
        "{{ f(,) }}",
        "{{ f( }}",
        "{{ f(1)",
        "{{ }}",
        "{{ a }",
        "{# never closed",
        "{{ f(" + "[" * 5000 + "]" * 5000 + ") }}",
    ],
)
def test_what_is_left_to_jinja(source_code: str) -> None:
    assert parts(source_code) is None


def test_places_count_from_the_first_line_of_the_file() -> None:
    template = parse("a\n\n{{ f(1,\n   x.y) }} b\n{#\n#}{{- g() }}", "m.sql", first_line=10)
    found = [(placeless(part), part.line) for part in template.parts or ()]
    assert found == [
        (Text("a\n\n"), 10),
        (Call(("f",), (1, Name(("x", "y")))), 12),
        (Text(" b\n"), 13),
        (Call(("g",)), 15),
    ]
    assert [(each.path, each.line, each.column) for each in template.references()] == [
        (("x", "y"), 13, 4),
        (("f",), 12, 4),
        (("g",), 15, 7),
    ]


def test_references_are_found_inside_of_arguments() -> None:
    template = parse("{{ config(pre_hook=[f(a)], meta={'k': var('n')}) }}", "m.sql")
    assert [each.path for each in template.references()] == [
        ("a",),
        ("f",),
        ("var",),
        ("config",),
    ]


@pytest.mark.parametrize(
    "source_code", ["a\r\n{{ f('x\r\ny') }}\r\n\r\n", "\ufeffa\n{{ f('x\ny') }}\n\n"]
)
def test_line_ends_and_byte_order_mark_make_no_difference(source_code: str) -> None:
    assert parse(source_code, "m.sql") == parse("a\n{{ f('x\ny') }}\n\n", "m.sql")


def test_reading_does_not_import_jinja() -> None:
    modules = ("static", "blocks", "library", "reach")
    code = "; ".join(f"import orchestrator.templates.{module}" for module in modules)
    code += "; import sys; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# --- the same as Jinja ---------------------------------------------------------------------------

MACROS = """
{% macro shown(x, y='default') %}
  [{{ x }}/{{ y }}]
{% endmacro %}
"""
RENDERER = Renderer(Macros([MacroFile("shop", "macros.sql", MACROS)], "shop"))
NAMES: Mapping[str, Any] = {
    "f": lambda *args, **kwargs: f"f{args}{kwargs}",
    "nothing": lambda: None,
    "this": SimpleNamespace(schema="main", name="a\nb"),
    "target": {"schema": "dev", "items": 1},
}


class NeverShown(StrictUndefined):
    """Strict also where it stands in a list that is written out."""

    def __repr__(self) -> str:
        return str(self)


PLAIN = SandboxedEnvironment(undefined=NeverShown)
PLAIN.globals.update(vars(PLAIN.from_string(MACROS).module))


def seg(template: Template) -> str:
    """The text, or that there is none."""
    try:
        return RENDERER.render(template, NAMES, "shop").text
    except ProjectError:
        return "an error"


def plain(source_code: str) -> str:
    """What an untouched Jinja gives."""
    try:
        return PLAIN.from_string(source_code).render(NAMES)
    except (TemplateError, TypeError, OverflowError):
        return "an error"


SPACE = st.sampled_from(["", " ", "\n", "  \n ", "\t", "\r\n", "\r", "\u2003"])
PATHS = ["this", "this.name", "this . schema", "target.schema", "target.items", "f", "nothing"]
ODD_PATHS = ["undefined_name", "this.undefined", "range", "true", "none", "not", "this.__class__"]
NAMED = st.sampled_from(PATHS + ODD_PATHS)
CALLED = NAMED | st.just("shown")
STRINGS = st.text("ab'\"\\n\n\r{}%#-é\u2028\U0001f600 ", max_size=6).map(lambda text: f"'{text}'")
NUMBERS = st.sampled_from(["0", "7", "-3", "1.50", "-0.0", "12345678901", "01", "1e3", "1_0", "."])
VALUES = st.recursive(
    NAMED | STRINGS | NUMBERS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(st.tuples(STRINGS | NAMED, inner), max_size=2).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items) + "}"
        ),
        st.builds("{}({})".format, CALLED, inner),
    ),
    max_leaves=4,
)
ARGUMENTS = st.lists(
    st.builds("{}{}".format, st.sampled_from(["", "", "x=", "y =", "if="]), VALUES), max_size=3
)
CALLS = st.builds(
    "{0}{1}({2}{3}{1})".format,
    CALLED,
    SPACE,
    ARGUMENTS.map(", ".join),
    st.sampled_from(["", "", ","]),
)
OUTPUTS = st.builds(
    "{{{{{}{}{}{}{}}}}}".format,
    st.sampled_from(["", "-", "+"]),
    SPACE,
    NAMED | CALLS | VALUES,
    SPACE,
    st.sampled_from(["", "-", "+"]),
)
COMMENTS = st.builds(
    "{{#{}{}{}#}}".format,
    st.sampled_from(["", "-", "+"]),
    st.text("ab-+#{}%\n ", max_size=5),
    st.sampled_from(["", "-", "+"]),
)
LITERAL = st.text("ab -+{}%#\n\r\t\u2003'", max_size=8)
TEMPLATES = st.lists(LITERAL | OUTPUTS | COMMENTS, max_size=6).map("".join)


@settings(max_examples=600, deadline=None)
@given(TEMPLATES)
def test_static_rendering_equals_jinja(source_code: str) -> None:
    template = parse(source_code, "m.sql")
    if template.parts is not None:
        assert seg(template) == plain(source_code)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.just("a\n ") | st.builds("{{{{ {} }}}}".format, CALLS), min_size=1).map("".join))
def test_lines_and_text_are_those_of_the_jinja_path(source_code: str) -> None:
    template = parse(source_code, "m.sql")
    by_jinja = Template(template.path, template.source_code)
    if template.parts is None or seg(template) == "an error":
        assert seg(by_jinja) == seg(template)
    else:
        fast = RENDERER.render(template, NAMES, "shop")
        slow = RENDERER.render(by_jinja, NAMES, "shop")
        assert (fast.text, len(fast.lines)) == (slow.text, len(slow.lines))


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_reading_never_fails(source_code: str) -> None:
    assert parse(source_code, "m.sql").path == "m.sql"
