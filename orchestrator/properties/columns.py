"""The columns that a property file describes, and the tests on them."""

from orchestrator.config.property_keys import COLUMN_CONFIG_KEYS, COLUMN_KEYS
from orchestrator.config.values import Map
from orchestrator.errors import Place, Problems
from orchestrator.properties.constraints import read_constraints
from orchestrator.properties.data_tests import read_tests
from orchestrator.properties.declared import ColumnDeclaration, TestDeclaration
from orchestrator.properties.entries import (
    check_entry_keys,
    mapping,
    named,
    over,
    string,
    strings,
    text,
    truth,
    unique,
)


def read_columns(
    entry: Map, tests: list[TestDeclaration], problems: Problems
) -> tuple[ColumnDeclaration, ...]:
    """The columns of a model or table; their tests are added to `tests`."""
    if entry.get("columns") is None:
        return ()
    columns = unique(named(entry, "columns", problems), "column", problems)
    found = []
    for column in columns:
        check_entry_keys(column, COLUMN_KEYS, problems)
        name = column["name"]
        config = mapping(column, "config", problems)
        if config:
            check_entry_keys(config, COLUMN_CONFIG_KEYS, problems)
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
                read_constraints(column, name, problems),
            )
        )
    return tuple(found)
