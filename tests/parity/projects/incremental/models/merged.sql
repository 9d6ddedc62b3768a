{{ config(unique_key='id', incremental_strategy='merge') }}
{{ rows_of(var('day')) }}
