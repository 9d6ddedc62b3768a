"""Families of segments, as editors know them."""

from collections.abc import Mapping
from types import MappingProxyType

from orchestrator.editors.shapes import (
    MAPPING,
    NAME,
    STRING,
    Schema,
    Shapes,
)
from orchestrator.properties.expectation_ranges import RANGES, Range
from orchestrator.properties.segment_keys import (
    Bounds,
    ChangeKeys,
    ContactKeys,
    DriftKeys,
    FamilyExpectations,
    FamilyKeys,
    OverlapKeys,
    ReachableKeys,
    SegmentExpectations,
    SegmentKeys,
    ShareBounds,
)
from orchestrator.roles import FAMILY_ROLES, ROLES

# Which class holds the numbers of an expectation.
_HOLDERS: Mapping[str, type] = {
    "overlap": OverlapKeys,
    "drift": DriftKeys,
    "segments": Bounds,
    "size": Bounds,
    "share": ShareBounds,
    "change": ChangeKeys,
    "reachable": ReachableKeys,
}

_REFERENCE: Schema = {"type": "string", "pattern": "^\\s*(\\{\\{-?\\s*)?(ref|source)\\s*\\("}

TEXTS: Mapping[type, Mapping[str, str]] = {
    FamilyKeys: {
        "name": "The family, and its table's name.",
        "on": "ref('model') or source('a', 'table'): what is divided, one row per entity.",
        "entity": "The column that says whose row it is.",
        "mode": "exclusive: the first rule that holds wins; overlapping: every rule that holds.",
        "segments": "The segments, in order.",
        "description": "What it is, in words.",
        "purpose": "What the family is for.",
        "owner": "Who is responsible for it.",
        "review_by": "The day by which the rules have to be reviewed.",
        "as_of": "The day of a row of `on`, in SQL.",
        "decided_by": "What else decides who is in: with another value, the rules are others.",
        "tags": "Tags to select by, one or a list.",
        "meta": "Anything, for the manifest.",
        "config": "A model's configuration, such as {materialized: view}.",
        "enabled": "Whether the family exists.",
        "expect": "What is expected of the family; becomes data tests.",
        "history": "Short for the role daily_sizes.",
        "reachability": "Short for the role segment_channels.",
        "roles": "Relations that play a role for this family alone.",
    },
    SegmentKeys: {
        "name": "The segment; once in its family.",
        "description": "What it is, in words.",
        "where": "Its rule: a condition on a row, in SQL.",
        "otherwise": "true: all for whom no other rule holds; only of the last segment.",
        "selection": "What it means for people to be in it; looked at for fairness.",
        "contact": "That the segment is a list, and by which channels.",
        "enabled": "Whether the segment exists.",
        "expect": "What is expected of the segment; becomes data tests.",
    },
    FamilyExpectations: {
        "coverage": "The least part of all entities that is in a segment.",
        "drift": "How far the sizes may shift from one run to the next.",
        "overlap": "How much two segments may share.",
        "segments": "How many segments have members.",
        "minimum_cell": "The fewest members of a segment that has any.",
    },
    SegmentExpectations: {
        "size": "How many members it may have.",
        "share": "Which part of all entities it may have, from 0 to 1.",
        "change": "How much it may change against the median of past runs.",
        "reachable": "The least part of the members that a channel reaches.",
        "minimum_cell": "The fewest members, if there are any.",
    },
    ChangeKeys: {
        "max_pct": "The largest change, in percent.",
        "direction": "Which changes count.",
        "warm_up": "Nothing is said before so many past runs.",
        "runs": "The median is of so many runs.",
        "min_members": "Nothing is said of a median below.",
    },
    ReachableKeys: {
        "channel": "The channel.",
        "min_share": "The least part of the members, from 0 to 1.",
        "min_members": "Nothing is said of fewer members.",
    },
    ContactKeys: {
        "channels": "By which channels.",
        "priority": "1 goes first.",
    },
    DriftKeys: {"psi": "The population stability index that is too much: 0.1 is small."},
    OverlapKeys: {"max_jaccard": "The largest part that two segments may share, from 0 to 1."},
    Bounds: {"min": "As many at least.", "max": "As many at most."},
    ShareBounds: {"min": "At least, from 0 to 1.", "max": "At most, from 0 to 1."},
}


def _within(schema: Schema, allowed: Range) -> Schema:
    most = {} if allowed.most is None else {"maximum": allowed.most}
    return {**schema, "minimum": allowed.least, **most}


def _numbers() -> dict[type, dict[str, Schema]]:
    """What `properties/expectation_ranges.py` allows, by the class that holds the number."""
    plain = Shapes()
    found: dict[type, dict[str, Schema]] = {}
    for path, allowed in RANGES.items():
        classes = (
            (_HOLDERS[path[0]],) if len(path) > 1 else (FamilyExpectations, SegmentExpectations)
        )
        for cls in classes:
            shape = plain.of_class(cls)["properties"].get(path[-1])
            if shape is not None:
                number = next(iter(shape.get("anyOf", [shape])))
                found.setdefault(cls, {})[path[-1]] = _within(number, allowed)
    return found


def _role(names: tuple[str, ...]) -> Schema:
    """Who plays a role: a reference, or one with the columns that it calls otherwise."""
    columns: Schema = {
        "type": "object",
        "properties": dict.fromkeys(names, STRING),
        "additionalProperties": False,
    }
    return {
        "anyOf": [
            _REFERENCE,
            {
                "type": "object",
                "properties": {
                    "relation": _REFERENCE,
                    "columns": {"anyOf": [columns, {"type": "null"}]},
                },
                "required": ["relation"],
                "additionalProperties": False,
            },
            {"type": "null"},
        ]
    }


def roles(allowed: tuple[str, ...] = tuple(ROLES)) -> Schema:
    """The roles that may be given, by name."""
    return {
        "type": "object",
        "properties": {
            role: {
                "description": f"Its columns: {', '.join(ROLES[role])}",
                **_role(ROLES[role]),
            }
            for role in allowed
        },
        "additionalProperties": False,
    }


def family(data_tests: Schema, config: Schema) -> Schema:
    """An entry under `segment_families:`, with the schemas of tests and of a model's `config:`."""
    numbers = _numbers()
    shapes = Shapes(
        has_templates=True,
        texts=TEXTS,
        shapes=MappingProxyType(
            {
                **numbers,
                FamilyKeys: {
                    "name": NAME,
                    "config": config,
                    "meta": MAPPING,
                    "roles": roles(FAMILY_ROLES),
                },
                SegmentKeys: {"name": NAME},
            }
        ),
    )
    found = shapes.of_class(FamilyKeys)
    for key in ("data_tests", "tests"):
        found["properties"][key] = data_tests
    return found
