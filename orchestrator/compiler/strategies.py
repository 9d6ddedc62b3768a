"""A project's own incremental strategies: a macro returns the statements that add new rows."""

from orchestrator.config.config_keys import MICROBATCH, STRATEGIES
from orchestrator.names import RelationName
from orchestrator.nodes import Model
from orchestrator.templates.library import BUILT_IN_PACKAGE, Macros

_INSERT = ("get_insert_into_sql", "get_quoted_csv")

# The macros of each built-in strategy, any of which a project can override.
_PARTS: dict[str, tuple[str, ...]] = {
    "append": ("get_incremental_append_sql", *_INSERT),
    "merge": (
        "get_incremental_merge_sql",
        "get_merge_sql",
        "get_merge_update_columns",
        "get_quoted_csv",
    ),
    "delete+insert": (
        "get_incremental_delete_insert_sql",
        "get_delete_insert_merge_sql",
        *_INSERT,
    ),
}
_PARTS["default"] = ("get_incremental_default_sql", *_PARTS["delete+insert"])


def strategy_macro(model: Model, macros: Macros) -> str | None:
    """Return the project's macro for adding a model's new rows.

    It may be one that calls the project's macro. None if the strategy is built in and nothing
    overrides a part of it.
    """
    strategy = model.config.incremental_strategy or "default"
    if model.config.materialized != "incremental" or strategy == MICROBATCH:
        return None
    name = macro_name(strategy)
    if strategy not in STRATEGIES:
        found = macros.find((name,), model.package)
        return name if found is not None and found.package != BUILT_IN_PACKAGE else None
    is_other = any(macros.is_replaced(part, model.package) for part in _PARTS[strategy])
    return name if is_other else None


def macro_name(strategy: str) -> str:
    """Return the name by which dbt finds the macro of a strategy."""
    return f"get_incremental_{strategy.replace('+', '_')}_sql"


def call_of(macro: str, rows: RelationName) -> str:
    """Return the template of the statements that add `rows`."""
    database, schema, name = map(repr, (rows.database, rows.schema, rows.identifier))
    return (
        f"{{{{ {macro}({{"
        "'target_relation': this.incorporate(type='table'), "
        f"'temp_relation': api.Relation.create({database}, {schema}, {name}), "
        "'unique_key': config.get('unique_key'), "
        "'dest_columns': adapter.get_columns_in_relation(this), "
        "'incremental_predicates': config.get('predicates', none)"
        " or config.get('incremental_predicates', none)"
        "}) }}"
    )
