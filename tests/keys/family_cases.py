"""A project for each key of a family of segments that shows its effect."""

from collections.abc import Mapping

from tests.keys.observed import BUILD, Case, Files

MODELS = {
    "models/a.sql": "select 1 as id, 5 as spent, date '2025-01-01' as as_of_date, 1 as other_day\n",
    "models/segment_size_daily.sql": "select 1 as id\n",
    "models/segment_reachability.sql": "select 1 as id\n",
    "models/b.sql": "select 1 as id\n",
}
BASE = {"name": "f", "on": "ref('a')", "entity": "id", "mode": "exclusive"}
SEGMENT = {"name": "big", "where": "spent > 3"}
CHANGE = {"max_pct": "30"}
REACHABLE = {"channel": "email", "min_share": "0.1"}


def mapping(keys: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}"


def files(family: Mapping[str, str], segment: Mapping[str, str]) -> Files:
    """A family of two segments, the first of which has the keys of `segment`."""
    segments = f"[{mapping(segment)}, {{name: rest, otherwise: true}}]"
    return {
        **MODELS,
        "models/f.yml": f"segment_families: [{mapping({**family, 'segments': segments})}]\n",
    }


def family(key: str, value: str, other: str | None = None, **beside: str) -> Case:
    """A family that has the key; `other` is another value, where it has to be there."""
    without = {**BASE, **beside} | ({key: other} if other else {})
    return Case(
        files({**BASE, **beside, key: value}, SEGMENT | _expectation(beside)),
        files(without, SEGMENT | _expectation(beside)),
    )


def _expectation(beside: Mapping[str, str]) -> dict[str, str]:
    return (
        {"expect": mapping({"change": mapping(CHANGE), "reachable": mapping(REACHABLE)})}
        if ("owner" in beside)
        else {}
    )


def segment(key: str, value: str, other: str | None = None) -> Case:
    """A segment that has the key."""
    without = SEGMENT | ({key: other} if other else {})
    return Case(files(BASE, {**SEGMENT, key: value}), files(BASE, without))


def listed(key: str, value: str) -> Case:
    """A segment that has the key, and a model that lists it."""
    listing = {
        "models/c.sql": "select '{{ (segment_families() | first).segments[0]."
        + key
        + " }}' as told\n"
    }
    case = segment(key, value)
    return Case({**case.with_key, **listing}, {**case.without, **listing}, BUILD)


def expects(key: str, value: str) -> Case:
    """A segment that expects something."""
    return segment("expect", mapping({key: value}))


def expects_of(key: str, all_keys: Mapping[str, str], name: str, value: str) -> Case:
    """A segment whose expectation has another value for a key."""
    looking = {**BASE, "history": "ref('b')", "reachability": "ref('b')"}
    changed, usual = (
        files(looking, SEGMENT | {"expect": mapping({key: mapping(keys)})})
        for keys in ({**all_keys, name: value}, all_keys)
    )
    return Case(changed, usual)


FAMILY: Mapping[str, Case] = {
    "name": family("name", "g", "f"),
    "on": family("on", "ref('b')", "ref('a')"),
    "entity": family("entity", "spent", "id"),
    "mode": family("mode", "overlapping", "exclusive"),
    "segments": segment("name", "huge", "big"),
    "description": family("description", "x"),
    "purpose": family("purpose", "x"),
    "owner": family("owner", "x"),
    "review_by": family("review_by", "2020-01-01"),
    "as_of": family("as_of", "other_day"),
    "decided_by": family("decided_by", "x"),
    "tags": family("tags", "x"),
    "meta": family("meta", "{a: 1}"),
    "config": family("config", "{alias: x}"),
    "enabled": family("enabled", "false"),
    "expect": family("expect", "{coverage: 0.5}"),
    "history": family("history", "ref('b')", owner="x"),
    "reachability": family("reachability", "ref('b')", owner="x"),
    "roles": family("roles", "{daily_sizes: \"ref('b')\"}", owner="x"),
}
SEGMENTS: Mapping[str, Case] = {
    "name": segment("name", "huge", "big"),
    "description": listed("description", "x"),
    "where": segment("where", "spent > 4", "spent > 3"),
    "otherwise": segment("otherwise", "true"),
    "enabled": segment("enabled", "false"),
    "expect": expects("size", "{min: 1}"),
    "selection": listed("selection", "burden"),
    "contact": segment("contact", "{channels: []}"),
}
SEGMENT_EXPECTATIONS: Mapping[str, Case] = {
    "size": expects("size", "{min: 1}"),
    "share": expects("share", "{min: 0.1}"),
    "change": expects("change", mapping(CHANGE)),
    "reachable": expects("reachable", mapping(REACHABLE)),
    "minimum_cell": expects("minimum_cell", "5"),
}
FAMILY_EXPECTATIONS: Mapping[str, Case] = {
    "coverage": family("expect", "{coverage: 0.5}"),
    "drift": family("expect", "{drift: {psi: 0.2}}"),
    "overlap": family("expect", "{overlap: {max_jaccard: 0.2}}", mode="overlapping"),
    "segments": family("expect", "{segments: {min: 1}}"),
    "minimum_cell": family("expect", "{minimum_cell: 5}"),
}
CHANGES: Mapping[str, Case] = {
    "max_pct": expects_of("change", CHANGE, "max_pct", "20"),
    "direction": expects_of("change", CHANGE, "direction", "up"),
    "warm_up": expects_of("change", CHANGE, "warm_up", "2"),
    "runs": expects_of("change", CHANGE, "runs", "9"),
    "min_members": expects_of("change", CHANGE, "min_members", "9"),
}
REACHES: Mapping[str, Case] = {
    "channel": expects_of("reachable", REACHABLE, "channel", "phone"),
    "min_share": expects_of("reachable", REACHABLE, "min_share", "0.2"),
    "min_members": expects_of("reachable", REACHABLE, "min_members", "9"),
}
