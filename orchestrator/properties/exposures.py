"""Declarations of what is not built: `exposures:` and `groups:`."""

from collections.abc import Iterator

from orchestrator.config.property_keys import EXPOSURE_KEYS, GROUP_CONFIG_KEYS, GROUP_KEYS
from orchestrator.config.values import Map
from orchestrator.errors import Place, Problems
from orchestrator.names import NAME_RULE, is_valid_name
from orchestrator.nodes.exposure import EXPOSURE_TYPES, MATURITIES
from orchestrator.properties.declared import ExposureDeclaration, GroupDeclaration, PlacedText
from orchestrator.properties.entries import (
    check_entry_keys,
    config_of,
    items,
    mapping,
    named,
    over,
    string,
    text,
    unique,
    wrong,
)

_BESIDE_CONFIG = frozenset({"enabled", "meta", "tags"})


def read_exposures(file: Map, problems: Problems) -> Iterator[ExposureDeclaration]:
    """Yield the exposures of a file; problems are reported."""
    for entry in unique(named(file, "exposures", problems), "exposure", problems):
        check_entry_keys(entry, EXPOSURE_KEYS, problems)
        name = entry["name"]
        if not is_valid_name(name):
            what = f"'{name}' is not a valid exposure name"
            problems.add(
                what, entry.value_place("name"), f"use {NAME_RULE}, and 'label:' for any other text"
            )
        kind = _one_of(entry, "type", EXPOSURE_TYPES, problems)
        if kind is None and "type" not in entry:
            what = f"the exposure '{name}' has no type"
            problems.add(what, entry.place, f"write 'type: {EXPOSURE_TYPES[0]}'")
        yield ExposureDeclaration(
            name,
            entry.place,
            kind or "",
            _owner(entry, f"the exposure '{name}'", problems),
            tuple(_references(entry, problems)),
            text(entry, "description", problems),
            config_of(entry, "exposures", _BESIDE_CONFIG, problems),
            string(entry, "label", problems),
            _one_of(entry, "maturity", MATURITIES, problems),
            string(entry, "url", problems),
        )


def read_groups(file: Map, problems: Problems) -> Iterator[GroupDeclaration]:
    """Yield the groups of a file; problems are reported."""
    for entry in unique(named(file, "groups", problems), "group", problems):
        check_entry_keys(entry, GROUP_KEYS, problems)
        config = mapping(entry, "config", problems)
        if config:
            check_entry_keys(config, GROUP_CONFIG_KEYS, problems)
        yield GroupDeclaration(
            entry["name"],
            entry.place,
            _owner(entry, f"the group '{entry['name']}'", problems),
            text(entry, "description", problems),
            over(mapping(entry, "meta", problems), mapping(config, "meta", problems)),
        )


def _owner(entry: Map, whose: str, problems: Problems) -> Map:
    owner = mapping(entry, "owner", problems)
    if not owner.get("name") and not owner.get("email"):
        fix = "write 'owner: {name: ..., email: ...}', or one of the two"
        problems.add(f"{whose} has no owner", owner.place if owner else entry.place, fix)
    return owner


def _one_of(entry: Map, key: str, known: tuple[str, ...], problems: Problems) -> str | None:
    value = string(entry, key, problems)
    if value is not None and value not in known:
        wrong(entry, key, f"one of {', '.join(known)}", problems)
        return None
    return value


def _references(entry: Map, problems: Problems) -> Iterator[PlacedText]:
    listed = items(entry, "depends_on", problems)
    for index, item in enumerate(listed):
        mark = listed.marks[index]
        place = Place(entry.path, mark[0], mark[1])
        if isinstance(item, str):
            yield PlacedText(item, place)
        else:
            problems.add("'depends_on': expected calls such as ref('orders')", place)
