import pytest

from orchestrator.config.config_keys import KNOWN_KEYS
from orchestrator.config.settings import check_keys, read_tree, settings_for
from orchestrator.config.values import placed
from orchestrator.errors import Place, Problems
from tests.config.refusal import noted, parsed


def tree(text, kind="models", path="f.yml"):
    problems = Problems()
    found = read_tree(kind, parsed(text, path), problems)
    problems.raise_any()
    return found


def settings(text, fqn, *above, kind="models"):
    return settings_for([tree(text, kind)], fqn, *(parsed(layer) for layer in above))


TREE = """\
+materialized: view
enabled: true
shop:
  materialized: table
  +schema: shop
  staging:
    +schema: staging
    stg_orders: {+enabled: false, +materialized: ephemeral}
  empty:
other: {+schema: other}
"""


@pytest.mark.parametrize(
    ("fqn", "expected"),
    [
        (("shop", "orders"), {"materialized": "table", "enabled": True, "schema": "shop"}),
        (
            ("shop", "staging", "stg_items"),
            {"materialized": "table", "enabled": True, "schema": "staging"},
        ),
        (
            ("shop", "staging", "stg_orders"),
            {"materialized": "ephemeral", "enabled": False, "schema": "staging"},
        ),
        (("third", "staging", "x"), {"materialized": "view", "enabled": True}),
    ],
)
def test_the_most_specific_level_wins(fqn, expected):
    assert settings(TREE.replace("  empty:\n", ""), fqn) == expected


def test_layers_above_the_trees_win_in_their_order():
    found = settings(
        "+alias: a\n+schema: a\n+group: a", ("x",), "{schema: b, group: b}", "group: c"
    )

    assert found == {"alias": "a", "schema": "b", "group": "c"}


def test_how_values_merge():
    tree_text = """\
+tags: a
+pre-hook: select 1
+packages: [p]
+meta: {owner: x, level: 1}
+persist_docs: {relation: true}
+column_types: {id: int}
+quoting: {schema: true}
+docs: {show: false}
+contract: {enforced: true}
+grants: {select: [reader], insert: [writer]}
+unique_key: [a]
"""
    config = """\
tags: [b, a]
pre_hook: [select 1, select 2]
packages: q
meta: {owner: y}
persist_docs: {columns: true}
column_types: {name: text}
quoting: {identifier: true}
docs: {node_color: red}
contract: {alias_types: false}
grants: {+select: auditor, insert: boss}
unique_key: b
"""
    assert settings(tree_text, ("shop", "orders"), config) == {
        "tags": ["a", "b"],
        "pre-hook": ["select 1", "select 1", "select 2"],
        "packages": ["p", "q"],
        "meta": {"owner": "y", "level": 1},
        "persist_docs": {"relation": True, "columns": True},
        "column_types": {"id": "int", "name": "text"},
        "quoting": {"schema": True, "identifier": True},
        "docs": {"show": False, "node_color": "red"},
        "contract": {"enforced": True, "alias_types": False},
        "grants": {"select": ["reader", "auditor"], "insert": ["boss"]},
        "unique_key": "b",
    }


def test_merging_leaves_the_trees_as_they_were():
    shared = tree("+tags: [a]\n+meta: {x: 1}\n+grants: {select: [r]}\n")
    above = parsed("{tags: [b], meta: {y: 2}, grants: {+select: s}}")

    first = settings_for([shared], ("a",), above)

    assert settings_for([shared], ("a",), above) == first
    assert settings_for([shared], ("a",)) == {
        "tags": ["a"],
        "meta": {"x": 1},
        "grants": {"select": ["r"]},
    }


def test_settings_know_where_they_come_from():
    trees = [tree("+schema: a\n+alias: a", path="lower.yml"), tree("+schema: b", path="upper.yml")]
    inline = placed({"group": "g"}, Place("models/m.sql", 3, 1))

    found = settings_for(trees, ("shop", "m"), None, inline)

    assert found.value_place("alias") == Place("lower.yml", 2, 9)
    assert found.value_place("schema") == Place("upper.yml", 1, 10)
    assert found.value_place("group") == Place("models/m.sql", 3, 1)
    assert found.value_place("tags") is None


def test_unknown_settings_of_a_tree():
    text = """\
+materialised: table
shop:
  schemaa: x
  +xyz: me
  column_types: {id: int}
  meta: {+tags: [x]}
  grants:
    +selekt: x
  staging:
    +unique_kee: id
    5: x
"""
    assert noted(lambda problems: read_tree("models", parsed(text), problems)) == [
        "f.yml:1:1: '+materialised' is not a setting of a model\n"
        "  fix: did you mean 'materialized'?",
        "f.yml:3:3: 'schemaa' is not a setting of a model\n  fix: did you mean 'schema'?",
        "f.yml:4:3: '+xyz' is not a setting of a model\n  fix: put custom keys under 'meta'",
        "f.yml:5:3: 'column_types' has no effect: a mapping without '+' is a folder\n"
        "  fix: write '+column_types'",
        "f.yml:8:5: '+selekt' is not a setting of a model\n  fix: put custom keys under 'meta'",
        "f.yml:10:5: '+unique_kee' is not a setting of a model\n  fix: did you mean 'unique_key'?",
        "f.yml:11:5: '5' is not a setting of a model\n  fix: put custom keys under 'meta'",
    ]


@pytest.mark.parametrize("kind", KNOWN_KEYS)
def test_every_known_key_is_known_in_a_tree_and_in_a_config(kind):
    tree_text = "".join(f"+{key}: x\n" for key in KNOWN_KEYS[kind])
    config = "".join(f"{key}: x\n" for key in KNOWN_KEYS[kind])

    assert noted(lambda problems: read_tree(kind, parsed(tree_text), problems)) == []
    assert noted(lambda problems: check_keys(kind, parsed(config), problems)) == []


def test_unknown_settings_of_a_config():
    config = parsed("{severty: warn, pre_hook: x, 3: x}")

    assert noted(lambda problems: check_keys("tests", config, problems)) == [
        "f.yml:1:2: 'severty' is not a setting of a data test\n  fix: did you mean 'severity'?",
        "f.yml:1:17: 'pre_hook' is not a setting of a data test\n"
        "  fix: put custom keys under 'meta'",
        "f.yml:1:30: '3' is not a setting of a data test\n  fix: put custom keys under 'meta'",
    ]


def test_a_tree_tells_its_folders():
    assert list(tree("shop: {staging: {}, +schema: x}\n").folders()) == [
        (("shop",), Place("f.yml", 1, 7)),
        (("shop", "staging"), Place("f.yml", 1, 17)),
    ]


def test_no_tree_sets_nothing():
    problems = Problems()

    assert settings_for([read_tree("seeds", None, problems)], ("a", "b")) == {}
