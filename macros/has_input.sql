{#
Purpose    the staging models that make up an input
Arguments  name  accounts, products, web_events, ...
Result     a list of model names
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
Purpose    whether the shop has an input, that is, all its staging models exist. A variable
           input_<name>, true or false, takes precedence
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
Purpose    the missing staging models of an input
Arguments  name  as in has_input
Result     a list of model names
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
Purpose    whether this project itself provides the staging models of an input. A project that uses
           it as a package sets shop_staging: false and provides models of the same names
Arguments  name  as in has_input; by default customers and orders, which every shop has
Result     true or false
Example    {{ config(enabled=stages_input('web_events')) }}
#}
{% macro stages_input(name=none) -%}
    {%- set said = none if name is none else var('input_' ~ name, none) -%}
    {{- return(var('shop_staging') and (said is none or said)) -}}
{%- endmacro %}
