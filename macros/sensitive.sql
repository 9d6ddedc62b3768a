{#
Purpose    a sensitive column (income, religion, ethnicity): it is left in the source unless the
           variable sensitive_features lists it
Arguments  column  the name of the column
Result     the column, or NULL as text under its name
Example    {{ sensitive('religion') }} -> cast(null as varchar) as religion
#}
{% macro sensitive(column) -%}
    {{ column if column in customer_segmentation.used_sensitive_features()
        else 'cast(null as ' ~ dbt.type_string() ~ ') as ' ~ column }}
{%- endmacro %}

{#
Purpose    the sensitive columns that the variable sensitive_features allows
Result     a list
Example    {% for column in used_sensitive_features() %}
#}
{% macro used_sensitive_features() -%}
    {%- set known = ['income_band', 'religion', 'ethnicity'] -%}
    {%- for column in var('sensitive_features') if column not in known -%}
        {{- exceptions.raise_compiler_error(
            "sensitive_features names '" ~ column ~ "': there are " ~ known | join(', ')
        ) -}}
    {%- endfor -%}
    {{- return(var('sensitive_features') | list) -}}
{%- endmacro %}
