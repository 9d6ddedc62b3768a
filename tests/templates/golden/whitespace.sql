---- template
select
    1 as a,   {# gone #}
    {{- ref('a') -}}   ,
    {%- if true %}
    2 as b
    {%- endif %}
from x

---- text
select
    1 as a,   <a>,
    2 as b
from x

