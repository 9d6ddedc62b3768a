"""For any template text, the only errors are problems with a place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.errors import Problem, ProjectError
from orchestrator.nodes import MacroFile
from orchestrator.templates.library import Macros
from orchestrator.templates.rendering import Renderer
from orchestrator.templates.static import parse

MACROS = """
{% macro cents(column, precision=2) %}{{ column }}{% endmacro %}
{% macro wraps() %}{{ caller() }}{% endmacro %}
"""
RENDERER = Renderer(Macros([MacroFile("shop", "macros.sql", MACROS)], "shop"))
WORDS = r"""
{{ }} {% %} {# #} {%- -%} {{- -}} if else elif endif for endfor in set endset macro endmacro call
endcall cents wraps this ref ( ) [ ] , . : = == + - // % ** ~ | not and is defined none loop break
do filter endfilter upper raw endraw block endblock import extends return caller varargs self super
test endtest docs 'a' 'it\'s' '\x' '\N' 1 1.5 0x1 1_ \ é ² `
"""
SOUP = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=14).map(" ".join)


def problems_of(source_code: str) -> tuple[Problem, ...]:
    """What is wrong with a file, as macros and as a model."""
    found = Macros([MacroFile("shop", "m.sql", source_code)], "shop").problems
    try:
        RENDERER.render(parse(source_code, "m.sql"), {"this": "t", "ref": str}, "shop")
    except ProjectError as error:
        found += error.problems
    return found


@settings(max_examples=300, deadline=None)
@given(SOUP | SOUP.map("{{{{ {} }}}}".format) | SOUP.map("{{% if this %}}{}{{% endif %}}".format))
def test_every_problem_has_a_place(source_code: str) -> None:
    assert all(problem.place for problem in problems_of(source_code))
