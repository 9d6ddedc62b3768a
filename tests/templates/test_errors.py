"""Errors in templates are reported at the user's line, with macros and the nearest name."""

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from orchestrator.errors import (
    EnvironmentFault,
    Place,
    ProjectError,
    SegError,
    StatementError,
    UsageError,
)
from orchestrator.nodes import MacroFile
from orchestrator.templates.library import Macros
from orchestrator.templates.rendering import Renderer
from orchestrator.templates.static import Template, parse

MACROS = """\
{% macro cents(column, precision=2) -%}
    round({{ column }}, {{ precision }})
{%- endmacro %}
{% macro outer(name) %}
    {% for _ in [1] %}
        {{ inner(name) }}
    {% endfor %}
{% endmacro %}
{% macro inner(name) %}

    {{ ref(name) }}
{% endmacro %}
{% macro typo() %}{{ colunm }}{% endmacro %}
{% macro endless() %}{{ endless() }}{% endmacro %}
{% macro wraps() %}{{ caller() }}{% endmacro %}
{% macro broken(x) %}
    {{ x + }}
{% endmacro %}
"""
RENDERER = Renderer(
    Macros(
        [
            MacroFile("shop", "macros/m.sql", MACROS),
            MacroFile("utils", "utils/star.sql", "{% macro star() %}*{% endmacro %}"),
        ],
        "shop",
    )
)


def ref(name: str) -> str:
    if name == "gone":
        raise ProjectError.of("ref('gone') names no model", fix="did you mean 'one'?")
    if name == "elsewhere":
        raise ProjectError.of("wrong over there", Place("x.yml", 3))
    return name


def run_query(sql: str) -> None:
    raise StatementError("no such table", line=1, retry=True)


def fail(error: SegError) -> None:
    raise error


NAMES: Mapping[str, Any] = {
    "ref": ref,
    "run_query": run_query,
    "fail": fail,
    "fault": EnvironmentFault("disk is full"),
    "usage": UsageError("no target 'x'"),
    "this": SimpleNamespace(schema="main"),
    "modules": SimpleNamespace(re=SimpleNamespace(compile=re.compile)),
    "target": {"schema": "dev", "type": "duckdb"},
}


def message(source_code: str, first_line: int = 1) -> str:
    with pytest.raises(ProjectError) as error:
        RENDERER.render(parse(source_code, "models/a.sql", first_line), NAMES, "shop")
    return str(error.value)


CASES = {
    "name": (
        "select 1\nfrom {{ ref_('a') }}",
        "models/a.sql:2:9: 'ref_' is not defined\n"
        "  2 | from {{ ref_('a') }}\n"
        "    |         ^\n"
        "  fix: did you mean 'ref'?",
    ),
    "name in Jinja": (
        "select 1\n{% if true %}\nfrom {{ ref_('a') }}{% endif %}",
        "models/a.sql:3: 'ref_' is not defined\n"
        "  3 | from {{ ref_('a') }}{% endif %}\n"
        "  fix: did you mean 'ref'?",
    ),
    "macro": (
        "{{ cent('a') }}",
        "models/a.sql:1:4: 'cent' is not defined\n"
        "  1 | {{ cent('a') }}\n"
        "    |    ^\n"
        "  fix: did you mean 'cents'?",
    ),
    "macro of a package": (
        "{{ utils.sta() }}",
        "models/a.sql:1:4: 'utils.sta' is not defined\n"
        "  1 | {{ utils.sta() }}\n"
        "    |    ^\n"
        "  fix: did you mean 'star'?",
    ),
    "macro of a package by its bare name": (
        "{{ star() }}",
        "models/a.sql:1:4: 'star' is not defined\n"
        "  1 | {{ star() }}\n"
        "    |    ^\n"
        "  fix: did you mean 'utils.star'?",
    ),
    "attribute": (
        "{{ this.schem }}",
        "models/a.sql:1:4: 'types.SimpleNamespace object' has no attribute 'schem'\n"
        "  1 | {{ this.schem }}\n"
        "    |    ^\n"
        "  fix: did you mean 'schema'?",
    ),
    "key": (
        "{{ target['schem'] }}",
        "models/a.sql:1: 'dict object' has no attribute 'schem'\n"
        "  1 | {{ target['schem'] }}\n"
        "  fix: did you mean 'schema'?",
    ),
    "argument": (
        "\n{{ cents('a', precison=1) }}",
        "models/a.sql:2:4: macro 'cents' takes no keyword argument 'precison'\n"
        "  2 | {{ cents('a', precison=1) }}\n"
        "    |    ^",
    ),
    "missing argument": (
        "{{ cents() }}",
        "models/a.sql:1:4: parameter 'column' was not provided, in macro cents (macros/m.sql:2)\n"
        "  1 | {{ cents() }}\n"
        "    |    ^",
    ),
    "no call": (
        "{{ cents }}",
        "models/a.sql:1:4: macro 'cents' is not called: write cents(...)\n"
        "  1 | {{ cents }}\n"
        "    |    ^",
    ),
    "inside of macros": (
        "{% set x = 1 %}\n\n{{ outer('gone') }}",
        "models/a.sql:3: ref('gone') names no model, "
        "in macro inner (macros/m.sql:11), called by outer (macros/m.sql:6)\n"
        "  3 | {{ outer('gone') }}\n"
        "  fix: did you mean 'one'?",
    ),
    "inside of macros, static": (
        "\n\n  {{ outer('gone') }}",
        "models/a.sql:3:6: ref('gone') names no model, "
        "in macro inner (macros/m.sql:11), called by outer (macros/m.sql:6)\n"
        "  3 |   {{ outer('gone') }}\n"
        "    |      ^\n"
        "  fix: did you mean 'one'?",
    ),
    "in the body of a call block": (
        "{% call wraps() %}\n  {{ ref('gone') }}\n{% endcall %}",
        "models/a.sql:2: ref('gone') names no model\n"
        "  2 |   {{ ref('gone') }}\n"
        "  fix: did you mean 'one'?",
    ),
    "name in a macro": (
        "{{ typo() }}",
        "models/a.sql:1:4: 'colunm' is not defined, in macro typo (macros/m.sql:13)\n"
        "  1 | {{ typo() }}\n"
        "    |    ^",
    ),
    "a place that is known already": (
        "{{ outer('elsewhere') }}",
        "x.yml:3: wrong over there",
    ),
    "endless": (
        "{{ endless() }}",
        "models/a.sql:1:4: macros call each other in an endless recursion, "
        "in macro endless (macros/m.sql:14)\n"
        "  1 | {{ endless() }}\n"
        "    |    ^",
    ),
    "type": (
        "{{ 1 + 'a' }}",
        "models/a.sql:1: unsupported operand type(s) for +: 'int' and 'str'\n  1 | {{ 1 + 'a' }}",
    ),
    "division": (
        "{% set x = 1 %}\n{{ x // 0 }}",
        "models/a.sql:2: ZeroDivisionError: integer division or modulo by zero\n  2 | {{ x // 0 }}",
    ),
    "name in a condition": (
        "{% if tarket %}{% endif %}",
        "models/a.sql:1: 'tarket' is not defined\n"
        "  1 | {% if tarket %}{% endif %}\n"
        "  fix: did you mean 'target'?",
    ),
    "regular expression": (
        "{{ modules.re.compile('(') }}",
        "models/a.sql:1:4: error: missing ), unterminated subpattern at position 0\n"
        "  1 | {{ modules.re.compile('(') }}\n"
        "    |    ^",
    ),
    "memory": (
        "{{ 'a' * 10 ** 17 }}",
        "models/a.sql:1: the result of '*' is too large\n  1 | {{ 'a' * 10 ** 17 }}",
    ),
    "return": (
        "{{ return(1) }}",
        "models/a.sql:1:4: return() is for macros only\n  1 | {{ return(1) }}\n    |    ^",
    ),
    "number": (
        "{{ 'x' | as_number }}",
        "models/a.sql:1: as_number: 'x' is not a number\n  1 | {{ 'x' | as_number }}",
    ),
    "boolean": (
        "{{ 'x' | as_bool }}",
        "models/a.sql:1: as_bool: 'x' is neither true nor false\n  1 | {{ 'x' | as_bool }}",
    ),
    "attribute trick": (
        "\n{{ ''.__class__.__mro__ }}",
        "models/a.sql:2: '__class__' is not allowed in templates\n  2 | {{ ''.__class__.__mro__ }}",
    ),
    "attribute trick, static": (
        "{{ ref.__globals__ }}",
        "models/a.sql:1:4: '__globals__' is not allowed in templates\n"
        "  1 | {{ ref.__globals__ }}\n"
        "    |    ^",
    ),
    "attribute trick by filter": (
        "{{ ref | attr('__globals__') }}",
        "models/a.sql:1: '__globals__' is not allowed in templates\n"
        "  1 | {{ ref | attr('__globals__') }}",
    ),
    "attribute trick by format": (
        "{{ '{0.__class__}'.format(1) }}",
        "models/a.sql:1: '__class__' is not allowed in templates\n"
        "  1 | {{ '{0.__class__}'.format(1) }}",
    ),
    "attribute trick on a macro": (
        "{{ cents._environment }}",
        "models/a.sql:1:4: '_environment' is not allowed in templates\n"
        "  1 | {{ cents._environment }}\n"
        "    |    ^",
    ),
    "syntax": (
        "select 1\n{{ ref('a' }}",
        "models/a.sql:2:12: unexpected '}', expected ')'\n  2 | {{ ref('a' }}\n    |            ^",
    ),
    "unknown tag": (
        "{% endfi %}",
        "models/a.sql:1:4: Encountered unknown tag 'endfi'\n  1 | {% endfi %}\n    |    ^",
    ),
    "unknown filter": (
        "\n\n{{ 'a' | as_numbr }}",
        "models/a.sql:3:10: No filter named 'as_numbr'\n"
        "  3 | {{ 'a' | as_numbr }}\n"
        "    |          ^\n"
        "  fix: did you mean 'as_number'?",
    ),
    "comment without end": (
        "a\n{# b",
        "models/a.sql:2: Missing end of comment tag\n  2 | {# b",
    ),
    "argument twice": (
        "\n{{ f(a=1, a=2) }}",
        "models/a.sql:2: keyword argument repeated: a\n  2 | {{ f(a=1, a=2) }}",
    ),
    "parameter twice": (
        "\n{% macro m(a, a) %}{% endmacro %}",
        "models/a.sql:2: duplicate argument 'a' in function definition\n"
        "  2 | {% macro m(a, a) %}{% endmacro %}",
    ),
    "syntax of a macro": (
        "{{ broken(1) }}",
        "macros/m.sql:17:12: unexpected 'end of print statement'\n"
        "  17 |     {{ x + }}\n"
        "     |            ^",
    ),
    "import": (
        "{% import 'x.sql' as x %}",
        "models/a.sql:1: templates cannot import or include each other: call macros by name\n"
        "  1 | {% import 'x.sql' as x %}",
    ),
    "materialization": (
        "{% materialization x, default %}{% endmaterialization %}",
        "models/a.sql:1: Encountered unknown tag 'materialization'\n"
        "  1 | {% materialization x, default %}{% endmaterialization %}",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_message(case: tuple[str, str]) -> None:
    source_code, expected = case
    assert message(source_code) == expected


def test_lines_count_from_the_first_line_of_a_block() -> None:
    assert message("\n{% set x = 1 %}{{ ref('gone') }}", first_line=40) == (
        "models/a.sql:41: ref('gone') names no model\n"
        "  41 | {% set x = 1 %}{{ ref('gone') }}\n"
        "  fix: did you mean 'one'?"
    )
    assert message("\n{{ f( }}", first_line=40) == (
        "models/a.sql:41:7: unexpected '}', expected ')'\n  41 | {{ f( }}\n     |       ^"
    )


def test_deeply_nested_templates_are_refused() -> None:
    assert message("{{ " + "(" * 5000 + ")" * 5000 + " }}") == (
        "models/a.sql: the template is nested too deeply"
    )


@pytest.mark.parametrize("parts", ["static", "Jinja"])
def test_a_refused_query_stays_one_and_tells_the_place(parts: str) -> None:
    template = parse("\n{{ run_query('select') }}", "models/a.sql")
    if parts == "Jinja":
        template = Template(template.path, template.source_code)
    with pytest.raises(StatementError) as error:
        RENDERER.render(template, NAMES, "shop")
    column = ":4" if parts == "static" else ""
    assert error.value.message == f"models/a.sql:2{column}: no such table"
    assert (error.value.line, error.value.retry, error.value.cancelled) == (None, True, False)


@pytest.mark.parametrize("name", ["fault", "usage"])
def test_errors_of_the_environment_and_command_line_are_passed_on(name: str) -> None:
    with pytest.raises(SegError) as error:
        RENDERER.render(parse(f"{{{{ fail({name}) }}}}", "models/a.sql"), NAMES, "shop")
    assert error.value is NAMES[name]


VALUES = {
    "{{ ref_('a') }}": "x.yml:7:3: 'ref_' is not defined\n  fix: did you mean 'ref'?",
    "{{ tarket }}": "x.yml:7:3: 'tarket' is not defined\n  fix: did you mean 'target'?",
    "{{ target.typ }}": (
        "x.yml:7:3: 'dict object' has no attribute 'typ'\n  fix: did you mean 'type'?"
    ),
    "{{ target['typ'] }}": (
        "x.yml:7:3: 'dict object' has no attribute 'typ'\n  fix: did you mean 'type'?"
    ),
    "{{ ref('gone') }}": "x.yml:7:3: ref('gone') names no model\n  fix: did you mean 'one'?",
    "{{ ref('gone') ~ 1 }}": "x.yml:7:3: ref('gone') names no model\n  fix: did you mean 'one'?",
    "{{ inner('gone') }}": (
        "x.yml:7:3: ref('gone') names no model, in macro inner (macros/m.sql:11)\n"
        "  fix: did you mean 'one'?"
    ),
    "a {{ ref( }}": "x.yml:7:3: unexpected '}', expected ')'",
    "{{ ref('elsewhere') }}": "x.yml:3: wrong over there",
}


@pytest.mark.parametrize(("text", "expected"), VALUES.items(), ids=VALUES.keys())
def test_values_are_told_at_their_place_in_the_yaml_file(text: str, expected: str) -> None:
    with pytest.raises(ProjectError) as error:
        RENDERER.evaluate(text, NAMES, Place("x.yml", 7, 3))
    assert str(error.value) == expected


def test_a_macro_that_is_called_directly() -> None:
    with pytest.raises(ProjectError) as error:
        RENDERER.call(("inner",), ("gone",), {}, NAMES, "shop")
    assert str(error.value) == (
        "macros/m.sql:9: ref('gone') names no model, in macro inner (macros/m.sql:11)\n"
        "  fix: did you mean 'one'?"
    )
    with pytest.raises(ProjectError) as error:
        RENDERER.call(("iner",), (), {}, NAMES, "shop")
    assert str(error.value) == "no macro 'iner'\n  fix: did you mean 'inner'?"
