{#
Purpose    a score from 1 to 5, 5 best, by four cut points. A value that equals a cut point belongs
           below it, so equal values always get the same score
Arguments  value            SQL
           cuts             a relation in scope with one row: p20, p40, p60, p80
           lower_is_better  true for recency
Result     a whole number
Example    {{ score('customers.orders', 'frequency_cuts') }}
#}
{% macro score(value, cuts, lower_is_better=false) -%}
    {{ '5 - (' if lower_is_better else '1 + (' }}
            case when {{ value }} > {{ cuts }}.p20 then 1 else 0 end
            + case when {{ value }} > {{ cuts }}.p40 then 1 else 0 end
            + case when {{ value }} > {{ cuts }}.p60 then 1 else 0 end
            + case when {{ value }} > {{ cuts }}.p80 then 1 else 0 end
        )
{%- endmacro %}
