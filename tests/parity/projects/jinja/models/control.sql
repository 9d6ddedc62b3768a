{%- set names = ['a', 'b', 'c'] -%}
{% set block %} text {% endset %}
{%- do names.append('d') -%}
select
{% for name in names if name != 'b' -%}
    {{ loop.index }} as {{ name }}{{ "," if not loop.last }}
{% endfor %}
    , {{ shown(block | trim) }} as block
    {% for n in range(10) %}{% if n == 1 %}{% continue %}{% elif n == 3 %}{% break %}{% endif %}, {{ n }} as n{{ n }}{% endfor %}
    {% raw %}, '{{ raw }}' as raw{% endraw %}
    {# a comment #}
    {% filter upper %}, 1 as filtered{% endfilter %}
