{#
Purpose    the staging models that make up an input
Arguments  name  accounts, products, web_events, ...
Result     a list of names of models
Example    {{ models_of_input('products') }} -> ['stg_products', 'stg_order_items']
#}
{% macro models_of_input(name) -%}
    {%- set several = {
        'products': ['stg_products', 'stg_order_items'],
        'campaigns': ['stg_campaigns', 'stg_campaign_sends', 'stg_campaign_responses'],
    } -%}
    {{- return(several.get(name, ['stg_' ~ name])) -}}
{%- endmacro %}

{#
Purpose    whether the shop has an input: its staging models are there. A variable input_<name>,
           true or false, is asked first
Arguments  name  accounts, products, web_events, ...
Result     true or false
Example    {% if has_input('web_events') %}
#}
{% macro has_input(name) -%}
    {%- set said = var('input_' ~ name, none) -%}
    {{- return(
        customer_segmentation.missing_models(name) | length == 0 if said is none else said
    ) -}}
{%- endmacro %}

{#
Purpose    those staging models of an input that are not there
Arguments  name  as in has_input
Result     a list of names of models
Example    {{ missing_models('products') }} -> ['stg_order_items']
#}
{% macro missing_models(name) -%}
    {%- set missing = [] -%}
    {%- for model in customer_segmentation.models_of_input(name) if not has_model(model) -%}
        {%- do missing.append(model) -%}
    {%- endfor -%}
    {{- return(missing) -}}
{%- endmacro %}

{#
Purpose    whether this project itself fills the staging model of an input. Who takes the project as
           a package says shop_staging: false, and fills the models of that name
Arguments  name  as in has_input; without it, customers and orders, which every shop has
Result     true or false
Example    {{ config(enabled=stages_input('web_events')) }}
#}
{% macro stages_input(name=none) -%}
    {%- set said = none if name is none else var('input_' ~ name, none) -%}
    {{- return(var('shop_staging') and (said is none or said)) -}}
{%- endmacro %}
