{{ config(incremental_strategy='replace_day', on_schema_change='append_new_columns') }}
{{ days() }}
