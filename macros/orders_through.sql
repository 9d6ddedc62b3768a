{#
Purpose    the value of refresh_through for a model by customer: it finds rows of orders, and of
           tables that belong to orders, through the customer numbers of a person
Result     a mapping
Example    config(refresh_by='customer_id', refresh_through=orders_through())
#}
{% macro orders_through() -%}
    {%- set found = {
        'stg_orders': {
            'through': 'customer_ids', 'on': {'customer_id': 'source_customer_id'}
        },
    } -%}
    {%- if customer_segmentation.has_input('refunds') -%}
        {%- do found.update({
            'order_refunds': {'through': 'stg_orders', 'on': {'order_id': 'order_id'}}
        }) -%}
    {%- endif -%}
    {{- return(found) -}}
{%- endmacro %}
