{#
Purpose    how many links an id may have and still make people one, by the variable
           identity_max_links
Arguments  id_type  SQL: the kind of id
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
