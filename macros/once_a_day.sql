{#
Purpose    the value of `once_per` of what is fitted or summed up over all customers: it is built
           once for each day that is looked at, and read by everything in between. So one order does
           not move the cut points, profiles and models of everybody. With the variable
           references_follow_each_change it is built again whenever data changes
Result     a text, or none
Example    {{ config(once_per=once_a_day()) }}
#}
{% macro once_a_day() -%}
    {%- if var('references_follow_each_change', false) -%}
        {{- return(none) -}}
    {%- endif -%}
    {{- return(modules.re.sub("[^0-9-]", '', customer_segmentation.as_of_date() | string)) -}}
{%- endmacro %}
