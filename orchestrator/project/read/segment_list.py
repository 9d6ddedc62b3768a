"""`segment_families()` in templates: the enabled families, with one description each."""

from collections.abc import Callable, Iterable
from typing import Any

from orchestrator.nodes import Family, Model, Segment
from orchestrator.project.template_names.relation import TemplateRelation


def families_among(nodes: Iterable[object], entity: str | None = None) -> list[Model]:
    """Return the models that are families; with `entity`, only those of that entity."""
    return [
        node
        for node in nodes
        if isinstance(node, Model)
        and node.family is not None
        and (entity is None or node.family.entity == entity)
    ]


def described_families(
    families: Iterable[Model], relation_of: Callable[[Model], TemplateRelation]
) -> list[dict[str, Any]]:
    """Return what templates iterate over: each family with its relation and segments."""
    return [
        _described(model, model.family, relation_of(model)) for model in families if model.family
    ]


def _described(model: Model, family: Family, relation: TemplateRelation) -> dict[str, Any]:
    return {
        "name": model.name,
        "mode": family.mode,
        "entity": family.entity,
        "relation": relation,
        "description": model.description,
        "owner": family.owner,
        "purpose": family.purpose,
        "review_by": family.review_by,
        "version": family.version,
        "tags": list(model.tags),
        "segments": [_segment(segment) for segment in family.segments],
    }


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "name": segment.name,
        "rule": segment.rule,
        "definition": segment.definition,
        "description": segment.description,
        "is_otherwise": segment.where is None,
        "selection": segment.selection,
        "channels": list(segment.channels),
        "priority": segment.priority,
    }
