{% test has_rows(model, at_least=1) %}
select * from (select count(*) as rows from {{ model }}) where rows < {{ at_least }}
{% endtest %}
