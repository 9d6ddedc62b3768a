{{ config(incremental_strategy='delete+insert') }}
{{ rows_of(var('day')) }}
