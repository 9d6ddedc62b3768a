"""The keys without effect in all entries of a property file."""

from collections.abc import Iterator, Mapping
from typing import Any

from orchestrator.config.key_effects import KeyTable, Unused, UnusedKey, unused_keys
from orchestrator.config.property_keys import (
    ANALYSIS_ENTRY_KEYS,
    ARGUMENT_KEYS,
    COLUMN_KEYS,
    DATA_TEST_ENTRY_KEYS,
    EXTERNAL_KEYS,
    FILE_KEYS,
    MACRO_CONFIG_KEYS,
    MACRO_KEYS,
    MODEL_ENTRY_KEYS,
    OTHER_EXTERNAL_KEY,
    SEED_ENTRY_KEYS,
    SNAPSHOT_ENTRY_KEYS,
    SOURCE_KEYS,
    TABLE_KEYS,
    VERSION_KEYS,
)
from orchestrator.config.values import Map

_NO_CONTRACT = Unused("only models have a contract", "write data tests")

_ENTRIES: Mapping[str, KeyTable] = {
    "models": MODEL_ENTRY_KEYS,
    "seeds": SEED_ENTRY_KEYS,
    "snapshots": SNAPSHOT_ENTRY_KEYS,
    "analyses": ANALYSIS_ENTRY_KEYS,
    "data_tests": DATA_TEST_ENTRY_KEYS,
    "tests": DATA_TEST_ENTRY_KEYS,
}


def unused_in_file(file: Map) -> Iterator[UnusedKey]:
    """Yield the unused keys of a validated file; settings are checked after merging."""
    yield from unused_keys(file, FILE_KEYS)
    for section, table in _ENTRIES.items():
        for entry in _items(file, section):
            yield from unused_keys(entry, table)
            yield from _in_columns(entry, has_contract=section == "models")
            for version in _items(entry, "versions"):
                yield from unused_keys(version, VERSION_KEYS)
    for source in _items(file, "sources"):
        yield from unused_keys(source, SOURCE_KEYS)
        for entry in _items(source, "tables"):
            yield from unused_keys(entry, TABLE_KEYS)
            yield from _in_columns(entry)
            yield from _in_external(entry)
    for macro in _items(file, "macros"):
        yield from unused_keys(macro, MACRO_KEYS)
        if isinstance(macro.get("config"), Map):
            yield from unused_keys(macro["config"], MACRO_CONFIG_KEYS)
        for argument in _items(macro, "arguments"):
            yield from unused_keys(argument, ARGUMENT_KEYS)


def _in_columns(entry: Map, *, has_contract: bool = False) -> Iterator[UnusedKey]:
    table = COLUMN_KEYS if has_contract else {**COLUMN_KEYS, "constraints": _NO_CONTRACT}
    for column in _items(entry, "columns"):
        yield from unused_keys(column, table)


def _in_external(table: Map) -> Iterator[UnusedKey]:
    config = table.get("config")
    for holder in (table, config):
        external = holder.get("external") if isinstance(holder, Map) else None
        if isinstance(external, Map):
            known = {key: EXTERNAL_KEYS.get(key, OTHER_EXTERNAL_KEY) for key in external}
            yield from unused_keys(external, known, of="external.")


def _items(entry: Mapping[str, Any], key: str) -> Iterator[Map]:
    """Yield the mappings in a list."""
    found = entry.get(key)
    return (item for item in found or () if isinstance(item, Map))
