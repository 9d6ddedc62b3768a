{{ config(unique_key='id', incremental_strategy='delete+insert') }}
{{ rows_of(var('day')) }}
