"""The macro library: which macros exist, and how names resolve to them."""

import pytest

from orchestrator.errors import Place, ProjectError
from orchestrator.nodes import MacroFile
from orchestrator.templates.blocks import Block, argument_names, blocks
from orchestrator.templates.library import Macro, Macros

LIBRARY = """\
{# {% macro commented_out() %}{% endmacro %} #}
{% macro first(a, b='x, y', *, c=f(1, d), e={'g': [h]}) -%}
  {% macro inner() %}{% endmacro %}
  {{ "{% macro in_a_string() %}" }}
{%- endmacro %}

{% raw %}{% macro raw() %}{% endraw %}
text {{ 'outside }}' }}
{%- test positive(model, column_name) %}select 1{% endtest %}
{% data_test other(model) %}select 1{% endtest %}
"""


def macros(**packages: str) -> Macros:
    """A library with one file a package; the root package is `shop`."""
    files = [MacroFile(name, f"{name}.sql", code) for name, code in packages.items()]
    return Macros(files, "shop")


def define(*names: str) -> str:
    return "\n".join(f"{{% macro {name}() %}}{{% endmacro %}}" for name in names)


def test_macros_are_listed_in_order_with_places() -> None:
    found = [(m.unique_id, str(m.place), m.arguments) for m in macros(shop=LIBRARY)]
    assert found == [
        ("macro.shop.first", "shop.sql:2", ("a", "b", "c", "e")),
        ("macro.shop.test_positive", "shop.sql:9", ("model", "column_name")),
        ("macro.shop.test_other", "shop.sql:10", ("model",)),
    ]


def test_the_code_of_a_macro_is_its_block() -> None:
    found = macros(shop="\n{% macro m(x) %}\r\n{{ x }}{% endmacro %}text").find(("m",), "shop")
    assert found == Macro(
        package="shop",
        name="m",
        place=Place("shop.sql", 2),
        signature="x",
        source_code="{% macro m(x) %}\n{{ x }}{% endmacro %}",
    )


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("", ()),
        ("a", ("a",)),
        ("a, b=none,", ("a", "b")),
        ("\n  a,\n  b=[c, (d, e)],\n f='g, h'", ("a", "b", "f")),
        ('a="it\'s", b', ("a", "b")),
    ],
)
def test_argument_names(signature: str, expected: tuple[str, ...]) -> None:
    assert argument_names(signature) == expected


def test_a_bare_name_means_the_own_package_then_the_root_then_the_built_in_macro() -> None:
    library = macros(
        dbt=define("concat", "hash", "both"),
        shop=define("concat", "mine", "both"),
        package=define("both", "theirs"),
    )

    def meant(name: str, package: str) -> str | None:
        macro = library.find(name.split("."), package)
        return macro.unique_id if macro else None

    assert {name: meant(name, "shop") for name in ("concat", "hash", "mine", "both", "theirs")} == {
        "concat": "macro.shop.concat",
        "hash": "macro.dbt.hash",
        "mine": "macro.shop.mine",
        "both": "macro.shop.both",
        "theirs": None,
    }
    assert meant("both", "package") == "macro.package.both"
    assert meant("concat", "package") == "macro.shop.concat"
    assert meant("concat", "dbt") == "macro.shop.concat"
    assert meant("dbt.concat", "shop") == "macro.dbt.concat"
    assert meant("package.theirs", "shop") == "macro.package.theirs"
    assert meant("package.theirs.more", "shop") is None
    assert meant("nowhere.theirs", "shop") is None


DISPATCH = {
    "dbt": define("default__m", "duckdb__only_here"),
    "shop": define("default__m", "spark__n"),
    "package": define("duckdb__m", "default__m", "default__n"),
}


@pytest.mark.parametrize(
    ("name", "namespace", "search_order", "expected"),
    [
        ("m", "package", None, "macro.shop.default__m"),
        ("m", "package", ["package"], "macro.package.duckdb__m"),
        ("m", None, None, "macro.package.duckdb__m"),
        ("m", "dbt", None, "macro.shop.default__m"),
        ("m", "dbt", [], "macro.dbt.default__m"),
        ("n", "package", None, "macro.package.default__n"),
        ("only_here", "package", None, "macro.dbt.duckdb__only_here"),
    ],
)
def test_dispatch(
    name: str, namespace: str | None, search_order: list[str] | None, expected: str
) -> None:
    found = macros(**DISPATCH).dispatched(
        name, namespace, package="package", adapter_types=["duckdb"], search_order=search_order
    )
    assert found.unique_id == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("m", "macro.package.duckdb__m"),
        ("n", "macro.package.default__n"),
        ("only_here", "macro.dbt.duckdb__only_here"),
    ],
)
def test_an_engine_that_is_given_the_sql_of_another_takes_its_macros(
    name: str, expected: str
) -> None:
    found = macros(**DISPATCH).dispatched(
        name, None, package="package", adapter_types=["spark", "duckdb"], search_order=None
    )
    assert found.unique_id == expected


def test_dispatch_to_nothing() -> None:
    with pytest.raises(ProjectError) as error:
        macros(**DISPATCH).dispatched("nn", "package", package="shop", adapter_types=["duckdb"])
    assert str(error.value) == (
        "dispatch of 'nn' found no macro 'duckdb__nn' or 'default__nn' in shop, package, dbt\n"
        "  fix: did you mean 'default__n'?"
    )


def test_all_problems_are_told_at_once() -> None:
    files = [
        MacroFile("shop", "macros/a.sql", define("m", "n", "m")),
        MacroFile("shop", "macros/b.sql", "\n" + define("n")),
        MacroFile("other", "macros/c.sql", define("n") + "{% macro open() %}"),
        MacroFile("other", "macros/d.sql", "{% macro %}{% endmacro %}"),
        MacroFile(
            "other",
            "macros/e.sql",
            "{% materialization mine, adapter='duckdb' %}{% endmaterialization %}",
        ),
    ]
    found = Macros(files, "shop")
    assert found.broken == (files[2], files[3])
    assert "\n".join(map(str, found.problems)) == (
        "macros/a.sql:3: macro 'm' of package 'shop' is defined twice: "
        "macros/a.sql:1 and macros/a.sql:3\n"
        "  fix: rename one of them\n"
        "macros/b.sql:2: macro 'n' of package 'shop' is defined twice: "
        "macros/a.sql:2 and macros/b.sql:2\n"
        "  fix: rename one of them\n"
        "macros/c.sql:1: 'macro' block has no end\n"
        "  fix: add {% endmacro %}\n"
        "macros/d.sql:1: 'macro' block has no name\n"
        "macros/e.sql:1: materialization 'mine' cannot be defined: materializations are built in: "
        "view, table, incremental, ephemeral, external\n"
        "  fix: remove the block, and use a built-in materialization with macros"
    )


def test_documentation_and_snapshot_blocks() -> None:
    code = (
        "\n{% docs orders %}\n# Orders\n{% enddocs %}\n{% snapshot s %}\nselect 1{% endsnapshot %}"
    )
    assert blocks(code, "docs.md") == (
        Block(
            kind="docs",
            name="orders",
            signature="",
            place=Place("docs.md", 2),
            source_code="{% docs orders %}\n# Orders\n{% enddocs %}",
            body="\n# Orders\n",
        ),
        Block(
            kind="snapshot",
            name="s",
            signature="",
            place=Place("docs.md", 5),
            source_code="{% snapshot s %}\nselect 1{% endsnapshot %}",
            body="\nselect 1",
        ),
    )
