{#
Purpose    a column has a value in every row
Arguments  model, column_name
Result     the rows without a value, whole
Example    data_tests: [not_null]
#}
{% test not_null(model, column_name) -%}
select *
from {{ model }}
where {{ column_name }} is null
{%- endtest %}
