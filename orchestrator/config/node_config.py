"""Checks merged configuration and converts it into the typed configuration of a node."""

from datetime import date, datetime
from typing import Any, get_args

from orchestrator.config.config_keys import (
    KEYED_STRATEGIES,
    LOCATION,
    MATERIALIZATIONS,
    MICROBATCH,
    SOURCE_ALIAS,
)
from orchestrator.config.decoder import decode
from orchestrator.config.settings import NodeSettings
from orchestrator.config.settings_reader import SettingsReader
from orchestrator.config.values import Map, shown
from orchestrator.errors import Place, Problems
from orchestrator.names import did_you_mean
from orchestrator.nodes import (
    BatchSize,
    Contract,
    FreshnessPolicy,
    LookedUp,
    Microbatch,
    ModelConfig,
    OnDefinitionChange,
    OnSchemaChange,
    SeedConfig,
    TestConfig,
    Threshold,
)

_ON_SCHEMA_CHANGE: tuple[OnSchemaChange, ...] = (
    "ignore",
    "append_new_columns",
    "sync_all_columns",
    "fail",
)
# seg always compares types as the engine spells them, which is what `alias_types` asks for.
_CONTRACT_KEYS = ("enforced", "alias_types", "cast", "extra_columns")
_ON_DEFINITION_CHANGE: tuple[OnDefinitionChange, ...] = ("ignore", "full_refresh")


def model_config(
    settings: NodeSettings, place: Place, problems: Problems, *, is_strict: bool = True
) -> ModelConfig:
    """Return how a model is built; `place` is the model's, for settings without a place.

    If not `is_strict`, an unknown materialization is refused only when the model is compiled.
    """
    reader = SettingsReader(settings, place, problems)
    reader.check_common()
    for key in ("delimiter", "format", LOCATION):
        reader.text(key)
    reader.mapping("options")
    reader.check_persist_docs()
    materialized = _materialized(reader, is_strict)
    reader.one_of("access", ("private", "protected", "public"))
    strategy = reader.text("incremental_strategy")
    is_incremental = materialized == "incremental"
    microbatch = _microbatch(reader, is_incremental and strategy == MICROBATCH)
    # A batch replaces the rows of its period, whatever their keys.
    unique_key, refresh_by = reader.texts("unique_key"), reader.texts("refresh_by")
    return ModelConfig(
        materialized=materialized,
        incremental_strategy=strategy,
        unique_key=unique_key if microbatch is None else (),
        microbatch=microbatch,
        delete_when=_delete_when(reader),
        incremental_predicates=_predicates(reader),
        on_schema_change=reader.one_of("on_schema_change", _ON_SCHEMA_CHANGE),
        on_definition_change=reader.one_of("on_definition_change", _ON_DEFINITION_CHANGE),
        full_refresh=reader.truth("full_refresh"),
        merge_update_columns=reader.texts("merge_update_columns"),
        merge_exclude_columns=reader.texts("merge_exclude_columns"),
        freshness=_model_freshness(reader),
        lag_tolerance=_lag_tolerance(reader),
        once_per=_once_per(reader),
        once_ignoring=reader.text("once_ignoring"),
        refresh_by=refresh_by if microbatch is None else (),
        refresh_through=_refresh_through(reader),
        refresh_regardless_of=_refresh_regardless_of(reader),
        stamps=_stamps(reader),
        stamps_of=None if settings.get("stamps_of") is None else reader.texts("stamps_of"),
        volatile=reader.truth("volatile"),
        hooks=reader.hooks(),
        settings=settings,
    )


def contract_terms(settings: NodeSettings, place: Place, problems: Problems) -> Contract | None:
    """Return the terms of a model's contract, without columns; None if it is not enforced."""
    reader = SettingsReader(settings, place, problems)
    found = reader.mapping("contract")
    for key, value in found.items():
        if key not in _CONTRACT_KEYS:
            what = f"'contract': unknown key {shown(key)}"
            problems.add(what, reader.place("contract"), f"known keys: {', '.join(_CONTRACT_KEYS)}")
        elif not isinstance(value, bool):
            what = f"'contract': expected true or false for '{key}', found {shown(value)}"
            problems.add(what, reader.place("contract"))
    if found.get("enforced") is not True:
        return None
    return Contract((), found.get("cast") is True, found.get("extra_columns") is True)


def seed_config(settings: NodeSettings, place: Place, problems: Problems) -> SeedConfig:
    """Return how a CSV file is loaded; `place` is the seed's, for settings without a place."""
    reader = SettingsReader(settings, place, problems)
    reader.check_common()
    reader.check_persist_docs()
    given = reader.text("delimiter")
    delimiter = "," if given is None else given
    if len(delimiter) != 1:
        reader.wrong("delimiter", "one character")
    types = reader.mapping("column_types")
    for column, name in types.items():
        if not isinstance(column, str) or not isinstance(name, str):
            what = f"'column_types': expected a type name for {shown(column)}, found {shown(name)}"
            problems.add(what, reader.place("column_types"))
    return SeedConfig(
        delimiter=delimiter,
        quote_columns=reader.truth("quote_columns") or False,
        column_types=types,
        hooks=reader.hooks(),
        settings=settings,
    )


def data_test_config(settings: NodeSettings, place: Place, problems: Problems) -> TestConfig:
    """Return when a data test fails; `place` is the test's, for settings without a place."""
    reader = SettingsReader(settings, place, problems)
    reader.check_common()
    severity = reader.text("severity") or "error"
    if severity.lower() not in ("error", "warn"):
        reader.wrong("severity", "'error' or 'warn'")
    limit = settings.get("limit")
    if limit is not None and (type(limit) is not int or limit < 0):
        reader.wrong("limit", "a whole number of 0 or more")
    return TestConfig(
        severity="warn" if severity.lower() == "warn" else "error",
        warn_if=reader.text("warn_if") or "!= 0",
        error_if=reader.text("error_if") or "!= 0",
        fail_calc=reader.text("fail_calc") or "count(*)",
        where=reader.text("where"),
        limit=limit,
        store_failures=_stores_failures(reader),
        refresh_by=reader.texts("refresh_by"),
        once_per=_once_per(reader),
        once_ignoring=reader.text("once_ignoring"),
        settings=settings,
    )


def _stores_failures(reader: SettingsReader) -> bool:
    """Return whether failing rows are stored; `store_failures_as` overrides `store_failures`."""
    kept_as = reader.one_of("store_failures_as", ("table", "view", "ephemeral"))
    is_stored = reader.truth("store_failures") or False
    return is_stored if kept_as is None else kept_as != "ephemeral"


def source_changes(
    settings: NodeSettings, place: Place, problems: Problems
) -> tuple[tuple[str, ...], str | None]:
    """Return the columns that identify new rows of a source, and the one that increases."""
    reader = SettingsReader(settings, place, problems)
    reader.check_common()
    watermark = reader.text("watermark")
    if watermark is not None and settings.get("content_query") is not None:
        what = "'watermark' and 'content_query' are mutually exclusive"
        problems.add(what, reader.place("watermark"), "keep one of them")
    return reader.texts("refresh_by"), watermark


def check_common(settings: NodeSettings, place: Place, problems: Problems) -> None:
    """Check the settings that no typed configuration has: tags, meta, schema, enabled."""
    SettingsReader(settings, place, problems).check_common()


def freshness_policy(value: Any, place: Place, problems: Problems) -> FreshnessPolicy | None:
    """Return the policy in a `freshness:` mapping; None if it sets no age."""
    if value is None:
        return None
    policy = decode(FreshnessPolicy, value, problems, where=place)
    return policy if policy and (policy.warn_after or policy.error_after) else None


def _materialized(reader: SettingsReader, is_strict: bool) -> str:
    name = reader.text("materialized")
    if name is None or name in MATERIALIZATIONS or not is_strict:
        return name or "view"
    reader.problems.add(
        f"unknown materialization '{name}'",
        reader.place("materialized"),
        did_you_mean(name, MATERIALIZATIONS) or f"use one of {', '.join(MATERIALIZATIONS)}",
    )
    return "view"


def _delete_when(reader: SettingsReader) -> str | None:
    condition = reader.text("delete_when")
    if condition is None:
        return None
    place = reader.place("delete_when")
    if not reader.settings.get("unique_key"):
        what = "delete_when needs a unique_key: the rows to delete are found by it"
        reader.problems.add(what, place, "set unique_key")
    if reader.settings.get("incremental_strategy") == "append":
        what = "delete_when has no effect with incremental_strategy 'append', which deletes nothing"
        reader.problems.add(what, place, f"use one of {', '.join(KEYED_STRATEGIES)}")
    return condition


def _microbatch(reader: SettingsReader, is_made_in_batches: bool) -> Microbatch | None:
    event_time = reader.settings.get("event_time")
    size: BatchSize | None = reader.one_of("batch_size", get_args(BatchSize))
    begin, lookback = reader.settings.get("begin"), reader.settings.get("lookback")
    if lookback is not None and (type(lookback) is not int or lookback < 0):
        reader.wrong("lookback", "a whole number of 0 or more")
        lookback = None
    if not is_made_in_batches:
        return None
    place = reader.place("incremental_strategy")
    for key in ("event_time", "batch_size", "begin"):
        if reader.settings.get(key) is None:
            what = f"incremental_strategy 'microbatch' needs '{key}'"
            reader.problems.add(what, place, f"set {key}")
    for key in ("unique_key", "refresh_by"):
        if reader.settings.get(key):
            what = f"a batch replaces the rows of its period, and none by '{key}'"
            reader.problems.add_minor(what, reader.place(key), "remove it, or use 'delete+insert'")
    begins = str(begin)
    try:
        datetime.fromisoformat(begins)
    except ValueError:
        if begin is not None:
            reader.wrong("begin", "a date or a moment")
        begins = ""
    if not isinstance(event_time, str) or size is None or not begins:
        return None
    return Microbatch(event_time, size, begins, 1 if lookback is None else lookback)


def _predicates(reader: SettingsReader) -> tuple[str, ...]:
    """Return the conditions under either name; `predicates` takes precedence, as in dbt."""
    given = {key: reader.texts(key) for key in ("predicates", "incremental_predicates")}
    for key, found in given.items():
        if any(SOURCE_ALIAS.search(each) for each in found):
            what = f"'{key}': conditions on new rows (DBT_INTERNAL_SOURCE) are not supported"
            fix = "move it into the SELECT: predicates filter the existing rows"
            reader.problems.add(what, reader.place(key), fix)
    return given["predicates"] or given["incremental_predicates"]


def _lag_tolerance(reader: SettingsReader) -> Threshold | None:
    value = reader.of_type("lag_tolerance", Map, "a mapping of count and period")
    if value is None:
        return None
    return decode(Threshold, value, reader.problems, where=reader.place("lag_tolerance"))


def _once_per(reader: SettingsReader) -> str | None:
    value = reader.settings.get("once_per")
    if value is None or (isinstance(value, str) and value):
        return value
    if isinstance(value, int | date) and not isinstance(value, bool):
        return str(value)
    reader.wrong("once_per", "a text, a number or a date")
    return None


def _stamps(reader: SettingsReader) -> dict[str, str]:
    found, seen = reader.mapping("stamps"), set[str]()
    for column, expression in found.items():
        is_text = isinstance(column, str) and isinstance(expression, str)
        if not is_text or not (column.strip() and expression.strip()):
            what = f"expected columns with SQL, found {shown(column)}: {shown(expression)}"
        elif column.casefold() in seen:
            what = f"{shown(column)} occurs twice"
        else:
            seen.add(column.casefold())
            continue
        reader.problems.add(f"'stamps': {what}", reader.place("stamps"))
        return {}
    return dict(found)


def _refresh_regardless_of(reader: SettingsReader) -> tuple[str, ...]:
    found = reader.texts("refresh_regardless_of")
    if found and not reader.settings.get("refresh_by"):
        what = "refresh_regardless_of needs refresh_by: without it all rows are rebuilt"
        reader.problems.add(what, reader.place("refresh_regardless_of"), "set refresh_by")
    return found


def _refresh_through(reader: SettingsReader) -> dict[str, LookedUp]:
    found = dict[str, LookedUp]()
    for name, given in reader.mapping("refresh_through").items():
        looked_up = _looked_up(given)
        if not isinstance(name, str) or looked_up is None:
            what = f"'refresh_through': expected names, found {shown(name)}: {shown(given)}"
            fix = "write the name of another input, or {through: name, on: {column: its column}}"
            reader.problems.add(what, reader.place("refresh_through"), fix)
            return {}
        found[name] = looked_up
    if found and not reader.settings.get("refresh_by"):
        what = "refresh_through needs refresh_by: it says how the keys of refresh_by are found"
        reader.problems.add(what, reader.place("refresh_through"), "set refresh_by")
    return found


def _looked_up(given: object) -> LookedUp | None:
    if isinstance(given, str):
        return LookedUp(given)
    if not isinstance(given, dict) or given.keys() != {"through", "on"}:
        return None
    through, on = given["through"], given["on"]
    is_named = isinstance(through, str) and isinstance(on, dict) and bool(on)
    if not is_named or not all(isinstance(each, str) for pair in on.items() for each in pair):
        return None
    return LookedUp(through, dict(on))


def _model_freshness(reader: SettingsReader) -> FreshnessPolicy | None:
    """Return a model's own policy; `build_after` is ignored: seg finds out when to build."""
    value = reader.of_type("freshness", Map, "a mapping")
    if value is None:
        return None
    kept = Map(value.path, value.mark)
    kept.marks = value.marks
    kept.update((key, item) for key, item in value.items() if key != "build_after")
    return freshness_policy(kept, reader.place("freshness"), reader.problems)
