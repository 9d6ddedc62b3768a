{% test dbt_is_here(model) %}
select 1 as one where (select count(*) from {{ model }}) < {{ var('fewest') }}
{% endtest %}
