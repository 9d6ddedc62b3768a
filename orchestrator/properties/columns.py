"""The columns that a property file describes, and the tests on them."""

from orchestrator.config.values import Map
from orchestrator.errors import Place, Problems
from orchestrator.properties.data_tests import read_tests
from orchestrator.properties.declared import ColumnDeclaration, TestDeclaration
from orchestrator.properties.entries import (
    check_keys,
    items,
    mapping,
    named,
    over,
    string,
    strings,
    text,
    truth,
    unique,
)

_KEYS = frozenset(
    {
        "name",
        "description",
        "data_type",
        "tests",
        "data_tests",
        "tags",
        "meta",
        "quote",
        "constraints",
        "config",
        "docs",
        "policy_tags",
        "granularity",
        "dimension",
        "entity",
    }
)
_CONFIG_KEYS = frozenset({"tags", "meta"})


def read_columns(
    entry: Map, tests: list[TestDeclaration], problems: Problems
) -> tuple[ColumnDeclaration, ...]:
    """The columns of a model or table; their tests are added to `tests`."""
    if entry.get("columns") is None:
        return ()
    columns = unique(named(entry, "columns", problems), "column", problems)
    found = []
    for column in columns:
        check_keys(column, _KEYS, problems)
        name = column["name"]
        config = mapping(column, "config", problems)
        if config:
            check_keys(config, _CONFIG_KEYS, problems)
        read_tests(column, name, tests, problems)
        found.append(
            ColumnDeclaration(
                name,
                Place(column.path, *column.mark),
                text(column, "description", problems),
                string(column, "data_type", problems),
                strings(column, "tags", problems) + strings(config, "tags", problems),
                over(mapping(column, "meta", problems), mapping(config, "meta", problems)),
                truth(column, "quote", problems),
                items(column, "constraints", problems),
            )
        )
    return tuple(found)
