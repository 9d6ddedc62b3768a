"""Macros of a dbt project by which dbt would do its own work otherwise, and which seg never calls.

A project takes the place of a macro of dbt by one of that name, or of that name after `default__`
or the adapter's. seg makes tables, deltas, snapshots and the like itself.
"""

from collections.abc import Collection, Iterator

from orchestrator.config.key_effects import UnusedKey
from orchestrator.errors import Problem
from orchestrator.project.package import Package
from orchestrator.templates.library import Macros

_FIX = "use configuration or the SELECT instead; rename it if only you call it"

# What dbt 1.11 and dbt-duckdb call to run nodes, beside macros that seg has and calls too.
# fmt: off
_CALLED_BY_DBT = frozenset({
    "after_commit", "alter_column_comment", "alter_column_type",
    "alter_relation_add_remove_columns", "alter_relation_comment", "alter_table_set_partitioned_by",
    "alter_table_set_sorted_by", "apply_grants", "assert_columns_equivalent", "before_begin",
    "build_snapshot_staging_table", "build_snapshot_table", "call_dcl_statements",
    "can_clone_table", "check_for_schema_changes", "check_schema_exists", "check_time_data_types",
    "collect_freshness", "collect_freshness_custom_sql", "copy_grants", "create_columns",
    "create_csv_table", "create_indexes", "create_or_replace_clone", "create_or_replace_view",
    "create_schema", "create_table_as", "create_view_as", "diff_column_data_types", "diff_columns",
    "dispatch_temporary_relation", "drop_foreign_key_dependents", "drop_indexes_on_relation",
    "drop_materialized_view", "drop_relation", "drop_relation_for_rebuild",
    "drop_relation_if_exists", "drop_schema", "drop_schema_named", "drop_table", "drop_view",
    "enforced_constraint_types", "existing_constraint_types", "external_location", "format_column",
    "format_columns", "format_row", "generate_database_name",
    "generate_latest_version_pointer_alias", "get_alter_materialized_view_as_sql",
    "get_assert_columns_equivalent", "get_batch_size", "get_binding_char", "get_catalog",
    "get_catalog_columns_sql", "get_catalog_for_single_relation", "get_catalog_relations",
    "get_catalog_relations_where_clause_sql", "get_catalog_results_sql",
    "get_catalog_schemas_where_clause_sql", "get_catalog_tables_sql", "get_column_names",
    "get_column_schema_from_query", "get_columns_in_relation", "get_create_backup_sql",
    "get_create_index_sql", "get_create_intermediate_sql", "get_create_materialized_view_as_sql",
    "get_create_sql", "get_create_table_as_sql", "get_create_view_as_sql", "get_csv_sql",
    "get_dbt_valid_to_current", "get_dcl_statement_list", "get_drop_backup_sql",
    "get_drop_index_sql", "get_drop_sql", "get_empty_schema_sql", "get_empty_subquery_sql",
    "get_expected_sql", "get_fixture_sql", "get_grant_sql", "get_incremental_insert_overwrite_sql",
    "get_incremental_microbatch_sql", "get_insert_overwrite_merge_sql", "get_limit_sql",
    "get_limit_subquery_sql", "get_list_of_column_names",
    "get_materialized_view_configuration_changes", "get_merge_unique_key_match",
    "get_partitioned_by", "get_relation_last_modified", "get_relations",
    "get_rename_intermediate_sql", "get_rename_materialized_view_sql", "get_rename_sql",
    "get_rename_table_sql", "get_rename_view_sql", "get_replace_materialized_view_sql",
    "get_replace_sql", "get_replace_table_sql", "get_replace_view_sql", "get_revoke_sql",
    "get_seed_column_quoted_csv", "get_select_subquery", "get_show_grant_sql",
    "get_show_indexes_sql", "get_show_sql", "get_snapshot_get_time_data_type",
    "get_snapshot_table_column_names", "get_sorted_by", "get_table_columns_and_constraints",
    "get_test_sql", "get_true_sql", "get_unit_test_sql", "get_updated_at_column_data_type",
    "handle_existing_table", "has_foreign_key_constraints", "incremental_validate_on_schema_change",
    "information_schema_name", "list_function_relations_without_caching",
    "list_relations_without_caching", "list_schemas", "load_csv_rows", "location_exists",
    "make_backup_relation", "make_hook_config", "make_intermediate_relation",
    "may_be_foreign_key_target", "merge_clause_defaults", "merge_join_clause",
    "normalize_incremental_predicates", "normalize_string_or_list", "persist_docs", "post_snapshot",
    "process_schema_changes", "refresh_materialized_view", "rename_relation",
    "render_write_options", "reset_csv_table", "restore_foreign_key_dependents", "run_hooks",
    "set_sql_header", "should_full_refresh", "should_revoke", "should_store_failures",
    "snapshot_check_all_get_existing_columns", "snapshot_check_strategy", "snapshot_get_time",
    "snapshot_hash_arguments", "snapshot_merge_sql", "snapshot_staging_table",
    "snapshot_string_as_time", "snapshot_timestamp_strategy", "sql_convert_columns_in_relation",
    "store_relation", "strategy_dispatch", "support_multiple_grantees_per_dcl_statement",
    "sync_column_schemas", "table_columns_and_constraints", "truncate_relation",
    "unique_key_fields", "unique_key_is_not_null", "unique_key_is_null", "unique_key_join_on",
    "write_to_file",
})
# fmt: on


def uncalled_macros(
    package: Package, macros: Macros, adapter: str, called: Collection[str]
) -> Iterator[UnusedKey]:
    """The macros of a project that dbt would call; `called` are those that its own files call."""
    if package.file.is_strict:
        return
    prefixes = ("default__", f"{adapter}__")
    for macro in macros.packages.get(package.name, {}).values():
        name = macro.name
        for prefix in prefixes:
            name = name.removeprefix(prefix)
        if name in _CALLED_BY_DBT and macro.unique_id not in called:
            what = f"the macro '{macro.name}' overrides a macro of dbt that seg does not call"
            yield UnusedKey(Problem(f"{what}: only an operation can", macro.place, _FIX))
