---- macros
{% macro cents(column, precision=2) %}
    round({{ column }} / 100.0, {{ precision }})
{% endmacro %}
---- template
{# the first line is a comment -#}
select
    {{ cents('amount') }} as amount,
    {{- cents(column="tax", precision=-3) -}} as tax,
    {{ this.schema }} as s
from {{ ref('a') }}
---- text
select
    
    round(amount / 100.0, 2)
 as amount,
    round(tax / 100.0, -3)
as tax,
    main as s
from <a>
