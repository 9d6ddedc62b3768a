"""Semantic models, metrics and saved queries: from declarations to drafts of nodes."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from orchestrator.config.config_keys import Kind
from orchestrator.config.decoder import decode
from orchestrator.config.node_config import check_common
from orchestrator.config.semantic import (
    WrittenExport,
    WrittenMeasure,
    WrittenMetric,
    WrittenSavedQuery,
    WrittenSemanticModel,
)
from orchestrator.config.settings import NodeSettings, check_keys
from orchestrator.config.values import Map, Seq, placed
from orchestrator.errors import Place, Problems
from orchestrator.names import NAME_RULE, is_valid_name
from orchestrator.nodes import Description, Metric, SavedQuery, SemanticModel
from orchestrator.project.read.exposures import references_in
from orchestrator.project.read.metric_definitions import filters, metric_definition
from orchestrator.project.read.node_fields import NodeFields, node_fields
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.project.references import Reference
from orchestrator.properties.declared import KeysDeclaration, PlacedText

# The semantic layer renders these itself; descriptions are rendered one by one.
_RAW = frozenset({"filter", "where", "description"})

Written = WrittenSemanticModel | WrittenMetric | WrittenSavedQuery
W = TypeVar("W", bound=Struct)


def read_semantic_model(declared: KeysDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of a semantic model."""
    written = _decoded(WrittenSemanticModel, declared, reading)
    if written is None:
        return
    place = declared.place
    references = tuple(references_in((PlacedText(written.model, place),), place))
    if not references:
        at, what = declared.keys.value_place("model"), f"expected ref(...), found '{written.model}'"
        reading.problems.add_minor(f"'model': {what}", at, "write model: ref('orders')")
        reading.broken.update(_names_in(declared))
        return
    fqn, settings = _resolved_settings(written, "semantic_models", declared, reading)
    parts = {
        kind: [_element(each, settings, place, reading) for each in elements]
        for kind, elements in (
            ("entities", written.entities),
            ("measures", written.measures),
            ("dimensions", written.dimensions),
        )
    }
    node = SemanticModel(
        **node_fields(SemanticModel, fqn, place, settings, _described(written, place, reading)),
        definition={
            "model": written.model,
            "label": written.label,
            "defaults": to_builtins(written.defaults),
            **parts,
            "primary_entity": written.primary_entity,
            "metadata": None,
        },
        settings=settings,
    )
    yield NodeDraft(node, references, switched_off_at(settings, place))


def read_metric(declared: KeysDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of a metric."""
    written = _decoded(WrittenMetric, declared, reading)
    if written is not None:
        found = _metric(written, declared, reading)
        if found is not None:
            yield found


def read_metrics_of(declared: KeysDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the drafts of the metrics that a semantic model creates from its measures."""
    # Problems of the semantic model were reported when it was read.
    asking = Reading(reading.context, reading.path)
    written = _decoded(WrittenSemanticModel, declared, asking)
    if written is None:
        return
    _, settings = _resolved_settings(written, "semantic_models", declared, asking)
    for measure in (each for each in written.measures if each.create_metric):
        found = _metric(_created_metric(measure, settings, declared.place), declared, reading)
        if found is not None:
            yield found


def read_saved_query(declared: KeysDeclaration, reading: Reading) -> Iterator[NodeDraft]:
    """Yield the draft of a saved query."""
    written = _decoded(WrittenSavedQuery, declared, reading)
    if written is None:
        return
    place, asked = declared.place, written.query_params
    fqn, settings = _resolved_settings(written, "saved_queries", declared, reading)
    node = SavedQuery(
        **_with_tags(
            node_fields(SavedQuery, fqn, place, settings, _described(written, place, reading)),
            written.tags,
        ),
        definition={
            "label": written.label,
            "query_params": {**to_builtins(asked), "where": filters(asked.where)},
            "exports": [_export(each, settings, fqn, reading) for each in written.exports],
            "metadata": None,
        },
        settings=settings,
    )
    references = tuple(Reference("metric", (name,), place) for name in asked.metrics)
    yield NodeDraft(node, references, switched_off_at(settings, place))


def _decoded(kind: type[W], declared: KeysDeclaration, reading: Reading) -> W | None:
    """Return the declaration; problems are reported, and in a dbt project reading continues."""
    problems = Problems()
    rendered = reading.rendered(declared.keys, _RAW)
    written = decode(kind, rendered, problems, where=declared.place)
    if not is_valid_name(declared.name):
        what = f"'{declared.name}' is not a valid name"
        problems.add(what, declared.keys.value_place("name"), f"use {NAME_RULE}")
    reading.problems.found += (replace(each, is_minor=True) for each in problems.found)
    if problems.found:
        reading.broken.update(_names_in(declared))
        return None
    return written


def _names_in(declared: KeysDeclaration) -> Iterator[str]:
    """Yield the names by which an unreadable declaration can be used: its own and its measures'."""
    yield declared.name
    measures = declared.keys.get("measures")
    for measure in measures if isinstance(measures, Seq) else ():
        if isinstance(measure, Map) and isinstance(measure.get("name"), str):
            yield measure["name"]


def _resolved_settings(
    written: Written,
    kind: Kind,
    declared: KeysDeclaration,
    reading: Reading,
) -> tuple[tuple[str, ...], NodeSettings]:
    """Return the path of a node's name, and its settings."""
    fqn = (reading.package.name, *reading.folders_of(declared.place.path), written.name)
    check_keys(kind, written.config, reading.problems)
    settings = reading.settings(kind, fqn, written.config)
    check_common(settings, declared.place, reading.problems)
    return fqn, settings


def _described(written: Written, place: Place, reading: Reading) -> Description:
    return reading.described(PlacedText(written.description or "", place))


def _with_tags(fields: NodeFields, tags: tuple[str, ...]) -> NodeFields:
    """Return the fields of a node with the tags that are declared next to `config`."""
    fields["tags"] = tuple(sorted({*tags, *fields["tags"]}))
    return fields


def _metric(
    written: WrittenMetric, declared: KeysDeclaration, reading: Reading
) -> NodeDraft | None:
    place, problems = declared.place, Problems()
    definition, references = metric_definition(written, place, problems)
    reading.problems.found += (replace(each, is_minor=True) for each in problems.found)
    if problems.found:
        reading.broken.add(written.name)
        return None
    fqn, settings = _resolved_settings(written, "metrics", declared, reading)
    fields = node_fields(Metric, fqn, place, settings, _described(written, place, reading))
    fields["meta"] = fields["meta"] or written.meta
    node = Metric(
        **_with_tags(fields, written.tags),
        definition=definition,
        settings=settings,
    )
    return NodeDraft(node, references, switched_off_at(settings, place))


def _created_metric(measure: WrittenMeasure, settings: NodeSettings, place: Place) -> WrittenMetric:
    """Return the metric that a measure with `create_metric` creates."""
    written = {
        "name": measure.name,
        "label": measure.label or measure.name,
        "type": "simple",
        "type_params": {"measure": measure.name, "expr": str(measure.expr or measure.name)},
        "description": measure.description or f"Metric created from measure {measure.name}",
        "config": {
            "enabled": settings.get("enabled", True),
            "meta": dict(settings.get("meta", {})),
        },
    }
    found = decode(WrittenMetric, placed(written, place), Problems())
    assert found is not None
    return found


def _element(
    written: Any, settings: NodeSettings, place: Place, reading: Reading
) -> Mapping[str, Any]:
    """Return an entity, dimension or measure as in the manifest."""
    found: dict[str, Any] = to_builtins(written)
    described = reading.text(PlacedText(written.description or "", place)) or written.description
    found |= {
        "description": described,
        "config": {"meta": {**settings.get("meta", {}), **written.config.meta}},
        "expr": None if written.expr is None else str(written.expr),
    }
    if isinstance(written, WrittenMeasure):
        # The metric that it creates is an entry of its own.
        found["create_metric"] = False
    if "is_partition" in found:
        found["metadata"] = None
    return found


def _export(
    written: WrittenExport, settings: NodeSettings, fqn: tuple[str, ...], reading: Reading
) -> Mapping[str, Any]:
    """Return an export, with the relation that it would be written to."""
    config = written.config
    schema = config.schema or settings.get("schema")
    placed_at = reading.relation(
        written.name, settings, "saved_query", fqn, schema=schema, alias=config.alias
    )
    return {
        "name": written.name,
        "config": {
            "export_as": config.export_as or settings.get("export_as", "table"),
            "schema_name": schema or placed_at.schema,
            "alias": config.alias or placed_at.identifier,
            "database": config.database or reading.names["target"]["database"],
        },
        "unrendered_config": {
            key: value for key, value in to_builtins(config).items() if value is not None
        },
    }
