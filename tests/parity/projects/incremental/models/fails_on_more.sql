{{ config(on_schema_change='fail') }}
{{ rows_of(var('day')) }}
