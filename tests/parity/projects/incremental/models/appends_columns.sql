{{ config(unique_key='id', on_schema_change='append_new_columns') }}
{{ rows_of(var('day')) }}
