"""The sources that a property file declares, per table, with what tables inherit."""

from orchestrator.config.property_keys import SOURCE_KEYS, TABLE_KEYS
from orchestrator.config.values import Map
from orchestrator.errors import Problems
from orchestrator.properties.columns import read_columns
from orchestrator.properties.data_tests import read_tests
from orchestrator.properties.declared import (
    PlacedText,
    SourceDeclaration,
    TestDeclaration,
    empty_map,
)
from orchestrator.properties.entries import (
    check_entry_keys,
    config_of,
    mapping,
    named,
    over,
    string,
    text,
    unique,
)

# Keys that can be written next to `config:` although they are settings.
_BESIDE_CONFIG = frozenset({"meta", "tags", "quoting"})


def read_sources(file: Map, problems: Problems) -> tuple[SourceDeclaration, ...]:
    """Return the tables of all sources of a file."""
    found: list[SourceDeclaration] = []
    for source in unique(named(file, "sources", problems), "source", problems):
        check_entry_keys(source, SOURCE_KEYS, problems)
        config = config_of(source, "sources", _BESIDE_CONFIG, problems)
        _check_loaded_at(source, config, problems)
        for table in unique(named(source, "tables", problems), "source table", problems):
            found.append(_read_table(source, config, table, problems))
    return tuple(found)


def _read_table(
    source: Map, source_config: Map, table: Map, problems: Problems
) -> SourceDeclaration:
    check_entry_keys(table, TABLE_KEYS, problems)
    config = config_of(table, "sources", _BESIDE_CONFIG, problems)
    _check_loaded_at(table, config, problems)
    tests: list[TestDeclaration] = []
    columns = read_columns(table, tests, problems)
    read_tests(table, None, tests, problems)
    own, inherited = (config, table), (source_config, source)
    levels = (*own, *inherited)
    is_loaded_at_own = any(
        level.get(key) is not None
        for level in own
        for key in ("loaded_at_field", "loaded_at_query")
    )
    loaded_at = own if is_loaded_at_own else inherited
    return SourceDeclaration(
        source_name=source["name"],
        name=table["name"],
        place=table.place,
        description=text(table, "description", problems),
        source_description=text(source, "description", problems),
        schema=string(source, "schema", problems) or source["name"],
        database=string(source, "database", problems),
        identifier=string(table, "identifier", problems) or table["name"],
        loader=_first(levels, "loader", problems),
        location=_location(levels, problems),
        loaded_at_field=_first(loaded_at, "loaded_at_field", problems),
        loaded_at_query=_first(loaded_at, "loaded_at_query", problems),
        loaded_at_time_zone=_first(levels, "loaded_at_time_zone", problems),
        freshness=_freshness(own, inherited, problems),
        config=(source_config, config),
        columns=columns,
        tests=tuple(tests),
    )


def _first(levels: tuple[Map, ...], key: str, problems: Problems) -> str | None:
    """Return the string under `key` on the most specific level that has one."""
    for level in levels:
        if level.get(key) is not None:
            return string(level, key, problems)
    return None


def _location(levels: tuple[Map, ...], problems: Problems) -> PlacedText | None:
    """Return the file to read instead of a table, written in any of the three ways."""
    for level in levels:
        for holder, key in (
            (level, "external_location"),
            (mapping(level, "meta", problems), "external_location"),
            (mapping(level, "external", problems), "location"),
        ):
            found = text(holder, key, problems)
            if found.value:
                return found
    return None


def _freshness(own: tuple[Map, Map], inherited: tuple[Map, Map], problems: Problems) -> Map | None:
    """Return the table's policy merged over the source's by threshold; null disables it."""
    above = _freshness_of(own, problems)
    below = _freshness_of(inherited, problems)
    if above is None:
        return None
    if not above or not below:
        return above or below or None
    merged = over(below, above)
    for key in ("warn_after", "error_after"):
        first, second = below.get(key), above.get(key)
        if isinstance(first, Map) and isinstance(second, Map):
            merged[key] = over(first, second)
    return merged


def _freshness_of(levels: tuple[Map, Map], problems: Problems) -> Map | None:
    """Return the `freshness:` of one level: empty if it is missing, None if it is null."""
    for level in levels:
        if "freshness" in level:
            if level["freshness"] is None:
                return None
            return mapping(level, "freshness", problems)
    return empty_map()


def _check_loaded_at(entry: Map, config: Map, problems: Problems) -> None:
    """Report a level that sets both a column and a query for the loading time."""
    for level in (entry, config):
        if level.get("loaded_at_field") is not None and level.get("loaded_at_query") is not None:
            what = "'loaded_at_field' and 'loaded_at_query' are mutually exclusive"
            problems.add(what, level.key_place("loaded_at_query"), "keep one of them")
