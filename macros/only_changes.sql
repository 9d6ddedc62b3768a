{#
Purpose    the rows that an incremental model writes: only new and changed ones, so that rerunning a
           day with the same result writes nothing
Arguments  rows     a relation in scope: all rows of the run
           columns  all columns of the model, in their order
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
