{#
Purpose    whether the shop has an input; see the variables input_* in seg_project.yml
Arguments  name  accounts, products, web_events, ...
Result     true or false
Example    {% if has_input('web_events') %}
#}
{% macro has_input(name) -%}
    {{- return(var('input_' ~ name)) -}}
{%- endmacro %}

{#
Purpose    whether this project itself fills the staging model of an input. Who takes the project as
           a package says shop_staging: false, and fills the models of that name
Arguments  name  as in has_input; without it, customers and orders, which every shop has
Result     true or false
Example    {{ config(enabled=stages_input('web_events')) }}
#}
{% macro stages_input(name=none) -%}
    {{- return(var('shop_staging') and (name is none or customer_segmentation.has_input(name))) -}}
{%- endmacro %}
