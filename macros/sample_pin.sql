{#
Purpose    the value to which the sample shop pins a variable; in a project that uses this one as a
           package (shop_staging: false) nothing is pinned
Arguments  name  the name of the variable
Result     its value, or none
Example    {{ var('as_of_date', sample_pin('as_of_date')) }}
#}
{% macro sample_pin(name) -%}
    {{- return(var('sample_shop', {}).get(name) if var('shop_staging', false) else none) -}}
{%- endmacro %}
