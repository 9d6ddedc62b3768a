"""Templates: undefined names, syntax errors and forbidden operations, each at its line."""

from pathlib import Path

import pytest

from tests.faults.refusal import Files, refusal
from tests.projects import seg, write_project
from tests.running.reading import published

PASS_IT = "pass it with vars '{{{0}: value}}', or set it under vars: in the project file"

CASES: dict[str, tuple[Files, str]] = {
    "a macro that is not there": (
        {
            "macros/m.sql": "{% macro cents(x) %}{{ x }}{% endmacro %}",
            "models/b.sql": "select\n    {{ cent(2) }} as b\n",
        },
        "models/b.sql:2:8: 'cent' is not defined\n  2 |     {{ cent(2) }} as b\n"
        "    |        ^\n  fix: did you mean 'cents'?\n",
    ),
    "a name that is not there": (
        {"models/b.sql": "select\n    '{{ trget.name }}' as b\n"},
        "models/b.sql:2:9: 'trget' is not defined\n  2 |     '{{ trget.name }}' as b\n"
        "    |         ^\n  fix: did you mean 'target'?\n",
    ),
    "an attribute that is not there": (
        {"models/b.sql": "select\n    '{{ target.nme }}' as b\n"},
        "models/b.sql:2:9: 'dict object' has no attribute 'nme'\n"
        "  2 |     '{{ target.nme }}' as b\n    |         ^\n  fix: did you mean 'name'?\n",
    ),
    "a name in a macro that a macro calls": (
        {
            "macros/m.sql": "{% macro outer() %}\n{{ inner() }}{% endmacro %}\n"
            "{% macro inner() %}\n\n{{ trget.name }}{% endmacro %}",
            "models/b.sql": "select 1 as one,\n    {{ outer() }} as b\n",
        },
        "models/b.sql:2:8: 'trget' is not defined, "
        "in macro inner (macros/m.sql:5), called by outer (macros/m.sql:2)\n"
        "  2 |     {{ outer() }} as b\n    |        ^\n  fix: did you mean 'target'?\n",
    ),
    "a name handed to a function": (
        {"models/b.sql": "select '{{ tojson([nope]) }}' as b\n"},
        "models/b.sql:1:12: 'nope' is not defined\n  1 | select '{{ tojson([nope]) }}' as b\n"
        "    |            ^\n",
    ),
    "a name in a setting": (
        {"models/b.sql": "{{ config(materialized=tble) }}\nselect 1 as i\n"},
        "models/b.sql:1:4: 'tble' is not defined\n"
        "  1 | {{ config(materialized=tble) }}\n    |    ^\n",
    ),
    "an argument that a macro does not have": (
        {
            "macros/m.sql": "{% macro cents(x) %}{{ x }}{% endmacro %}",
            "models/b.sql": "select {{ cents(y=2) }} as b\n",
        },
        "models/b.sql:1:11: macro 'cents' takes no keyword argument 'y'\n"
        "  1 | select {{ cents(y=2) }} as b\n    |           ^\n",
    ),
    "an argument that a macro misses": (
        {
            "macros/m.sql": "{% macro cents(x) %}{{ x }}{% endmacro %}",
            "models/b.sql": "select {{ cents() }} as b\n",
        },
        "models/b.sql:1:11: parameter 'x' was not provided, in macro cents (macros/m.sql:1)\n"
        "  1 | select {{ cents() }} as b\n    |           ^\n",
    ),
    "a macro that calls itself without end": (
        {
            "macros/m.sql": "{% macro ping(n) %}\n{{ ping(n + 1) }}{% endmacro %}",
            "models/b.sql": "select\n    {{ ping(0) }} as b\n",
        },
        "models/b.sql:2:8: macros call each other in an endless recursion, in macro ping "
        "(macros/m.sql:2)\n  2 |     {{ ping(0) }} as b\n    |        ^\n",
    ),
    "a name in a list": (
        {"models/b.sql": "select '{{ [nope] }}' as b\n"},
        "models/b.sql:1: 'nope' is not defined\n  1 | select '{{ [nope] }}' as b\n",
    ),
    "a name in a list in a macro": (
        {
            "macros/m.sql": "{% macro listed() %}\n{{ {'a': nope} }}{% endmacro %}",
            "models/b.sql": "select '{{ listed() }}' as b\n",
        },
        "models/b.sql:1:12: 'nope' is not defined, in macro listed (macros/m.sql:2)\n"
        "  1 | select '{{ listed() }}' as b\n    |            ^\n",
    ),
    "a variable that is missing": (
        {"models/b.sql": "select\n    {{ var('start') }} as b\n"},
        "models/b.sql:2:8: no variable 'start'\n  2 |     {{ var('start') }} as b\n"
        f"    |        ^\n  fix: {PASS_IT.format('start')}\n",
    ),
    "a variable with a typo": (
        {
            "seg_project.yml": "name: shop\nvars: {start_on: 2024-01-01}\n",
            "models/b.sql": "select\n    {{ var('strt_on') }} as b\n",
        },
        "models/b.sql:2:8: no variable 'strt_on'\n  2 |     {{ var('strt_on') }} as b\n"
        f"    |        ^\n  fix: did you mean 'start_on'? or {PASS_IT.format('strt_on')}\n",
    ),
    "a variable that is missing in a macro": (
        {
            "macros/m.sql": "{% macro since() %}\n{{ var('start') }}{% endmacro %}",
            "models/b.sql": "select\n    {{ since() }} as b\n",
        },
        "models/b.sql:2:8: no variable 'start', in macro since (macros/m.sql:2)\n"
        f"  2 |     {{{{ since() }}}} as b\n    |        ^\n  fix: {PASS_IT.format('start')}\n",
    ),
    "an environment variable that is missing": (
        {"models/b.sql": "select '{{ env_var('SHOP_NOT_SET') }}' as b\n"},
        "models/b.sql:1:12: the environment has no variable 'SHOP_NOT_SET'\n"
        "  1 | select '{{ env_var('SHOP_NOT_SET') }}' as b\n    |            ^\n"
        "  fix: set it: export SHOP_NOT_SET=...\n",
    ),
    "what a macro refuses": (
        {"models/b.sql": "{{ exceptions.raise_compiler_error('not on Mondays') }}"},
        "models/b.sql:1:4: not on Mondays\n"
        "  1 | {{ exceptions.raise_compiler_error('not on Mondays') }}\n    |    ^\n",
    ),
    "an expression that is not closed": (
        {"models/b.sql": "select\n    {{ ref('x' }} as b\n"},
        "models/b.sql:2:16: unexpected '}', expected ')'\n  2 |     {{ ref('x' }} as b\n"
        "    |                ^\n",
    ),
    "a block that is not closed": (
        {"models/b.sql": "select 1 as i\n{% if true %}\n"},
        "models/b.sql:2: Unexpected end of template. Jinja was looking for the following tags: "
        "'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'\n"
        "  2 | {% if true %}\n",
    ),
    "a tag that is none": (
        {"models/b.sql": "select 1 as i\n{% fi true %}\n"},
        "models/b.sql:2:4: Encountered unknown tag 'fi'\n  2 | {% fi true %}\n    |    ^\n",
    ),
    "a filter that is none": (
        {"models/b.sql": "select {{ 'x' | uper }} as i\n"},
        "models/b.sql:1:17: No filter named 'uper'\n  1 | select {{ 'x' | uper }} as i\n"
        "    |                 ^\n  fix: did you mean 'upper'?\n",
    ),
    "a macro that cannot be read, also if nothing calls it": (
        {
            "macros/m.sql": "{% macro a() %}\n{{ b( }}\n{% endmacro %}\n",
            "models/b.sql": "select 1 as i",
        },
        "macros/m.sql:2:7: unexpected '}', expected ')'\n  2 | {{ b( }}\n    |       ^\n",
    ),
    "a macro without end": (
        {"macros/m.sql": "\n{% macro a() %}\n{{ b }}\n", "models/b.sql": "select 1 as i"},
        "macros/m.sql:2: 'macro' block has no end\n  fix: add {% endmacro %}\n",
    ),
    "a macro that is there twice": (
        {
            "macros/m.sql": "{% macro a() %}{% endmacro %}",
            "macros/n.sql": "{% macro a() %}{% endmacro %}",
            "models/b.sql": "select 1 as i",
        },
        "macros/n.sql:1: macro 'a' of package 'shop' is defined twice: "
        "macros/m.sql:1 and macros/n.sql:1\n  fix: rename one of them\n",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_refused_at_its_line(case: tuple[Files, str], tmp_path: Path) -> None:
    files, message = case
    assert refusal(tmp_path, files) == message


NOT_ALLOWED = {
    "class of a text": ("''.__class__.__mro__", "__class__"),
    "by index": ("''['__class__']", "__class__"),
    "by filter": ("''|attr('__class__')", "__class__"),
    "by format": ("'{0.__class__}'.format(1)", "__class__"),
    "by map": ("[1]|map(attribute='__class__')|list", "__class__"),
    "globals of a function": ("ref.__globals__", "__globals__"),
    "closure of a function": ("env_var.__closure__", "__closure__"),
    "globals of a method": ("var.__init__.__globals__", "__init__"),
    "globals of Jinja's own": ("cycler.__init__.__globals__.os.popen('id').read()", "__init__"),
    "the template itself": ("self.__init__", "__init__"),
    "the context": ("context.__class__", "__class__"),
    "a bound object": ("adapter.dispatch.__self__", "__self__"),
    "the adapter's inside": ("adapter._renderer", "_renderer"),
    "the variables' inside": ("var._values", "_values"),
    "the settings' inside": ("config._settings", "_settings"),
    "types by type": ("dict.mro()", "mro"),
}


@pytest.mark.parametrize("case", NOT_ALLOWED.values(), ids=NOT_ALLOWED.keys())
def test_attributes_that_lead_to_the_host(case: tuple[str, str], tmp_path: Path) -> None:
    expression, attribute = case
    said = refusal(tmp_path, {"models/b.sql": f"select 1 as i\n-- {{{{ {expression} }}}}\n"})
    where, _, what = said.split("\n")[0].partition(" ")
    assert where.startswith("models/b.sql:2:")
    assert what == f"'{attribute}' is not allowed in templates"


NOT_THERE = {
    "modules of a module": "modules.datetime.sys.modules['os'].system('id')",
    "modules of another module": "modules.re.enum.sys",
    "functions of a module that imports": "modules.re.functools",
    "modules of a module that is late": "modules.pytz.os.system('id')",
    "open": "open('/etc/hostname').read()",
    "import": "__import__('os')",
    "eval": "eval('1')",
}


@pytest.mark.parametrize("expression", NOT_THERE.values(), ids=NOT_THERE.keys())
def test_ways_to_the_host_that_are_not_there(expression: str, tmp_path: Path) -> None:
    said = refusal(tmp_path, {"models/b.sql": f"select 1 as i\n-- {{{{ {expression} }}}}\n"})
    assert said.startswith("models/b.sql:2:")


@pytest.mark.parametrize("tag", ["include 'x.sql'", "import '/etc/hostname' as x", "extends 'x'"])
def test_templates_do_not_read_files(tag: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, {"models/b.sql": f"select 1 as i\n{{% {tag} %}}\n"}) == (
        "models/b.sql:2: templates cannot import or include each other: call macros by name\n"
        f"  2 | {{% {tag} %}}\n"
    )


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("'a' * 10 ** 10", "the result of '*' is too large"),
        ("10 ** 10 * 'a'", "the result of '*' is too large"),
        ("10 ** (10 ** 10)", "the result of '**' is too large"),
        (
            "range(10 ** 9) | list",
            "OverflowError: Range too big. The sandbox blocks ranges larger than "
            "MAX_RANGE (100000).",
        ),
    ],
)
def test_what_would_fill_the_memory(expression: str, message: str, tmp_path: Path) -> None:
    code = f"select '{{{{ {expression} }}}}' as i"
    said = refusal(tmp_path, {"models/b.sql": code})
    assert said == f"models/b.sql:1: {message}\n  1 | {code}\n"


def test_the_modules_that_dbt_offers_work(tmp_path: Path) -> None:
    sql = """select
    '{{ modules.datetime.date(2024, 2, 28) + modules.datetime.timedelta(days=2) }}' as later,
    '{{ modules.re.sub("[aeiou]", "", "customer") }}' as short,
    {{ modules.itertools.chain([1], [2]) | sum }} as added,
    '{{ run_started_at.astimezone(modules.pytz.timezone("America/Los_Angeles")).date() }}' as day
"""
    now = ("--now", "2024-07-02T06:59:00+00:00")
    assert seg(write_project(tmp_path, {"models/a.sql": sql}), "build", *now).exit_code == 0
    assert published(tmp_path) == {"a": [("2024-03-01", "cstmr", 3, "2024-07-01")]}
