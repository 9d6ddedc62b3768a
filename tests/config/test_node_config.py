import pytest

from orchestrator import nodes
from orchestrator.config import node_config
from orchestrator.config.settings import settings_for
from orchestrator.errors import Place, Problems
from tests.config.refusal import noted, parsed

PLACE = Place("models/orders.sql")


def settings(text):
    return settings_for((), (), parsed(text))


def typed(build, text):
    problems = Problems()
    found = build(settings(text), PLACE, problems)
    problems.raise_any()
    return found


def wrong(build, text):
    return noted(lambda problems: build(settings(text), PLACE, problems))


def test_a_models_configuration():
    text = """\
materialized: incremental
incremental_strategy: merge
unique_key: id
delete_when: amount is null
on_schema_change: fail
on_definition_change: full_refresh
full_refresh: false
merge_update_columns: [a, b]
merge_exclude_columns: c
freshness: {warn_after: {count: 1, period: day}, build_after: {count: 2, period: hour}}
meta: {owner: me}
"""
    assert typed(node_config.model_config, text) == nodes.ModelConfig(
        materialized="incremental",
        incremental_strategy="merge",
        unique_key=("id",),
        delete_when="amount is null",
        on_schema_change="fail",
        on_definition_change="full_refresh",
        full_refresh=False,
        merge_update_columns=("a", "b"),
        merge_exclude_columns=("c",),
        freshness=nodes.FreshnessPolicy(warn_after=nodes.Threshold(1, "day")),
        settings=parsed(text),
    )


def test_a_model_without_configuration_is_a_view():
    assert typed(node_config.model_config, "") == nodes.ModelConfig()
    assert typed(node_config.model_config, "{freshness: {build_after: {}}}").freshness is None


def test_everything_wrong_with_a_models_configuration():
    text = """\
materialized: seed
unique_key: [1]
on_schema_change: stop
full_refresh: 1
freshness: {warn_after: {count: x, period: days}, error_afer: {}}
enabled: maybe
tags: {a: 1}
meta: x
schema: 3
post_hook: [select 1, {sql: select 2, transaction: false, indx: 1}]
"""
    assert wrong(node_config.model_config, text) == [
        "f.yml:6:10: 'enabled': expected true or false, found 'maybe'",
        "f.yml:7:7: 'tags': expected a string or a list of strings, found a mapping",
        "f.yml:8:7: 'meta': expected a mapping, found 'x'",
        "f.yml:9:9: 'schema': expected a string, found 3",
        "f.yml:1:15: unknown materialization 'seed'\n"
        "  fix: use one of view, table, incremental, ephemeral, external",
        "f.yml:2:13: 'unique_key': expected a string or a list of strings, found 1",
        "f.yml:3:19: 'on_schema_change': expected one of"
        " 'ignore', 'append_new_columns', 'sync_all_columns', 'fail', found 'stop'",
        "f.yml:4:15: 'full_refresh': expected true or false, found 1",
        "f.yml:5:33: 'count': expected a whole number, found 'x'",
        "f.yml:5:44: 'period': expected one of 'minute', 'hour', 'day', found 'days'",
        "f.yml:5:51: unknown key 'error_afer'\n  fix: did you mean 'error_after'?",
        "f.yml:10:12: 'post-hook': unknown key 'indx'\n  fix: known keys: sql, transaction, index",
    ]


def test_deleting_needs_a_key_and_a_strategy_with_one():
    assert wrong(node_config.model_config, "delete_when: gone\nincremental_strategy: append\n") == [
        "f.yml:1:14: delete_when needs a unique_key: the rows to delete are found by it\n"
        "  fix: set unique_key",
        "f.yml:1:14: delete_when has no effect with incremental_strategy 'append', which deletes "
        "nothing\n"
        "  fix: use one of delete+insert, merge",
    ]


@pytest.mark.parametrize("name", ["snapshot", "materialized_view", "my_own"])
def test_materializations_that_there_are_not(name):
    assert wrong(node_config.model_config, f"materialized: {name}") == [
        f"f.yml:1:15: unknown materialization '{name}'\n"
        "  fix: use one of view, table, incremental, ephemeral, external"
    ]


def test_a_misspelt_materialization():
    assert wrong(node_config.model_config, "materialized: tabel") == [
        "f.yml:1:15: unknown materialization 'tabel'\n  fix: did you mean 'table'?"
    ]


def test_a_seeds_configuration():
    text = "{delimiter: ';', quote_columns: true, column_types: {id: integer}}"

    assert typed(node_config.seed_config, text) == nodes.SeedConfig(
        delimiter=";", quote_columns=True, column_types={"id": "integer"}, settings=parsed(text)
    )
    assert typed(node_config.seed_config, "") == nodes.SeedConfig()


def test_everything_wrong_with_a_seeds_configuration():
    text = "{delimiter: ';;', quote_columns: x, column_types: {id: 3}}"

    assert wrong(node_config.seed_config, text) == [
        "f.yml:1:13: 'delimiter': expected one character, found ';;'",
        "f.yml:1:51: 'column_types': expected a type name for 'id', found 3",
        "f.yml:1:34: 'quote_columns': expected true or false, found 'x'",
    ]


def test_a_data_tests_configuration():
    text = """\
severity: WARN
warn_if: "> 1"
error_if: "> 10"
fail_calc: sum(n)
where: "x > 1"
limit: 5
store_failures: true
"""
    assert typed(node_config.data_test_config, text) == nodes.TestConfig(
        severity="warn",
        warn_if="> 1",
        error_if="> 10",
        fail_calc="sum(n)",
        where="x > 1",
        limit=5,
        store_failures=True,
        settings=parsed(text),
    )
    assert typed(node_config.data_test_config, "") == nodes.TestConfig()


def test_everything_wrong_with_a_data_tests_configuration():
    assert wrong(node_config.data_test_config, "{severity: bad, limit: -1, where: 3}") == [
        "f.yml:1:12: 'severity': expected 'error' or 'warn', found 'bad'",
        "f.yml:1:24: 'limit': expected a whole number of 0 or more, found -1",
        "f.yml:1:35: 'where': expected a string, found 3",
    ]


def test_a_freshness_policy():
    def policy(text):
        problems = Problems()
        found = node_config.freshness_policy(parsed(text), PLACE, problems)
        problems.raise_any()
        return found

    assert policy("{error_after: {count: 2, period: hour}, filter: x > 1}") == (
        nodes.FreshnessPolicy(error_after=nodes.Threshold(2, "hour"), filter="x > 1")
    )
    assert policy("") is None
    assert policy("{warn_after: null, filter: x}") is None


def test_everything_wrong_with_a_freshness_policy():
    def read(text, problems):
        return node_config.freshness_policy(parsed(text), PLACE, problems)

    assert noted(lambda problems: read("{warn_after: {count: 1}, eror_after: {}}", problems)) == [
        "f.yml:1:14: 'period' is missing",
        "f.yml:1:26: unknown key 'eror_after'\n  fix: did you mean 'error_after'?",
    ]
    assert noted(lambda problems: read("3", problems)) == [
        "models/orders.sql: expected a mapping, found 3"
    ]


def test_what_every_node_has_is_checked():
    assert noted(
        lambda problems: node_config.check_common(settings("{tags: [1]}"), PLACE, problems)
    ) == ["f.yml:1:8: 'tags': expected a string or a list of strings, found 1"]
