"""Checks the merged configuration of a snapshot and converts it into a typed one."""

from typing import get_args

from orchestrator.config.config_keys import META_COLUMN_NAMES
from orchestrator.config.settings import NodeSettings
from orchestrator.config.settings_reader import SettingsReader
from orchestrator.errors import Place, Problems
from orchestrator.nodes import HardDeletes, HistoryColumns, SnapshotConfig, SnapshotStrategy

STRATEGIES: tuple[SnapshotStrategy, ...] = get_args(SnapshotStrategy)
HARD_DELETES: tuple[HardDeletes, ...] = get_args(HardDeletes)
_PREFIX = "dbt_"


def snapshot_config(settings: NodeSettings, place: Place, problems: Problems) -> SnapshotConfig:
    """Return how a snapshot detects changes; `place` is its own, for settings without a place."""
    reader = SettingsReader(settings, place, problems)
    reader.check_common()
    reader.check_persist_docs()
    for key in ("target_schema", "target_database"):
        reader.text(key)
    strategy = reader.one_of("strategy", STRATEGIES)
    unique_key = reader.texts("unique_key")
    if settings.get("strategy") is None:
        what = "a snapshot needs a 'strategy'"
        problems.add(what, place, f"set it to one of {', '.join(STRATEGIES)}")
    if not settings.get("unique_key"):
        problems.add(
            "a snapshot needs a 'unique_key'", place, "name the column that identifies rows"
        )
    updated_at, check_cols = reader.text("updated_at"), _check_cols(reader)
    if strategy == "timestamp" and not updated_at:
        what = "strategy 'timestamp' needs 'updated_at'"
        problems.add(what, reader.place("strategy"), "name the column that says when a row changed")
    if strategy == "timestamp" and settings.get("check_cols"):
        what = "strategy 'timestamp' does not compare columns: 'check_cols' is for 'check'"
        problems.add(what, reader.place("check_cols"), "remove it, or use strategy 'check'")
    if strategy == "check" and not settings.get("check_cols"):
        what = "strategy 'check' needs 'check_cols'"
        problems.add(what, reader.place("strategy"), "list the columns to compare, or write 'all'")
    return SnapshotConfig(
        strategy=strategy or "timestamp",
        unique_key=unique_key,
        updated_at=updated_at,
        check_cols=check_cols,
        hard_deletes=_hard_deletes(reader),
        valid_to_current=reader.text("dbt_valid_to_current"),
        columns=_columns(reader),
        hooks=reader.hooks(),
        settings=settings,
    )


def _check_cols(reader: SettingsReader) -> tuple[str, ...] | None:
    """Return the columns to compare; None for all."""
    given = reader.settings.get("check_cols")
    if given is None or given == "all":
        return None
    if isinstance(given, str):
        reader.wrong("check_cols", "'all' or a list of columns")
        return None
    return reader.texts("check_cols")


def _hard_deletes(reader: SettingsReader) -> HardDeletes:
    """Return how deleted keys are handled; `invalidate_hard_deletes` is the older setting."""
    older, given = (
        reader.truth("invalidate_hard_deletes"),
        reader.one_of("hard_deletes", HARD_DELETES),
    )
    if older is not None and given is not None:
        reader.problems.add(
            "'hard_deletes' and 'invalidate_hard_deletes' are both set",
            reader.place("invalidate_hard_deletes"),
            "keep 'hard_deletes'",
        )
    return given or ("invalidate" if older else "ignore")


def _columns(reader: SettingsReader) -> HistoryColumns:
    """Return the names of the added columns, by their default names."""
    given = reader.of_type(META_COLUMN_NAMES, dict, "a mapping")
    if not given:
        return HistoryColumns()
    known = HistoryColumns.__struct_fields__
    names: dict[str, str] = {}
    place = reader.place(META_COLUMN_NAMES)
    for key, name in given.items():
        field = str(key).removeprefix(_PREFIX)
        if field not in known or not str(key).startswith(_PREFIX):
            what = f"'{META_COLUMN_NAMES}': unknown column '{key}'"
            listed = ", ".join(f"{_PREFIX}{each}" for each in known)
            reader.problems.add(what, place, f"known columns: {listed}")
        elif isinstance(name, str) and name:
            names[field] = name
        elif name is not None:
            what = f"'{META_COLUMN_NAMES}': expected a name for '{key}', found {name!r}"
            reader.problems.add(what, place)
    found = HistoryColumns(**names)
    folded = [getattr(found, each).casefold() for each in known]
    if len({*folded}) < len(folded):
        reader.problems.add(
            f"'{META_COLUMN_NAMES}': two columns have one name", place, "rename one of them"
        )
    return found
