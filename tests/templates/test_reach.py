"""What a macro or template can reach, determined without running it."""

from pathlib import Path

import pytest
from jinja2 import meta

from orchestrator.nodes import MacroFile
from orchestrator.templates.environment import Environment
from orchestrator.templates.library import Macros
from orchestrator.templates.reach import Reach, Reaches
from orchestrator.templates.static import parse

SHOP = """
{% macro pure(column, precision=2) %}round({{ column }}, {{ precision | int }}){% endmacro %}
{% macro strings() %}{{ "ref('a')" ~ 'source' }}{# ref('b') #}
{% raw %}{{ ref('c') }}{% endraw %}{% endmacro %}
{% macro refs(x=ref('a')) %}{{ pure(x) }}{% endmacro %}
{% macro loops() %}
{% for row in run_query('q').rows if row is not none %}{{ row.ref }}{% endfor %}{% endmacro %}
{% macro ping(n) %}{{ pong(n - 1) }}{% endmacro %}
{% macro pong(n) %}{{ ping(n - 1) if n else package.helper() }}{% endmacro %}
{% macro shadowed(ref) %}{{ ref }} {{ source=1 }}{% endmacro %}
{% macro reassigned() %}{% set config = config.get('x') %}{{ config }}{% endmacro %}
{% macro asks(relation) %}{{ adapter.get_relation(relation) if execute }}{% endmacro %}
{% macro dispatches() %}{{ return(adapter.dispatch('m', 'package')()) }}{% endmacro %}
{% macro dispatches_anything(m) %}{{ adapter.dispatch(m)() }}{% endmacro %}
{% macro dynamic() %}{{ context['ref']('a') }} {{ builtins.source('a', 'b') }}{% endmacro %}
{% macro blocks() %}
{% call statement('x') %}{{ caller() }}{% endcall %}{% do log('x') %}{% endmacro %}
"""
PACKAGE = """
{% macro helper() %}{{ local_helper() }}{{ var('x') }}{% endmacro %}
{% macro local_helper() %}{{ target.type }}{% endmacro %}
{% macro default__m() %}{{ source('a', 'b') }}{% endmacro %}
{% macro duckdb__m() %}1{% endmacro %}
"""
MACROS = Macros([MacroFile("shop", "a.sql", SHOP), MacroFile("package", "b.sql", PACKAGE)], "shop")


def reach(names: str = "", macros: str = "") -> Reach:
    """What is reached, as words."""
    return Reach(frozenset(names.split()), frozenset(f"macro.{name}" for name in macros.split()))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pure", reach("", "shop.pure")),
        ("strings", reach("", "shop.strings")),
        ("refs", reach("ref", "shop.refs shop.pure")),
        ("loops", reach("run_query row row.ref", "shop.loops")),
        (
            "ping",
            reach("var target.type", "shop.ping shop.pong package.helper package.local_helper"),
        ),
        ("shadowed", reach("", "shop.shadowed")),
        ("reassigned", reach("config config.get", "shop.reassigned")),
        ("asks", reach("adapter.get_relation execute", "shop.asks")),
        ("dispatches", reach("source", "shop.dispatches package.default__m package.duckdb__m")),
        ("dispatches_anything", reach("adapter.dispatch", "shop.dispatches_anything")),
        ("dynamic", reach("context builtins.source", "shop.dynamic")),
        ("blocks", reach("statement log", "shop.blocks")),
        ("package.helper", reach("var target.type", "package.helper package.local_helper")),
    ],
)
def test_a_macro_reaches(path: str, expected: Reach) -> None:
    assert Reaches(MACROS).of_call(tuple(path.split(".")), "shop") == expected


def test_what_is_no_macro_is_unknown() -> None:
    reaches = Reaches(MACROS)
    assert reaches.of_call(("ref",), "shop") is None
    assert reaches.of_call(("package", "nothing"), "shop") is None
    assert reaches.of_call(("local_helper",), "shop") is None


@pytest.mark.parametrize(
    ("source_code", "expected"),
    [
        ("select 1", reach()),
        ("{{ ref('a') }} {{ this.schema }}", reach("ref this.schema")),
        ("{{ config(x=var('y')) }} {{ pure(f(1)) }}", reach("config var f", "shop.pure")),
        ("{% if is_incremental() %}{{ refs() }}{% endif %}",
         reach("is_incremental ref", "shop.refs shop.pure")),
    ],
)  # fmt: skip
def test_a_template_reaches(source_code: str, expected: Reach) -> None:
    assert Reaches(MACROS).of_template(parse(source_code, "m.sql"), "shop") == expected


REPOSITORY = Path(__file__).parents[2]
FILES = sorted(
    file
    for folder in ("macros", "models", "orchestrator", "tests/templates/golden")
    for file in (REPOSITORY / folder).rglob("*.sql")
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_that_jinja_would_look_up_is_overlooked(file: Path) -> None:
    code = file.read_text("utf-8")
    looked_up = meta.find_undeclared_variables(Environment(lambda _: {}).parse(code))
    reached = Reaches(Macros([], "shop")).of_template(parse(code, file.name), "shop")
    # A dispatch is followed to the macros that it can mean, and is not a name.
    assert looked_up - {"adapter"} <= {name.partition(".")[0] for name in reached.names}
