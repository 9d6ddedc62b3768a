"""The columns that a property file describes, and their tests."""

from msgspec.structs import replace

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
    """Return the columns of a model or table; their tests are added to `tests`."""
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
        tags = strings(column, "tags", problems) + strings(config, "tags", problems)
        is_quoted = truth(column, "quote", problems)
        own: list[TestDeclaration] = []
        read_tests(column, name, own, problems)
        if tags or is_quoted:
            own = [replace(test, tags=tags, is_quoted=bool(is_quoted)) for test in own]
        tests += own
        found.append(
            ColumnDeclaration(
                name,
                Place(column.path, *column.mark),
                text(column, "description", problems),
                string(column, "data_type", problems),
                tags,
                over(mapping(column, "meta", problems), mapping(config, "meta", problems)),
                is_quoted,
                read_constraints(column, name, problems),
                string(column, "granularity", problems),
            )
        )
    return tuple(found)
