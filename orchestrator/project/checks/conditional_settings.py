"""Settings that have an effect only on some nodes of their type, for example on incremental models.

A setting is judged where it is written: one for a folder of models is ineffective only if it is
for all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from orchestrator.config.config_keys import (
    EXTERNAL,
    EXTERNAL_KEYS,
    KEYED_STRATEGIES,
    MATERIALIZATIONS,
    SQL_HEADER,
    STRATEGIES,
)
from orchestrator.config.key_effects import Answer, UnusedKey, is_empty, never
from orchestrator.config.settings import NodeSettings
from orchestrator.config.values import is_template
from orchestrator.errors import Place, Problem
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import DataTest, Model, Node
from orchestrator.project.package import Package
from orchestrator.project.value import ParsedProject

# `materialized=` in a model, followed by anything but a text.
_COMPUTED = lazy_regex(r"""\bmaterialized\s*=(?!\s*(?:'\w*'|"\w*")\s*[,)])""")


class SettingCondition(Struct, frozen=True):
    """A condition on nodes without which some of their settings have no effect.

    `what` is the message if it holds for none of them: `{key}` and `{value}` are the setting's.
    `is_met` recognizes values that ask for what happens anyway; they are not reported.
    """

    keys: tuple[str, ...]
    holds_for: Callable[[Any], bool]
    what: str
    fix: str
    is_met: Answer = never


def _is_materialized(*kinds: str) -> Callable[[Model], bool]:
    """Return a predicate on models; unknown materializations are reported elsewhere."""

    def is_one(model: Model) -> bool:
        kind = model.config.materialized
        return kind in kinds or kind not in MATERIALIZATIONS

    return is_one


def _has_rows_in_csv(model: Model) -> bool:
    form = model.settings.get("format")
    return model.config.materialized != EXTERNAL or form in (None, "csv")


def _has_key_if_needed(model: Model) -> bool:
    config = model.config
    is_replacing = config.incremental_strategy in KEYED_STRATEGIES
    return config.materialized != "incremental" or not is_replacing or bool(config.unique_key)


def _updates_columns(model: Model) -> bool:
    """Return whether the strategy merges; one of the project's own may."""
    config = model.config
    is_merge = config.incremental_strategy not in (None, *STRATEGIES)
    is_merge = is_merge or config.incremental_strategy == "merge"
    return config.materialized != "incremental" or is_merge


def _replaces_rows(model: Model) -> bool:
    config = model.config
    return config.materialized != "incremental" or config.incremental_strategy != "append"


_is_incremental = _is_materialized("incremental")

_MODELS = (
    SettingCondition(
        tuple(EXTERNAL_KEYS),
        _is_materialized(EXTERNAL),
        "'{key}' has no effect: only other engines or external files use it",
        "remove it",
    ),
    SettingCondition(
        ("delimiter",),
        _has_rows_in_csv,
        "'{key}' has no effect: only a CSV file has one",
        "remove it, or set format to csv",
    ),
    SettingCondition(
        ("once_per", "once_ignoring", "lag_tolerance"),
        _is_materialized("table", "incremental", EXTERNAL),
        "'{key}' has no effect: views and ephemeral models have no rows of their own",
        "remove it, or make it a table",
    ),
    SettingCondition(
        (
            "persist_docs",
            "post-hook",
            "pre-hook",
            "refresh_by",
            "refresh_regardless_of",
            "refresh_through",
            SQL_HEADER,
            "stamps_of",
        ),
        _is_materialized("view", "table", "incremental", EXTERNAL),
        "'{key}' has no effect: an ephemeral model is never built",
        "remove it, or make it a view or a table",
    ),
    SettingCondition(
        (
            "delete_when",
            "incremental_predicates",
            "incremental_strategy",
            "merge_exclude_columns",
            "merge_update_columns",
            "on_definition_change",
            "on_schema_change",
            "predicates",
        ),
        _is_incremental,
        "'{key}' has no effect: only incremental models add rows to those of earlier runs",
        "remove it, or set materialized to incremental",
    ),
    SettingCondition(
        ("full_refresh",),
        _is_incremental,
        "'{key}' has no effect: only incremental models keep the rows of earlier runs",
        "remove it, or set materialized to incremental",
        is_met=lambda value: value is True,
    ),
    SettingCondition(
        ("unique_key",),
        _is_incremental,
        "'{key}' replaces no rows: only incremental models have rows of earlier runs",
        "remove it, or set materialized to incremental; the data test 'unique' checks a key",
    ),
    SettingCondition(
        ("incremental_strategy",),
        _has_key_if_needed,
        "{key} '{value}' needs a unique_key: without one, rows are only added",
        "set unique_key, or use append",
    ),
    SettingCondition(
        ("merge_exclude_columns", "merge_update_columns"),
        _updates_columns,
        "'{key}' has no effect: only incremental_strategy 'merge' updates columns",
        "set that, or remove it",
    ),
    SettingCondition(
        ("incremental_predicates", "predicates"),
        _replaces_rows,
        "'{key}' has no effect: incremental_strategy 'append' replaces no rows",
        f"remove it, or use one of {', '.join(KEYED_STRATEGIES)}",
    ),
    SettingCondition(
        ("batch_size", "begin", "lookback"),
        lambda model: model.config.microbatch is not None,
        "'{key}' has no effect: only incremental_strategy 'microbatch' reads it",
        "set that, or remove it",
    ),
)
_ONCE = SettingCondition(
    ("once_ignoring",),
    # A variable may decide that it is none for now.
    lambda node: "once_per" in node.settings,
    "'{key}' has no effect without once_per",
    "set once_per, or remove it",
)
_TESTS = (
    _ONCE,
    SettingCondition(
        ("refresh_by",),
        lambda test: test.config.fails_on_any_row,
        "'{key}' has no effect: with fail_calc, warn_if or error_if, all rows are tested",
        "remove it, or those",
    ),
    SettingCondition(
        ("where",),
        lambda test: test.is_generic,
        "'{key}' has no effect: only generic tests are limited to some rows of a relation",
        "write the condition in the SQL of the test",
    ),
)


def _by_key(conditions: tuple[SettingCondition, ...]) -> Mapping[str, tuple[SettingCondition, ...]]:
    found = defaultdict[str, tuple[SettingCondition, ...]](tuple)
    for condition in conditions:
        for key in condition.keys:
            found[key] += (condition,)
    return dict(found)


CONDITIONS: Mapping[type, Mapping[str, tuple[SettingCondition, ...]]] = {
    Model: _by_key((*_MODELS, _ONCE)),
    DataTest: _by_key(_TESTS),
}


def ineffective_settings(
    package: Package, packages: Sequence[Package], project: ParsedProject
) -> Iterator[UnusedKey]:
    """Yield the settings of a package's nodes that have an effect on none of them.

    Not those that another package declares for its own model, which this package replaces. The
    first of the packages is the root project.
    """
    root = packages[0]
    others = tuple(each.shown_root for each in packages if each.shown_root and each is not package)
    useful = set[tuple[SettingCondition, str, Place]]()
    useless = dict[tuple[SettingCondition, str, Place], UnusedKey]()
    for node in project.nodes.values():
        conditions = CONDITIONS.get(type(node))
        if conditions is None or node.package != package.name:
            continue
        for key, value in node.settings.items():
            for condition in conditions.get(key, ()):
                if is_empty(value) or condition.is_met(value):
                    continue
                place = _place(node, key)
                found = (condition, key, place)
                if found in useful:
                    continue
                if (
                    condition.holds_for(node)
                    or place.path.startswith(others)
                    or _is_overridden(node, root)
                    or _is_materialized_by_template(node, root)
                ):
                    useful.add(found)
                elif found not in useless:
                    what = condition.what.format(key=key, value=value)
                    useless[found] = UnusedKey(Problem(what, place, condition.fix))
    yield from (each for found, each in useless.items() if found not in useful)


def _place(node: Node, key: str) -> Place:
    settings = node.settings
    place = settings.key_place(key) if isinstance(settings, NodeSettings) else None
    return place or node.place


def _is_overridden(node: Node, root: Package) -> bool:
    """Return whether the root project gives a node of a package another materialization."""
    return (
        node.package != root.name
        and "materialized" in node.settings
        and _place(node, "materialized").path == root.file.path
    )


def _is_materialized_by_template(node: Node, root: Package) -> bool:
    """Return whether a template decides what a node becomes, which can be different elsewhere.

    A model can be a table on one target and incremental on another, with settings for both.
    """
    if "materialized" not in node.settings:
        return False
    place = _place(node, "materialized")
    if place.path == node.path:
        return bool(_COMPUTED.search(node.source_code)) if isinstance(node, Model) else False
    try:
        lines = (root.file.root / place.path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return is_template("".join(lines[(place.line or 1) - 1 : place.line]))
