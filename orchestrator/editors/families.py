"""The schemas of segment families."""

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

# The class with the numbers of each expectation.
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
        "name": "The name of the family and of its table.",
        "on": (
            "ref('model') or source('a', 'table'): the relation to segment, with one row per "
            "entity."
        ),
        "entity": "The column that identifies the entity.",
        "mode": "exclusive: the first rule that holds wins; overlapping: every rule that holds.",
        "segments": "The segments, in order.",
        "description": "A description.",
        "purpose": "The purpose of the family.",
        "owner": "Who owns the family.",
        "review_by": "The day by which the rules must be reviewed.",
        "as_of": "The as-of date of a row of `on`, in SQL.",
        "decided_by": (
            "Another value that decides membership, such as the version of a scoring model: if it "
            "changes, the rules count as changed."
        ),
        "tags": "A tag or a list of tags to select by.",
        "meta": "Any values, for the manifest.",
        "config": "The configuration of the family's model, such as {materialized: view}.",
        "enabled": "Whether the family is enabled.",
        "expect": "Expectations of the family, which become data tests.",
        "history": "Short for the role daily_sizes.",
        "reachability": "Short for the role segment_channels.",
        "roles": "Roles of relations, for this family only.",
    },
    SegmentKeys: {
        "name": "The name of the segment, unique in its family.",
        "description": "A description.",
        "where": "Its rule: a condition on a row, in SQL.",
        "otherwise": "true: everyone for whom no other rule holds. Only for the last segment.",
        "selection": "What membership means for people; used by fairness checks.",
        "contact": "Makes the segment a contact list, with its channels.",
        "enabled": "Whether the segment is enabled.",
        "expect": "Expectations of the segment, which become data tests.",
    },
    FamilyExpectations: {
        "coverage": "The smallest share of all entities that are in a segment.",
        "drift": "How far the distribution of sizes may drift from one run to the next.",
        "overlap": "How much two segments may overlap.",
        "segments": "How many segments must have members.",
        "minimum_cell": "The smallest size of a segment that is not empty.",
    },
    SegmentExpectations: {
        "size": "How many members it may have.",
        "share": "Its share of all entities, from 0 to 1.",
        "change": "How far its size may differ from the median of past runs.",
        "reachable": "The smallest share of members that a channel must reach.",
        "minimum_cell": "The smallest size, if the segment is not empty.",
    },
    ChangeKeys: {
        "max_pct": "The largest change, in percent.",
        "direction": "Which changes count.",
        "warm_up": "Do not judge before this many past runs.",
        "runs": "How many past runs the median is taken of.",
        "min_members": "Do not judge if the median is lower than this.",
    },
    ReachableKeys: {
        "channel": "The channel.",
        "min_share": "The smallest share of members, from 0 to 1.",
        "min_members": "Do not judge segments with fewer members.",
    },
    ContactKeys: {
        "channels": "By which channels.",
        "priority": "1 goes first.",
    },
    DriftKeys: {"psi": "The population stability index that is too much: 0.1 is small."},
    OverlapKeys: {"max_jaccard": "The largest overlap of two segments, from 0 to 1."},
    Bounds: {"min": "The minimum.", "max": "The maximum."},
    ShareBounds: {"min": "The minimum, from 0 to 1.", "max": "The maximum, from 0 to 1."},
}


def _within(schema: Schema, allowed: Range) -> Schema:
    most = {} if allowed.most is None else {"maximum": allowed.most}
    return {**schema, "minimum": allowed.least, **most}


def _numbers() -> dict[type, dict[str, Schema]]:
    """Return the ranges of `properties/expectation_ranges.py`, by the class with the number."""
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
    """Return the schema of a role: a reference, or one with the columns that have other names."""
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
    """Return the schemas of the allowed roles, by name."""
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
    """Return an entry of `segment_families:`; takes the schemas of tests and of `config:`."""
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
