{#
Purpose    the value of a column used for clustering: the column itself, or its logarithm
Arguments  feature  one of the variable cluster_features
Result     SQL: a double
Example    {{ cluster_value('recency_days') }} -> ln(1 + ...)
#}
{% macro cluster_value(feature) -%}
    {%- if feature in var('cluster_log_features') -%}
        ln(1 + {{ customer_segmentation.floor_at('cast(' ~ feature ~ ' as double)', 0) }})
    {%- else -%}
        cast({{ feature }} as double)
    {%- endif -%}
{%- endmacro %}
