{{ config(unique_key='id') }}
{{ rows_of(var('day')) }}
