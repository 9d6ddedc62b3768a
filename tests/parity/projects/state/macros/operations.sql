{% macro keep_note(text, times=1) %}
  {% do run_query("create table if not exists " ~ target.schema ~ ".notes (note varchar)") %}
  {% for _ in range(times) %}
    {% do run_query("insert into " ~ target.schema ~ ".notes values ('" ~ text ~ "')") %}
  {% endfor %}
  {{ log("kept", info=true) }}
  this text is no statement
{% endmacro %}

{% macro keep_total() %}
  {% set total = run_query("select sum(amount) from " ~ ref('lower')).columns[0].values()[0] %}
  {% call statement('kept', fetch_result=false) %}
    create or replace table {{ target.schema }}.totals as select {{ total }} as total
  {% endcall %}
  {% do adapter.commit() %}
{% endmacro %}

{% macro drop_notes() %}
  {% set notes = adapter.get_relation(target.database, target.schema, 'notes') %}
  {% if notes %}
    {% do adapter.drop_relation(notes) %}
    {% do adapter.commit() %}
  {% endif %}
{% endmacro %}

{% macro fail() %}{{ exceptions.raise_compiler_error("no") }}{% endmacro %}
