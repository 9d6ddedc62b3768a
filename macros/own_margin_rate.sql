{#
Purpose    the margin rate of a customer's purchases, which is known if product costs are known
Result     SQL over customer_orders: a double; NULL if unknown
Example    {{ own_margin_rate() }} as margin_rate
#}
{% macro own_margin_rate() -%}
    cast({{ 'margin_rate' if has_input('products') else 'null' }} as double)
{%- endmacro %}
