{{ config(full_refresh=false, incremental_strategy='append') }}
{{ rows_of(var('day')) }}
