{#- Expressions for the texts of facts. -#}

{% macro shown_text(expression) -%}
cast({{ expression }} as {{ dbt.type_string() }})
{%- endmacro %}

{% macro shown_money(expression) -%}
{{ shown_text('cast(' ~ expression ~ ' as decimal(18, 2))') }} || ' {{ var('reporting_currency') }}'
{%- endmacro %}

{#- 0.123 as 12 %; a share above 0 is at least 1 %. -#}
{% macro shown_share(expression) -%}
case when {{ expression }} > 0 and {{ expression }} < 0.01 then 'less than 1 %'
    else {{ shown_text('cast(round(100 * ' ~ expression ~ ') as integer)') }} || ' %' end
{%- endmacro %}
