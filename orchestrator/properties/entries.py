"""Reads typed values from a mapping of a property file; invalid values are reported."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec.structs import replace

from orchestrator.config.config_keys import Kind
from orchestrator.config.decoder import unknown_key
from orchestrator.config.settings import check_keys
from orchestrator.config.values import Map, Seq, placed, shown
from orchestrator.errors import Problems
from orchestrator.properties.declared import NO_TEXT, PlacedText, empty_list, empty_map

# Of these, tags next to `config` are added to those in it. Of others, those in it win, as in dbt.
_ADD_TAGS_UP = frozenset({"exposures", "sources"})


def check_entry_keys(
    entry: Map, known: Collection[str], problems: Problems, settings: Collection[str] = ()
) -> None:
    """Report unknown keys of `entry`; a key in `settings` belongs under `config:`."""
    if all(key in known for key in entry):
        return
    found = Problems()
    for key in entry:
        if key in settings and key not in known:
            what = f"unknown key '{key}'"
            found.add(what, entry.key_place(key), f"'{key}' belongs under 'config:'")
        elif key not in known:
            unknown_key(key, sorted(known), entry.key_place(key), found)
    problems.found += (replace(each, is_minor=True) for each in found.found)


def wrong(entry: Map, key: str, expected: str, problems: Problems) -> None:
    """Report that the value of `key` is not what was expected."""
    what = f"'{key}': expected {expected}, found {shown(entry[key])}"
    problems.add(what, entry.value_place(key))


def string(entry: Map, key: str, problems: Problems) -> str | None:
    """Return the string under `key`; None if it is missing."""
    value = entry.get(key)
    if value is None or isinstance(value, str):
        return value
    wrong(entry, key, "a string", problems)
    return None


def text(entry: Map, key: str, problems: Problems) -> PlacedText:
    """Return the string under `key` with its place; an empty text if it is missing."""
    value = entry.get(key)
    if not value:
        return NO_TEXT
    if isinstance(value, str):
        return PlacedText(value, entry.value_place(key))
    wrong(entry, key, "a string", problems)
    return NO_TEXT


def truth(entry: Map, key: str, problems: Problems) -> bool | None:
    """Return the boolean under `key`; None if it is missing."""
    value = entry.get(key)
    if value is None or isinstance(value, bool):
        return value
    wrong(entry, key, "true or false", problems)
    return None


def moment(entry: Map, key: str, problems: Problems) -> str | None:
    """Return the date or timestamp under `key` in ISO 8601; without time zone it is in UTC."""
    value = entry.get(key)
    try:
        found = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
        found = datetime.fromisoformat(found) if isinstance(found, str) else found
    except ValueError:
        found = value
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime.combine(found, time())
    if isinstance(found, datetime):
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
    if found is not None:
        wrong(entry, key, "a date, as 2026-12-31", problems)
    return None


def mapping(entry: Map, key: str, problems: Problems) -> Map:
    """Return the mapping under `key`; an empty one if it is missing."""
    value = entry.get(key)
    if value is None:
        return empty_map()
    if isinstance(value, Map):
        return value
    wrong(entry, key, "a mapping", problems)
    return empty_map()


def strings(entry: Map, key: str, problems: Problems) -> tuple[str, ...]:
    """Return the list of strings under `key`; a single item needs no list."""
    value = entry.get(key)
    if value is None:
        return ()
    found = value if isinstance(value, list) else [value]
    for item in found:
        if not isinstance(item, str):
            what = f"'{key}': expected a string or a list of strings, found {shown(item)}"
            problems.add(what, entry.value_place(key))
            return ()
    return tuple(found)


def items(entry: Map, key: str, problems: Problems) -> Seq:
    """Return the list under `key`; an empty one if it is missing."""
    value = entry.get(key)
    if value is None:
        return empty_list()
    if isinstance(value, Seq):
        return value
    wrong(entry, key, "a list", problems)
    return empty_list()


def named(entry: Map, key: str, problems: Problems) -> list[Map]:
    """Return the mappings in the list under `key` that have a name; others are reported."""
    value = items(entry, key, problems)
    found: list[Map] = []
    for index, item in enumerate(value):
        if not isinstance(item, Map):
            what = f"'{key}': expected mappings with a 'name', found {shown(item)}"
            problems.add(what, value.value_place(index), f"write '- name: {_suggested(item)}'")
        elif isinstance(item.get("name"), str) and item["name"]:
            found.append(item)
        elif item.get("name") is None:
            problems.add("'name' is missing", item.place)
        else:
            wrong(item, "name", "a name", problems)
    return found


def _suggested(item: Any) -> str:
    return item if isinstance(item, str) and item.isidentifier() else "..."


def unique(entries: list[Map], kind: str, problems: Problems) -> list[Map]:
    """Return the entries, after reporting those with the name of an earlier one."""
    first: dict[str, Map] = {}
    for entry in entries:
        name = entry["name"]
        if name in first:
            what = f"the {kind} '{name}' is described twice: also in {first[name].place}"
            add = problems.add_minor if kind == "column" else problems.add
            add(what, entry.place, "merge the two")
        else:
            first[name] = entry
    return entries


def over(below: Map, above: Map) -> Map:
    """Return `above` merged over `below`; keys keep their lines, the file is that of `below`."""
    if not below:
        return above
    if not above:
        return below
    result = Map(below.path, above.mark)
    result.update(below)
    result.update(above)
    result.marks = {**below.marks, **above.marks}
    return result


def part(entry: Map, keys: frozenset[str]) -> Map:
    """Return only the entry's own `keys`."""
    if entry.keys().isdisjoint(keys):
        return empty_map()
    result = Map(entry.path, entry.mark)
    result.marks = entry.marks
    result.update((key, value) for key, value in entry.items() if key in keys)
    return result


def config_of(entry: Map, kind: Kind, beside: frozenset[str], problems: Problems) -> Map:
    """Return the settings of an entry: those in `config:`, and those allowed `beside` it."""
    nested = mapping(entry, "config", problems)
    if nested:
        check_keys(kind, nested, problems)
    flat = part(entry, beside)
    if "tags" in flat and "tags" in nested:
        what, fix = "'tags' is both in 'config' and next to it", "keep the one in 'config'"
        problems.add_minor(what, flat.key_place("tags"), fix)
        if kind in _ADD_TAGS_UP:
            both = [*_as_list(flat["tags"]), *_as_list(nested["tags"])]
            nested = over(nested, placed({"tags": both}, flat.key_place("tags")))
        flat = part(flat, beside - {"tags"})
    return joined(flat, nested, "config", problems)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def joined(flat: Map, nested: Map, name: str, problems: Problems) -> Map:
    """Return the mapping under `name` merged with keys next to it; reports duplicates."""
    if flat and nested:
        for key in flat:
            if key in nested:
                what = f"'{key}' is both in '{name}' and next to it"
                problems.add(what, flat.key_place(key), f"keep the one in '{name}'")
    return over(flat, nested)
