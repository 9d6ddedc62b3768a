{#
Purpose    the quantile of the standard normal distribution for a probability, to nine digits
           (P. J. Acklam, An algorithm for computing the inverse normal cumulative distribution
           function, 2003)
Arguments  chance  SQL: between 0 and 1
Result     SQL: a double; NULL outside these bounds
Example    {{ normal_quantile('0.95') }} -> 1.6448536
#}
{% macro normal_quantile(chance) -%}
    case
        when not ({{ chance }} > 0 and {{ chance }} < 1) then null
        when {{ chance }} < 0.02425 then {{ customer_segmentation.normal_tail('sqrt(-2 * ln(' ~ chance ~ '))') }}
        when {{ chance }} > 0.97575 then -{{ customer_segmentation.normal_tail('sqrt(-2 * ln(1 - ' ~ chance ~ '))') }}
        else {{ customer_segmentation.normal_middle('(' ~ chance ~ ' - 0.5)') }}
    end
{%- endmacro %}

{#
Purpose    the part of normal_quantile beyond 0.02425 from an end
Arguments  q  SQL: sqrt(-2 ln(chance))
Result     SQL: a double
Example    {{ normal_tail('q') }}
#}
{% macro normal_tail(q) -%}
    (
        (
            ((((-7.784894002430293e-03 * {{ q }} - 3.223964580411365e-01) * {{ q }}
            - 2.400758277161838) * {{ q }} - 2.549732539343734) * {{ q }} + 4.374664141464968) * {{ q }}
            + 2.938163982698783
        ) / (
            (((7.784695709041462e-03 * {{ q }} + 3.224671290700398e-01) * {{ q }}
            + 2.445134137142996) * {{ q }} + 3.754408661907416) * {{ q }} + 1
        )
    )
{%- endmacro %}

{#
Purpose    the middle part of normal_quantile
Arguments  q  SQL: chance - 0.5
Result     SQL: a double
Example    {{ normal_middle('(chance - 0.5)') }}
#}
{% macro normal_middle(q) -%}
    {%- set r = '(' ~ q ~ ' * ' ~ q ~ ')' -%}
    (
        (
            ((((-3.969683028665376e+01 * {{ r }} + 2.209460984245205e+02) * {{ r }}
            - 2.759285104469687e+02) * {{ r }} + 1.383577518672690e+02) * {{ r }}
            - 3.066479806614716e+01) * {{ r }} + 2.506628277459239
        ) * {{ q }} / (
            ((((-5.447609879822406e+01 * {{ r }} + 1.615858368580409e+02) * {{ r }}
            - 1.556989798598866e+02) * {{ r }} + 6.680131188771972e+01) * {{ r }}
            - 1.328068155288572e+01) * {{ r }} + 1
        )
    )
{%- endmacro %}
