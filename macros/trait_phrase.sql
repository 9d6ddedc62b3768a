{#
Purpose    the phrase after "they" for people with a level of a feature: from the variable
           persona_words, or a plain one if that has no entry
Arguments  feature  SQL: the name of the feature
           level    SQL: its level
Result     SQL: a text
Example    {{ trait_phrase('feature', 'level') }} -> 'bought most recently'
#}
{% macro trait_phrase(feature, level) -%}
    case
    {%- for name, words in var('persona_words').items() %}
        {%- if words is mapping %}
        {%- for of, word in words.items() %}
        when {{ feature }} = {{ sql_literal(name) }} and {{ level }} = {{ sql_literal(of) }}
            then {{ sql_literal(word) }}
        {%- endfor %}
        {%- else %}
        when {{ feature }} = {{ sql_literal(name) }}
            then replace({{ sql_literal(words) }}, '{level}', {{ level }})
        {%- endif %}
    {%- endfor %}
        when {{ level }} like '% fifth'
            then 'are in the ' || {{ level }} || ' by ' || replace({{ feature }}, '_', ' ')
        else 'have ' || replace({{ feature }}, '_', ' ') || ' ' || {{ level }}
    end
{%- endmacro %}
