{#
Purpose    what is left of the purchases of a customer: known where the costs of products are
Result     SQL over customer_orders: a double, NULL where it is not known
Example    {{ own_margin_rate() }} as margin_rate
#}
{% macro own_margin_rate() -%}
    cast({{ 'margin_rate' if has_input('products') else 'null' }} as double)
{%- endmacro %}
