---- template
{% macro twice(x) %}{{ return(x * 2) }}{% endmacro -%}
{% set total = twice(4) + 1 -%}
select {{ total }}
---- text
select 9
