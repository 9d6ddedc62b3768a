{{ config(unique_key=['id', 'day'], incremental_strategy='delete+insert') }}
{{ rows_of(var('day')) }}
