{#
Purpose    what is expected of the sample shop alone, whose size and mix are known; other shops are
           as they are
Arguments  value  a number, or a mapping of them
Result     the value, or none in a project that takes this one as a package
Example    share: "{{ in_sample({'min': 0.005, 'max': 0.4}) }}"
#}
{% macro in_sample(value) -%}
    {{- return(value if var('shop_staging') else none) -}}
{%- endmacro %}
