{% set found = adapter.get_relation(database=target.database, schema=target.schema, identifier='orders') %}
{% set absent = adapter.get_relation(database=target.database, schema=target.schema, identifier='absent') %}
{% set loaded = load_relation(ref('orders')) %}
-- depends_on: {{ ref('orders') }}
select
    '{{ found.identifier }}' as found, '{{ absent }}' as absent, '{{ loaded is not none }}' as loaded,
    {{ adapter.check_schema_exists(target.database, target.schema) }} as schema_exists
