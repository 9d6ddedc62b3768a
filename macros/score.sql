{#
    A score from 1 to 5 (5 best) by the four cut points p20, p40, p60, p80 of a relation in scope.
    A value that equals a cut point belongs below it, so equal values always get the same score.

    score('orders', 'frequency_cuts') -> 1 + case when orders > frequency_cuts.p20 then 1 ...
#}
{% macro score(value, cuts, lower_is_better=false) -%}
    {{ '5 - (' if lower_is_better else '1 + (' }}
            case when {{ value }} > {{ cuts }}.p20 then 1 else 0 end
            + case when {{ value }} > {{ cuts }}.p40 then 1 else 0 end
            + case when {{ value }} > {{ cuts }}.p60 then 1 else 0 end
            + case when {{ value }} > {{ cuts }}.p80 then 1 else 0 end
        )
{%- endmacro %}
