{{ config(unique_key='id', on_schema_change='sync_all_columns') }}
{{ rows_of(var('day')) }}
