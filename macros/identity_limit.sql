{#
Purpose    the number of links that an id may have and still merge people, from the variable
           identity_max_links
Arguments  id_type  SQL: the type of the id
Result     a whole number
Example    {{ identity_limit('id_type') }}
#}
{% macro identity_limit(id_type) -%}
    {%- set limits = var('identity_max_links') -%}
    {%- set kinds = limits.keys() | reject('equalto', 'default') | list -%}
    {%- if kinds -%}
    case
        {%- for kind in kinds %}
        when {{ id_type }} = '{{ kind }}' then {{ limits[kind] }}
        {%- endfor %}
        else {{ limits['default'] }}
    end
    {%- else -%}
    {{ limits['default'] }}
    {%- endif -%}
{%- endmacro %}
