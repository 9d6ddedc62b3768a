{% test never_rows(model) %}
select * from {{ model }}
{% endtest %}
