{#
Purpose    an expectation that applies only to the sample shop, whose size and mix are known; other
           shops are not held to it
Arguments  value  a number, or a mapping of them
Result     the value, or none in a project that uses this one as a package
Example    share: "{{ in_sample({'min': 0.005, 'max': 0.4}) }}"
#}
{% macro in_sample(value) -%}
    {{- return(value if var('shop_staging') else none) -}}
{%- endmacro %}
