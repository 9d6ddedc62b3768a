{% macro note(what) %}insert into {{ target.schema }}.log values ('{{ what }}'){% endmacro %}

{% macro audit() %}
-- depends_on: {{ ref('audit') }}
{% if execute %}
  {% set found = adapter.get_relation(target.database, target.schema, 'audit') %}
  {% do run_query('/* first */ insert into ' ~ found ~ " select 'rows', count(*) from " ~ found) %}
  {% do run_query('update ' ~ found ~ ' set number = number + 10 where what = ' ~ "'begun'") %}
  delete from {{ found }} where number > 10 and what = 'rows'
{% endif %}
{% endmacro %}
