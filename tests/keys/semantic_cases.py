"""A project for each setting of analyses and of the semantic layer that shows its effect."""

from collections.abc import Mapping
from dataclasses import replace

from tests.keys.observed import PARSE, Case

SEMANTIC_MODEL = "{name: m, model: ref('a'), measures: [{name: n, agg: count}]}"
METRIC = "{name: r, label: R, type: simple, type_params: {measure: n}}"
QUERY = "{name: s, query_params: {}, exports: [{name: e}]}"


def _with(written: str, setting: str) -> str:
    return f"{written[:-1]}, config: {{{setting}}}}}"


def setting(section: str, written: str, key: str, more: str = "") -> Case:
    """Something of the semantic layer that has the setting, and the same without it."""
    texts = (f"{more}{section}: [{each}]\n" for each in (_with(written, key), written))
    with_key, without = ({"models/s.yml": text} for text in texts)
    return Case(with_key, without, PARSE)


def of_model(key: str) -> Case:
    """A semantic model that has the setting."""
    return setting("semantic_models", SEMANTIC_MODEL, key)


def metric(key: str) -> Case:
    """A metric that has the setting."""
    return setting("metrics", METRIC, key, f"semantic_models: [{SEMANTIC_MODEL}]\n")


def query(key: str) -> Case:
    """A saved query that has the setting."""
    return setting("saved_queries", QUERY, key)


def analysis(key: str) -> Case:
    """An analysis that is described with the key."""
    files = {"analyses/q.sql": "select 1 as id"}
    described = f"analyses: [{{name: q, {key}}}]\n"
    return Case({**files, "models/s.yml": described}, files, PARSE)


SEMANTIC_MODELS: Mapping[str, Case] = {
    "enabled": of_model("enabled: false"),
    "group": of_model("group: g"),
    "meta": of_model("meta: {a: 1}"),
}
METRICS: Mapping[str, Case] = {
    "enabled": metric("enabled: false"),
    "group": metric("group: g"),
    "meta": metric("meta: {a: 1}"),
}
SAVED_QUERIES: Mapping[str, Case] = {
    "enabled": query("enabled: false"),
    "group": query("group: g"),
    "meta": replace(query("meta: {a: 1}"), commands=(("ls", "--select", "config.meta.a:1"),)),
    "tags": query("tags: [x]"),
    "schema": query("schema: other"),
    "export_as": query("export_as: view"),
}
ANALYSIS: Mapping[str, Case] = {
    "name": Case(
        {"analyses/q.sql": "select 1 as id", "models/s.yml": "analyses: [{name: p}]\n"},
        {"analyses/q.sql": "select 1 as id", "models/s.yml": "analyses: [{name: q}]\n"},
    ),
    "description": analysis("description: x"),
    "config": analysis("config: {tags: [x]}"),
    "columns": analysis("columns: [{name: id}]"),
    "docs": analysis("docs: {show: false}"),
    "group": analysis("group: g"),
    "meta": analysis("meta: {a: 1}"),
    "tags": analysis("tags: [x]"),
}
