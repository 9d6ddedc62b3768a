{#
Purpose    what an incremental model writes: rows that it does not hold yet just as they are, so
           that a day that is run again, and comes out the same, writes nothing
Arguments  rows     a relation in scope: all rows of the run
           columns  all columns of the model, in its order
Result     a SELECT
Example    {{ only_changes('final', ['as_of_date', 'customers']) }}
#}
{% macro only_changes(rows, columns) -%}
select
    {%- for column in columns %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ rows }}
{%- if is_incremental() %}
except
select
    {%- for column in columns %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ this }}
{%- endif %}
{%- endmacro %}
