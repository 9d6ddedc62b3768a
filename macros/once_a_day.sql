{#
Purpose    the value of `once_per` for models that are fitted or summed over all customers. They are
           built once for each as-of date and reused until the next one, so that one order does
           not move the cut points, profiles and models of everybody. With the variable
           references_follow_each_change they are rebuilt whenever data changes
Result     a text, or none
Example    {{ config(once_per=once_a_day()) }}
#}
{% macro once_a_day() -%}
    {{- return(customer_segmentation.once_in_days(1)) -}}
{%- endmacro %}
