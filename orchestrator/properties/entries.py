"""Takes typed values out of a mapping of a property file; what does not fit is noted."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec.structs import replace

from orchestrator.config.config_keys import Kind
from orchestrator.config.decoder import unknown_key
from orchestrator.config.settings import check_keys
from orchestrator.config.values import Map, Seq, shown
from orchestrator.errors import Problems
from orchestrator.properties.declared import NO_TEXT, PlacedText, no_items, nothing


def check_entry_keys(
    entry: Map, known: Collection[str], problems: Problems, settings: Collection[str] = ()
) -> None:
    """Note the keys of `entry` that nobody knows; one of `settings` belongs under `config:`."""
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
    """Note that the value of `key` is not what was expected."""
    what = f"'{key}': expected {expected}, found {shown(entry[key])}"
    problems.add(what, entry.value_place(key))


def string(entry: Map, key: str, problems: Problems) -> str | None:
    """The string under `key`, None when there is none."""
    value = entry.get(key)
    if value is None or isinstance(value, str):
        return value
    wrong(entry, key, "a string", problems)
    return None


def text(entry: Map, key: str, problems: Problems) -> PlacedText:
    """The string under `key` with its place, an empty text when there is none."""
    value = entry.get(key)
    if not value:
        return NO_TEXT
    if isinstance(value, str):
        return PlacedText(value, entry.value_place(key))
    wrong(entry, key, "a string", problems)
    return NO_TEXT


def truth(entry: Map, key: str, problems: Problems) -> bool | None:
    """The boolean under `key`, None when there is none."""
    value = entry.get(key)
    if value is None or isinstance(value, bool):
        return value
    wrong(entry, key, "true or false", problems)
    return None


def moment(entry: Map, key: str, problems: Problems) -> str | None:
    """The date or time stamp under `key` in ISO 8601, in UTC where it names no zone."""
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
    """The mapping under `key`, an empty one when there is none."""
    value = entry.get(key)
    if value is None:
        return nothing()
    if isinstance(value, Map):
        return value
    wrong(entry, key, "a mapping", problems)
    return nothing()


def strings(entry: Map, key: str, problems: Problems) -> tuple[str, ...]:
    """The list of strings under `key`, which may be written as its only item."""
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
    """The list under `key`, an empty one when there is none."""
    value = entry.get(key)
    if value is None:
        return no_items()
    if isinstance(value, Seq):
        return value
    wrong(entry, key, "a list", problems)
    return no_items()


def named(entry: Map, key: str, problems: Problems) -> list[Map]:
    """The mappings of the list under `key` that have a name; all others are noted."""
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
    """The entries, after noting those that have the name of an earlier one."""
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
    """`above` on top of `below`; each key keeps its own line, the file is that of `below`."""
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
    """The entry's own `keys` only."""
    if entry.keys().isdisjoint(keys):
        return nothing()
    result = Map(entry.path, entry.mark)
    result.marks = entry.marks
    result.update((key, value) for key, value in entry.items() if key in keys)
    return result


def config_of(entry: Map, kind: Kind, beside: frozenset[str], problems: Problems) -> Map:
    """The settings of an entry: those under `config:`, and those that may stand `beside` it."""
    nested = mapping(entry, "config", problems)
    if nested:
        check_keys(kind, nested, problems)
    flat = part(entry, beside)
    return joined(flat, nested, "config", problems)


def joined(flat: Map, nested: Map, name: str, problems: Problems) -> Map:
    """What stands under the key `name` together with what stands beside it, once."""
    if flat and nested:
        for key in flat:
            if key in nested:
                what = f"'{key}' is both in '{name}' and next to it"
                problems.add(what, flat.key_place(key), f"keep the one in '{name}'")
    return over(flat, nested)
