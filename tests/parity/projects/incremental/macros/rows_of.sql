{% macro rows_of(day) %}
select id, day, id * day as amount
    {%- if var('with_more') %}, 'more' as note{% endif %}
from (select unnest([{{ day }}, {{ day }} + 1, {{ day }} + 2]) as id, {{ day }} as day)
{% endmacro %}
