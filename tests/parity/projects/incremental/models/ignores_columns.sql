{{ config(on_schema_change='ignore') }}
{{ rows_of(var('day')) }}
